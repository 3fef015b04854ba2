/** The pages of the frame in the order of a clerk's day. Their keys stand in the table of keys. */
import type { KeyAction } from '../../ui/key-table.ts';

export interface FramePage {
  readonly path: string;
  readonly label: string;
  /** Letters are the pinyin initial of a character of the label while one is free; Alt+1…9 stay with what a page itself offers. */
  readonly action: KeyAction;
}

export const pages = [
  { path: '/', label: '办件', action: 'openWork' },
  { path: '/tasks', label: '待办', action: 'openTasks' },
  { path: '/intake/new', label: '新受理', action: 'newIntake' },
  { path: '/find', label: '查找', action: 'find' },
  { path: '/deadlines', label: '期限', action: 'openDeadlines' },
  { path: '/aftercare', label: '后续', action: 'openAftercare' },
  { path: '/verification', label: '核验', action: 'openVerification' },
  { path: '/registry', label: '数据', action: 'openRegistry' },
  { path: '/policy', label: '政策', action: 'openPolicy' },
  { path: '/day-close', label: '日终', action: 'openDayClose' },
  { path: '/typing-aid', label: '录入助手', action: 'openTypingAid' },
  { path: '/settings', label: '设置', action: 'openSettings' },
] as const satisfies readonly FramePage[];

const firstPart = (path: string): string => path.split('/')[1] ?? '';

const UNDER_AFTERCARE: ReadonlySet<string> = new Set(['recoveries', 'findings']);

/** The page that a location belongs to; a case, 同人核对 and 复核 belong to 办件, 上次未确认 to 待办, what came back and 概览 to 日终, 追回 and 核查 to 后续. */
export function pageOf(path: string): FramePage | undefined {
  const first = firstPart(path);
  if (first === 'case' || first === 'claims' || first === 'reviews') return pages[0];
  if (first === 'returns' || first === 'overview') return pages.find(({ path: own }) => own === '/day-close');
  if (first === 'unconfirmed') return pages.find(({ path: own }) => own === '/tasks');
  if (UNDER_AFTERCARE.has(first)) return pages.find(({ path: own }) => own === '/aftercare');
  return pages.find((page) => firstPart(page.path) === first);
}
