/** THE table of what may follow where in a 追回. What also depends on sums, days or persons is asked by `recoveries.ts`. */
import type { RecoveryActName } from './event.ts';

export const recoveryStates = [
  /** 拟追回 */
  'found',
  /** 已告知 */
  'informed',
  /** 已决定 */
  'decided',
  /** 已送达 */
  'served',
  /** 部分退回 */
  'repaying',
  /** 分期中 */
  'instalments',
  /** 催告 */
  'urged',
  /** 申请强制执行 */
  'applied',
  /** 中止 */
  'suspended',
  /** 终结 */
  'ended',
  /** 结清 */
  'settled',
  /** 撤销 */
  'withdrawn',
] as const;
export type RecoveryState = (typeof recoveryStates)[number];

const MONEY = ['repaid', 'reversed'] as const;

/** Opening one is not in it: it follows nothing. Money may come as soon as the firm knows. */
export const recoveryActs = {
  found: ['informed', 'withdrawn'],
  informed: ['stated', 'weighed', 'decided', ...MONEY, 'withdrawn'],
  decided: ['served', ...MONEY, 'withdrawn'],
  served: ['agreed', 'urged', ...MONEY, 'suspended', 'withdrawn'],
  repaying: ['agreed', 'urged', ...MONEY, 'suspended', 'withdrawn'],
  instalments: ['agreed', 'accelerated', ...MONEY, 'suspended', 'withdrawn'],
  urged: ['served', 'agreed', 'applied', ...MONEY, 'suspended', 'ended', 'withdrawn'],
  applied: [...MONEY, 'suspended', 'ended', 'withdrawn'],
  suspended: ['resumed', ...MONEY, 'ended', 'withdrawn'],
  ended: [...MONEY],
  settled: ['reversed'],
  withdrawn: [],
} as const satisfies Readonly<Record<RecoveryState, readonly RecoveryActName[]>>;

export const mayAct = (state: RecoveryState, act: RecoveryActName): boolean =>
  (recoveryActs[state] as readonly RecoveryActName[]).includes(act);

/** Nothing is waited for any more. */
const DONE: ReadonlySet<RecoveryState> = new Set<RecoveryState>(['ended', 'settled', 'withdrawn']);
export const isDone = (state: RecoveryState): boolean => DONE.has(state);
