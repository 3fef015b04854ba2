/**
 * The office's settings lie in two files and, sealed, in the ledger. The files come first; where both are damaged the last
 * entry of an administrator takes their place. Keys and officers (the vault) are another matter: they are in no entry.
 */
import { savedOffice, type OfficeEvent, type SavedOffice } from '#shared/casework/office-events.ts';
import type { Area, HostDescription, RestoredFile } from '#shared/contract/channels.ts';
import { failed, success, type Result } from '#shared/contract/failure.ts';
import type { Host } from '#shared/contract/host.ts';
import type { OfficeSettings } from '#shared/domain/office.ts';
import type { EntryAuthor } from '#shared/domain/officer.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { digestOf } from '#shared/policy/canonical-json.ts';
import type { CaseStore } from './cases/case-store.ts';
import type { OwnedCaseStore } from './cases/sealed-case-store.ts';
import type { StoreParts } from './cases/store-parts.ts';

/** What the files say; `settings` is `null` where both are damaged. */
export interface OfficeFiles {
  readonly settings: OfficeSettings | null;
  /** Revision of the stored settings; 0 where an older program wrote them or none can be read. */
  readonly revision: number;
  readonly restored: readonly RestoredFile[];
}

/** Damaged files are `settings-damaged`, unless the ledger may stand in for them. */
export async function readOfficeFiles(host: Host, area: Area, ledgerMay: boolean): Promise<Result<OfficeFiles>> {
  const answer = await host.call('settings.read', { area });
  if (answer.ok && (answer.value.settings !== null || ledgerMay)) return answer;
  const lost = !answer.ok && (answer.failure.code === 'settings-damaged' || answer.failure.code === 'settings-behind');
  if (!answer.ok && !(lost && ledgerMay)) return answer;
  return ledgerMay ? success({ settings: null, revision: 0, restored: [] }) : failed('settings-damaged');
}

/** The settings that hold, and the entry that they come from where the files are damaged. */
export interface OfficeInUse {
  readonly settings: OfficeSettings;
  readonly from: SavedOffice | null;
}

/** `settings-damaged` with `ledger: 'none'` where the ledger has no settings of an administrator either. */
export async function officeInUse(
  { settings }: OfficeFiles,
  cases: Pick<CaseStore, 'events'>,
): Promise<Result<OfficeInUse>> {
  if (settings !== null) return success({ settings, from: null });
  const events = await cases.events('office');
  if (!events.ok) return events;
  const from = savedOffice(events.value);
  return from === null ? failed('settings-damaged', { ledger: 'none' }) : success({ settings: from.office, from });
}

export interface SettlingParts {
  readonly capacity: EntryAuthor['capacity'];
  readonly cases: Pick<CaseStore, 'events'>;
  readonly record: (event: OfficeEvent) => Promise<Result<null>>;
  /** Records an event together with the settings that it speaks of. */
  readonly save: (settings: OfficeSettings, event: OfficeEvent) => Promise<Result<null>>;
}

/**
 * Brings files and ledger to hold the same. Settings out of the ledger: recorded, then written to the files. Settings that
 * the ledger does not have yet (the first ones were made before anybody could sign in): recorded at an administrator's
 * first sign-in; where that fails the next one does it.
 */
export async function settleOffice(parts: SettlingParts, { settings, from }: OfficeInUse): Promise<Result<null>> {
  const { capacity, cases, record, save } = parts;
  if (from === null) {
    if (capacity !== 'administrator') return success(null);
    const events = await cases.events('office');
    if (events.ok && savedOffice(events.value) === null) await record({ type: 'officeSaved', office: settings });
    return success(null);
  }
  return save(settings, { type: 'officeRestored', from: from.sequence });
}

export interface SavingParts {
  readonly parts: Pick<StoreParts, 'host' | 'area' | 'officer' | 'now'>;
  readonly cases: Pick<OwnedCaseStore, 'recordMarked'>;
  readonly description: Pick<HostDescription, 'machine' | 'installationId'>;
  readonly before: OfficeSettings;
  /** Revision of the settings that stand. */
  readonly revision: number;
}

/** New settings with the entry that records them, in one step; a new prefix binds the ledger to it. */
export async function saveSettings(
  { parts, cases, description, before, revision }: SavingParts,
  settings: OfficeSettings,
  event: OfficeEvent,
): Promise<Result<null>> {
  const { host, area, officer, now } = parts;
  const stored = { revision: revision + 1, settings };
  const { machine, installationId: installation } = description;
  const prefix = settings.receiptPrefix;
  const recorded = await cases.recordMarked({
    entryId: globalThis.crypto.randomUUID(),
    kind: 'office',
    subjectId: officer.id,
    on: plainDate(now().slice(0, 10)),
    content: event,
    takeBatchNumber: false,
    marks: {
      settings: { revision: stored.revision, digest: digestOf(stored) },
      ...(prefix === before.receiptPrefix ? {} : { binding: { prefix, machine, installation } }),
    },
    send: (entry) => host.call('settings.write', { area, settings, entry }),
  });
  return recorded.ok ? success(null) : recorded;
}
