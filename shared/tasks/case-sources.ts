/** Tasks that stand in the cases of this window: each ends by an entry in the case, or by its draft. */
import { leavingRounds } from '../casework/release.ts';
import { heldBack } from '../casework/review.ts';
import { returnedCases } from '../casework/returned-cases.ts';
import type { CaseSummary } from '../casework/case-state.ts';
import { addDays, type PlainDate } from '../domain/plain-date.ts';
import { CLOSE_DAYS, type BoardLine } from '../policy/deadline-board.ts';
import type { ClaimFact, TaskFacts } from './facts.ts';
import type { FoundTask } from './task.ts';

const DAY_MS = 86_400_000;

/** `number` and `employerName` of a case, for its sentence. */
const named = ({ number, employerName }: Pick<CaseSummary, 'number' | 'employerName'>) => ({ number, employerName });

/** What the ledger has and nobody noted as told: ends with 保留 or 作废. */
export function unconfirmedTasks({ unconfirmed }: TaskFacts): readonly FoundTask[] {
  return unconfirmed.map(({ sequence, number, action: { kind, on, officer } }) => ({
    id: `unconfirmed ${sequence}`,
    about: { what: 'unconfirmed', number, action: kind },
    due: on,
    owner: 'clerk',
    officerName: officer.name,
    path: '/unconfirmed',
  }));
}

/** Whether this window was first; `null` while the hub has not said. */
const wasFirst = ({ order, other }: ClaimFact): boolean | null =>
  other.order === 0 ? null : order !== null && order < (other.order ?? 0);

/** A person at two windows: ends with the settlement, or once one of the two claims is gone. */
export function claimTasks({ claims }: TaskFacts): readonly FoundTask[] {
  const met = new Map<string, number>();
  return claims
    .filter(({ settled }) => settled === null)
    .map((claim): FoundTask => {
      const place = (met.get(claim.caseId) ?? 0) + 1;
      met.set(claim.caseId, place);
      return claimTask(claim, place);
    });
}

/** `place` among those of its case, from 1: no name and no digest stands in an address. */
function claimTask(claim: ClaimFact, place: number): FoundTask {
  return {
    id: `claim ${claim.caseId} ${claim.digest} ${claim.other.window} ${claim.other.subject}`,
    about: {
      what: 'claim',
      ...named(claim.summary),
      name: claim.name,
      otherNumber: claim.other.number,
      first: wasFirst(claim),
    },
    due: null,
    owner: 'windows',
    path: `/claims/${claim.caseId}/${place}`,
  };
}

/** 复核: asked for, ends with another officer's word; sent back, ends with the correction. */
export function reviewTasks({ cases }: TaskFacts): readonly FoundTask[] {
  return cases.flatMap((entry) =>
    heldBack(entry).map(({ ledgerNumber, persons, amountFen, review }): FoundTask => {
      const returned = review?.state === 'returned';
      const { caseId } = entry;
      return {
        id: `review ${caseId} ${ledgerNumber}`,
        about: { what: returned ? 'reviewReturned' : 'review', ...named(entry), persons, amountFen },
        due: null,
        // Sent back, it is its clerk's again.
        ...(returned
          ? { owner: 'clerk', caseId }
          : { owner: review?.by === 'administrators' ? 'administrator' : 'other' }),
        path: `/case/${caseId}/${returned ? 'amend' : 'review'}`,
      };
    }),
  );
}

/** 复核 that another window asks for: ends with a word from here, or from anywhere else. */
export function elsewhereTasks({ elsewhere }: TaskFacts): readonly FoundTask[] {
  return elsewhere.map(({ window, name, by, ...said }) => ({
    id: `elsewhere ${window} ${name}`,
    about: { what: 'reviewElsewhere', ...said },
    due: null,
    owner: by === 'administrators' ? 'administrator' : 'other',
    path: `/reviews/${window}/${encodeURIComponent(name)}`,
  }));
}

/** What the exporting window gave back: ends with the correction, the withdrawal, or the next release. */
export function handedBackTasks({ cases }: TaskFacts): readonly FoundTask[] {
  return cases.flatMap((entry): FoundTask[] => {
    const { caseId, handedBack } = entry;
    if (handedBack === null || leavingRounds(entry).length === 0) return [];
    const { prefix, reason } = handedBack;
    return [
      {
        id: `handedBack ${caseId}`,
        about: { what: 'handedBack', ...named(entry), prefix, reason },
        due: null,
        owner: 'clerk',
        caseId,
        path: `/case/${caseId}/amend`,
      },
    ];
  });
}

/** After so many days without an answer, somebody has to ask the other window. */
const RELEASED_DAYS = 3;

