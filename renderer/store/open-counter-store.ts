/** Sign-in: from a passphrase to an open store. Everything that may go wrong on the way is a failure with its own sentence. */
import type { Area, HostDescription, JournalState, Trouble } from '#shared/contract/channels.ts';
import { isOldVault, type AnyVault, type Vault } from '#shared/contract/vault.ts';
import { failed, success, type Failure, type Result } from '#shared/contract/failure.ts';
import type { Host } from '#shared/contract/host.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import type { Officer } from '#shared/domain/officer.ts';
import { accessLog } from './access-log/access-log.ts';
import { watchedCases } from './access-log/watched-cases.ts';
import { aftercareDesk } from './aftercare/aftercare-desk.ts';
import { holdName, type AreaHold, type HoldArea } from './area-hold.ts';
import { CaseIndex } from './cases/case-index.ts';
import type { CaseStore } from './cases/case-store.ts';
import { besideTheWork } from './beside-the-work.ts';
import { doubtOf } from './cases/clock-doubt.ts';
import { startUp, type SyncProgress, type SyncResult } from './cases/journal-sync.ts';
import { mendJournal, NOTHING_MENDED, type Mended } from './cases/mend-journal.ts';
import { credentialOf, signingOf, staysIn } from './roll/own-standing.ts';
import { proofDesk } from './roll/proof-desk.ts';
import { rollDesk } from './roll/roll-desk.ts';
import { followWaiting } from './roll/roll-keeper.ts';
import { sealedCaseStore, type OwnedCaseStore } from './cases/sealed-case-store.ts';
import type { OfficeEvent } from '#shared/casework/office-events.ts';
import { authorOf, type StoreParts } from './cases/store-parts.ts';
import type { CounterStore } from './counter-store.ts';
import type { Bytes } from '#shared/crypto/bytes.ts';
import type { CryptoHandle } from './crypto/crypto-client.ts';
import type { CasesDatabase } from './database.ts';
import { officeKeeper } from './office-keeper.ts';
import { officeInUse, readOfficeFiles, saveSettings, settleOffice, type OfficeFiles } from './office-copies.ts';
import type { OfficeSettings } from '#shared/domain/office.ts';
import { openingNotices, type Found } from './opening-notice.ts';
import { preferences } from './preferences.ts';
import { absentRegistry } from './registry/absent-registry.ts';
import { journalledRegistry } from './registry/journalled-registry.ts';
import { watchCopies } from './registry/copy-watch.ts';
import type { RegistryStore } from './registry/registry-store.ts';
import type { StoragePlace } from './storage-place.ts';
import { loadRolls } from './cases/recorded-rolls.ts';
import { onStore } from './store-failure.ts';
import { makeOwnCard, takeOver } from './taking-over.ts';
import { ledgerDesk } from './ledger-desk.ts';
import { databaseAt } from './working-copy.ts';
import { officersOf, unlocked, type SignIn } from './signing-in.ts';
import { keepVault, readVaultMended } from './vault-copy.ts';
import { officerDesk, type OfficerDesk } from './officer-desk.ts';

/** A registry store that can be closed with the area. */
export interface OpenedRegistry {
  readonly store: RegistryStore;
  readonly close: () => Promise<void>;
}

export interface RegistryKeys {
  readonly area: Area;
  readonly installationId: string;
  readonly key: CryptoKey;
  readonly seed: Bytes;
}

/** What the platform gives; unit tests give their own. */
export interface StoreEnvironment {
  readonly startCrypto: () => CryptoHandle;
  readonly holdArea: HoldArea;
  readonly openStoragePlace: (bucketName: string) => Promise<StoragePlace>;
  readonly keyRange: typeof IDBKeyRange;
  readonly openRegistry: (keys: RegistryKeys) => Promise<Result<OpenedRegistry>>;
  readonly deleteCopies: (area: Area, installationId: string) => Promise<void>;
  readonly now: () => string;
  /** The day on which the program was built; empty where nobody knows. */
  readonly builtOn: string;
}

export type { SignIn } from './signing-in.ts';

export interface OpenRequest {
  readonly host: Host;
  readonly description: HostDescription;
  readonly area: Area;
  readonly signIn: SignIn;
  readonly onProgress?: SyncProgress;
  /** Another window that has the area open is asked to lock. */
  readonly insist?: boolean;
  /** Where both settings files are damaged, the last settings in the ledger take their place. */
  readonly restoreOffice?: boolean;
}

