/** The cases behind one signed-in officer: see case-store.ts for what the screens may ask. */
import type { CaseAction, CaseActionKind } from '#shared/casework/action.ts';
import { foldCase, lastApplication, type StoredAction } from '#shared/casework/case-state.ts';
import { objectionTo } from '#shared/casework/objections.ts';
import { saysItsAnswer } from '#shared/casework/input-errors.ts';
import type { EntryKind } from '#shared/casework/journal.ts';
import { isConfirmedByAnother, neededConfirmations } from '#shared/casework/confirmations.ts';
import { takesAdministrator } from '#shared/casework/duties.ts';
import { foldOfficeRules } from '#shared/casework/office-events.ts';
import { bindsWindows } from '#shared/casework/release.ts';
import { takesAdministratorsReview } from '#shared/casework/review.ts';
import { isAllowed, phaseOf } from '#shared/casework/transitions.ts';
import { foldBatches } from '#shared/batches/batch-events.ts';
import { dueCases } from '#shared/batches/retention.ts';
import { failed, success, type Result } from '#shared/contract/failure.ts';
import type { JudgedWord } from '#shared/crypto/roll-book.ts';
import { serialQueue } from '#shared/domain/serial-queue.ts';
import { onStore } from '../store-failure.ts';
import type { JournalState, Trouble } from '#shared/contract/channels.ts';
import { Appender, type AppendedEntry, type EntryRequest } from './append.ts';
import { pageOf } from './case-index.ts';
import type { CaseRecord, CaseStore, StoredEvent, UnconfirmedAction } from './case-store.ts';
import { draftShelf } from './draft-shelf.ts';
import { actionsIn, isDestroyed, mend, openRows, readActions, rowsOf } from './entries.ts';
import { ownKeyedOf, takesOwnKey } from './own-keyed.ts';
import { authorsIn, rollBearsOut, ROLL_SUBJECT } from './recorded-rolls.ts';
import { finishPurges, type SyncResult } from './journal-sync.ts';
import { keysGone } from './mend-journal.ts';
import { indexed, refold, sealPages, withAction } from './refold.ts';
import { judgedElsewhere } from './judged-elsewhere.ts';
import { eventObjection, releaseObjection } from './leaving-guard.ts';
import { authorOf, type StoreParts } from './store-parts.ts';
import { veiled } from './veil.ts';

const kindOf: Readonly<Record<CaseActionKind, EntryKind>> = {
  received: 'case',
  accepted: 'case',
  deficiencyNotified: 'case',
  declined: 'case',
  heldPending: 'case',
  supplemented: 'case',
  corrected: 'case',
  printSent: 'print',
  printConfirmed: 'print',
  exported: 'case',
  released: 'case',
  handedBack: 'case',
  voided: 'case',
  withdrawn: 'case',
  provinceAnswered: 'case',
  reviewed: 'case',
  caseNote: 'case',
};

type RecordRequest = Parameters<CaseStore['record']>[0];
type EventRequest = Parameters<CaseStore['recordEvent']>[0];
type PurgeRequest = Parameters<CaseStore['purge']>[0];

/** Pages of lines, and the breath between them: less than a frame's work each time. */
const PREPARED_AT_ONCE = 10;
const PREPARE_AGAIN_MS = 20;
const PREPARE_AFTER_MS = 1000;

/** Another window's entries may come in between: what was decided is decided again by what is known then. */
const TRIES = 3;

async function again<T>(step: () => Promise<Result<T>>): Promise<Result<T>> {
  let answer = await step();
  for (let tried = 1; tried < TRIES && !answer.ok && answer.failure.code === 'journal-moved'; tried += 1)
    answer = await step();
  return answer;
}

/** A screen says nothing about files beside the ledger. */
const plain = ({ entryId, kind, subjectId, on, content, takeBatchNumber }: EventRequest): EventRequest => ({
  entryId,
  kind,
  subjectId,
  on,
  content,
  takeBatchNumber,
});

function recordOf(caseId: string, actions: readonly StoredAction[]): Result<CaseRecord> {
  const summary = foldCase(caseId, actions);
  const application = lastApplication(actions);
  return summary === null || application === null
    ? failed('case-not-found')
    : success({ summary, actions, application });
}

/** An event that records a file beside the ledger, or who writes it. */
export interface MarkedEvent extends EventRequest, Pick<EntryRequest, 'marks' | 'writer' | 'send'> {}

/** The store with what only its owner may know. */
export interface OwnedCaseStore extends CaseStore {
  /** {@link CaseStore.recordEvent} for entries that the host must understand in part. */
  recordMarked(request: MarkedEvent): ReturnType<CaseStore['recordEvent']>;
  /** Resolves when nothing is being written any more. */
  atRest(): Promise<void>;
}

