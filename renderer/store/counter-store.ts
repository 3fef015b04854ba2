/** Everything that the screens may reach behind one signed-in officer and one area. Made by `openCounterStore`, closed by locking. */
import type { Area, HostDescription } from '#shared/contract/channels.ts';
import type { Result } from '#shared/contract/failure.ts';
import type { Host } from '#shared/contract/host.ts';
import type { OfficeSettings } from '#shared/domain/office.ts';
import type { OfficeEvent } from '#shared/casework/office-events.ts';
import type { EntryAuthor, Officer } from '#shared/domain/officer.ts';
import type { OpeningNotice } from '#shared/wording/opening.ts';
import type { AccessLog } from './access-log/access-log.ts';
import type { AftercareDesk } from './aftercare/aftercare-desk.ts';
import type { OtherWindows } from './beside-the-work.ts';
import type { CaseStore } from './cases/case-store.ts';
import type { LedgerDesk } from './ledger-desk.ts';
import type { OfficerDesk } from './officer-desk.ts';
import type { ProofDesk } from './roll/proof-desk.ts';
import type { RollDesk } from './roll/roll-desk.ts';
import type { CopyWatch } from './registry/copy-watch.ts';
import type { ConfirmOfficer } from './second-officer.ts';
import type { RegistryStore } from './registry/registry-store.ts';

export interface CounterStore extends OtherWindows {
  readonly area: Area;
  readonly host: Host;
  readonly description: HostDescription;
  readonly office: OfficeSettings;
  readonly officer: Officer;
  /** Wrong passphrases of this officer in a row before this sign-in; the host counts them until the ledger has them. */
  readonly failedTries: number;
  /** What the one signed in may do here: in training everybody practises the administrator's part. */
  readonly capacity: EntryAuthor['capacity'];
  readonly officers: readonly Officer[];
  /** Who looked at what, for an inspection. */
  readonly accessLog: AccessLog;
  readonly cases: CaseStore;
  /** 后续: what happens to accepted persons. */
  readonly aftercare: AftercareDesk;
  readonly registry: RegistryStore;
  /** Packs that are lost or damaged, and the check of the day. */
  readonly copyWatch: CopyWatch;
  /** How the store was found, to be told once. */
  readonly notices: readonly OpeningNotice[];
  /** Where the working copy lies: `buckets` as designed, `default` with a warning on 数据. `persisted`: protected from eviction. */
  readonly storage: { readonly kind: 'buckets' | 'default'; readonly persisted: boolean };
  /** Checks another officer's passphrase in place; the officer when right (never the one signed in). */
  confirmOfficer: ConfirmOfficer;
  /** An entry of the kind `office`; `administrator-only` for a setting that is not the officer's to change. */
  recordOffice(event: OfficeEvent): Promise<Result<null>>;
  /** Officers of this area: new ones, new passphrases, who left, a new recovery key. */
  readonly desk: OfficerDesk;
  /** 任职名单: the signed list of who belongs to the office. */
  readonly roll: RollDesk;
  /** The officer's signature in the QR of papers, and whether a scanned one holds. */
  readonly proofs: ProofDesk;
  /** What stops the writing, and an administrator's answers to it. */
  readonly ledger: LedgerDesk;
  /** The one signed in says that a strange clock is right; recorded. */
  believeClock(): Promise<Result<null>>;
  /** Sealed small settings of this area (mapping of headings, column orders). */
  readPreference(name: string): Promise<unknown>;
  writePreference(name: string, value: unknown): Promise<void>;
  /** Recorded first, then written; only by an administrator. */
  saveOffice(office: OfficeSettings): Promise<Result<null>>;
  /**
   * Called once when the work begins: settings that were taken from the ledger, because both files are damaged, are
   * recorded as such and written; the ledger gets a copy of settings that it does not have yet.
   */
  settleOffice(): Promise<Result<null>>;
  /** `listener` runs when another window wants this area: lock, so that it can have it. */
  onWanted(listener: () => void): void;
  /** Waits for what is being written, then forgets the keys, closes the databases and lets another window in. */
  close(): Promise<void>;
}
