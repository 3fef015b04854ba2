/** What the top line has to say about this machine: nothing but a day when all is well, one short mark for what is not. */
import type { PlainDate } from '#shared/domain/plain-date.ts';
import type { RegistryKind } from '#shared/domain/registries.ts';
import { freshnessOf } from '#shared/exchange/registry-freshness.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import type { PackInfo } from '../../store/registry/registry-store.ts';

export interface FrameMark {
  readonly text: string;
  /** The page that explains it. */
  readonly path: string;
}

/** `8月20日` */
const shortDay = (day: string): string => `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;

export interface DataNeeds {
  readonly needed: readonly RegistryKind[];
  readonly date: PlainDate;
  readonly staleAfterDays: number;
}

/** `{ well }`: a short phrase; `{ mark }`: how many registers that the checks need are damaged, out of date or missing. */
export function dataState(
  packs: readonly PackInfo[],
  { needed, date, staleAfterDays }: DataNeeds,
): { readonly well: string } | { readonly mark: FrameMark } {
  const of = (kind: RegistryKind) => packs.find((pack) => pack.kind === kind);
  const damaged = packs.filter((pack) => pack.state === 'damaged').length;
  const usable = (kind: RegistryKind): PackInfo | undefined => {
    const pack = of(kind);
    return pack?.state === 'damaged' ? undefined : pack;
  };
  const missing = needed.filter((kind) => of(kind) === undefined).length;
  const stale = needed.filter((kind) => {
    const pack = usable(kind);
    return pack !== undefined && freshnessOf(pack.asOf, date, staleAfterDays).state !== 'fresh';
  }).length;
  const parts = [
    damaged > 0 ? `损坏 ${damaged} 项` : '',
    stale > 0 ? `日期不合 ${stale} 项` : '',
    missing > 0 ? `缺 ${missing} 项` : '',
  ].filter(Boolean);
  if (parts.length > 0) return { mark: { text: `数据${parts.join('、')}`, path: '/registry' } };
  const insurance = of('insurance');
  return { well: insurance === undefined ? '离线可用' : `离线可用 · 参保数据 ${shortDay(insurance.asOf)}` };
}

/** What is wrong with the machine's own keeping: a gap in the ledger, storage that the browser may clear. */
export function machineMarks({ cases, storage }: Pick<CounterStore, 'cases' | 'storage'>): readonly FrameMark[] {
  const missing = cases.ledger().missing.length;
  return [
    ...(missing > 0 ? [{ text: `台账缺 ${missing} 条`, path: '/settings' }] : []),
    ...(storage.persisted ? [] : [{ text: '存储未受保护', path: '/registry' }]),
  ];
}
