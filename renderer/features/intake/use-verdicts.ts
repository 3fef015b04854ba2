/**
 * Verdicts as soon as they can be known, and none before: gathers the rows of the persons on the sheet from the local
 * copies, then decides everything at once. While something asked is unanswered there is no decision, so that no verdict
 * ever flips by itself. What arrives late for an older sheet is thrown away.
 */
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Failure, Result } from '#shared/contract/failure.ts';
import type { Application } from '#shared/domain/application.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import type { Decision, EntryDecision } from '#shared/policy/verdict.ts';
import type { CaseFile } from '#shared/policy/case-file.ts';
import { readableCreditCode, toCaseFile } from '#shared/casework/to-case-file.ts';
import { shippedHeldCalendar, type HeldCalendar } from '#shared/policy/held-calendar.ts';
import type { HeldPack } from '#shared/policy/pack.ts';
import { choosePack, type PackChoice } from '#shared/policy/pack-library.ts';
import { mixedSheet } from '#shared/wording/roster-split.ts';
import { decide } from '#shared/policy/decide.ts';
import { withFileAnswers } from '#shared/policy/file-answers.ts';
import { failureText } from '#shared/wording/failures.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { readAgain, type Changing } from '../../store/read-again.ts';
import { useHeldPacks, type HeldPacks } from '../policy/index.ts';
import { staleAfterDaysUnder, useVerification } from '../verification/index.ts';
import { keyName } from '../../ui/key-table.ts';
import { packOnSheet, type PackOnSheet } from './pack-on-sheet.ts';

export interface Verdicts {
  readonly held: HeldPack | null;
  /** The parts of a sheet whose persons fall under several packs: it is to be divided first. Empty for any other. */
  readonly shares: PackOnSheet['shares'];
  /** Days of hire by entry id, where these chose the pack. */
  readonly hired: PackOnSheet['hired'];
  /** The calendar that the days are counted by. */
  readonly calendar: HeldCalendar;
  readonly caseFile: CaseFile | null;
  readonly decision: Decision | null;
  readonly byEntry: ReadonlyMap<string, EntryDecision>;
  /** False while rows of the persons now on the sheet are being read. */
  readonly settled: boolean;
  /** True while that reading goes on: nothing is decided yet. False also where it came to nothing, see `obstacle`. */
  readonly reading: boolean;
  /** Why nothing is decided, in a sentence. */
  readonly obstacle: string | null;
}

/** What was read for a request. A copy that cannot be read is not an empty one: then nothing is decided. */
interface Gathered<T> {
  readonly key: string;
  readonly result: Result<T>;
}

/** The rows asked for as one text, so that an edit that names the same firm and persons asks nothing again. */
const requestKey = (creditCode: string | null, citizenIds: readonly string[]): string =>
  `${creditCode ?? ''}|${citizenIds.join(',')}`;

function requestOf(key: string): { readonly citizenIds: readonly string[]; readonly unifiedSocialCreditCode?: string } {
  const [creditCode = '', ids = ''] = key.split('|');
  return {
    citizenIds: ids === '' ? [] : ids.split(','),
    ...(creditCode === '' ? {} : { unifiedSocialCreditCode: creditCode }),
  };
}

/** Whether what was read answers for all that is wanted now: a person taken off the sheet asks nothing anew. */
function covers(gathered: Gathered<unknown> | null, key: string): boolean {
  if (gathered === null) return false;
  if (gathered.key === key) return true;
  const read = requestOf(gathered.key);
  const wanted = requestOf(key);
  const known = new Set(read.citizenIds);
  return (
    read.unifiedSocialCreditCode === wanted.unifiedSocialCreditCode && wanted.citizenIds.every((id) => known.has(id))
  );
}

/** Reads what the sheet asks for, and again after every change of its source; the same answer again is no change. */
function useGathered<T>(source: Changing, key: string, read: (key: string) => Promise<Result<T>>): Gathered<T> | null {
  const [gathered, setGathered] = useState<Gathered<T> | null>(null);
  useEffect(
    () =>
      readAgain(
        source,
        () => read(key),
        (result) =>
          setGathered((before) => (before?.key === key && isSame(before.result, result) ? before : { key, result })),
      ),
    [source, key, read],
  );
  return gathered;
}

/** Small answers only: whole register rows are not compared, a change of theirs is told seldom. */
const isSame = (before: Result<unknown>, now: Result<unknown>): boolean =>
  before.ok && now.ok && Array.isArray(before.value) && JSON.stringify(before.value) === JSON.stringify(now.value);

/** Register rows, and the cases of the office's other windows as far as they are known here. */
function useSources(store: CounterStore, key: string, caseId: string | null) {
  const rows = useCallback((asked: string) => store.registry.gather(requestOf(asked)), [store]);
  const others = useCallback(
    (asked: string) => store.claims.others(requestOf(asked).citizenIds, caseId),
    [store, caseId],
  );
  return { gathered: useGathered(store.registry, key, rows), elsewhere: useGathered(store.claims, key, others) };
}

