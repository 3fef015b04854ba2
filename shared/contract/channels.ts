/**
 * THE table: every call between the window and its host, with the schema of what goes in and what comes back.
 * Both sides check both at run time. The host sees ciphertext only, except what is exported or printed.
 * `area`: 培训 and 正式 keep apart data (vault, journal, settings, exports) in one data folder.
 */
import { z } from 'zod';
import { AccessLine } from '../casework/access-log.ts';
import { AssignedNumber, JournalAppend, JournalEntry, LastNumber, OldEntry } from '../casework/journal.ts';
import { Area } from './area.ts';
import { BackupPlace, BackupState, FoundBackup } from './backup.ts';
import { inArea, nothing, PathText } from './channel-parts.ts';
import { postChannels } from './post-channels.ts';
import { OfficeFilesPair, SealedOffice } from './sealed-office.ts';
import { UpdateOffer, UpdateState } from './update.ts';
import { Vault, AnyVault } from './vault.ts';
import { isPlainFileName } from '../domain/file-name.ts';
import { OfficeSettings } from '../domain/office.ts';

export { Area } from './area.ts';

/** Raised when a channel changes so that an old window and a new host cannot talk. */
export const CONTRACT_VERSION = 2;

export const HostCapabilities = z.object({
  /** The host itself can print to a named printer and knows the outcome (Electron). */
  directPrint: z.boolean(),
  /** The operating system keeps secrets for us; never the hard-coded `basic_text` store. */
  /** The host can show a folder in the system's file manager. */
  revealFolder: z.boolean(),
});

/** A ledger that this machine remembers, and how far it was. */
export const LostArea = z.object({ area: Area, entries: z.number().int().positive(), at: z.string() });
export type LostArea = z.infer<typeof LostArea>;

export const HostDescription = z.object({
  contractVersion: z.number().int(),
  kind: z.enum(['electron', 'loopback']),
  appVersion: z.string(),
  /** Only 培训 may be used, because the browser runs without its sandbox (root on a build machine). */
  trainingOnly: z.boolean(),
  /** Made once per data folder; tells a rebuilt or moved store from a first start. */
  installationId: z.uuid(),
  capabilities: HostCapabilities,
  /** Areas that were set up already. */
  areas: z.array(Area),
  /** Areas whose IndexedDB store was created once: an empty one now is "store lost", never a first start. */
  storesCreated: z.array(Area),
  /** Digest of this machine's identity, as a binding names it. */
  machine: z.string(),
  /** Areas of which nothing lies in the folder any more, although this machine remembers a ledger there. */
  lostAreas: z.array(LostArea),
});
export type HostDescription = z.infer<typeof HostDescription>;

/**
 * Why nothing is written in an area. Reading goes on whatever stands here; each is mended from a copy, answered by an
 * administrator, or both.
 */
export const Trouble = z.discriminatedUnion('kind', [
  /** Lines that cannot be read (by ledger number), or bytes between whole lines that are no entry. */
  z.object({ kind: z.literal('lines-damaged'), lines: z.array(z.number().int()), more: z.number().int() }),
  /** The end is missing: somebody outside of the journal knows of more entries. `have` may be 0. */
  z.object({
    kind: z.literal('behind'),
    by: z.enum(['mark', 'witness', 'backup', 'hub']),
    have: z.number().int().nonnegative(),
    known: z.number().int().positive(),
    head: z.string(),
    at: z.string(),
  }),
  /** Another entry stands at a place of which somebody outside knows the hash: the folder went on from an older copy. */
  z.object({
    kind: z.literal('forked'),
    by: z.enum(['mark', 'witness', 'backup', 'hub']),
    sequence: z.number().int().positive(),
  }),
  /** Cases whose content key is gone without a purge. */
  z.object({ kind: z.literal('keys-missing'), subjects: z.array(z.string()), more: z.number().int() }),
  /** Purged cases whose content key the disk would not let go of: tried again at each entry, opening and `journal.mend`. */
  z.object({ kind: z.literal('keys-left'), subjects: z.array(z.string()), more: z.number().int() }),
  /** The ledger is bound to another machine; `copied`: to another folder of this machine, which still is there. */
  z.object({ kind: z.literal('elsewhere'), copied: z.boolean() }),
  /** The file was changed by something else while the program ran. */
  z.object({ kind: z.literal('changed-under') }),
  /** Another program has taken over the folder while this one slept. */
  z.object({ kind: z.literal('taken-over') }),
]);
export type Trouble = z.infer<typeof Trouble>;