/** Makes the store over a working copy that `startUp` brought up to the journal. */
export async function sealedCaseStore(
  parts: StoreParts,
  sync: SyncResult,
  journal: JournalState,
  stopped: readonly Trouble[],
): Promise<OwnedCaseStore> {
  const { db, index, officer } = parts;
  const appender = new Appender(parts, sync.ledger, journal, stopped);
  const inTurn = serialQueue();
  const shelf = draftShelf(parts);
  const listeners = new Set<() => void>();
  const unconfirmed = new Map<number, UnconfirmedAction>();
  const changed = (): void => {
    for (const listener of listeners) listener();
  };
  let telling = Promise.resolve();
  /** Whoever recorded goes on first: what follows a change is drawn and read behind the answer, not before it. */
  const tellAfter = (): void => {
    telling = new Promise((done) => {
      setTimeout(() => {
        changed();
        done();
      });
    });
  };

  /** Keeps the list of unconfirmed actions equal to the ledger's; entries of no case need no answer of a clerk, nor what binds windows. */
  const refreshUnconfirmed = async (): Promise<void> => {
    const { unsettled } = appender.ledger;
    for (const sequence of unconfirmed.keys()) if (!unsettled.includes(sequence)) unconfirmed.delete(sequence);
    const fresh = unsettled.filter((sequence) => !unconfirmed.has(sequence));
    if (fresh.length === 0) return;
    const rows = (await db.actions.bulkGet(fresh)).filter((row) => row !== undefined);
    const contents = await openRows(parts, rows);
    const actionAt = (at: number): CaseAction | null => {
      const content = contents[at] ?? {};
      const action = 'action' in content ? (content.action as CaseAction) : null;
      return action === null || bindsWindows(action) ? null : action;
    };
    await appender.dismiss(rows.flatMap(({ sequence }, at) => (actionAt(at) === null ? [sequence] : [])));
    for (const [at, { sequence, subjectId: caseId }] of rows.entries()) {
      const action = actionAt(at);
      const number = index.get(caseId)?.number ?? '';
      if (action !== null) unconfirmed.set(sequence, { sequence, caseId, number, action });
    }
  };

  /** The list shows what both copies have: a line that did not get there goes back to what it was. */
  const takeBack = async (caseId: string, before: readonly StoredAction[]): Promise<void> => {
    const stored = await readActions(parts, caseId).catch(() => success(before));
    const summary = foldCase(caseId, stored.ok ? stored.value : before);
    if (summary === null) index.remove(caseId);
    else index.put(await indexed(parts, summary));
  };

  const appendAction = async (request: RecordRequest, before: readonly StoredAction[]): Promise<Result<CaseRecord>> => {
    const { entryId, caseId, action } = request;
    let actions = before;
    const answer = await appender.append(
      {
        entryId,
        kind: kindOf[action.kind],
        subjectId: caseId,
        on: action.on,
        content: { action },
        takeNumbers: before.length === 0 ? ['case'] : [],
        ofCase: true,
        absent: before.length === 0,
      },
      async ({ sequence, numbers, hash }) => {
        actions = withAction(before, { sequence, hash, numbers, action });
        const summary = foldCase(caseId, actions);
        if (summary === null) return [];
        index.put(await indexed(parts, summary));
        return sealPages(parts, new Set([pageOf(summary)]));
      },
    );
    if (!answer.ok) await takeBack(caseId, before);
    await refreshUnconfirmed();
    tellAfter();
    if (!answer.ok) return answer;
    if (actions !== before) return recordOf(caseId, actions);
    // The copy had this entry already: it was sent again.
    const stored = await readActions(parts, caseId);
    return stored.ok ? recordOf(caseId, stored.value) : stored;
  };

  /** Nobody acts in another's name: an action carries who is signed in. */
  const isOwn = ({ action }: RecordRequest): boolean =>
    action.officer.id === officer.id && action.officer.name === officer.name;

  /** Whether another one's passphrase is an administrator's, nobody can tell here: an administrator signs in for it. */
  const actsAsAdministrator = (action: CaseAction, elsewhere: JudgedWord | null): boolean =>
    elsewhere === null
      ? authorOf(parts).capacity === 'administrator' && (parts.area === 'training' || !('confirmation' in action))
      : elsewhere.role === 'administrator';

  /** Whether this entry may be appended: an entry sent again is let through to the journal, which knows it. */
  const mayAppend = async (request: RecordRequest, free: boolean): Promise<Result<readonly StoredAction[]>> => {
    const rows = await rowsOf(parts, request.caseId);
    const before = rows.length === 0 ? success([]) : await actionsIn(parts, request.caseId, rows);
    if (!before.ok || free || rows.some(({ entryId }) => entryId === request.entryId)) return before;
    if (!saysItsAnswer(request.action)) return failed('answer-differs');
    const summary = foldCase(request.caseId, before.value);
    const { kind } = request.action;
    const status = summary?.status ?? 'new';
    if (!isAllowed(phaseOf(summary), kind, officer.role)) return failed('action-not-allowed', { status, action: kind });
    if (request.basedOn !== undefined && request.basedOn !== (summary?.decidedAt ?? null))
      return failed('draft-outdated');
    const elsewhere = await judgedElsewhere(parts, summary, before.value, request.action);
    if (takesAdministratorsReview(summary, request.action) && !actsAsAdministrator(request.action, elsewhere))
      return failed('administrator-only');
    const objection =
      objectionTo(summary, request.action, lastApplication(before.value)) ??
      (await releaseObjection(events, request.caseId, request.action));
    if (objection !== null) return failed(objection, { status, action: kind });
    if (elsewhere !== null && elsewhere.word !== 'held') return failed('confirmation-missing');
    return (await isConfirmed(request, before.value)) ? before : failed('confirmation-missing');
  };

  /** Whether another officer confirmed whatever takes one, for exactly what is recorded now. */
  const isConfirmed = async ({ caseId, action }: RecordRequest, before: readonly StoredAction[]): Promise<boolean> => {
    const of = foldCase(caseId, before) ?? { caseId, number: '', employerName: '', unifiedSocialCreditCode: '' };
    const earlier = before.map((stored) => stored.action);
    const needed = neededConfirmations(of, action, earlier);
    if (needed.length === 0) return true;
    if (!needed.every(isConfirmedByAnother)) return false;
    return parts.crypto.sealsHold(
      needed.flatMap(({ statement, confirmation }) => (confirmation === null ? [] : [{ statement, confirmation }])),
    );
  };

  const recordOne = (request: RecordRequest, free = false): Promise<Result<CaseRecord>> =>
    inTurn(() =>
      onStore(() =>
        again(async () => {
          if (!isOwn(request)) return failed('action-not-allowed', { action: request.action.kind });
          const clear = await appender.clearDoubt(request.entryId);
          if (!clear.ok) return clear;
          const before = await mayAppend(request, free);
          return before.ok ? appendAction(request, before.value) : before;
        }),
      ),
    );

  const appendEvent = async (request: MarkedEvent): Promise<Result<AppendedEntry>> => {
    const { entryId, kind, subjectId, on, content, takeBatchNumber, marks, writer, send } = request;
    const by = authorOf(parts);
    const objection = await eventObjection({ events, cases: index.list() }, request);
    if (objection !== null && !(await rowsOf(parts, subjectId)).some((row) => row.entryId === entryId))
      return failed(objection);
    if (takesAdministrator(kind, content)) {
      if (by.capacity !== 'administrator') return failed('administrator-only');
      // A roll stands by the office key that signed it, whoever records it: so whoever has new keys can be put on it.
      if (subjectId !== ROLL_SUBJECT && !(await rollBearsOut(parts))) return failed('not-on-roll');
    }
    const takeNumbers: 'batch'[] = takeBatchNumber ? ['batch'] : [];
    const entry = {
      entryId,
      kind,
      subjectId,
      on,
      content: await veiled(parts, { entryId, kind }, { event: content, by, at: parts.now() }),
      takeNumbers,
      ofCase: await takesOwnKey(parts, kind, content),
      ...(marks === undefined ? {} : { marks }),
      ...(writer === undefined ? {} : { writer }),
      ...(send === undefined ? {} : { send }),
    };
    const answer = await again(() => appender.append(entry, () => Promise.resolve([])));
    await refreshUnconfirmed();
    tellAfter();
    return answer;
  };

  const events = async (kind: EntryKind): Promise<Result<readonly StoredEvent[]>> => {
    const rows = await db.actions.where('kind').equals(kind).sortBy('sequence');
    const contents = await openRows(parts, rows);
    for (const [place, row] of rows.entries())
      // An entry of a purged case, whose key is gone, is no damage to be mended.
      contents[place] ??= (await isDestroyed(parts, row)) ? null : await mend(parts, row);
    const authors = await authorsIn(parts, rows, contents);
    const found: StoredEvent[] = [];
    for (const [place, row] of rows.entries()) {
      const content = contents[place] ?? null;
      if (content === null || !('event' in content)) continue;
      const { sequence, hash, numbers, subjectId } = row;
      const on = row.on as StoredEvent['on'];
      const at = typeof content.at === 'string' ? content.at : null;
      const by = authors[place] ?? null;
      found.push({ sequence, hash, numbers, kind, subjectId, on, at, content: content.event, by });
    }
    return success(found);
  };

  /** Whether every one of these cases is past its term and handed over, by what the ledger says. */
  const isDue = async (caseIds: readonly string[], on: PurgeRequest['on']): Promise<boolean> => {
    if (on > parts.now().slice(0, 10)) return false;
    const [rules, exports] = [await events('office'), await events('export')];
    if (!rules.ok || !exports.ok) return false;
    const { due } = dueCases(index.list(), foldBatches(exports.value), foldOfficeRules(rules.value).retention, on);
    const named = new Set(due.map(({ caseId }) => caseId));
    return caseIds.every((caseId) => named.has(caseId));
  };

  const purgeCases = async ({ entryId, caseIds, on, reason }: PurgeRequest): Promise<Result<null>> => {
    const begun = (await db.actions.where('subjectId').equals(entryId).count()) > 0;
    if (!begun && authorOf(parts).capacity !== 'administrator') return failed('administrator-only');
    if (!begun && !(await isDue(caseIds, on))) return failed('purge-not-due');
    const entries = await ownKeyedOf(parts, caseIds);
    const content = { caseIds, reason, ...(entries.length === 0 ? {} : { entries }) };
    const noted = await appendEvent({
      entryId,
      kind: 'purge',
      subjectId: entryId,
      on,
      content,
      takeBatchNumber: false,
      // The host destroys the keys with the entry, and again whenever somebody puts them back.
      marks: { destroys: [...caseIds, ...entries] },
    });
    if (!noted.ok) return noted;
    const purged = await finishPurges(parts);
    if (!purged.ok) return purged;
    await refold(parts, purged.value);
    for (const { draftId, caseId } of await shelf.drafts())
      if (caseId !== null && caseIds.includes(caseId)) await shelf.removeDraft(draftId);
    changed();
    return await keysGone(parts);
  };

  const settle = async (sequence: number, keep: boolean): Promise<Result<null>> => {
    const entry = unconfirmed.get(sequence);
    if (entry === undefined) return success(null);
    if (!keep) {
      // Another window sends it just now: taken back here it would go all the same.
      if ((index.get(entry.caseId)?.release ?? null) !== null)
        return failed('action-not-allowed', { action: 'voided' });
      const { id, name } = officer;
      const base = { at: parts.now(), on: entry.action.on, officer: { id, name } };
      const action: CaseAction = { kind: 'voided', ...base, reason: '上次未确认，作废', entry: sequence };
      const voided = await recordOne({ entryId: globalThis.crypto.randomUUID(), caseId: entry.caseId, action }, true);
      if (!voided.ok) return voided;
    }
    return inTurn(async () => {
      const settled = await appender.settle(sequence);
      await refreshUnconfirmed();
      changed();
      return settled;
    });
  };

  /** What is searched is made ready behind the list, a little at a time. */
  let preparing = setTimeout(function prepare() {
    if (!index.ready(PREPARED_AT_ONCE)) preparing = setTimeout(prepare, PREPARE_AGAIN_MS);
  }, PREPARE_AFTER_MS);

  await refreshUnconfirmed();
  return {
    atRest: async () => {
      clearTimeout(preparing);
      await inTurn(() => Promise.resolve());
      await shelf.atRest();
      await telling;
    },
    list: () => index.list(),
    open: (caseId) =>
      onStore(async () => {
        const actions = await readActions(parts, caseId);
        return actions.ok ? recordOf(caseId, actions.value) : actions;
      }),
    record: (request) => recordOne(request),
    recordEvent: (request) => inTurn(() => onStore(() => appendEvent(plain(request)))),
    recordMarked: (request) => inTurn(() => onStore(() => appendEvent(request))),
    events: (kind) => onStore(() => events(kind)),
    search: (text, limit) => index.search(text, limit),
    otherApplications: (citizenIds, exceptCaseId) => index.claiming(citizenIds, exceptCaseId),
    drafts: () => shelf.drafts(),
    saveDraft: (draft) => shelf.saveDraft(draft),
    removeDraft: (draftId) => shelf.removeDraft(draftId),
    unconfirmed: () => [...unconfirmed.values()],
    settleUnconfirmed: (sequence, keep) => onStore(() => settle(sequence, keep)),
    ledger: () => ({ count: appender.ledger.count, head: appender.ledger.head, missing: sync.missing }),
    purge: (request) => inTurn(() => onStore(() => purgeCases(request))),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