const hallTask = (
  what: 'released' | 'hallReceived',
  found: readonly { readonly prefix: string; readonly persons: number }[],
): readonly FoundTask[] =>
  found.length === 0
    ? []
    : [
        {
          id: what,
          about: {
            what,
            prefixes: [...new Set(found.map(({ prefix }) => prefix))].toSorted(),
            cases: found.length,
            persons: found.reduce((sum, { persons }) => sum + persons, 0),
          },
          due: null,
          owner: 'clerk',
          path: '/day-close',
        },
      ];

/** 合并导出: what others released ends with a batch or a return; what was released from here with the other window's word. */
export function hallTasks({ cases, hall, today }: TaskFacts): readonly FoundTask[] {
  const late = cases.flatMap(({ release, metPersons }) =>
    release !== null && addDays(release.on, RELEASED_DAYS) <= today
      ? [{ prefix: release.to.prefix, persons: metPersons }]
      : [],
  );
  return [...hallTask('hallReceived', hall), ...hallTask('released', late)];
}

/** What the province refused or could not pay: ends with the correction. */
export function returnedTasks({ cases }: TaskFacts): readonly FoundTask[] {
  return returnedCases(cases).flatMap(({ summary, ...counts }) =>
    (['refused', 'failed'] as const).flatMap((what): FoundTask[] =>
      counts[what] === 0
        ? []
        : [
            {
              id: `${what} ${summary.caseId}`,
              about: { what, ...named(summary), persons: counts[what], answeredOn: summary.answeredOn },
              due: null,
              owner: 'clerk',
              caseId: summary.caseId,
              path: `/case/${summary.caseId}/amend`,
            },
          ],
    ),
  );
}

/** Over, due within {@link CLOSE_DAYS}, or not to be counted for want of a calendar. */
export const presses = (due: PlainDate | null, today: PlainDate): boolean =>
  due === null || due <= addDays(today, CLOSE_DAYS);

const undated = (due: PlainDate | null) => (due === null ? ({ undated: 'calendar' } as const) : {});

/** A decision on the page of the case; the export of what was accepted at 日终, once 复核 lets it go. */
function placeOf(rule: BoardLine['rule'], entry: CaseSummary): string {
  const page = `/case/${entry.caseId}`;
  if (rule !== 'decision' || (entry.status !== 'accepted' && entry.status !== 'partlyExported'))
    return `${page}/decide`;
  const [held] = heldBack(entry);
  if (held === undefined) return '/day-close';
  return `${page}/${held.review?.state === 'returned' ? 'amend' : 'review'}`;
}

/** The clocks of cases: end with what the case waits for (features/deadlines/README.md). */
export function caseDeadlineTasks({ lines, cases, today }: TaskFacts): readonly FoundTask[] {
  const pressing = lines.filter(({ subject, due }) => subject.kind === 'case' && presses(due, today));
  const wanted = new Set(pressing.map(({ subject }) => subject.id));
  const entries = new Map(cases.filter(({ caseId }) => wanted.has(caseId)).map((entry) => [entry.caseId, entry]));
  const task = ({ rule, due, shown }: BoardLine, entry: CaseSummary): FoundTask => ({
    id: `deadline ${entry.caseId} ${rule}`,
    about: { what: 'case', rule, ...named(entry), shown },
    due,
    ...undated(due),
    owner: 'clerk',
    caseId: entry.caseId,
    path: placeOf(rule, entry),
  });
  return pressing.flatMap((line) => {
    const entry = entries.get(line.subject.id);
    return entry === undefined ? [] : [task(line, entry)];
  });
}

/** Papers that went to the printer, and nobody said whether they came out: ends with 已打印 or 没打出. */
export function paperTasks({ cases }: TaskFacts): readonly FoundTask[] {
  return cases.flatMap((entry): FoundTask[] => {
    const papers = entry.prints.filter(({ state }) => state === 'sent').length;
    if (papers === 0) return [];
    const { caseId } = entry;
    return [
      {
        id: `paper ${caseId}`,
        about: { what: 'paper', ...named(entry), papers },
        due: null,
        owner: 'clerk',
        caseId,
        path: `/case/${caseId}/papers`,
      },
    ];
  });
}

/** What was begun and left for longer than a day: ends when it is saved or removed. */
export function draftTasks({ drafts, cases }: TaskFacts): readonly FoundTask[] {
  const left = drafts.filter(({ ageMs }) => ageMs > DAY_MS);
  if (left.length === 0) return [];
  const numbers = new Map(cases.map(({ caseId, number }) => [caseId, number]));
  return left.map(({ draftId, caseId, employerName, persons, ageMs }) => ({
    id: `draft ${draftId}`,
    about: {
      what: 'draft',
      number: numbers.get(caseId ?? draftId) ?? '',
      employerName,
      persons,
      days: Math.floor(ageMs / DAY_MS),
    },
    due: null,
    owner: 'clerk',
    path: `/intake/${draftId}`,
  }));
}
