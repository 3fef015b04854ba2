/**
 * @file Runs in the crypto worker (renderer/workers/crypto.worker.ts); unit tests run it in place. Holds the keys of
 * the signed-in area. What leaves it: sealed bytes, opened records, and the copies' key as a CryptoKey that cannot be
 * read out. A passphrase comes in, a data key never goes out.
 */
import { transfer } from 'comlink';
import type { AnyEntry, JournalAppend, Signature } from '#shared/casework/journal.ts';
import { hashedText, headerText } from '#shared/casework/journal-line.ts';
import type { OfficeFilesPair, SealedOffice } from '#shared/contract/sealed-office.ts';
import { isOldVault, type AnyVault, type Vault, type VaultOfficer } from '#shared/contract/vault.ts';
import type { Confirmation } from '#shared/domain/confirmation.ts';
import { digestOf } from '#shared/policy/canonical-json.ts';
import { randomBytes, toBase64, utf8, type Bytes } from '#shared/crypto/bytes.ts';
import { packed } from '#shared/crypto/compression.ts';
import { rawContentKey, unwrapContentKey, wrapContentKey, wrappedBy } from '#shared/crypto/content-key.ts';
import { ITERATIONS, keyringOf, type Keyring } from '#shared/crypto/data-key.ts';
import type { EntryToOpen } from '#shared/crypto/entry-opening.ts';
import type { Roll } from '#shared/contract/roll.ts';
import type { PaperWord } from '#shared/crypto/paper-signing.ts';
import type { PaperFacts } from '#shared/domain/paper-proof.ts';
import type { GivenWord, JudgedWord, RollsEntry } from '#shared/crypto/roll-book.ts';
import { withRoll } from '#shared/crypto/vault-roll.ts';
import type { RecordedRoll, Unsigned } from '#shared/crypto/officer-signing.ts';
import { hashText } from '#shared/crypto/hash-text.ts';
import { openSealedOffice, sealOffice } from '#shared/crypto/sealed-office.ts';
import { open, place, seal } from '#shared/crypto/sealing.ts';
import {
  dataKeyOf,
  openedBy,
  newRecovery,
  newVault,
  officerWithCard,
  rotated,
  takenOver,
  withNewPassphrase,
  withOwnCard,
  type Credential,
  type NewOfficer,
  type UnplacedVault,
} from '#shared/crypto/vault-keys.ts';
import { LayeredKeys } from './layered-keys.ts';
import { sealHolds, SecondWords } from './second-words.ts';
import { signerIn, SigningOfficer } from './signing-officer.ts';
export type { Credential, NewOfficer } from '#shared/crypto/vault-keys.ts';

/** Tables of the working copy, each sealed by a key of its own. */
export type SealedTable = 'summaries' | 'drafts' | 'preferences';

export class CryptoService extends LayeredKeys {
  private keys: Keyring | null = null;
  private readonly words = new SecondWords();

  /** A vault for a new area, and the printable recovery key (`null` where none is wanted). Unlocks it. */
  async createVault(
    officers: readonly NewOfficer[],
    options: { readonly recovery: boolean; readonly iterations?: number },
  ): Promise<{ readonly vault: Vault; readonly recoveryKey: string | null }> {
    const dataKey = randomBytes(32);
    const made = await newVault(dataKey, officers, { iterations: ITERATIONS, ...options });
    const vault: Vault = { ...made.vault, revision: 1 };
    this.keys = await keyringOf(dataKey, vault);
    dataKey.fill(0);
    return { vault, recoveryKey: made.recoveryKey };
  }

  /**
   * Unlocks with a credential. `foreign`: the credential is right, but the keys in the vault are another's.
   * An old vault is unlocked in today's form, which `upgraded` hands out to be recorded.
   */
  async unlock(vault: AnyVault, credential: Credential): Promise<'open' | 'wrong' | 'foreign'> {
    const opened = await openedBy(vault, credential);
    if (opened === null) return 'wrong';
    const { dataKey, signingKey } = opened;
    const today: Vault = isOldVault(vault)
      ? { ...(await takenOver(dataKey, vault)), revision: vault.revision + 1 }
      : vault;
    const keys = await keyringOf(dataKey, today);
    dataKey.fill(0);
    if (keys === null) return 'foreign';
    this.keys = keys;
    this.entryKeys.clear();
    this.upgrade = isOldVault(vault) ? today : null;
    this.signing.hold(await signerIn(today, credential, signingKey));
    return 'open';
  }

