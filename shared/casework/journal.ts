/**
 * The journal: one append-only list of sealed actions, the authority on what was saved (electron/host/README.md).
 * The host assigns sequence, numbers and hash; it never sees the sealed content. The hash chains header and ciphertext.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { z } from 'zod';
import { PlainDateSchema } from '../domain/plain-date.ts';

/** `case` 办件号, `batch` 批次号. Prints, exports and deletions are numbered by the journal's own sequence. */
export const NumberSeries = z.enum(['case', 'batch']);
export type NumberSeries = z.infer<typeof NumberSeries>;

/** A number taken from a gap-free series: restarts each year, carries the device's prefix. */
export const AssignedNumber = z.object({
  series: NumberSeries,
  year: z.number().int().min(2000).max(2999),
  prefix: z.string(),
  value: z.number().int().positive(),
});
export type AssignedNumber = z.infer<typeof AssignedNumber>;

export const EntryKind = z.enum([
  'case',
  'print',
  'export',
  'purge',
  'policy',
  'registry',
  'verification',
  'office',
  'clock',
]);
export type EntryKind = z.infer<typeof EntryKind>;

/** What stands in clear beside the ciphertext: no personal data. `subjectId`: case id, batch id or pack id. */
export const JournalHeader = z.object({
  sequence: z.number().int().positive(),
  entryId: z.uuid(),
  kind: EntryKind,
  subjectId: z.string().min(1),
  on: PlainDateSchema,
  officerId: z.string().min(1),
  numbers: z.array(AssignedNumber),
});
export type JournalHeader = z.infer<typeof JournalHeader>;

export const JournalEntry = z.object({
  header: JournalHeader,
  /** Base64 of nonce ‖ ciphertext ‖ tag. */
  sealed: z.string(),
  previous: z.string(),
  hash: z.string(),
});
export type JournalEntry = z.infer<typeof JournalEntry>;

/** What the renderer asks the host to append. The same `entryId` twice is one entry. */
export const JournalAppend = z.object({
  entryId: z.uuid(),
  kind: EntryKind,
  subjectId: z.string().min(1),
  on: PlainDateSchema,
  officerId: z.string().min(1),
  takeNumbers: z.array(NumberSeries),
  sealed: z.string().min(1),
  /** First entry of a case: its content key wrapped by the data key (base64), kept outside the journal so that it can be destroyed. */
  contentKey: z.string().optional(),
});
export type JournalAppend = z.infer<typeof JournalAppend>;

/** `previous` of the first entry. */
export const GENESIS = '0'.repeat(64);

/** The bytes that a header is hashed as: keys in a fixed order, whatever order the value was built in. */
export function canonicalHeader(header: JournalHeader): string {
  return JSON.stringify([
    header.sequence,
    header.entryId,
    header.kind,
    header.subjectId,
    header.on,
    header.officerId,
    header.numbers.map((n) => [n.series, n.year, n.prefix, n.value]),
  ]);
}

/** Lower-case hex SHA-256 over previous hash, header and ciphertext. */
export function entryHash(previous: string, header: JournalHeader, sealed: string): string {
  return bytesToHex(sha256(new TextEncoder().encode(`${previous}\n${canonicalHeader(header)}\n${sealed}`)));
}

/** `2022-W03-5`: a batch, told apart from a case at a glance; 批次 stands before it wherever it is shown. */
export function formatBatchNumber(number: AssignedNumber): string {
  return `${number.year}-${number.prefix}-${number.value}`;
}

/** `〔2022〕W03-000127`: year, device prefix, at least six digits. */
export function formatNumber(number: AssignedNumber): string {
  return `〔${number.year}〕${number.prefix}-${String(number.value).padStart(6, '0')}`;
}