/** Wrong passphrases in a row of which an officer is told. */
const TRIES_TO_TELL = 5;

interface Opened {
  readonly request: OpenRequest;
  readonly environment: StoreEnvironment;
  readonly crypto: CryptoHandle;
  readonly hold: AreaHold;
  readonly db: CasesDatabase;
  readonly place: StoragePlace;
  readonly vault: AnyVault;
  readonly officer: Officer;
  readonly failedTries: number;
  readonly office: OfficeFiles;
}

/** The registry copies; a database of theirs that does not open is cleared, for it holds nothing that cannot be imported again. */
async function openCopies({
  request: { area, description },
  environment,
  crypto,
}: Opened): Promise<OpenedRegistry & { readonly found: Found['copies'] }> {
  const { installationId } = description;
  const keys = { area, installationId, ...(await crypto.client.copyKeys()) };
  const opened = await environment.openRegistry(keys);
  if (opened.ok) return { ...opened.value, found: 'open' };
  const absent = (failure: Failure) => ({
    store: absentRegistry(failure),
    close: () => Promise.resolve(),
    found: 'closed' as const,
  });
  if (opened.failure.code !== 'store-damaged') return absent(opened.failure);
  await environment.deleteCopies(area, installationId).catch(() => undefined);
  const again = await environment.openRegistry(keys);
  return again.ok ? { ...again.value, found: 'cleared' } : absent(again.failure);
}

/** On the calendar day of the machine: these entries belong to no business date. */
async function recordedOffice(parts: StoreParts, cases: CaseStore, event: OfficeEvent): Promise<Result<null>> {
  const recorded = await cases.recordEvent({
    entryId: globalThis.crypto.randomUUID(),
    kind: 'office',
    subjectId: 'officerId' in event ? event.officerId : parts.officer.id,
    on: plainDate(parts.now().slice(0, 10)),
    content: event,
    takeBatchNumber: false,
  });
  return recorded.ok ? success(null) : recorded;
}

interface Settled {
  readonly parts: StoreParts;
  readonly cases: OwnedCaseStore;
  readonly state: JournalState;
  readonly found: Pick<Found, 'sync' | 'mended' | 'state'>;
}

/** What the host sees, and what only the keys tell: lines that are whole by their hash and do not open. */
function allTroubles({ troubles }: JournalState, { unanswered }: SyncResult): readonly Trouble[] {
  const listed = troubles.flatMap((trouble) => (trouble.kind === 'lines-damaged' ? trouble.lines : []));
  const lines = [...new Set([...listed, ...unanswered])].sort((a, b) => a - b);
  const others = troubles.filter(({ kind }) => kind !== 'lines-damaged');
  const damaged = lines.length > 0 || others.length < troubles.length;
  return damaged ? [...others, { kind: 'lines-damaged', lines, more: 0 }] : others;
}

/** The journal mended from the copy as far as that goes, then the copy brought up to the journal. */
async function settled(opened: Opened): Promise<Result<Settled>> {
  const { request, environment, crypto, db, officer } = opened;
  const { host, area, onProgress } = request;
  const index = new CaseIndex();
  const { now, builtOn } = environment;
  const clock = { believed: area === 'training' };
  const rolls = { recorded: [] };
  const parts: StoreParts = { host, area, officer, db, crypto: crypto.client, index, now, builtOn, clock, rolls };
  const before = await host.call('journal.state', { area });
  if (!before.ok) return before;
  const mended = await onStore(() => mendJournal(parts, before.value));
  if (!mended.ok) return mended;
  const { state } = mended.value;
  const sync = await onStore(() => startUp(parts, state, onProgress));
  if (!sync.ok) return sync;
  const judged = await onStore(() => loadRolls(parts));
  if (!judged.ok) return judged;
  const created = await host.call('area.storeCreated', { area });
  if (!created.ok) return created;
  const troubles = allTroubles(state, sync.value);
  const cases = await sealedCaseStore(parts, sync.value, state, troubles);
  const found = { sync: sync.value, mended: mended.value.mended, state: before.value };
  return success({ parts, cases, state: { ...state, troubles: [...troubles] }, found });
}

