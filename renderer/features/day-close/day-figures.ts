/** The four figures of a day and why they differ. One figure counts cases; persons stand beside it. */
import type { PaperKind } from '#shared/domain/letter.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { mainPaperOfStatus } from '#shared/casework/papers-by-outcome.ts';
import { heldBack, mayLeave } from '#shared/casework/review.ts';
import { isWaiting, type Round } from '#shared/casework/rounds.ts';
import type { CaseSummary, PrintSummary } from '../../store/cases/case-store.ts';

export interface Figure {
  readonly cases: number;
  readonly persons: number;
}

export type OtherStatus = 'deficient' | 'declined' | 'pending' | 'received';

/** What came in on the day and was not accepted; persons are all on the roster. */
export interface OtherFigure extends Figure {
  readonly status: OtherStatus;
  /** Cases whose paper came out. */
  readonly printed: number;
}

export type DifferenceKind =
  | 'undecided'
  | 'paper-not-printed'
  | 'paper-not-confirmed'
  | 'paper-failed'
  | 'paper-outdated'
  | 'not-reviewed'
  | 'not-exported'
  | 'released';

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
  /** Cases of which every entry is durable at the hub; `null`: no hub was joined, so that nobody can say. That is no difference. */
  readonly synced: Figure | null;
  /** 告知, 不予受理, 待核, 收件 of the day, each by itself: they have papers, and are not exported. */
  readonly others: readonly OtherFigure[];
  /** Accepted on earlier days and still here. */
  readonly carriedOver: number;
  readonly differences: readonly Difference[];
}

type Batches = ReadonlySet<string>;

/** Answered today, or answered earlier and not yet out, or gone out in one of today's batches. */
const roundsOf = (entry: CaseSummary, day: PlainDate, batchesOfDay: Batches): readonly Round[] =>
  ACCEPTED.has(entry.status)
    ? entry.rounds.filter(
        (round) =>
          round.on === day ||
          (isWaiting(round) && round.on < day) ||
          (round.batchNumber !== null && batchesOfDay.has(round.batchNumber)),
      )
    : [];

const ACCEPTED = new Set<CaseSummary['status']>(['accepted', 'partlyExported', 'exported']);

/** An accepted case with what was accepted in it on the day; the figures of other days stay theirs. */
function ofDay(entry: CaseSummary, day: PlainDate, batchesOfDay: Batches): CaseSummary[] {
  const rounds = roundsOf(entry, day, batchesOfDay);
  if (rounds.length === 0) return [];
  const metPersons = rounds.reduce((sum, round) => sum + round.persons, 0);
  return [{ ...entry, rounds, metPersons, totalAmountFen: rounds.reduce((sum, { amountFen }) => sum + amountFen, 0) }];
}

/** Cases accepted on the day, or with somebody accepted earlier and not yet out, or gone out in one of the day's batches. */
export function acceptedOfDay(
  cases: readonly CaseSummary[],
  day: PlainDate,
  batchesOfDay: Batches,
): readonly CaseSummary[] {
  return cases.flatMap((entry) => ofDay(entry, day, batchesOfDay));
}

const isOut = ({ rounds }: CaseSummary): boolean => !rounds.some(isWaiting);

const OTHERS = ['deficient', 'declined', 'pending', 'received'] as const satisfies readonly OtherStatus[];
const OTHER = new Set<CaseSummary['status']>(OTHERS);

function othersOfDay(cases: readonly CaseSummary[], day: PlainDate): readonly CaseSummary[] {
  return cases.filter((entry) => OTHER.has(entry.status) && (entry.decidedOn ?? entry.receivedOn) === day);
}

const figure = (cases: readonly CaseSummary[]): Figure => ({
  cases: cases.length,
  persons: cases.reduce((sum, entry) => sum + entry.metPersons, 0),
});

function otherFigures(cases: readonly CaseSummary[]): readonly OtherFigure[] {
  return OTHERS.flatMap((status) => {
    const mine = cases.filter((entry) => entry.status === status);
    if (mine.length === 0) return [];
    const persons = mine.reduce((sum, entry) => sum + entry.persons.length, 0);
    const printed = mine.filter((entry) => paperState(entry) === 'printed').length;
    return [{ status, cases: mine.length, persons, printed }];
  });
}

