/** The pages of the frame in the order of a clerk's day. */
export interface FramePage {
  readonly path: string;
  readonly label: string;
  readonly key: string;
}

/** Letters are the pinyin initial of a character of the label; Alt+1…9 stay with what a page itself offers. */
export const pages: readonly FramePage[] = [
  { path: '/', label: '办件', key: 'Alt+B' },
  { path: '/intake/new', label: '新受理', key: 'F2' },
  { path: '/find', label: '查找', key: 'F3' },
  { path: '/deadlines', label: '期限', key: 'Alt+Q' },
  { path: '/verification', label: '核验', key: 'Alt+H' },
  { path: '/registry', label: '数据', key: 'Alt+J' },
  { path: '/policy', label: '政策', key: 'Alt+Z' },
  { path: '/day-close', label: '日终', key: 'Alt+R' },
  { path: '/typing-aid', label: '录入助手', key: 'Alt+L' },
  { path: '/settings', label: '设置', key: 'Alt+S' },
];

/** The page that a location belongs to; a case belongs to 办件. */
export function pageOf(path: string): FramePage | undefined {
  const first = path.split('/')[1] ?? '';
  if (first === 'case') return pages[0];
  return pages.find((page) => page.path.split('/')[1] === first);
}
