/**
 * A store in memory for screen tests: folds the actions as the product does, keeps events, preferences and what was
 * exported. `failing` makes one host channel or one step of the store fail, to stand for a kill or a full disk there.
 */
import type { AccessEvent } from '#shared/casework/access-log.ts';
import type { CaseAction } from '#shared/casework/action.ts';
import { foldCase, lastApplication, type StoredAction } from '#shared/casework/case-state.ts';
import { objectionTo } from '#shared/casework/objections.ts';
import type { AssignedNumber } from '#shared/casework/journal.ts';
import { takesAdministrator } from '#shared/casework/duties.ts';
import { isAllowed, phaseOf } from '#shared/casework/transitions.ts';
import type { Channel, ChannelRequest } from '#shared/contract/channels.ts';
import { failed, success, type Result } from '#shared/contract/failure.ts';
import type { Host } from '#shared/contract/host.ts';
import { sha256Of } from '#shared/batches/manifest.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { shippedHeldCalendar } from '#shared/policy/held-calendar.ts';
import { outcomeOf } from '#shared/policy/outcome.ts';
import type { Officer } from '#shared/domain/officer.ts';
import { aftercareDesk } from '#renderer/store/aftercare/aftercare-desk.ts';
import type { CaseRecord, CaseStore, CaseSummary, Draft, StoredEvent } from '#renderer/store/cases/case-store.ts';
import { authorOf } from '#renderer/store/cases/store-parts.ts';
import type { CounterStore } from '#renderer/store/counter-store.ts';
import type { RegistryStore } from '#renderer/store/registry/registry-store.ts';
import { anOffice } from './a-case-action.ts';
import { anApplication, aRosterEntry } from './an-application.ts';
import { NO_CLAIMS, NO_FIGURES, type PostState } from '#shared/contract/post.ts';
import { anExportCase, type PersonOptions } from './an-export-case.ts';
import { NO_OTHER_DESKS } from './no-other-windows.ts';
import { noProofs, noRoll, oneOfficer } from './one-officer.ts';

