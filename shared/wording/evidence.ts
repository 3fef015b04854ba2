/** What a verdict rests on, as the clerk reads it: which copy, of which place and day, how old, and who vouched for what. */
import { divisionName } from '../domain/division-names.ts';
import { parsePlainDate, type PlainDate } from '../domain/plain-date.ts';
import { freshnessOf } from '../exchange/registry-freshness.ts';
import { employerCheckIds, type CheckResult } from '../policy/verdict.ts';
import { registryTitles } from './registries.ts';

const ofEmployer: ReadonlySet<string> = new Set(employerCheckIds);

/** `湛江市参保缴费数据 截至 2022-08-20 第 8,123 行`, or that nothing was seen there; `null` for a check that reads no register. */
export function seenWords({ check, evidence }: CheckResult): string | null {
  const { registry, asOf, scope, row } = evidence;
  if (registry === null) return null;
  const label = registryTitles[registry];
  if (asOf === null) return `本机没有${label}`;
  const data = `${(scope === undefined ? null : divisionName(scope)) ?? '本窗口'}${label}`;
  if (row === undefined) return `在${data}中未见此${ofEmployer.has(check) ? '单位' : '人'}，截至 ${asOf}`;
  const line = typeof row === 'object' && row !== null && 'line' in row ? row.line : null;
  return `${data} 截至 ${asOf}${typeof line === 'number' ? ` 第 ${line.toLocaleString('en-US')} 行` : ''}`;
}

export interface AgeWords {
  readonly text: string;
  /** Older than the policy's limit for lists: not to be relied on without a look at the live system. */
  readonly stale: boolean;
}

/** How old the copy was on the day of the decision; `limitDays`: the pack's `staleAfterDays`. `null` without a copy. */
export function ageWords({ evidence }: CheckResult, date: PlainDate, limitDays: number): AgeWords | null {
  const asOf = evidence.asOf === null ? null : parsePlainDate(evidence.asOf);
  if (asOf === null) return null;
  const { ageDays, state } = freshnessOf(asOf, date, limitDays);
  if (state === 'from-the-future') return { text: '晚于业务日期', stale: true };
  const age = ageDays === 0 ? '当天' : `${ageDays} 天前`;
  return state === 'stale' ? { text: `${age}，已超过 ${limitDays} 天`, stale: true } : { text: age, stale: false };
}

export const basisLabels = { 'original-seen': '看过原件', 'live-system': '在实时系统查过' } as const;
/** Short, for marks in narrow places. */
export const basisMarks = { 'original-seen': '原件', 'live-system': '系统' } as const;

/** What an officer's word on a check was, as `attested` keeps it in the detail (policy/attestations.ts). */
interface AttestedWord {
  readonly by: string;
  readonly on: string;
  readonly basis: keyof typeof basisLabels;
  readonly note?: string;
  readonly confirmedBy?: string;
}

/** The officer's word that a verdict rests on; `null` where it rests on a register alone. */
export function attestedWord({ detail }: CheckResult): AttestedWord | null {
  return (detail?.['attestation'] as AttestedWord | undefined) ?? null;
}

/** `王窗口 2022-08-22 看过原件，李复核 复核；教育局来函`; `nameOf` turns an officer's id into the name. */
export function attestationWords(word: AttestedWord, nameOf: (officerId: string) => string): string {
  const second = word.confirmedBy === undefined ? '' : `，${nameOf(word.confirmedBy)} 复核`;
  const note = word.note === undefined || word.note === '' ? '' : `；${word.note}`;
  return `${nameOf(word.by)} ${word.on} ${basisLabels[word.basis]}${second}${note}`;
}