  /** The vault that follows a roll; `null` when the credential is wrong. `earlier`: rolls that this window followed before. */
  async withRoll(
    vault: Vault,
    credential: Credential,
    roll: Roll,
    earlier: readonly Roll[],
  ): Promise<UnplacedVault | null> {
    return this.withDataKey(vault, credential, (dataKey) => withRoll(vault, dataKey, roll, earlier));
  }

  private readonly signing = new SigningOfficer();

  /** From now on entries are signed by the card that the vault has for this officer; false when the passphrase is wrong. */
  async holdCard(vault: Vault, credential: Credential): Promise<boolean> {
    const opened = await openedBy(vault, credential);
    opened?.dataKey.fill(0);
    if (opened === null) return false;
    this.signing.hold(await signerIn(vault, credential, opened.signingKey));
    return true;
  }

  /** {@link SigningOfficer.useRolls} */
  useRolls(entries: readonly RollsEntry[]): Promise<readonly RecordedRoll[]> {
    return this.signing.useRolls(entries);
  }

  /** The signature of the one signed in over a sealed entry; `null` where they have no card that signs. */
  signEntry(entry: Unsigned): Promise<Signature | null> {
    return this.signing.sign(entry);
  }

  /** {@link SigningOfficer.judgeSelf} */
  judgeSelf(officerId: string): JudgedWord {
    return this.signing.judgeSelf(officerId);
  }

  /** {@link SigningOfficer.signPaper} */
  signPaper(officerId: string, facts: PaperFacts): Promise<string | null> {
    return this.signing.signPaper(officerId, facts);
  }

  /** {@link SigningOfficer.signWord} */
  signWord(officerId: string, at: string, statement: string): Promise<GivenWord['signed'] | null> {
    return this.signing.signWord(officerId, at, statement);
  }

  /** {@link RollBook.judgeWord} */
  judgeWord(given: GivenWord, statement: string): Promise<JudgedWord> {
    return this.signing.judgeWord(given, statement);
  }

  /** {@link SigningOfficer.judgePaper} */
  judgePaper(typed: string): Promise<PaperWord> {
    return this.signing.judgePaper(typed);
  }

  /** Whose word each entry is. */
  judgeEntries(entries: readonly AnyEntry[]): Promise<readonly JudgedWord[]> {
    return Promise.all(entries.map((entry) => this.signing.judge(entry)));
  }

  private upgrade: Vault | null = null;

  /** The vault that {@link unlock} made of an old one, to be recorded; its keys are already in use. `null` after a vault of today. */
  upgraded(): Vault | null {
    return this.upgrade;
  }

  /** A ticket for {@link vouch} when this is the officer's passphrase, else `null`. */
  async confirm(vault: AnyVault, officerId: string, passphrase: string): Promise<string | null> {
    const credential = { kind: 'passphrase', officerId, passphrase } as const;
    const opened = await openedBy(vault, credential);
    opened?.dataKey.fill(0);
    return opened === null ? null : this.words.ticket(officerId, await signerIn(vault, credential, opened.signingKey));
  }

  /** Seals statements in the name of the officer whose passphrase earned the ticket; a ticket serves once. */
  vouch(ticket: string, at: string, statements: readonly string[]): Promise<Confirmation[] | null> {
    return this.words.vouch(this.unlocked(), ticket, { at, statements });
  }

  /** Whether every seal was made by {@link vouch} for its statement, and is signed where the roll names its officer. */
  async sealsHold(
    confirmed: readonly { readonly statement: string; readonly confirmation: Confirmation }[],
  ): Promise<boolean> {
    const ring = this.unlocked();
    const held = await Promise.all(
      confirmed.map(
        async ({ statement, confirmation }) =>
          (await sealHolds(ring, confirmation, statement)) && (await this.signing.wordHolds(confirmation, statement)),
      ),
    );
    return held.every(Boolean);
  }

