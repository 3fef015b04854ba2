/** Writes that join the ledger with a file beside it: vault and settings with the entry that records them. */
import type { JournalAppend } from '#shared/casework/journal.ts';
import { failed, success, type Result } from '#shared/contract/failure.ts';
import type { Vault } from '#shared/contract/vault.ts';
import type { OfficeSettings } from '#shared/domain/office.ts';
import type { OpenArea } from './areas.ts';
import { onDisk } from './disk-failure.ts';
import type { Appended } from './journal.ts';
import { writeTwin } from './json-file.ts';
import { markOf, readMarked, writeMarked } from './marked-file.ts';
import type { StoredSettings } from './settings-file.ts';

const refused = (channel: string, path: string): Result<never> => failed('bad-request', { channel, path });

const names = (entry: JournalAppend, mark: 'vault' | 'settings', value: unknown, revision: number): boolean => {
  const wanted = markOf(value, revision);
  const given = entry.header.marks[mark];
  return given?.revision === wanted.revision && given.digest === wanted.digest;
};

/** An entry that records no file: those come with the file in one step. */
export async function appendPlain(open: OpenArea, entry: JournalAppend): Promise<Result<Appended>> {
  const { vault, settings } = entry.header.marks;
  if (vault !== undefined || settings !== undefined) return refused('journal.append', 'entry.header.marks');
  return await open.journal.append(entry);
}

const nextSettings = (open: OpenArea, settings: OfficeSettings): StoredSettings => ({
  revision: (open.journal.marks().settings?.revision ?? 0) + 1,
  settings,
});

export interface VaultChange {
  readonly expectedRevision: number;
  readonly vault: Vault;
  readonly entry: JournalAppend;
  /** Recorded by the same entry: an office of an older program is taken over with both. */
  readonly settings?: OfficeSettings | undefined;
}

/** Refuses with `vault-changed-meanwhile` when the stored revision is not `expectedRevision`. */
export async function writeVault(open: OpenArea, change: VaultChange): Promise<Result<Appended>> {
  const { expectedRevision, vault, entry, settings } = change;
  const present = await readMarked(open.vault, open.journal.marks().vault);
  if (!present.ok) return present;
  const found = present.value?.revision ?? 0;
  // The same step asked again after an answer got lost: the journal says that it was done.
  const again = found === vault.revision && open.journal.index().sequenceOf(entry.header.entryId) !== undefined;
  if (again) return await open.journal.append(entry);
  if (found !== expectedRevision) return failed('vault-changed-meanwhile', { expected: expectedRevision, found });
  if (vault.revision !== expectedRevision + 1) return refused('vault.write', 'vault.revision');
  if (!names(entry, 'vault', vault, vault.revision)) return refused('vault.write', 'entry.header.marks.vault');
  if (settings === undefined) {
    if (entry.header.marks.settings !== undefined) return refused('vault.write', 'entry.header.marks.settings');
    return await writeMarked(open.vault, vault, () => open.journal.append(entry));
  }
  const stored = nextSettings(open, settings);
  if (!names(entry, 'settings', stored, stored.revision)) return refused('vault.write', 'entry.header.marks.settings');
  return await writeMarked(open.vault, vault, () =>
    writeMarked(open.settings, stored, () => open.journal.append(entry)),
  );
}

/** Puts the vault in place that the ledger names, where the files hold another one or none. */
export async function mendVault(open: OpenArea, vault: Vault): Promise<Result<void>> {
  const mark = open.journal.vaultMark();
  if (mark === undefined || markOf(vault, vault.revision).digest !== mark.digest)
    return failed('vault-behind', { found: vault.revision, recorded: mark?.revision ?? 0 });
  return await onDisk(async () => {
    await writeTwin(open.vault.layer, open.vault.path, vault);
    open.vault.onRestored(vault.revision);
    return success(undefined);
  });
}

/** New settings with the entry that records them. */
export async function writeOfficeSettings(
  open: OpenArea,
  settings: OfficeSettings,
  entry: JournalAppend,
): Promise<Result<Appended>> {
  if (open.journal.index().sequenceOf(entry.header.entryId) !== undefined) return await open.journal.append(entry);
  const stored = nextSettings(open, settings);
  if (!names(entry, 'settings', stored, stored.revision))
    return refused('settings.write', 'entry.header.marks.settings');
  if (entry.header.marks.vault !== undefined) return refused('settings.write', 'entry.header.marks.vault');
  return await writeMarked(open.settings, stored, () => open.journal.append(entry));
}

/** The keys of all cases that were not purged, also where the disk still holds on to one that was. */
export async function readKeys(open: Pick<OpenArea, 'journal' | 'contentKeys'>): Promise<Record<string, string>> {
  const { destroyed } = open.journal.index();
  return Object.fromEntries(
    Object.entries(await open.contentKeys.read()).filter(([subject]) => !destroyed.has(subject)),
  );
}

/** Keys that were lost, or wraps of a new data key; only of cases that are in the ledger. */
export async function putKeys(
  open: OpenArea,
  keys: Readonly<Record<string, string>>,
  replace: boolean,
): Promise<Result<number>> {
  const { keyed, destroyed } = open.journal.index();
  const ours = Object.entries(keys).filter(([subject]) => keyed.has(subject) && !destroyed.has(subject));
  return await open.contentKeys.put(Object.fromEntries(ours), replace);
}
