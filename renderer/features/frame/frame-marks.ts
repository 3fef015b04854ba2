/** What the top line has to say about this machine: nothing but a day when all is well, one short mark for what is not. */
import { registryFaults, type DataNeeds, type RegistryFault } from '#shared/registry/registry-needs.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import type { RegistryCopy } from '../../store/registry/registry-store.ts';

export interface FrameMark {
  readonly text: string;
  /** The page that explains it. */
  readonly path: string;
}

/** `08-20`: a copy of another year is out of date and told as a fault; the line has no room for more at large text. */
const monthAndDay = (day: string): string => day.slice(5);

/** `{ well }`: a short phrase; `{ mark }`: how many registers that the checks need are damaged, out of date or missing. */
export function dataState(
  copies: readonly RegistryCopy[],
  needs: DataNeeds,
): { readonly well: string } | { readonly mark: FrameMark } {
  const faults = registryFaults(copies, needs);
  const count = (...kinds: readonly RegistryFault['fault'][]): number =>
    faults.filter(({ fault }) => kinds.includes(fault)).length;
  const [damaged, stale, missing] = [count('damaged'), count('stale', 'from-the-future'), count('missing')];
  const parts = [
    damaged > 0 ? `损坏 ${damaged} 项` : '',
    stale > 0 ? `日期不合 ${stale} 项` : '',
    missing > 0 ? `缺 ${missing} 项` : '',
  ].filter(Boolean);
  if (parts.length > 0) return { mark: { text: `数据${parts.join('、')}`, path: '/registry' } };
  const insurance = copies.find(({ kind }) => kind === 'insurance');
  return { well: insurance === undefined ? '离线可用' : `离线可用 · 参保数据 ${monthAndDay(insurance.asOf)}` };
}

/** What is wrong with the machine's own keeping: a gap in the ledger, storage that the browser may clear. */
export function machineMarks({ cases, storage }: Pick<CounterStore, 'cases' | 'storage'>): readonly FrameMark[] {
  const missing = cases.ledger().missing.length;
  return [
    ...(missing > 0 ? [{ text: `台账缺 ${missing} 条`, path: '/settings' }] : []),
    ...(storage.persisted ? [] : [{ text: '存储未受保护', path: '/registry' }]),
  ];
}