/** Which device writes here, as the ledger last recorded it. */
export const WritingWindow = z.object({
  window: z.uuid(),
  generation: z.number().int().positive(),
  prefix: z.string(),
});
export type WritingWindow = z.infer<typeof WritingWindow>;

export const JournalState = z.object({
  /** Format of the last entry: 1 until an office made by an older program has been taken over. */
  format: z.number().int(),
  count: z.number().int().nonnegative(),
  head: z.string(),
  /** Highest sequence the window confirmed as stored in both places. */
  acknowledged: z.number().int().nonnegative(),
  /** False where neither copy of that mark could be read: nobody knows what was confirmed. */
  acknowledgedKnown: z.boolean(),
  /** Bytes of a torn tail that were cut at this start (0 when whole), and the ledger number before them. */
  cutBytes: z.number().int().nonnegative(),
  cutAfter: z.number().int().nonnegative(),
  /** The last number of every series. */
  tally: z.array(LastNumber),
  /** Sequences of the entries that last recorded vault, settings and binding. */
  stands: z.tuple([z.number().int(), z.number().int(), z.number().int()]),
  /** Revisions of vault and settings that it recorded; 0 while it recorded none. */
  recorded: z.object({ vault: z.number().int().nonnegative(), settings: z.number().int().nonnegative() }),
  /** `null` until the first entry of format 2. */
  writer: WritingWindow.nullable(),
  /** Instant of the last entry; empty where none has one. */
  lastAt: z.string(),
  /** What this machine is called in a binding, and what would stand there now. */
  machine: z.string(),
  installation: z.uuid(),
  /** Highest number of each series that anybody outside the journal knows of. */
  witnessed: z.array(LastNumber),
  /** Whether this machine remembers the ledger: where not, an older copy of the whole folder cannot be told from the newest. */
  seenHere: z.boolean(),
  /** Damaged lines that an administrator has taken note of. */
  acceptedLines: z.array(z.number().int().positive()),
  troubles: z.array(Trouble),
});
export type JournalState = z.infer<typeof JournalState>;

/** Where an entry stands now. */
export const Appended = z.object({
  sequence: z.number().int().positive(),
  hash: z.string(),
  numbers: z.array(AssignedNumber),
});
export type Appended = z.infer<typeof Appended>;

export type { Vault, VaultOfficer, WrappedKey, KeyDerivation } from './vault.ts';

/** A finished export as it lies on the disk. `sha256` in hex; empty for what is no file. */
export const ExportFolder = z.object({
  folder: z.string(),
  files: z.array(z.object({ fileName: z.string(), sha256: z.string() })),
});
export type ExportFolder = z.infer<typeof ExportFolder>;

/** A small file that was damaged or gone and has been written anew from its second copy, and when. */
export const RestoredFile = z.object({
  file: z.enum(['settings', 'vault', 'area', 'acknowledged', 'installation']),
  /** Revision that stands now; 0 for files without one. */
  revision: z.number().int().nonnegative(),
  at: z.string(),
});
export type RestoredFile = z.infer<typeof RestoredFile>;

/** Wrong passphrases of one officer in a row: tries before the first wait, and the wait that is running. */
export const SignInTries = z.object({
  failures: z.number().int().nonnegative(),
  triesLeft: z.number().int().nonnegative(),
  waitMs: z.number().nonnegative(),
});
export type SignInTries = z.infer<typeof SignInTries>;

const Month = z.string().regex(/^\d{4}(?:0[1-9]|1[0-2])$/u);
export const AccessLogState = z.object({
  count: z.number().int().nonnegative(),
  head: z.string(),
  months: z.array(Month),
});
export type AccessLogState = z.infer<typeof AccessLogState>;

/** A plain file name of one part, no personal data. */
const FileName = z.string().refine(isPlainFileName);

