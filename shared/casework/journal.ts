/**
 * The journal: one append-only list of sealed actions, the authority on what was saved. The window makes each entry whole —
 * place, numbers, day, officer — and seals its content over all of that; the host only checks that it fits behind what it has.
 * Formats: 1 (before 2026-12; no number in the line) is read for ever, 2 is written. Any change of a field is a new format.
 */
import { z } from 'zod';
import { PlainDateSchema } from '../domain/plain-date.ts';

/** The format that this program writes. */
export const JOURNAL_FORMAT = 2;

/** `case` 办件号, `batch` 批次号. Prints, exports and deletions are numbered by the journal's own sequence. */
export const NumberSeries = z.enum(['case', 'batch']);
export type NumberSeries = z.infer<typeof NumberSeries>;

const Prefix = z.string().min(1).max(12);
const NumberYear = z.number().int().min(2000).max(2999);

/** A number taken from a gap-free series: restarts each year, carries the device's prefix. */
export const AssignedNumber = z.strictObject({
  series: NumberSeries,
  year: NumberYear,
  prefix: Prefix,
  value: z.number().int().positive(),
});
export type AssignedNumber = z.infer<typeof AssignedNumber>;

/** Kinds that this program writes. A later program may write others: a header's kind is any word. */
export const entryKinds = [
  'case',
  'print',
  'export',
  'purge',
  'policy',
  'registry',
  'verification',
  'office',
  'clock',
  'window',
  'aftercare',
  'exchange',
] as const;
export type EntryKind = (typeof entryKinds)[number];

const KindName = z.string().regex(/^[a-z][A-Za-z]{0,39}$/u);
const Hash = z.string().regex(/^[0-9a-f]{64}$/u);
const Base64 = z.string().regex(/^[A-Za-z0-9+/]+={0,2}$/u);
/** Local wall-clock instant, ISO 8601 with offset. */
const Instant = z.string().regex(/^[2]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:[+-]\d\d:\d\d|Z)$/u);

/** A file beside the journal as the ledger last recorded it: an older one, put back, is told by this. */
export const FileMark = z.strictObject({ revision: z.number().int().positive(), digest: Hash });
export type FileMark = z.infer<typeof FileMark>;

/** Which device writes here: its prefix, its machine and its installation. */
export const Binding = z.strictObject({
  prefix: Prefix,
  /** A digest of the machine's own identity; `unknown` where the system tells none. */
  machine: z.string().min(1).max(64),
  installation: z.uuid(),
});
export type Binding = z.infer<typeof Binding>;

/** Damage that an administrator has taken note of: lines and keys that no copy could give. */
export const AcceptedDamage = z.strictObject({
  lines: z.array(z.number().int().positive()),
  keys: z.array(z.string().min(1)),
});
export type AcceptedDamage = z.infer<typeof AcceptedDamage>;

/** What the host must know of an entry without opening it. */
export const Marks = z.strictObject({
  vault: FileMark.optional(),
  settings: FileMark.optional(),
  binding: Binding.optional(),
  /** Count and head of what an older format or another window wrote before. */
  before: z.strictObject({ count: z.number().int().nonnegative(), head: Hash }).optional(),
  /** Subjects whose content keys are destroyed for good. */
  destroys: z.array(z.string().min(1)).optional(),
  accepts: AcceptedDamage.optional(),
});
export type Marks = z.infer<typeof Marks>;

/** The last number of one series, after an entry. */
export const LastNumber = z.tuple([NumberSeries, NumberYear, Prefix, z.number().int().positive()]);
export type LastNumber = z.infer<typeof LastNumber>;

/** What stands in clear beside the ciphertext: no personal data. `subjectId`: case id, batch id or pack id. */
export const JournalHeader = z.strictObject({
  sequence: z.number().int().positive(),
  entryId: z.uuid(),
  kind: KindName,
  subjectId: z.string().min(1).max(200),
  on: PlainDateSchema,
  at: Instant,
  officerId: z.string().min(1).max(64),
  /** Who writes: a window keeps its id for life; its generation rises when it is restored from elsewhere. */
  window: z.uuid(),
  generation: z.number().int().positive(),
  /** What opens it: the subject's own content key, or the ledger key of that number. */
  key: z.union([z.literal('content'), z.number().int().positive()]),
  numbers: z.array(AssignedNumber),
  /** The last number of every series ever used, this entry's own among them: the last line alone says where numbers go on. */
  tally: z.array(LastNumber),
  /** Sequences of the entries that last recorded vault, settings and binding; 0 while none did. */
  stands: z.tuple([z.number().int(), z.number().int(), z.number().int()]),
  marks: Marks,
  /** SHA-256 of large things that lie beside the journal. */
  blobs: z.array(Hash),
});
export type JournalHeader = z.infer<typeof JournalHeader>;

/**
 * An officer's signature over an entry (shared/crypto/officer-signing.ts): name of the card, number of the roll that judges it (0 while
 * there is none).
 */
export const Signature = z.strictObject({
  card: z.string().min(1).max(200),
  roll: z.number().int().nonnegative(),
  value: Base64,
});
export type Signature = z.infer<typeof Signature>;

/** An entry as it lies on the disk; the hash covers the whole line before it. */
export const JournalEntry = z.strictObject({
  format: z.literal(JOURNAL_FORMAT),
  header: JournalHeader,
  /** Base64 of nonce ‖ ciphertext ‖ tag. */
  sealed: Base64,
  signed: Signature.nullable(),
  previous: Hash,
  hash: Hash,
});
export type JournalEntry = z.infer<typeof JournalEntry>;

/** What the window asks the host to append: everything but the hash. The same entry twice is one entry. */
export const JournalAppend = JournalEntry.omit({ hash: true }).extend({
  /** First entry of a case: its content key, wrapped; kept outside the journal so that it can be destroyed. */
  contentKey: z.string().min(1).max(1000).optional(),
});
export type JournalAppend = z.infer<typeof JournalAppend>;

/** Header of format 1: the host gave sequence and numbers, so that the content is not bound to them. */
export const OldHeader = z.object({
  sequence: z.number().int().positive(),
  entryId: z.uuid(),
  kind: z.enum(['case', 'print', 'export', 'purge', 'policy', 'registry', 'verification', 'office', 'clock']),
  subjectId: z.string().min(1),
  on: PlainDateSchema,
  officerId: z.string().min(1),
  numbers: z.array(z.object(AssignedNumber.shape)),
});
export type OldHeader = z.infer<typeof OldHeader>;

export const OldEntry = z.object({ header: OldHeader, sealed: z.string(), previous: z.string(), hash: z.string() });
export type OldEntry = z.infer<typeof OldEntry>;

/** An entry of either format. */
export type AnyEntry = JournalEntry | OldEntry;

export const isOld = (entry: AnyEntry): entry is OldEntry => !('format' in entry);

/** `previous` of the first entry. */
export const GENESIS = '0'.repeat(64);

/** `2022-W03-5`: a batch, told apart from a case at a glance; 批次 stands before it wherever it is shown. */
export function formatBatchNumber(number: AssignedNumber): string {
  return `${number.year}-${number.prefix}-${number.value}`;
}

/** `〔2022〕W03-000127`: year, device prefix, at least six digits. */
export function formatNumber(number: AssignedNumber): string {
  return `〔${number.year}〕${number.prefix}-${String(number.value).padStart(6, '0')}`;
}
