/** From the figures of the page to the sheet that two officers sign. */
import type { PlainDate } from '#shared/domain/plain-date.ts';
import type { DaySheetInput } from '#shared/papers/day-sheet.ts';
import { casesIn, manifestOfBatch, type BatchState } from '#shared/batches/batch-events.ts';
import type { CaseSummary } from '../../store/cases/case-store.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { paperTitles } from '#shared/wording/letters.ts';
import { statusLabel } from '#shared/wording/labels.ts';
import { rollChangeText } from '#shared/wording/roll-changes.ts';
import type { DaySheetContent } from './day-sheet-print.ts';
import { acceptedOfDay, differenceWords, paperOf, type DayFigures } from './day-figures.ts';

const ORDER: readonly CaseSummary['status'][] = [
  'accepted',
  'partlyExported',
  'exported',
  'deficient',
  'declined',
  'pending',
  'received',
];

function byOutcome(cases: readonly CaseSummary[]): DaySheetInput['byOutcome'] {
  return ORDER.flatMap((status) => {
    const of = cases.filter((entry) => entry.status === status);
    if (of.length === 0) return [];
    const met = ['accepted', 'partlyExported', 'exported'].includes(status) ? of : [];
    return [
      {
        label: statusLabel[status],
        cases: of.length,
        persons: met.reduce((sum, entry) => sum + entry.metPersons, 0),
        amountFen: met.reduce((sum, entry) => sum + entry.totalAmountFen, 0),
      },
    ];
  });
}

/** The first batch that a case of the day corrects; `null` where nothing had left before. */
const corrected = ({ rounds }: CaseSummary): string | null =>
  rounds.find(({ corrects }) => corrects !== null)?.corrects ?? null;

const paperStates = { printed: '已打印', sent: '未确认', failed: '失败', outdated: '须重打', none: '未打印' } as const;

function lineOf(entry: CaseSummary): DaySheetInput['cases'][number] {
  const first = corrected(entry);
  const { paper, state } = paperOf(entry);
  const accepted = entry.rounds.length > 0;
  return {
    number: entry.number,
    employerName: entry.employerName,
    state: first === null ? statusLabel[entry.status] : `${statusLabel[entry.status]}\n更正批次 ${first}`,
    persons: entry.persons.length,
    metPersons: accepted ? entry.metPersons : 0,
    amountFen: accepted ? entry.totalAmountFen : 0,
    paper: paper === null ? '' : `${paperTitles[paper]}\n${paperStates[state]}`,
    batch: [...new Set(entry.rounds.flatMap(({ batchNumber }) => batchNumber ?? []))].join('\n'),
  };
}

export interface DaySheetFacts {
  readonly store: CounterStore;
  readonly on: PlainDate;
  readonly figures: DayFigures;
  readonly batches: readonly BatchState[];
  /** How many sheets were begun and not saved. */
  readonly drafts: number;
  /** How the post stands; `null` where no hub was joined. */
  readonly hub: DaySheetInput['hub'];
}

/** Numbers of the day that stay taken without anything behind them. */
function voidedNumbers(
  cases: readonly CaseSummary[],
  batches: readonly BatchState[],
  on: PlainDate,
): readonly string[] {
  const ofCases = cases
    .filter((entry) => entry.status === 'voided' && entry.receivedOn === on)
    .map(({ number }) => number);
  const ofBatches = batches.filter(({ voided }) => voided !== null).map(({ numberText }) => `批次 ${numberText}`);
  return [...ofCases, ...ofBatches];
}

/** Everything that stands on the day sheet. `batches`: those begun on the day. */
export function daySheetContent({ store, on, figures, batches, drafts, hub }: DaySheetFacts): DaySheetContent {
  const cases = store.cases.list();
  const committed = batches.filter((batch) => batch.committed !== null && batch.voided === null);
  const taken = acceptedOfDay(cases, on, new Set(batches.map(({ numberText }) => numberText)));
  const inSheet = new Set(taken.map(({ caseId }) => caseId));
  const others = cases.filter((entry) => !inSheet.has(entry.caseId) && (entry.decidedOn ?? entry.receivedOn) === on);
  const ofDay = [...taken, ...others.filter(({ status }) => ORDER.includes(status))];
  return {
    office: store.office,
    training: store.area === 'training',
    on,
    officerName: store.officer.name,
    figures: {
      taken: figures.taken.cases,
      printed: figures.printed.cases,
      exported: figures.exported.cases,
      synced: figures.synced?.cases ?? null,
    },
    byOutcome: byOutcome([...taken, ...others.filter(({ status }) => ORDER.indexOf(status) > 1)]),
    cases: ofDay.toSorted((one, other) => (one.number < other.number ? -1 : 1)).map(lineOf),
    drafts,
    hub,
    batches: committed.map((batch) => ({
      number: batch.numberText,
      cases: casesIn(batch.begun),
      persons: batch.begun.persons,
      amountFen: batch.begun.amountFen,
      manifestDigest: manifestOfBatch(batch).digest,
    })),
    differences: figures.differences.map(
      (difference) => `${difference.number} ${difference.employerName}：${differenceWords[difference.kind]}`,
    ),
    voidedNumbers: voidedNumbers(cases, batches, on),
    rollChanges: store.roll.changes(on)?.map(rollChangeText) ?? null,
  };
}