/** Why no pack decides on the business date; `null` when one does, and while the packs are being read. */
function packObstacle({ problem }: HeldPacks, choice: PackChoice | null): string | null {
  if (problem !== null) return `政策记录读不出来：可暂存、可出具收件凭证，不能判定。${problem}`;
  if (choice === null || choice.ok || choice.reason === 'by-hire') return null;
  return choice.reason === 'none'
    ? '业务日期不在任何已生效政策包内：可暂存、可出具收件凭证，不能判定'
    : '业务日期有几个政策包同时生效：可暂存、可出具收件凭证，不能判定；请管理员在“政策”页写明由谁接替';
}

/** Why what lies on this machine cannot be relied on; `null` while it is being read, and when it was. */
function readingObstacle(read: readonly (Gathered<unknown> | null)[], answersFailure: Failure | null): string | null {
  const failed = read.find((one) => one?.result.ok === false)?.result;
  const failure = failed?.ok === false ? failed.failure : answersFailure;
  return failure === null ? null : `本机数据读不出来：可暂存、可收件，不能判定。${failureText(failure)}`;
}

const inputObstacle = (application: Application, readable: number): string | null => {
  if (application.roster.length === 0) return `拖入、粘贴或选择花名册（${keyName('chooseFile')}）即逐人判定`;
  if (readable === 0) return '先更正表中标出的证件号或姓名';
  return readableCreditCode(application.employer) === null && application.employer.employerNumber.trim() === ''
    ? '填写单位的统一社会信用代码或单位编号后判定'
    : null;
};

/** Decides the application on the sheet under the pack of the business date. */
export function useVerdicts(
  store: CounterStore,
  application: Application,
  date: PlainDate,
  caseId: string | null,
): Verdicts {
  const packs = useHeldPacks(store);
  const choice = useMemo(() => (packs.state === null ? null : choosePack(date, packs.state.held)), [packs.state, date]);
  const calendar = packs.state?.calendar ?? shippedHeldCalendar;
  const draftFile = useMemo(
    () =>
      toCaseFile({
        application,
        date,
        officeDivision: store.office.divisionCode,
        registries: {},
        otherApplications: [],
      }),
    [application, date, store.office.divisionCode],
  );
  const wanted = useMemo(() => {
    const citizenIds = [...new Set(draftFile.caseFile?.roster.map((entry) => entry.citizenId) ?? [])];
    const creditCode = readableCreditCode(application.employer);
    return { citizenIds, key: requestKey(creditCode, citizenIds) };
  }, [draftFile, application.employer]);
  const { gathered, elsewhere } = useSources(store, wanted.key, caseId);
  const covered = covers(gathered, wanted.key) && covers(elsewhere, wanted.key);
  const known = covered && gathered?.result.ok === true ? gathered.result.value : null;
  const { held, shares, hired } = useMemo(
    () => packOnSheet({ choice, packs: packs.state?.held ?? [], date, sheet: draftFile, registries: known }),
    [choice, packs.state, date, draftFile, known],
  );
  const { book, failure } = useVerification(store, staleAfterDaysUnder(held));
  const answers = book?.answers ?? null;
  const unread = readingObstacle([gathered, elsewhere], failure);
  const read = gathered?.key === wanted.key && elsewhere?.key === wanted.key;
  const settled = choice !== null && read && answers !== null && unread === null;
  // Without a pack nothing is decided, whatever the rows say.
  const hopeless = packs.problem !== null || (choice !== null && held === null) || unread !== null;
  const reading = !settled && !hopeless;
  return useMemo(() => {
    const obstacle =
      packObstacle(packs, choice) ??
      unread ??
      inputObstacle(application, draftFile.entryIds.length) ??
      (shares.length === 0 ? null : mixedSheet(shares.length));
    const nothing = {
      held,
      shares,
      hired,
      calendar,
      caseFile: null,
      decision: null,
      byEntry: new Map<string, EntryDecision>(),
      settled,
      reading,
      obstacle,
    };
    if (held === null || draftFile.caseFile === null || unread !== null) return nothing;
    if (known === null || elsewhere?.result.ok !== true || answers === null || shares.length > 0) return nothing;
    const registries = withFileAnswers(known, answers, wanted.citizenIds, date);
    const caseFile: CaseFile = {
      ...draftFile.caseFile,
      policy: held.pack.id,
      registries,
      otherApplications: [...store.cases.otherApplications(wanted.citizenIds, caseId), ...elsewhere.result.value],
    };
    const decision = decide(caseFile, held, calendar.table);
    const byEntry = new Map<string, EntryDecision>();
    for (const [index, entry] of decision.entries.entries()) {
      const entryId = draftFile.entryIds[index];
      if (entryId !== undefined) byEntry.set(entryId, entry);
    }
    return { held, shares, hired, calendar, caseFile, decision, byEntry, settled, reading, obstacle: null };
  }, [
    packs,
    choice,
    held,
    shares,
    hired,
    calendar,
    application,
    date,
    draftFile,
    known,
    elsewhere,
    unread,
    answers,
    settled,
    reading,
    store,
    wanted,
    caseId,
  ]);
}