/** Whether this paper came out: the last print of it decides. */
function printState(prints: readonly PrintSummary[]): 'printed' | DifferenceKind {
  const last = prints.at(-1);
  if (last === undefined) return 'paper-not-printed';
  if (last.outdated) return 'paper-outdated';
  if (last.state === 'failed') return 'paper-failed';
  return last.state === 'printed' ? 'printed' : 'paper-not-confirmed';
}

interface MainPaper {
  readonly paper: PaperKind | null;
  readonly prints: readonly PrintSummary[];
}

/** The paper of each round, or the one that belongs to the status, with its prints. */
function mainPapers({ rounds, prints, status }: CaseSummary): readonly MainPaper[] {
  if (rounds.length > 0)
    return rounds.map(({ ledgerNumber, paper: wanted }) => ({
      paper: wanted,
      prints: prints.filter(({ paper, of }) => paper === wanted && of === ledgerNumber),
    }));
  const wanted = mainPaperOfStatus[status];
  return [{ paper: wanted, prints: prints.filter(({ paper }) => paper === wanted) }];
}

/** Whether they all came out; the first that did not tells. */
function paperState(entry: CaseSummary): 'printed' | DifferenceKind {
  const states = mainPapers(entry).map(({ prints }) => printState(prints));
  return states.find((state) => state !== 'printed') ?? 'printed';
}

/** The paper that still has something to it, else the last one, and how it stands. */
export function paperOf(entry: CaseSummary): {
  readonly paper: PaperKind | null;
  readonly state: 'printed' | 'sent' | 'failed' | 'outdated' | 'none';
} {
  const papers = mainPapers(entry);
  const open = papers.find(({ prints }) => printState(prints) !== 'printed') ?? papers.at(-1);
  const last = open?.prints.at(-1);
  const state = last === undefined ? 'none' : last.outdated ? 'outdated' : last.state;
  return { paper: open?.paper ?? null, state };
}

/**
 * Everything the page shows of a day. `batchesOfDay`: numbers of the batches made on it. `syncedTo`: ledger number up to which the hub
 * has everything, by its verified word; `null` without a hub.
 */
export function dayFigures(
  cases: readonly CaseSummary[],
  day: PlainDate,
  batchesOfDay: ReadonlySet<string>,
  syncedTo: number | null,
): DayFigures {
  const taken = acceptedOfDay(cases, day, batchesOfDay);
  const others = othersOfDay(cases, day);
  const differences = [...taken, ...others].flatMap((entry) => differencesOf(entry));
  return {
    taken: figure(taken),
    printed: figure(taken.filter((entry) => paperState(entry) === 'printed')),
    exported: figure(taken.filter(isOut)),
    synced: syncedTo === null ? null : figure(taken.filter(({ lastSequence }) => lastSequence <= syncedTo)),
    others: otherFigures(others),
    carriedOver: taken.filter(({ rounds }) => rounds.some((round) => isWaiting(round) && round.on < day)).length,
    differences,
  };
}

function differencesOf(entry: CaseSummary): Difference[] {
  const { caseId, number, employerName } = entry;
  const kinds: DifferenceKind[] = [];
  if (entry.status === 'received') kinds.push('undecided');
  const paper = paperState(entry);
  if (paper !== 'printed') kinds.push(paper);
  if (heldBack(entry).length > 0) kinds.push('not-reviewed');
  if (entry.rounds.some(mayLeave)) kinds.push(entry.release === null ? 'not-exported' : 'released');
  return kinds.map((kind) => ({ caseId, number, employerName, kind }));
}

/** What a difference is, and what to do about it. */
export const differenceWords: Readonly<Record<DifferenceKind, string>> = {
  undecided: '已收件，尚未作出结论。请核验后受理、告知或转待核。',
  'paper-not-printed': '文书没有打印。请在办件中打印并交申请人。',
  'paper-not-confirmed': '文书已发送打印，未确认是否打出。请在办件中登记“已打印”或“失败”。',
  'paper-failed': '文书打印失败。请重打。',
  'paper-outdated': '打印后内容已变。请重打并换回旧件。',
  'not-reviewed': '待复核，或复核退回后未更正，本批不含。请到“复核”页办理。',
  'not-exported': '已受理，尚未导出。请在本页导出。',
  released: '已交合并导出窗口，等它导出或退回。',
};