/** The vault in today's form, with a card for the one signed in; while nothing may be written it stays as it is. */
async function todaysVault(opened: Opened, { parts, cases, state }: Settled): Promise<Result<Vault | null>> {
  const { vault, request, office, crypto } = opened;
  if (state.troubles.length > 0) return success(isOldVault(vault) ? null : vault);
  const taken = await takeOver({ parts, cases, state, office, before: vault });
  if (!taken.ok) return taken;
  const current = taken.value ?? vault;
  if (isOldVault(current)) return failed('vault-damaged');
  const carded = await makeOwnCard({
    parts,
    cases,
    vault: current,
    signIn: request.signIn,
    officeName: office.settings?.officeName ?? '',
    crypto: crypto.client,
  });
  return carded.ok ? success(carded.value) : carded;
}

async function assemble(opened: Opened, ready: Settled): Promise<Result<CounterStore>> {
  const { request, environment, crypto, hold, db, place } = opened;
  const { host, area, description } = request;
  const { parts, cases: sealed, state } = ready;
  const { officer } = parts;
  const inUse = await officeInUse(opened.office, sealed);
  if (!inUse.ok) return inUse;
  const carded = await todaysVault(opened, ready);
  if (!carded.ok) return carded;
  const kept = preferences(db, crypto.client);
  const memory = { read: kept.readPreference, write: kept.writePreference };
  const following: { desk: OfficerDesk | null } = { desk: null };
  const onVault = async (next: Vault): Promise<void> => following.desk?.follow(next);
  const roll = rollDesk({ parts, cases: sealed, onVault });
  const credential = credentialOf(request.signIn);
  const vault =
    carded.value === null ? carded : await followWaiting(parts, roll, memory, { vault: carded.value, credential });
  if (!vault.ok) return vault;
  if (!staysIn(vault.value, officer)) return failed('left-the-office');
  if (vault.value !== null && signingOf(vault.value, officer) !== signingOf(opened.vault, officer))
    await crypto.client.holdCard(vault.value, credential);
  await keepVault(db, description, vault.value);
  const copies = await openCopies(opened);
  const log = accessLog({ parts, record: (event) => recordedOffice(parts, sealed, event), memory });
  const cases = watchedCases(sealed, log);
  log.note({ type: 'signedIn', failures: opened.failedTries });
  const recordOffice = (event: OfficeEvent): Promise<Result<null>> => recordedOffice(parts, cases, event);
  let office = inUse.value.settings;
  const desk = (following.desk = officerDesk(
    parts,
    vault.value,
    officersOf(opened.vault),
    recordOffice,
    (request) => sealed.recordMarked(request),
    () => cases.events('office'),
    () => office.officeName,
    description,
  ));
  const { capacity } = authorOf(parts);
  const isAdministrator = (officerId: string): boolean =>
    (officerId === officer.id && capacity === 'administrator') ||
    desk.officers().some(({ id, role }) => id === officerId && role === 'administrator');
  const today = () => plainDate(parts.now().slice(0, 10));
  const journalled = journalledRegistry(copies.store, cases, today, isAdministrator);
  const { watch, registry } = await watchCopies({ registry: journalled, ...memory });
  let revision = state.recorded.settings === 0 ? 1 : state.recorded.settings;
  const save = async (settings: OfficeSettings, event: OfficeEvent): Promise<Result<null>> => {
    const saved = await saveSettings({ parts, cases: sealed, description, before: office, revision }, settings, event);
    if (!saved.ok) return saved;
    revision += 1;
    office = settings;
    return saved;
  };
  const ledger = ledgerDesk({
    parts,
    cases: sealed,
    description,
    state,
    savePrefix: (receiptPrefix) => {
      const settings = { ...office, receiptPrefix };
      return save(settings, { type: 'officeSaved', office: settings });
    },
  });
  const keeper = officeKeeper({ host, area, crypto: crypto.client, cases });
  const beside = besideTheWork({ parts, cases: sealed, recordOffice, roll, memory, log });
  const doubt = area === 'training' ? null : doubtOf(parts.now(), state.lastAt, environment.builtOn);
  const found = {
    ...ready.found,
    // A slip or two is nobody's news.
    failedTries: opened.failedTries >= TRIES_TO_TELL ? opened.failedTries : 0,
    lost: ready.found.sync.begun && description.storesCreated.includes(area),
    lastNumber: cases.list()[0]?.number ?? '',
    copies: copies.found,
    restored: opened.office.restored,
    office: inUse.value.from,
    doubt,
    settled: state,
  };
  return success({
    area,
    host,
    description,
    get office() {
      return office;
    },
    officer,
    capacity,
    get officers() {
      return desk.officers();
    },
    desk,
    roll,
    proofs: proofDesk(parts),
    ledger,
    failedTries: opened.failedTries,
    accessLog: log,
    cases,
    aftercare: aftercareDesk({
      cases,
      by: authorOf(parts),
      sealsHold: (sealed) => parts.crypto.sealsHold(sealed),
    }),
    ...beside.desks,
    registry,
    copyWatch: watch,
    notices: await openingNotices(found, memory),
    storage: { kind: place.kind, persisted: place.persisted },
    confirmOfficer: desk.confirmOfficer,
    recordOffice,
    ...kept,
    believeClock: async () => {
      parts.clock.believed = true;
      return doubt === null ? success(null) : recordOffice({ type: 'clockBelieved', ...doubt });
    },
    saveOffice: (settings) => save(settings, { type: 'officeSaved', office: settings }),
    settleOffice: () => settleOffice({ capacity, cases, record: recordOffice, save }, inUse.value),
    onWanted: (listener) => hold.onWanted(listener),
    close: async () => {
      log.note({ type: 'locked' });
      await keeper.close();
      await beside.close();
      await log.atRest();
      await cases.atRest();
      await copies.close();
      db.close();
      await crypto.client.lock();
      crypto.end();
      hold.release();
    },
  });
}

