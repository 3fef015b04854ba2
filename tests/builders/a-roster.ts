/** Made-up persons for the roster grid: ten with every verdict among them, or as many as wanted. */
import { citizenIdCheckCharacter } from '#shared/domain/citizen-id.ts';
import type { RosterEntry } from '#shared/domain/application.ts';
import {
  checkIds,
  employerCheckIds,
  type CheckId,
  type CheckResult,
  type EntryDecision,
  type ReasonCode,
  type Verdict,
} from '#shared/policy/verdict.ts';

const SURNAMES = '陈黄吴林李梁何郑周许';
const GIVEN = ['海晴', '志远', '嘉敏', '文博', '思琪', '浩然', '雨桐', '子轩', '晓彤', '俊杰'];

/** A number with a right check character that belongs to nobody: order numbers count up from `000`. */
export function aCitizenId(index: number, day = '20000315'): string {
  const first = `440802${day}${String(index % 1000).padStart(3, '0')}`;
  return first + citizenIdCheckCharacter(first);
}

const dayOf = (index: number): string => `2000${String(1 + (Math.floor(index / 1000) % 12)).padStart(2, '0')}15`;

export function aTypedEntry(index: number, changes: Partial<RosterEntry> = {}): RosterEntry {
  return {
    entryId: `entry-${index}`,
    row: index + 3,
    name: `${SURNAMES.charAt(index % 10)}${GIVEN[Math.floor(index / 10 + index) % 10] ?? ''}`,
    citizenId: aCitizenId(index, dayOf(index)),
    school: index % 3 === 0 ? '广东海洋大学' : '岭南师范学院',
    diplomaNumber: `10566120220500${String(index % 10_000).padStart(4, '0')}`,
    graduatedOn: '2022-06-25',
    contractFrom: '2022-07-01',
    contractTo: '2025-06-30',
    enrolledOn: '2022-07-05',
    attestations: [],
    ...changes,
  };
}

export const aLongRoster = (count: number): RosterEntry[] =>
  Array.from({ length: count }, (_, index) => aTypedEntry(index));

/** Ten persons; the sixth has a wrong check digit and a day that does not exist, the ninth a long name. */
export function aRosterOfTen(): RosterEntry[] {
  const wrong = aCitizenId(5);
  return aLongRoster(10).map((entry, index) => {
    if (index === 5) {
      const last = wrong.endsWith('1') ? '2' : '1';
      return { ...entry, citizenId: wrong.slice(0, 17) + last, graduatedOn: '2022-06-31' };
    }
    return index === 8 ? { ...entry, name: '阿不都热合曼·买买提' } : entry;
  });
}

type Finding = readonly [Verdict, ReasonCode | null, ('seen' | 'stricter')?];

/** Findings that differ from `met`, by the person's place in the roster. */
const findings: Readonly<Record<number, Partial<Record<CheckId, Finding>>>> = {
  1: { 'this-month-enrolment': ['unmet', 'removed-this-month'] },
  2: { 'programme-graduate': ['unknown', 'not-found'], 'labour-contract': ['remediable', 'contract-missing'] },
  3: { 'programme-graduate': ['met', null, 'seen'], 'full-time': ['met', null, 'seen'] },
  4: { 'name-match': ['remediable', 'name-differs'] },
  6: { 'full-time': ['unmet', 'not-full-time', 'stricter'] },
  7: { 'hiring-subsidy': ['unknown', 'list-stale'] },
};

function aResult(check: CheckId, [verdict, reason, mark]: Finding): CheckResult {
  const city = check === 'full-time';
  return {
    check,
    verdict,
    reason,
    source: { document: '湛人社函〔2022〕185号', clause: '附件 二（三）', level: city ? 'city' : 'ministry' },
    ...(mark === 'stricter' ? { stricterThanMinistry: true } : {}),
    evidence: { registry: 'insurance', asOf: '2022-08-20', grade: mark === 'seen' ? 'B' : 'A' },
    ...(mark === 'seen' ? { detail: { attestation: { by: 'c1', on: '2022-08-22', basis: 'original-seen' } } } : {}),
  };
}

const order: readonly Verdict[] = ['unmet', 'remediable', 'unknown', 'met'];

export function aDecision(citizenId: string, differing: Partial<Record<CheckId, Finding>> = {}): EntryDecision {
  const personChecks = checkIds.filter((check) => !employerCheckIds.some((one) => one === check));
  const checks = personChecks.map((check) => aResult(check, differing[check] ?? ['met', null]));
  const verdict = order.find((one) => checks.some((check) => check.verdict === one)) ?? 'met';
  return { citizenId, verdict, amountFen: verdict === 'met' ? 150_000 : 0, checks };
}

/** Decisions by entry id: everybody with a readable number. */
export function decisionsFor(entries: readonly RosterEntry[]): ReadonlyMap<string, EntryDecision> {
  return new Map(entries.map((entry, index) => [entry.entryId, aDecision(entry.citizenId, findings[index])]));
}

export const someEmployerChecks: readonly CheckResult[] = employerCheckIds.map((check) =>
  aResult(check, ['met', null]),
);
