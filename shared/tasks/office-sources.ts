/** Tasks of the office: its days, payments, lists, packs, registers, the post. */
import { deferredFirms } from '../aftercare/lists/deferrals.ts';
import { gapsOf } from '../aftercare/lists/gaps.ts';
import type { TakenList } from '../aftercare/lists/lists.ts';
import type { AftercareBook, GrantItem, NoticeBatch } from '../aftercare/book.ts';
import { lastAnswer, lastAttempt } from '../aftercare/notices.ts';
import { addDays } from '../domain/plain-date.ts';
import { registryFaults } from '../registry/registry-needs.ts';
import { CLOSE_DAYS } from '../policy/deadline-board.ts';
import { neededRegistries } from '../policy/needed-registries.ts';
import { choosePack, packById } from '../policy/pack-library.ts';
import { isConfirmed, parametersToConfirm, type HeldPack } from '../policy/pack.ts';
import { presses } from './case-sources.ts';
import type { DocumentFact, TaskFacts } from './facts.ts';
import type { FoundTask } from './task.ts';

const DAY_MS = 86_400_000;
/** From when on what the hub does not have is somebody's task, days. Ours, no source. */
const UNACKNOWLEDGED_DAYS = 3;
/** How far ahead of today the calendar has to reach, days: a decision takes thirty, and rest days. Ours, no source. */
const CALENDAR_DAYS = 45;

/** 公示 and lists that were registered on 期限: end there. */
export function clockTasks({ lines, clocks, today }: TaskFacts): readonly FoundTask[] {
  const known = new Map(clocks.map((clock) => [clock.id, clock]));
  return lines.flatMap(({ subject, rule, due, shown }): FoundTask[] => {
    const clock = subject.kind === 'list' ? known.get(subject.id) : undefined;
    if (clock === undefined || !presses(due, today)) return [];
    return [
      {
        id: `clock ${clock.id}`,
        about: { what: 'clock', rule, name: clock.name, shown },
        due,
        ...(due === null ? { undated: 'calendar' as const } : {}),
        owner: 'clerk',
        path: `/deadlines/${clock.id}`,
      },
    ];
  });
}

/** Duties that only an administrator records. */
const isAdministrators = (id: string): boolean => id.startsWith('authorisation:');

/** 上报, 核查, 追回, 公示 of batches, authorisations: each ends by its own entry. */
export function dutyTasks({ duties, today }: TaskFacts): readonly FoundTask[] {
  return duties
    .filter(({ due }) => presses(due, today))
    .map((duty) => ({
      id: `duty ${duty.id}`,
      about: { what: 'duty', duty },
      due: duty.due,
      ...(duty.due === null ? { undated: 'calendar' as const } : {}),
      owner: isAdministrators(duty.id) ? 'administrator' : 'clerk',
      path: duty.path,
    }));
}

const firmNames = ({ items }: AftercareBook): ReadonlyMap<string, string> =>
  new Map(items.map(({ source }) => [source.firmKey, source.employerName]));

function failedIn(batch: NoticeBatch, names: ReadonlyMap<string, string>): readonly FoundTask[] {
  const firms = [...new Set(batch.attempts.map(({ firmKey }) => firmKey))];
  return firms.flatMap((firmKey): FoundTask[] => {
    const attempt = lastAttempt(batch, firmKey);
    const answer = attempt === undefined ? null : lastAnswer(attempt);
    if (attempt === undefined || answer?.outcome !== 'failed') return [];
    return [
      {
        id: `payment ${attempt.attemptId}`,
        about: {
          what: 'payment',
          batchNumber: batch.number,
          employerName: names.get(firmKey) ?? '',
          amountFen: attempt.amountFen,
          fault: answer.fault,
        },
        due: null,
        owner: 'clerk',
        path: `/aftercare/${batch.batchId}/${attempt.attemptId}`,
      },
    ];
  });
}

/** Payments that did not arrive: end with the next try, or when an answer says that they did. */
export function paymentTasks({ book }: TaskFacts): readonly FoundTask[] {
  if (book === null || book.batches.every(({ attempts }) => attempts.length === 0)) return [];
  const names = firmNames(book);
  return book.batches.flatMap((batch) => failedIn(batch, names));
}

function listTask(book: AftercareBook, list: TakenList, items: ReadonlyMap<string, GrantItem>): readonly FoundTask[] {
  const { listId, parts } = list.head;
  const own = book.items.filter(({ source }) => source.origin === listId);
  const about = {
    what: 'list' as const,
    label: list.label,
    partsMissing: parts - list.parts.size,
    toReview: own.filter(({ state, gone }) => state === 'toReview' && !gone).length,
    toComplete: gapsOf(book, listId).filter(({ items: of }) => of.some(({ state }) => state === 'toComplete')).length,
    toTell: deferredFirms(list, items, book.lists.told, []).filter(({ persons }) =>
      persons.every(({ told }) => told.length === 0),
    ).length,
  };
  if (about.partsMissing + about.toReview + about.toComplete + about.toTell === 0) return [];
  // What is missing of the file is read in where lists are; the rest is done on the page of the list.
  const path = about.partsMissing > 0 ? '/aftercare/lists/read' : `/aftercare/lists/${listId}`;
  return [{ id: `list ${listId}`, about, due: null, owner: 'clerk', path }];
}

