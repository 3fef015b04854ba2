/** The pages of the frame in the order of a clerk's day. */
export interface FramePage {
  readonly path: string;
  readonly label: string;
  readonly key?: string;
}

export const pages: readonly FramePage[] = [
  { path: '/', label: '办件' },
  { path: '/intake/new', label: '新受理', key: 'F2' },
  { path: '/find', label: '查找', key: 'F3' },
  { path: '/deadlines', label: '期限' },
  { path: '/verification', label: '核验' },
  { path: '/registry', label: '数据' },
  { path: '/policy', label: '政策' },
  { path: '/day-close', label: '日终' },
  { path: '/typing-aid', label: '录入助手' },
  { path: '/settings', label: '设置' },
];

/** The page that a location belongs to; a case belongs to 办件. */
export function pageOf(path: string): FramePage | undefined {
  const first = path.split('/')[1] ?? '';
  if (first === 'case') return pages[0];
  return pages.find((page) => page.path.split('/')[1] === first);
}