export const channels = {
  'host.describe': { request: nothing, response: HostDescription },
  /**
   * Makes an area in one step: keys, settings and the first entry of the ledger. Refused (`area-exists`) when anything at
   * all lies where it would stand.
   */
  'area.create': {
    request: inArea.extend({
      vault: Vault,
      settings: OfficeSettings,
      first: JournalAppend,
      /** The one who sets up was told that a ledger is remembered here. */
      known: z.boolean(),
      /** False: counts as set up only after `area.ready` (made-up data are still being written). */
      ready: z.boolean(),
    }),
    response: nothing,
  },
  'area.ready': { request: inArea, response: nothing },
  /** Removes a training area with everything in it; refused for the office. */
  'area.reset': { request: z.object({ area: z.literal('training') }), response: nothing },
  'area.storeCreated': { request: inArea, response: nothing },
  /**
   * `older`: the one that this ledger recorded, although a newer one is remembered elsewhere; only whoever has the recovery key
   * goes on with that.
   */
  'vault.read': {
    request: inArea.extend({ older: z.boolean().default(false) }),
    response: z.object({ vault: AnyVault.nullable() }),
  },
  /** Puts back the vault that the ledger names, from a copy; refused (`vault-behind`) when it is another one. */
  'vault.mend': { request: inArea.extend({ vault: Vault }), response: nothing },
  /** A new vault and the entry that records it, in one step: the ledger decides which vault holds. */
  'vault.write': {
    request: inArea.extend({
      expectedRevision: z.number().int().nonnegative(),
      vault: Vault,
      entry: JournalAppend,
      settings: OfficeSettings.optional(),
    }),
    response: Appended,
  },
  /** `restored`: files of the area that were found damaged since the host started. */
  'settings.read': {
    request: inArea,
    response: z.object({
      settings: OfficeSettings.nullable(),
      revision: z.number().int().nonnegative(),
      restored: z.array(RestoredFile),
    }),
  },
  /** New settings and the entry that records them, in one step. */
  'settings.write': { request: inArea.extend({ settings: OfficeSettings, entry: JournalAppend }), response: Appended },
  /** How a try to sign in ended, or how the tries stand (`asked`); `succeeded` answers with what failed before and begins anew. */
  'signIn.note': {
    request: inArea.extend({
      officerId: z.string().min(1).max(64),
      outcome: z.enum(['asked', 'failed', 'succeeded']),
    }),
    response: SignInTries,
  },
  'journal.state': { request: inArea, response: JournalState },
  /**
   * Returns once the entry is on the disk (fdatasync). `journal-moved` when it does not fit behind what is there: nothing was
   * written then. The same entry again is a success.
   */
  'journal.append': { request: inArea.extend({ entry: JournalAppend }), response: Appended },
  /** Entries with sequence > `after`, oldest first, at most `limit` and about 4 MB; damaged ones are left out. */
  'journal.read': {
    request: inArea.extend({ after: z.number().int().nonnegative(), limit: z.number().int().min(1).max(5000) }),
    response: z.object({ entries: z.array(z.union([JournalEntry, OldEntry])) }),
  },
  'journal.acknowledge': { request: inArea.extend({ sequence: z.number().int().positive() }), response: nothing },
  /** Puts back entries that the journal lost, each proved by its hash, and removes keys of purged cases that are left; answers with how many entries it took. */
  'journal.mend': {
    request: inArea.extend({ entries: z.array(z.union([JournalEntry, OldEntry])).max(5000) }),
    response: z.object({ mended: z.number().int(), state: JournalState }),
  },
  'contentKeys.read': { request: inArea, response: z.object({ keys: z.record(z.string(), z.string()) }) },
  /** Puts back keys that were lost, and wraps of a new data key in place of older ones. Destroyed ones are refused. */
  'contentKeys.put': {
    request: inArea.extend({ keys: z.record(z.string(), z.string().min(1).max(1000)), replace: z.boolean() }),
    response: z.object({ put: z.number().int() }),
  },
  /** How the backups of an area stand; the place is read anew. */
  'backup.state': { request: inArea, response: BackupState },
  /** Mounted volumes, and why one will not do. */
  'backup.places': { request: nothing, response: z.object({ places: z.array(BackupPlace) }) },
  /** `null` ends the backups. Refused with `backup-place-unfit` and the reason. */
  'backup.choose': { request: inArea.extend({ place: PathText.nullable() }), response: BackupState },
  /** Makes one now, reads it back, checks its chain; the older ones are thinned out after. */
  'backup.run': { request: inArea, response: BackupState },
  /** Backups on a stick, share or disk, newest first; finished or not. `backup-not-found` where there is none. */
  'backup.list': { request: z.object({ place: PathText }), response: z.object({ backups: z.array(FoundBackup) }) },
  /** Who may open a backup: its vault, and the office's name; of what a hub gave back both are sealed. */
  'backup.read': {
    request: z.object({ folder: PathText }),
    response: z.union([
      z.object({ area: Area, vault: AnyVault, officeName: z.string() }),
      z.object({ area: Area, sealed: SealedOffice }),
    ]),
  },
  /**
   * Puts a whole backup in place where nothing lies; where the same ledger lies, gives it what it lacks. Never over newer work:
   * `backup-forked` where both went on. `opened`: what was sealed in it, which its ledger has to name.
   */
  'backup.restore': {
    request: inArea.extend({ folder: PathText, opened: OfficeFilesPair.optional() }),
    response: z.object({ how: z.enum(['placed', 'merged']), entries: z.number().int(), keys: z.number().int() }),
  },
  ...postChannels,
  /** Where the access log stands, and the months that are kept. */
  'accessLog.state': { request: inArea, response: AccessLogState },
  /** Adds a line that follows the last one; `taken` is false when it does not, and nothing is written. */
  'accessLog.append': {
    request: inArea.extend({ line: AccessLine }),
    response: z.object({ taken: z.boolean(), state: AccessLogState }),
  },
  'accessLog.read': {
    request: inArea.extend({
      month: Month,
      after: z.number().int().nonnegative(),
      limit: z.number().int().positive().max(5000),
    }),
    response: z.object({ lines: z.array(AccessLine), damaged: z.number().int().nonnegative() }),
  },
  /** Removes whole months before this one; refused for what is not kept long enough yet. */
  'accessLog.prune': { request: inArea.extend({ month: Month }), response: nothing },
  /** A folder that appears whole or not at all: begin, append pieces, commit (rename). */
  'export.begin': { request: inArea.extend({ folderName: FileName }), response: z.object({ exportId: z.uuid() }) },
  'export.append': {
    request: z.object({ exportId: z.uuid(), fileName: FileName, contentBase64: z.string().max(8_000_000) }),
    response: nothing,
  },
  'export.commit': { request: z.object({ exportId: z.uuid() }), response: z.object({ folder: z.string() }) },
  'export.abort': { request: z.object({ exportId: z.uuid() }), response: nothing },
  /** What lies in a finished export's folder, read from the disk; `null`: there is no such folder. */
  'export.inspect': {
    request: inArea.extend({ folderName: FileName }),
    response: z.object({ found: ExportFolder.nullable() }),
  },
  /** The finished export folders that lie on the disk. */
  'export.list': {
    request: inArea,
    response: z.object({ folders: z.array(z.object({ folderName: z.string(), folder: z.string() })) }),
  },
  /** Removes a finished export with everything in it, and answers only when it is gone. */
  'export.remove': { request: inArea.extend({ folderName: FileName }), response: nothing },
  /** Writes (again) the made-up rosters of the training county and says where. */
  'samples.write': {
    request: z.object({ files: z.array(z.object({ fileName: FileName, contentBase64: z.string() })).max(20) }),
    response: z.object({ folder: z.string() }),
  },
  /** Opens a folder that this host wrote (exports, samples, reports) in the file manager. */
  'folder.reveal': { request: z.object({ folder: z.string() }), response: nothing },
  /** The program that runs, what takes its place at the next start, what is kept for a step back. */
  'update.state': { request: nothing, response: UpdateState },
  /** Reads and judges an update on a stick: signature, version, contract, formats of the data. Nothing is written. */
  'update.check': { request: z.object({ folder: PathText }), response: UpdateOffer },
  /** Copies it, checks the copy, tries it; it takes the program's place at the next start. */
  'update.prepare': { request: z.object({ folder: PathText }), response: UpdateState },
  /** The older program takes the place at the next start. */
  'update.back': { request: nothing, response: UpdateState },
  /** What was prepared is given up. */
  'update.discard': { request: nothing, response: UpdateState },
  /** A failure report without personal data. */
  'report.write': {
    request: z.object({ text: z.string().max(200_000) }),
    response: z.object({ folder: z.string(), fileName: z.string() }),
  },
  /** Electron only: print a finished page in a hidden sandboxed window. */
  'print.send': {
    request: z.object({
      html: z.string().max(8_000_000),
      page: z.enum(['A4', 'A4-landscape', '80mm']),
      deviceName: z.string().optional(),
    }),
    response: z.object({ state: z.enum(['sent', 'cancelled']) }),
  },
} as const satisfies Record<string, { request: z.ZodType; response: z.ZodType }>;

export type Channel = keyof typeof channels;
export type ChannelRequest<C extends Channel> = z.input<(typeof channels)[C]['request']>;
export type ChannelResponse<C extends Channel> = z.output<(typeof channels)[C]['response']>;
export const channelNames = Object.keys(channels) as readonly Channel[];