export interface ExportedFolder {
  readonly name: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

export interface FakeStore extends CounterStore {
  readonly exported: Map<string, Map<string, Uint8Array>>;
  readonly preferences: Map<string, unknown>;
  readonly actions: Map<string, StoredAction[]>;
  /** Steps that fail from now on: a channel, `recordOffice`, `recordEvent:<step>`, or `record:exported`. Delete to repair. */
  readonly failing: Set<string>;
  readonly calls: string[];
  /** What went into the access log. */
  readonly accessed: AccessEvent[];
  /** How the post stands; no hub was joined unless a test says so. */
  readonly post: { state: PostState; joining: Result<PostState> | null };
}

export interface FakeStoreOptions {
  readonly area?: 'training' | 'office';
  readonly role?: Officer['role'];
}

const on = plainDate('2022-08-22');
/** No registry copies, so no rows, and no changes; whatever else a test asks of it fails loudly. */
const emptyRegistry: Partial<RegistryStore> = {
  copies: async () => [],
  gather: async () => success({}),
  subscribe: () => () => undefined,
};
const noRegistry = new Proxy(emptyRegistry as RegistryStore, {
  get: (known, name: keyof RegistryStore) => known[name] ?? unused,
});
const unused = (): never => {
  throw new Error('not used by these tests');
};

/** An accepted case as the window records it; `n` makes firm, number and IDs differ. */
export function anAcceptedAction(n: number, persons: readonly PersonOptions[] = [{}], day = on): CaseAction {
  const source = anExportCase(n, persons);
  const employer = source.caseFile.employer;
  const base = anApplication();
  const application = anApplication({
    employer: {
      ...base.employer,
      name: employer.name,
      unifiedSocialCreditCode: employer.unifiedSocialCreditCode ?? '',
      account: { kind: 'corporate', name: employer.name, bank: '中国银行湛江赤坎支行', number: '0012345678901234' },
      agent: { name: '林晓彤', citizenId: '440802199001019029', mobile: '13800000000', authorisationSeen: true },
    },
    roster: source.caseFile.roster.map((entry, index) =>
      aRosterEntry({ entryId: `e${index}`, name: entry.name, citizenId: entry.citizenId }),
    ),
  });
  const record = {
    policy: 'zhanjiang-2022',
    packDigest: 'd'.repeat(64),
    calendarDigest: shippedHeldCalendar.digest,
    engine: 'test',
    caseFile: source.caseFile,
    decision: source.decision,
  };
  return {
    kind: 'accepted',
    at: `${day}T09:00:00+08:00`,
    on: day,
    officer: { id: 'o2', name: '王样例' },
    application,
    office: anOffice,
    record,
    acceptBy: record.decision.entries.some(({ verdict }) => verdict === 'unknown') ? plainDate('2022-08-26') : null,
  };
}

/** A supplementary decision on these persons of the n-th case. */
export function aSupplementAction(n: number, persons: readonly PersonOptions[], day = on): CaseAction {
  const action = anAcceptedAction(n, persons, day);
  if (action.kind !== 'accepted') throw new Error('not an acceptance');
  const { acceptBy: _, ...rest } = action;
  const { decision } = rest.record;
  const outcome = outcomeOf([], decision.entries, []);
  return { ...rest, kind: 'supplemented', record: { ...rest.record, decision: { ...decision, outcome } } };
}

/** An empty store. Seed it with `record`. */
export function aCounterStore({ area = 'office', role = 'windowClerk' }: FakeStoreOptions = {}): FakeStore {
  const listeners = new Set<() => void>();
  const actions = new Map<string, StoredAction[]>();
  const drafts = new Map<string, Draft>();
  const events: StoredEvent[] = [];
  const preferences = new Map<string, unknown>();
  const exported = new Map<string, Map<string, Uint8Array>>();
  const failing = new Set<string>();
  const calls: string[] = [];
  const accessed: AccessEvent[] = [];
  const post: FakeStore['post'] = { state: NO_HUB, joining: null };
  const seen = new Set<string>();
  const officer: Officer = { id: 'o2', name: '王样例', role };
  const by = authorOf({ area, officer });
  let sequence = 0;
  const next = { case: 0, batch: 0 };
  const take = (series: 'case' | 'batch'): AssignedNumber => ({
    series,
    year: 2022,
    prefix: 'W03',
    value: (next[series] += 1),
  });
  const hash = (): string => sha256Of(new TextEncoder().encode(String(sequence)));
  const notify = (): void => {
    for (const listener of listeners) listener();
  };
  const summary = (caseId: string): CaseSummary | null => foldCase(caseId, actions.get(caseId) ?? []);
  const recordOf = (caseId: string): Result<CaseRecord> => {
    const list = actions.get(caseId) ?? [];
    const [folded, application] = [summary(caseId), lastApplication(list)];
    return folded === null || application === null
      ? failed('store-damaged')
      : success({ summary: folded, actions: list, application });
  };
  const cases: CaseStore = {
    list: () => [...actions.keys()].flatMap((caseId) => summary(caseId) ?? []),
    open: async (caseId) => recordOf(caseId),
    record: async ({ entryId, caseId, action, basedOn }) => {
      if (seen.has(entryId)) return recordOf(caseId);
      if (failing.has(`record:${action.kind}`)) return failed('disk-full');
      const list = actions.get(caseId) ?? [];
      if (!isAllowed(phaseOf(summary(caseId)), action.kind, role))
        return failed('internal-error', { action: action.kind });
      const before = summary(caseId);
      if (basedOn !== undefined && basedOn !== (before?.decidedAt ?? null)) return failed('draft-outdated');
      const objection = objectionTo(before, action, lastApplication(list));
      if (objection !== null) return failed(objection);
      seen.add(entryId);
      sequence += 1;
      calls.push(`record:${action.kind}`);
      actions.set(caseId, [
        ...list,
        { sequence, hash: hash(), numbers: list.length === 0 ? [take('case')] : [], action },
      ]);
      notify();
      return recordOf(caseId);
    },
    recordEvent: async ({ entryId, kind, subjectId, on: day, content, takeBatchNumber }) => {
      if (takesAdministrator(kind, content) && by.capacity !== 'administrator') return failed('administrator-only');
      const step = `recordEvent:${(content as { step?: string }).step ?? kind}`;
      if (failing.has(step)) return failed('disk-full');
      const before = events.find((event) => event.sequence.toString() === entryId);
      if (before === undefined && !seen.has(entryId)) {
        seen.add(entryId);
        sequence += 1;
        calls.push(step);
        events.push({
          sequence,
          hash: hash(),
          numbers: takeBatchNumber ? [take('batch')] : [],
          kind,
          subjectId,
          on: day,
          at: `${day}T10:00:00+08:00`,
          content,
          by,
        });
        notify();
      }
      const { sequence: at, numbers, hash: chained } = events.at(-1) as StoredEvent;
      return success({ sequence: at, numbers, hash: chained });
    },
    events: async (kind) => success(events.filter((event) => event.kind === kind)),
    search: () => [],
    otherApplications: () => [],
    drafts: async () => [...drafts.values()],
    saveDraft: async (draft) => {
      drafts.set(draft.draftId, structuredClone(draft));
      return success(null);
    },
    removeDraft: async (draftId) => {
      drafts.delete(draftId);
      return success(null);
    },
    unconfirmed: () => [],
    settleUnconfirmed: unused,
    purge: unused,
    ledger: () => ({ count: sequence, head: hash(), missing: [] }),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return {
    area,
    host: aFakeHost(exported, failing, calls, post),
    description: {
      contractVersion: 2,
      kind: 'loopback',
      appVersion: '0.1.0',
      trainingOnly: false,
      installationId: '00000000-0000-4000-8000-000000000000',
      capabilities: { directPrint: false, revealFolder: true },
      areas: [area],
      storesCreated: [area],
      machine: 'test-machine',
      lostAreas: [],
    },
    office: anOffice,
    officer,
    failedTries: 0,
    accessLog: {
      note: (event) => void accessed.push(event),
      settle: async () => undefined,
      read: async () => success({ base: { count: 0, head: '0'.repeat(64) }, lines: [], brokenAt: null }),
      unwritten: () => 0,
      atRest: async () => undefined,
    },
    capacity: by.capacity,
    officers: [officer],
    recordOffice: async (content) => {
      if (failing.has('recordOffice')) return failed('disk-full');
      const recorded = await cases.recordEvent({
        entryId: crypto.randomUUID(),
        kind: 'office',
        subjectId: 'settings',
        on,
        content,
        takeBatchNumber: false,
      });
      return recorded.ok ? success(null) : recorded;
    },
    cases,
    // Seals of these tests are not made by any passphrase: whether real ones hold is tested with the store.
    aftercare: aftercareDesk({ cases, by, sealsHold: async () => true }),
    ...NO_OTHER_DESKS,
    registry: noRegistry,
    copyWatch: {
      health: () => ({ lost: [], damaged: [], checked: null }),
      check: async () => undefined,
      subscribe: () => () => undefined,
    },
    notices: [],
    storage: { kind: 'buckets', persisted: true },
    confirmOfficer: async () => null,
    desk: oneOfficer(officer),
    roll: noRoll,
    proofs: noProofs,
    readPreference: async (name) => preferences.get(name),
    writePreference: async (name, value) => void preferences.set(name, structuredClone(value)),
    ledger: {
      troubles: [],
      usedPrefixes: ['W03'],
      declareMoved: unused,
      beginAnew: unused,
      acceptDamage: unused,
      removeKeysLeft: unused,
      check: unused,
    },
    believeClock: async () => success(null),
    saveOffice: unused,
    settleOffice: async () => success(null),
    onWanted: () => undefined,
    close: async () => undefined,
    exported,
    preferences,
    actions,
    failing,
    calls,
    accessed,
    post,
  };
}

/** Before a hub is joined. */
export const NO_HUB: PostState = {
  hub: null,
  count: 0,
  acknowledged: 0,
  acknowledgedAt: null,
  restsOn: null,
  sending: false,
  trouble: null,
  clockMinutes: 0,
  lowered: null,
  wantsOffice: false,
  claims: NO_CLAIMS,
  figures: NO_FIGURES,
  restores: 'not-yet',
};

/** Exports into memory and tells of the post; every other channel fails loudly. */
function aFakeHost(
  exported: FakeStore['exported'],
  failing: ReadonlySet<string>,
  calls: string[],
  post: FakeStore['post'],
): Host {
  const open = new Map<string, { readonly folderName: string; readonly files: Map<string, Uint8Array> }>();
  const answers: Partial<Record<Channel, (request: never) => Result<unknown>>> = {
    'export.begin': ({ folderName }: ChannelRequest<'export.begin'>) => {
      if (exported.has(folderName)) return failed('export-exists');
      const exportId = crypto.randomUUID();
      open.set(exportId, { folderName, files: new Map() });
      return success({ exportId });
    },
    'export.append': ({ exportId, fileName, contentBase64 }: ChannelRequest<'export.append'>) => {
      const files = open.get(exportId)?.files;
      if (files === undefined) return failed('export-not-open');
      const piece = Uint8Array.from(atob(contentBase64), (character) => character.charCodeAt(0));
      files.set(fileName, Uint8Array.from([...(files.get(fileName) ?? []), ...piece]));
      return success({});
    },
    'export.commit': ({ exportId }: ChannelRequest<'export.commit'>) => {
      const job = open.get(exportId);
      if (job === undefined) return failed('export-not-open');
      open.delete(exportId);
      exported.set(job.folderName, job.files);
      return success({ folder: `/exports/${job.folderName}` });
    },
    'export.abort': ({ exportId }: ChannelRequest<'export.abort'>) =>
      open.delete(exportId) ? success({}) : failed('export-not-open'),
    'export.inspect': ({ folderName }: ChannelRequest<'export.inspect'>) => {
      const files = [...(exported.get(folderName) ?? [])].map(([fileName, bytes]) => ({
        fileName,
        sha256: sha256Of(bytes),
      }));
      return success({ found: exported.has(folderName) ? { folder: `/exports/${folderName}`, files } : null });
    },
    'export.list': () =>
      success({
        folders: [...exported.keys()].map((folderName) => ({ folderName, folder: `/exports/${folderName}` })),
      }),
    'export.remove': ({ folderName }: ChannelRequest<'export.remove'>) => {
      exported.delete(folderName);
      return success({});
    },
    'folder.reveal': () => success({}),
    'backup.places': () => success({ places: [] }),
    'post.stick': () =>
      success({
        done: {
          acknowledged: 4,
          written: { from: 5, to: 12, files: 1 },
          claims: { answered: false, heard: 1, written: true },
        },
        state: post.state,
      }),
    'post.state': () => success(post.state),
    'post.send': () => success(post.state),
    'post.join': () => {
      const joined = post.joining ?? failed('post-not-joined', { reason: 'unreachable', step: 'about' });
      if (joined.ok) post.state = joined.value;
      return joined;
    },
    'post.leave': () => {
      post.state = { ...NO_HUB, count: post.state.count };
      return success(post.state);
    },
  };
  return {
    call: async (channel, request) => {
      calls.push(channel);
      if (failing.has(channel)) return failed('disk-full');
      const answer = answers[channel];
      return (answer === undefined ? failed('unknown-channel') : answer(request as never)) as never;
    },
  };
}