/**
 * Opens the store of an area for one officer. Failures: `wrong-passphrase`, `vault-damaged`, `settings-damaged`,
 * `area-open-elsewhere`, `journal-damaged`, `journal-behind-store`, `store-…`, and those of the host; after each of them nothing stays open.
 */
export async function openCounterStore(
  request: OpenRequest,
  environment: StoreEnvironment,
): Promise<Result<CounterStore>> {
  return openOnce(request, environment, NOTHING_MENDED);
}

const withMended = (ready: Settled, mended: Mended): Settled => ({ ...ready, found: { ...ready.found, mended } });

/** `before`: what an opening just now mended; then everything is read again from the start. */
async function openOnce(
  request: OpenRequest,
  environment: StoreEnvironment,
  before: Mended,
): Promise<Result<CounterStore>> {
  const { host, area } = request;
  const crypto = environment.startCrypto();
  let db: CasesDatabase | null = null;
  let hold: AreaHold | null = null;
  let mendedBefore = before;
  const result = await onStore(async (): Promise<Result<CounterStore>> => {
    const [vault, office, place] = await Promise.all([
      readVaultMended(host, area, request.description, environment, request.signIn.kind === 'recovery'),
      readOfficeFiles(host, area, request.restoreOffice === true),
      environment.openStoragePlace('cases'),
    ]);
    if (!vault.ok) return vault;
    if (!office.ok) return office;
    const signedIn = await unlocked(vault.value, request, crypto, environment.now());
    if (!signedIn.ok) return signedIn;
    hold = await environment.holdArea(holdName(area, request.description.installationId), request.insist === true);
    if (hold === null) return failed('area-open-elsewhere');
    db = databaseAt(place, request.description, area, environment);
    await db.open();
    const opened = {
      request,
      environment,
      crypto,
      hold,
      db,
      place,
      vault: vault.value,
      ...signedIn.value,
      office: office.value,
    };
    const ready = await settled(opened);
    if (!ready.ok) return ready;
    // Lines that came back may say that another vault or other settings hold than those that were just read.
    mendedBefore = ready.value.found.mended;
    if (mendedBefore.lines > 0 && before === NOTHING_MENDED) return failed('journal-moved');
    return assemble(opened, before === NOTHING_MENDED ? ready.value : withMended(ready.value, before));
  });
  if (!result.ok) {
    (db as CasesDatabase | null)?.close();
    crypto.end();
    (hold as AreaHold | null)?.release();
  }
  if (!result.ok && mendedBefore.lines > 0 && before === NOTHING_MENDED)
    return openOnce(request, environment, mendedBefore);
  return result;
}
