/**
 * @file Runs in the crypto worker (renderer/workers/crypto.worker.ts); unit tests run it in place. Holds the keys of
 * the signed-in area. What leaves it: sealed bytes, opened records, and the packs' key as a CryptoKey that cannot be
 * read out. A passphrase comes in, a data key never goes out.
 */
import { transfer } from 'comlink';
import { entryHash, type JournalEntry } from '#shared/casework/journal.ts';
import type { Vault, VaultOfficer, WrappedKey } from '#shared/contract/channels.ts';
import { confirmedText, type Confirmation } from '#shared/domain/confirmation.ts';
import type { OfficerRole } from '#shared/domain/officer.ts';
import { fromBase64, fromUtf8, randomBytes, toBase64, utf8, type Bytes } from './bytes.ts';
import { deriveSubKeys, ITERATIONS, unwrapDataKey, wrapDataKey, type SubKeys } from './data-key.ts';
import { makeRecoveryKey, readRecoveryKey } from './recovery-key.ts';
import { open, place, seal } from './sealing.ts';

export interface NewOfficer {
  readonly id: string;
  readonly name: string;
  readonly role: OfficerRole;
  readonly passphrase: string;
}

/** Proof that the caller may have the data key: an officer's passphrase, or the recovery key as typed. */
export type Credential =
  | { readonly kind: 'passphrase'; readonly officerId: string; readonly passphrase: string }
  | { readonly kind: 'recovery'; readonly typed: string };

/** Tables of the working copy and the key that seals each. */
const TABLE_KEYS = { summaries: 'cases', drafts: 'drafts', preferences: 'preferences' } as const;
export type SealedTable = keyof typeof TABLE_KEYS;

/** What is needed to open a journal entry: its place, and the case's wrapped content key (`null`: an entry of no case). */
export interface EntryToOpen {
  readonly entryId: string;
  readonly subjectId: string;
  readonly sealed: Bytes;
  readonly contentKey: string | null;
}

const CACHED_KEYS = 2000;