  /**
   * The officer under a new passphrase (also a new officer); `null` when the credential is wrong. Whoever changes the own one keeps
   * the own keys; who gets a passphrase from another gets new ones, for nobody can open theirs.
   */
  async wrapForOfficer(
    vault: Vault,
    credential: Credential,
    officer: NewOfficer,
    iterations = ITERATIONS,
  ): Promise<VaultOfficer | null> {
    const { id, name, role, passphrase } = officer;
    const known = vault.officers.find((one) => one.id === id);
    return this.withDataKey(vault, credential, async (dataKey) => {
      if (known === undefined || credential.kind === 'recovery' || credential.officerId !== id)
        return officerWithCard(dataKey, officer, iterations);
      const secrets = { before: credential.passphrase, after: passphrase };
      const holding = await withNewPassphrase(dataKey, known, secrets, id, iterations);
      return holding === null
        ? officerWithCard(dataKey, officer, iterations)
        : { id, name, role, active: true, ...holding };
    });
  }

  /** A new recovery key; the old one opens nothing once the vault is written. `null` when the credential is wrong. */
  async renewRecovery(
    vault: Vault,
    credential: Credential,
    iterations = ITERATIONS,
  ): Promise<{ readonly recovery: NonNullable<Vault['recovery']>; readonly recoveryKey: string } | null> {
    return this.withDataKey(vault, credential, (dataKey) => newRecovery(dataKey, iterations));
  }

  /** The vault in which the one with this credential has a card; `null` where that is so already, or the credential is wrong. */
  async withCard(vault: Vault, credential: Credential, iterations = ITERATIONS): Promise<UnplacedVault | null> {
    return this.withDataKey(vault, credential, (dataKey) => withOwnCard(vault, dataKey, credential, iterations));
  }

  /**
   * The vault under a new data key; `null` when the credential is wrong. Its keys are in use only after {@link adoptRotated}:
   * a vault that could not be written must not seal anything.
   */
  async rotate(vault: Vault, credential: Credential): Promise<UnplacedVault | null> {
    return this.withDataKey(vault, credential, async (dataKey) => {
      const next = await rotated(vault, dataKey);
      if (next === null) return null;
      const keys = await keyringOf(next.dataKey, { ...next.vault, revision: vault.revision + 1 });
      next.dataKey.fill(0);
      this.rotation = keys;
      return keys === null ? null : next.vault;
    });
  }

  private rotation: Keyring | null = null;

  /** The vault of {@link rotate} is written: its keys seal from now on. */
  adoptRotated(): void {
    this.keys = this.rotation ?? this.keys;
    this.rotation = null;
  }

  /** Content keys wrapped by the newest data key; those that are so already, or do not open, are left out. */
  async rewrap(keys: Readonly<Record<string, string>>): Promise<Record<string, string>> {
    const ring = this.unlocked();
    const again: Record<string, string> = {};
    for (const [caseId, wrapped] of Object.entries(keys)) {
      if (wrappedBy(wrapped).number === ring.dataKey) continue;
      const raw = await rawContentKey(ring, caseId, wrapped);
      if (raw === null) continue;
      again[caseId] = await wrapContentKey(ring, caseId, raw);
      raw.fill(0);
    }
    return again;
  }

  /** Vault and settings sealed for a hub; `null` where the vault is under another data key than the one in use. */
  async sealOffice(files: OfficeFilesPair): Promise<SealedOffice | null> {
    const { office, dataKey } = this.unlocked();
    if (files.vault.dataKey !== dataKey) return null;
    const marked = (value: { readonly revision: number }) => ({ revision: value.revision, digest: digestOf(value) });
    return sealOffice(office, files, { vault: marked(files.vault), settings: marked(files.settings) });
  }

  /** What {@link sealOffice} sealed, by the printed recovery key. Needs no unlocked window, and unlocks none. */
  async openOffice(sealed: SealedOffice, typed: string): Promise<OfficeFilesPair | 'wrong' | 'damaged'> {
    return openSealedOffice(sealed, typed);
  }