/** 免申即享 lists: end when every row was reviewed, every firm has an account and 缓缴 was told. */
export function listTasks({ book }: TaskFacts): readonly FoundTask[] {
  if (book === null || book.lists.taken.length === 0) return [];
  const items = new Map(book.items.map((item) => [item.source.itemId, item]));
  return book.lists.taken.flatMap((list) => listTask(book, list, items));
}

/** Whether the pack would decide on a day soon and waits for the place's word. */
function waits(held: HeldPack, { today, held: all }: TaskFacts): boolean {
  const { from, to } = held.pack.parameters.acceptance.value;
  if (isConfirmed(held) || from > addDays(today, CLOSE_DAYS) || to < today) return false;
  // Somebody else has taken its place already.
  return !all.some((other) => other.pack.supersedes === held.pack.id && isConfirmed(other));
}

const documentPaths: Readonly<Record<DocumentFact['contents']['kind'], string>> = {
  registry: '/registry/documents',
  policyPack: '/policy/documents',
  calendar: '/policy/documents',
  layout: '/day-close',
};

/** Files that other windows sent: end with taking them in, or with 不采用. Registers are anybody's to import, the rest is an administrator's. */
export function documentTasks({ documents }: TaskFacts): readonly FoundTask[] {
  return documents.map(({ window, digest, prefix, contents }) => ({
    id: `document ${window} ${digest}`,
    about: { what: 'document', prefix, contents },
    due: null,
    owner: contents.kind === 'registry' ? 'clerk' : 'administrator',
    path: documentPaths[contents.kind],
  }));
}

/** Packs that wait for 核定, or that would decide on one day: end with an administrator's entry. */
export function packTasks(facts: TaskFacts): readonly FoundTask[] {
  const waiting = facts.held
    .filter((held) => waits(held, facts))
    .map(({ pack }): FoundTask => {
      const { from, to } = pack.parameters.acceptance.value;
      return {
        id: `pack ${pack.id}`,
        about: { what: 'pack', title: pack.title, from, to, figures: parametersToConfirm(pack).length },
        due: from > facts.today ? from : facts.today,
        owner: 'administrator',
        path: `/policy/${pack.id}`,
      };
    });
  const choice = choosePack(facts.today, facts.held);
  if (choice.ok || choice.reason !== 'several') return waiting;
  const titles = choice.ids.map((id) => packById(id, facts.held)?.pack.title ?? id);
  const several: FoundTask = {
    id: 'packs',
    about: { what: 'packs', titles },
    due: facts.today,
    owner: 'administrator',
    path: '/policy',
  };
  return [...waiting, several];
}

/** Years whose days are counted soon and that the calendar does not have: end when it is taken in. */
export function calendarTasks({ today, calendar }: TaskFacts): readonly FoundTask[] {
  const years = new Set([today, addDays(today, CALENDAR_DAYS)].map((day) => Number(day.slice(0, 4))));
  return [...years]
    .filter((year) => !calendar.years.some((held) => held.year === year))
    .map((year) => ({
      id: `calendar ${year}`,
      about: { what: 'calendar', year },
      due: null,
      owner: 'administrator',
      path: '/policy/calendar',
    }));
}

/** Registers that the checks need and that cannot be used: end with the next copy. */
export function registryTasks({ copies, pack, today }: TaskFacts): readonly FoundTask[] {
  if (copies === null) return [];
  const limitDays = pack.parameters.staleAfterDays.value;
  const needs = { needed: neededRegistries(pack), date: today, staleAfterDays: limitDays };
  return registryFaults(copies, needs).map((fault) => ({
    id: `registry ${fault.kind}`,
    about: { what: 'registry', limitDays, ...fault },
    due: null,
    owner: 'clerk',
    path: `/registry/${fault.kind}`,
  }));
}

/** What the hub has not acknowledged for days: ends with its acknowledgement. */
export function unacknowledgedTasks({ unacknowledged }: TaskFacts): readonly FoundTask[] {
  if (unacknowledged === null || unacknowledged.ageMs < UNACKNOWLEDGED_DAYS * DAY_MS) return [];
  const { from, entries, ageMs } = unacknowledged;
  return [
    {
      id: 'unacknowledged',
      about: { what: 'unacknowledged', from, entries, days: Math.floor(ageMs / DAY_MS) },
      due: null,
      owner: 'administrator',
      path: '/settings/post',
    },
  ];
}
