/**
 * THE table: every call between the window and its host, with the schema of what goes in and what comes back.
 * Both sides check both at run time. The host sees ciphertext only, except what is exported or printed.
 * `area`: 培训 and 正式 keep apart data (vault, journal, settings, exports) in one data folder.
 */
import { z } from 'zod';
import { JournalAppend, JournalEntry, JournalHeader } from '../casework/journal.ts';
import { isPlainFileName } from '../domain/file-name.ts';
import { OfficeSettings } from '../domain/office.ts';
import { OfficerRole } from '../domain/officer.ts';

/** Raised when a channel changes so that an old window and a new host cannot talk. */
export const CONTRACT_VERSION = 1;

export const Area = z.enum(['training', 'office']);
export type Area = z.infer<typeof Area>;

export const HostCapabilities = z.object({
  /** The host itself can print to a named printer and knows the outcome (Electron). */
  directPrint: z.boolean(),
  /** The operating system keeps secrets for us; never the hard-coded `basic_text` store. */
  osKeyVault: z.boolean(),
  /** The host can show a folder in the system's file manager. */
  revealFolder: z.boolean(),
});

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
});
export type HostDescription = z.infer<typeof HostDescription>;

export const KeyDerivation = z.object({
  name: z.literal('PBKDF2-SHA256'),
  iterations: z.number().int().min(1),
  salt: z.string(),
});
/** A data key wrapped by something a person knows or holds. Base64. */
export const WrappedKey = z.object({ derivation: KeyDerivation, wrapped: z.string() });
export type WrappedKey = z.infer<typeof WrappedKey>;

export const VaultOfficer = z.object({
  id: z.string(),
  name: z.string(),
  role: OfficerRole,
  /** `null` for one who left: with the wrapped key gone no passphrase of theirs opens anything, whatever the file says. */
  key: WrappedKey.nullable(),
  active: z.boolean(),
});
export type VaultOfficer = z.infer<typeof VaultOfficer>;

/** Wrapped keys and officers. Lies beside the journal; useless without a passphrase or the recovery key. */
export const Vault = z.object({
  revision: z.number().int().nonnegative(),
  officers: z.array(VaultOfficer).min(1),
  recovery: WrappedKey.nullable(),
});
export type Vault = z.infer<typeof Vault>;

export const JournalState = z.object({
  count: z.number().int().nonnegative(),
  head: z.string(),
  /** Highest sequence the window confirmed as stored in both places. */
  acknowledged: z.number().int().nonnegative(),
  /** Bytes of a torn tail that were cut at this start (0 when whole), and the ledger number before them. */
  cutBytes: z.number().int().nonnegative(),
  cutAfter: z.number().int().nonnegative(),
});
export type JournalState = z.infer<typeof JournalState>;

/** A finished export as it lies on the disk. `sha256` in hex; empty for what is no file. */
export const ExportFolder = z.object({
  folder: z.string(),
  files: z.array(z.object({ fileName: z.string(), sha256: z.string() })),
});
export type ExportFolder = z.infer<typeof ExportFolder>;

/** A small file that was damaged and has been written anew from its second copy, and when. */
export const RestoredFile = z.object({ file: z.enum(['settings', 'vault']), at: z.string() });
export type RestoredFile = z.infer<typeof RestoredFile>;

/** Wrong passphrases of one officer in a row: tries before the first wait, and the wait that is running. */
export const SignInTries = z.object({
  failures: z.number().int().nonnegative(),
  triesLeft: z.number().int().nonnegative(),
  waitMs: z.number().nonnegative(),
});
export type SignInTries = z.infer<typeof SignInTries>;

const nothing = z.object({});
const inArea = z.object({ area: Area });
/** A plain file name of one part, no personal data. */
const FileName = z.string().refine(isPlainFileName);

export const channels = {
  'host.describe': { request: nothing, response: HostDescription },
  'area.create': { request: inArea, response: nothing },
  /** Removes a training area with everything in it; refused for the office. */
  'area.reset': { request: z.object({ area: z.literal('training') }), response: nothing },
  'area.storeCreated': { request: inArea, response: nothing },
  'vault.read': { request: inArea, response: z.object({ vault: Vault.nullable() }) },
  'vault.write': {
    request: inArea.extend({ expectedRevision: z.number().int().nonnegative(), vault: Vault }),
    response: nothing,
  },
  /** `restored`: files of the area that were found damaged since the host started. */
  'settings.read': {
    request: inArea,
    response: z.object({ settings: OfficeSettings.nullable(), restored: z.array(RestoredFile) }),
  },
  'settings.write': { request: inArea.extend({ settings: OfficeSettings }), response: nothing },
  /** How a try to sign in ended, or how the tries stand (`asked`); `succeeded` answers with what failed before and begins anew. */
  'signIn.note': {
    request: inArea.extend({
      officerId: z.string().min(1).max(64),
      outcome: z.enum(['asked', 'failed', 'succeeded']),
    }),
    response: SignInTries,
  },
  'journal.state': { request: inArea, response: JournalState },
  /** Returns once the entry is on the disk (fdatasync). Numbers are taken in the same step, without gaps. */
  'journal.append': {
    request: inArea.extend({ entry: JournalAppend }),
    response: z.object({ header: JournalHeader, previous: z.string(), hash: z.string() }),
  },
  /** Entries with sequence > `after`, oldest first, at most `limit` and about 4 MB. */
  'journal.read': {
    request: inArea.extend({ after: z.number().int().nonnegative(), limit: z.number().int().min(1).max(5000) }),
    response: z.object({ entries: z.array(JournalEntry) }),
  },
  'journal.acknowledge': { request: inArea.extend({ sequence: z.number().int().positive() }), response: nothing },
  'contentKeys.read': { request: inArea, response: z.object({ keys: z.record(z.string(), z.string()) }) },
  'contentKeys.destroy': {
    request: inArea.extend({ subjectIds: z.array(z.string()) }),
    response: z.object({ destroyed: z.number().int() }),
  },
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
