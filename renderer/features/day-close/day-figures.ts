/** The four figures of a day and why they differ. One figure counts cases; persons stand beside it. */
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { mainPaperOfStatus } from '#shared/casework/papers-by-outcome.ts';
import type { CaseSummary } from '../../store/cases/case-store.ts';

export interface Figure {
  readonly cases: number;
  readonly persons: number;
}

export type DifferenceKind =
  'undecided' | 'paper-not-printed' | 'paper-not-confirmed' | 'paper-failed' | 'paper-outdated' | 'not-exported';

export interface Difference {
  readonly caseId: string;
  readonly number: string;
  readonly employerName: string;
  readonly kind: DifferenceKind;
}

export interface DayFigures {
  readonly taken: Figure;
  readonly printed: Figure;
  readonly exported: Figure;
  /** Told apart from `exported` only by a receiver; none is configured yet. */
  readonly acknowledged: Figure;
  /** 一次性告知, 不予受理, 待核, 收件 of the day: they have papers, and are not exported. */
  readonly others: Figure;
  /** Accepted on earlier days and still here. */
  readonly carriedOver: number;
  readonly differences: readonly Difference[];
}

const isAccepted = (entry: CaseSummary): boolean => entry.status === 'accepted' || entry.status === 'exported';

/** Accepted today, or accepted earlier and not yet out, or gone out in one of today's batches. */
export function acceptedOfDay(
  cases: readonly CaseSummary[],
  day: PlainDate,
  batchesOfDay: ReadonlySet<string>,
): readonly CaseSummary[] {
  return cases.filter(
    (entry) =>
      isAccepted(entry) &&
      (entry.decidedOn === day ||
        (entry.status === 'accepted' && entry.decidedOn !== null && entry.decidedOn < day) ||
        (entry.batchNumber !== null && batchesOfDay.has(entry.batchNumber))),
  );
}

const OTHER = new Set<CaseSummary['status']>(['received', 'deficient', 'declined', 'pending']);

function othersOfDay(cases: readonly CaseSummary[], day: PlainDate): readonly CaseSummary[] {
  return cases.filter((entry) => OTHER.has(entry.status) && (entry.decidedOn ?? entry.receivedOn) === day);
}

const figure = (cases: readonly CaseSummary[]): Figure => ({
  cases: cases.length,
  persons: cases.reduce((sum, entry) => sum + entry.metPersons, 0),
});

/** Whether the paper that belongs to the status came out: the last print of it decides. */
function paperState(entry: CaseSummary): 'printed' | DifferenceKind {
  const wanted = mainPaperOfStatus[entry.status];
  const last = entry.prints.findLast((print) => print.paper === wanted);
  if (last === undefined) return 'paper-not-printed';
  if (last.outdated) return 'paper-outdated';
  if (last.state === 'failed') return 'paper-failed';
  return last.state === 'printed' ? 'printed' : 'paper-not-confirmed';
}

/** Everything the page shows of a day. `batchesOfDay`: numbers of the batches made on it. */
export function dayFigures(
  cases: readonly CaseSummary[],
  day: PlainDate,
  batchesOfDay: ReadonlySet<string>,
): DayFigures {
  const taken = acceptedOfDay(cases, day, batchesOfDay);
  const others = othersOfDay(cases, day);
  const differences = [...taken, ...others].flatMap((entry) => differencesOf(entry));
  return {
    taken: figure(taken),
    printed: figure(taken.filter((entry) => paperState(entry) === 'printed')),
    exported: figure(taken.filter((entry) => entry.status === 'exported')),
    acknowledged: { cases: 0, persons: 0 },
    others: figure(others),
    carriedOver: taken.filter(
      (entry) => entry.status === 'accepted' && entry.decidedOn !== null && entry.decidedOn < day,
    ).length,
    differences,
  };
}

function differencesOf(entry: CaseSummary): Difference[] {
  const { caseId, number, employerName } = entry;
  const kinds: DifferenceKind[] = [];
  if (entry.status === 'received') kinds.push('undecided');
  const paper = paperState(entry);
  if (paper !== 'printed') kinds.push(paper);
  if (entry.status === 'accepted') kinds.push('not-exported');
  return kinds.map((kind) => ({ caseId, number, employerName, kind }));
}

/** What a difference is, and what to do about it. */
export const differenceWords: Readonly<Record<DifferenceKind, string>> = {
  undecided: '已收件，尚未作出结论。请核验后受理、告知或转待核。',
  'paper-not-printed': '文书没有打印。请在办件中打印并交申请人。',
  'paper-not-confirmed': '文书已发送打印，未确认是否打出。请在办件中登记“已打印”或“失败”。',
  'paper-failed': '文书打印失败。请重打。',
  'paper-outdated': '打印后内容已变。请重打并换回旧件。',
  'not-exported': '已受理，尚未导出。请在本页导出。',
};
