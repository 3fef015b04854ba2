/** What a verdict rests on, as the clerk reads it: which copy, of which place and day, how old, and who vouched for what. */
import { divisionName } from '../domain/division-names.ts';
import { parsePlainDate, type PlainDate } from '../domain/plain-date.ts';
import { freshnessOf } from '../registry/registry-freshness.ts';
import type { CheckId, CheckResult } from '../policy/verdict.ts';
import { unitTypeLabels } from './labels.ts';
import { registryTitles } from './registries.ts';

const placeOf = (scope: string | undefined): string => (scope === undefined ? null : divisionName(scope)) ?? '本窗口';

/** The kind of unit that the code itself tells, where no register row says it; `null` where one does, and where the code says nothing. */
export function unitTypeByCode({ check, evidence, detail }: CheckResult): string | null {
  const byCode = detail?.['byCode'];
  if (check !== 'unit-type' || typeof byCode !== 'string') return null;
  const row = evidence.row as { readonly unitType?: unknown } | undefined;
  return row?.unitType ? null : ((unitTypeLabels as Readonly<Record<string, string>>)[byCode] ?? null);
}

const textsIn = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).filter((item): item is string => typeof item === 'string');

const placesIn = (value: unknown): string =>
  textsIn(value)
    .map((code) => divisionName(code) ?? code)
    .join('、');

/** 申请地点 rests on where the persons are insured, or on what the form says. */
function enrolmentPlaceWords({ verdict, detail }: CheckResult, data: string): string {
  const declared = placesIn(detail?.['divisionCode']);
  if (declared !== '') return `申请表所填失业保险参保地：${declared}`;
  const persons = detail?.['insuredHere'];
  if (typeof persons === 'number') return `花名册中 ${persons} 人在本窗口辖区参保（${data}）`;
  if (verdict === 'unmet') return `花名册人员的失业保险都在${placesIn(detail?.['where']) || '别处'}参保（${data}）`;
  return `花名册人员的参保地都不能确定（${data}）`;
}

function singleApplicationWords({ reason, detail }: CheckResult): string {
  if (reason === 'duplicate-in-roster') return '本花名册中更前的一行';
  const others = textsIn(detail?.['applications']);
  return others.length === 0 ? '本窗口没有更早的办件列有此人' : `本窗口更早的办件 ${others.join('、')}`;
}

const OF_THIS_FIRM: ReadonlySet<CheckId> = new Set([
  'insured-here',
  'insuring-employer',
  'last-month-contribution',
  'this-month-enrolment',
  'hired-in-period',
  'months-contributed',
]);

/** Where the register has no row that decides: what it was asked for and has not, never more than that. */
function unseenWords({ check, reason }: CheckResult, data: string, asOf: string): string {
  if (reason === 'month-not-covered') return `${data}截至 ${asOf}，不含所需月份`;
  if (OF_THIS_FIRM.has(check)) return `在${data}中未见此人在本单位的参保记录，截至 ${asOf}`;
  if (reason === 'other-group-not-verified' || reason === 'group-open')
    return `在${data}中未见此人可凭以享受的记录，截至 ${asOf}`;
  if (check === 'full-time') return `在${data}中未见此人符合条件的毕业记录，截至 ${asOf}`;
  return `在${data}中未见此${check === 'unit-type' ? '单位，代码首两位也不能说明单位类型' : '人'}，截至 ${asOf}`;
}

/**
 * What a verdict rests on: `湛江市参保缴费数据 截至 2022-08-20 第 8,123 行`, the code or the form where these decided, or what
 * was not seen. An officer's word stands beside it, see {@link attestedWord}.
 */
export function seenWords(result: CheckResult): string {
  const { check, evidence } = result;
  const { registry, asOf, scope, row } = evidence;
  if (check === 'single-application') return singleApplicationWords(result);
  const label = registry === null ? '' : registryTitles[registry];
  const data = `${placeOf(scope)}${label}`;
  if (check === 'enrolment-place')
    return enrolmentPlaceWords(result, asOf === null ? `本机没有${label}` : `${data} 截至 ${asOf}`);
  const byCode = unitTypeByCode(result);
  if (byCode !== null) return `统一社会信用代码首两位：${byCode}`;
  if (registry === null && check === 'entitled-group') return '证件号所载出生日期、统一社会信用代码';
  if (asOf === null) return `本机没有${label}`;
  if (row === undefined) return unseenWords(result, data, asOf);
  const line = typeof row === 'object' && row !== null && 'line' in row ? row.line : null;
  return `${data} 截至 ${asOf}${typeof line === 'number' ? ` 第 ${line.toLocaleString('en-US')} 行` : ''}`;
}

export interface AgeWords {
  readonly text: string;
  /** Older than the policy's limit for lists: not to be relied on without a look at the live system. */
  readonly stale: boolean;
}

/** How old the copy was on the day of the decision; `limitDays`: the pack's `staleAfterDays`. `null` without a copy. */
export function ageWords(result: CheckResult, date: PlainDate, limitDays: number): AgeWords | null {
  const { evidence } = result;
  if (unitTypeByCode(result) !== null) return null;
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