  /** Key and partition seed of the registry copies, for the registry worker. */
  copyKeys(): { readonly key: CryptoKey; readonly seed: Bytes } {
    const { packs, packsSeed } = this.unlocked().store;
    return { key: packs, seed: packsSeed };
  }

  /** A new content key of a case, wrapped. */
  async newContentKey(caseId: string): Promise<string> {
    const raw = randomBytes(32);
    const wrapped = await wrapContentKey(this.unlocked(), caseId, raw);
    raw.fill(0);
    return wrapped;
  }

  /** Whether a wrapped content key opens. */
  async contentKeyOpens(caseId: string, wrapped: string): Promise<boolean> {
    return (await unwrapContentKey(this.unlocked(), caseId, wrapped)) !== null;
  }

  /** Forgets a destroyed content key. */
  forgetContentKey(caseId: string): void {
    this.entryKeys.forget(caseId);
  }

  /** Number of the ledger key that seals new entries of no case. */
  newestLedgerKey(): number {
    return this.unlocked().newest;
  }

  /** Seals an entry's content over its header and place in the chain. Base64, as the journal takes it. */
  async sealEntry(
    entry: Omit<JournalAppend, 'sealed' | 'signed' | 'contentKey'>,
    content: string,
    contentKey: string | null,
  ): Promise<string> {
    const { key: keyName, subjectId } = entry.header;
    const key = await this.entryKeys.keyOf(this.unlocked(), { key: keyName, subjectId, contentKey });
    if (key === null) throw new Error('content key of an entry does not open');
    return toBase64(await seal(key, place('journal 2', headerText(entry)), await packed(content)));
  }

  /** Opens journal entries to UTF-8 text; `null` where the key is gone (purged) or anything was changed. */
  async openEntries(entries: readonly EntryToOpen[]): Promise<(string | null)[]> {
    const ring = this.unlocked();
    return Promise.all(entries.map((entry) => this.entryKeys.open(ring, entry)));
  }

  /**
   * The first sequence at which a run of journal entries does not follow what came before; `null` when the chain is whole. Behind
   * a gap, which the host has told as damage, nothing can be compared.
   */
  brokenAt(before: { readonly count: number; readonly head: string }, entries: readonly AnyEntry[]): number | null {
    let { count, head } = before;
    for (const entry of entries) {
      const { sequence } = entry.header;
      const follows = sequence === count + 1 ? entry.previous === head : sequence > count + 1;
      if (!follows || hashText(hashedText(entry)) !== entry.hash) return sequence;
      count = sequence;
      head = entry.hash;
    }
    return null;
  }

  /** Seals texts of one table under their keys. */
  async sealTexts(
    table: SealedTable,
    records: readonly { readonly key: string; readonly text: string }[],
  ): Promise<Bytes[]> {
    const key = this.unlocked().store[table];
    return Promise.all(records.map(({ key: name, text }) => seal(key, place('counter', table, name), utf8(text))));
  }

  /** Opens records of one table to UTF-8 bytes; `null` for a damaged one. */
  async openBytes(
    table: SealedTable,
    records: readonly { readonly key: string; readonly sealed: Bytes }[],
  ): Promise<(Bytes | null)[]> {
    const key = this.unlocked().store[table];
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
    this.upgrade = null;
    this.rotation = null;
    this.forgetClaimKey();
    this.signing.clear();
    this.entryKeys.clear();
    this.words.clear();
  }

  protected override unlocked(): Keyring {
    if (this.keys === null) throw new Error('locked');
    return this.keys;
  }

  /** Runs `work` with the data key, which is cleared afterwards. */
  private async withDataKey<T>(
    vault: AnyVault,
    credential: Credential,
    work: (dataKey: Bytes) => Promise<T | null>,
  ): Promise<T | null> {
    const dataKey = await dataKeyOf(vault, credential);
    if (dataKey === null) return null;
    try {
      return await work(dataKey);
    } finally {
      dataKey.fill(0);
    }
  }
}