/** How a wrapped content key stands beside the journal: `null` when it cannot be unwrapped. */
async function unwrapContentKey(keys: SubKeys, caseId: string, wrapped: string): Promise<CryptoKey | null> {
  const sealed = fromBase64(wrapped);
  const raw = sealed === null ? null : await open(keys.contentKeys, place('content-key', caseId), sealed);
  return raw === null
    ? null
    : crypto.subtle.importKey('raw', raw, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

export class CryptoService {
  private keys: SubKeys | null = null;
  private readonly contentKeys = new Map<string, Promise<CryptoKey | null>>();
  /** Passphrases of second officers that were right and are not used yet. */
  private readonly tickets = new Map<string, string>();

  /** A vault for a new area, and the printable recovery key (`null` where none is wanted). Does not unlock. */
  async createVault(
    officers: readonly NewOfficer[],
    options: { readonly recovery: boolean; readonly iterations?: number },
  ): Promise<{ readonly vault: Vault; readonly recoveryKey: string | null }> {
    const dataKey = randomBytes(32);
    const iterations = options.iterations ?? ITERATIONS;
    const list = await Promise.all(officers.map((officer) => wrapFor(dataKey, officer, iterations)));
    const recoveryKey = options.recovery ? makeRecoveryKey(randomBytes(28)) : null;
    const recovery = recoveryKey === null ? null : await wrapForRecovery(dataKey, recoveryKey, iterations);
    dataKey.fill(0);
    return { vault: { revision: 0, officers: list, recovery }, recoveryKey };
  }

  /** Unlocks with a credential; false when it is wrong or the officer is not active. */
  async unlock(vault: Vault, credential: Credential): Promise<boolean> {
    const dataKey = await dataKeyOf(vault, credential);
    if (dataKey === null) return false;
    this.keys = await deriveSubKeys(dataKey);
    dataKey.fill(0);
    this.contentKeys.clear();
    return true;
  }

  /** A ticket for {@link vouch} when this is the officer's passphrase, else `null`. */
  async confirm(vault: Vault, officerId: string, passphrase: string): Promise<string | null> {
    const dataKey = await dataKeyOf(vault, { kind: 'passphrase', officerId, passphrase });
    dataKey?.fill(0);
    if (dataKey === null) return null;
    const ticket = crypto.randomUUID();
    this.tickets.set(ticket, officerId);
    return ticket;
  }

  /** Seals statements in the name of the officer whose passphrase earned the ticket; a ticket serves once. */
  async vouch(ticket: string, at: string, statements: readonly string[]): Promise<Confirmation[] | null> {
    const officerId = this.tickets.get(ticket);
    this.tickets.delete(ticket);
    if (officerId === undefined) return null;
    const key = this.unlocked().confirmations;
    return Promise.all(
      statements.map(async (statement): Promise<Confirmation> => {
        const seal = await crypto.subtle.sign('HMAC', key, utf8(confirmedText({ officerId, at }, statement)));
        return { officerId, at, seal: toBase64(new Uint8Array(seal)) };
      }),
    );
  }

  /** Whether every seal was made by {@link vouch} for its statement. */
  async sealsHold(
    confirmed: readonly { readonly statement: string; readonly confirmation: Confirmation }[],
  ): Promise<boolean> {
    const key = this.unlocked().confirmations;
    const held = await Promise.all(
      confirmed.map(async ({ statement, confirmation }) => {
        const seal = fromBase64(confirmation.seal);
        return seal !== null && crypto.subtle.verify('HMAC', key, seal, utf8(confirmedText(confirmation, statement)));
      }),
    );
    return held.every(Boolean);
  }

  /** The officer with the data key wrapped by a new passphrase (also a new officer); `null` when the credential is wrong. */
  async wrapForOfficer(
    vault: Vault,
    credential: Credential,
    officer: NewOfficer,
    iterations = ITERATIONS,
  ): Promise<VaultOfficer | null> {
    const dataKey = await dataKeyOf(vault, credential);
    if (dataKey === null) return null;
    const wrapped = await wrapFor(dataKey, officer, iterations);
    dataKey.fill(0);
    return wrapped;
  }

  /** A new recovery key; the old one opens nothing once the vault is written. `null` when the credential is wrong. */
  async renewRecovery(
    vault: Vault,
    credential: Credential,
    iterations = ITERATIONS,
  ): Promise<{ readonly recovery: WrappedKey; readonly recoveryKey: string } | null> {
    const dataKey = await dataKeyOf(vault, credential);
    if (dataKey === null) return null;
    const recoveryKey = makeRecoveryKey(randomBytes(28));
    const recovery = await wrapForRecovery(dataKey, recoveryKey, iterations);
    dataKey.fill(0);
    return { recovery, recoveryKey };
  }

  /** Key and partition seed of the registry packs, for the registry worker. */
  packKeys(): { readonly key: CryptoKey; readonly seed: Bytes } {
    const { packs, packsSeed } = this.unlocked();
    return { key: packs, seed: packsSeed };
  }

  /** A new content key of a case, wrapped, base64. */
  async newContentKey(caseId: string): Promise<string> {
    const raw = randomBytes(32);
    const wrapped = toBase64(await seal(this.unlocked().contentKeys, place('content-key', caseId), raw));
    raw.fill(0);
    return wrapped;
  }

  /** Forgets a destroyed content key. */
  forgetContentKey(caseId: string): void {
    this.contentKeys.delete(caseId);
  }

  /** Seals a journal entry's content. Base64, as the journal takes it. */
  async sealEntry(entry: Omit<EntryToOpen, 'sealed'>, content: string): Promise<string> {
    const key = await this.entryKey(entry);
    if (key === null) throw new Error('content key of an entry does not open');
    return toBase64(await seal(key, entryPlace(entry), utf8(content)));
  }

  /** Opens journal entries; `null` where the key is gone (purged) or the bytes were changed. */
  async openEntries(entries: readonly EntryToOpen[]): Promise<(string | null)[]> {
    return Promise.all(
      entries.map(async (entry) => {
        const key = await this.entryKey(entry);
        const plain = key === null ? null : await open(key, entryPlace(entry), entry.sealed);
        return plain === null ? null : fromUtf8(plain);
      }),
    );
  }

  /** The first sequence at which a run of journal entries does not follow `previous`; `null` when the chain is whole. */
  brokenAt(previous: string, entries: readonly JournalEntry[]): number | null {
    let head = previous;
    for (const entry of entries) {
      if (entry.previous !== head || entryHash(head, entry.header, entry.sealed) !== entry.hash) {
        return entry.header.sequence;
      }
      head = entry.hash;
    }
    return null;
  }

  /** Seals texts of one table under their keys. */
  async sealTexts(
    table: SealedTable,
    records: readonly { readonly key: string; readonly text: string }[],
  ): Promise<Bytes[]> {
    const key = this.unlocked()[TABLE_KEYS[table]];
    return Promise.all(records.map(({ key: name, text }) => seal(key, place('counter', table, name), utf8(text))));
  }

  /** Opens records of one table to UTF-8 bytes; `null` for a damaged one. */
  async openBytes(
    table: SealedTable,
    records: readonly { readonly key: string; readonly sealed: Bytes }[],
  ): Promise<(Bytes | null)[]> {
    const key = this.unlocked()[TABLE_KEYS[table]];
    const opened = await Promise.all(
      records.map(({ key: name, sealed }) => open(key, place('counter', table, name), sealed)),
    );
    return transfer(
      opened,
      opened.flatMap((bytes) => (bytes === null ? [] : [bytes.buffer])),
    );
  }

  /** Forgets every key. */
  lock(): void {
    this.keys = null;
    this.contentKeys.clear();
    this.tickets.clear();
  }

  private unlocked(): SubKeys {
    if (this.keys === null) throw new Error('locked');
    return this.keys;
  }

  private entryKey(entry: Omit<EntryToOpen, 'sealed'>): Promise<CryptoKey | null> {
    const keys = this.unlocked();
    const { contentKey, subjectId } = entry;
    if (contentKey === null) return Promise.resolve(keys.cases);
    const known = this.contentKeys.get(subjectId);
    if (known !== undefined) return known;
    if (this.contentKeys.size >= CACHED_KEYS) this.contentKeys.clear();
    const opened = unwrapContentKey(keys, subjectId, contentKey);
    this.contentKeys.set(subjectId, opened);
    return opened;
  }
}

const entryPlace = ({ subjectId, entryId }: Omit<EntryToOpen, 'sealed'>): Bytes => place('journal', subjectId, entryId);

async function wrapFor(dataKey: Bytes, officer: NewOfficer, iterations: number): Promise<VaultOfficer> {
  const { id, name, role, passphrase } = officer;
  return { id, name, role, active: true, key: await wrapDataKey(dataKey, passphrase, id, iterations) };
}

async function wrapForRecovery(dataKey: Bytes, recoveryKey: string, iterations: number): Promise<WrappedKey> {
  const reading = readRecoveryKey(recoveryKey);
  if (!reading.ok) throw new Error('own recovery key does not read');
  return wrapDataKey(dataKey, reading.secret, 'recovery', iterations);
}

async function dataKeyOf(vault: Vault, credential: Credential): Promise<Bytes | null> {
  if (credential.kind === 'recovery') {
    const reading = readRecoveryKey(credential.typed);
    return reading.ok && vault.recovery !== null ? unwrapDataKey(vault.recovery, reading.secret, 'recovery') : null;
  }
  const officer = vault.officers.find(({ id, active }) => active && id === credential.officerId);
  return officer === undefined || officer.key === null
    ? null
    : unwrapDataKey(officer.key, credential.passphrase, officer.id);
}
