/**
 * Documents (文件): large things for every window of an office, sealed by the windows and cut into parts. What a document is and who sent
 * it travels as a dispatch; here lie its bytes alone. A document is named by the digest of its contents' digests, so each part proves
 * itself to whoever has the name, and a part that was sent or fetched before a cut is never sent or fetched again.
 */
import { z } from 'zod';
import { DocumentContent, documentLimits, DocumentPart } from '../casework/documents.ts';
import { LogName } from './heads.ts';
import { Hash, HubInstant, Signed, Version } from './parts.ts';

/** What a document is made of. */
export const DocumentParts = z.strictObject({
  /** Bytes of all parts. */
  size: z.number().int().positive().max(Number.MAX_SAFE_INTEGER),
  /** SHA-256 of each, in order. */
  parts: z.array(Hash).min(1).max(documentLimits.parts),
});
export type DocumentParts = z.infer<typeof DocumentParts>;

/** The text whose SHA-256 is the document's name. */
export const documentText = ({ size, parts }: DocumentParts): string =>
  `counter document 1\n${JSON.stringify([size, parts])}`;

const Digest = z.array(Hash).max(documentLimits.documents);

export const DocumentsLetter = z.strictObject({
  ...LogName.shape,
  version: Version,
  /** A document of this window whose parts follow; `null`: none now. */
  put: DocumentParts.nullable(),
  /** Own ones that are done with: the hub destroys their parts. */
  drop: Digest,
  /** Of the office's documents those that this window has whole. */
  have: Digest,
  nonce: z.uuid(),
  signature: Signed,
});
export type DocumentsLetter = z.infer<typeof DocumentsLetter>;

export const DocumentRow = z.strictObject({
  digest: Hash,
  /** Whose it is. */
  window: z.uuid(),
  size: z.number().int().positive(),
  count: z.number().int().positive(),
  /** How many of its parts lie at the hub. */
  held: z.number().int().nonnegative(),
  /** Every window had it for long enough: its parts are gone. */
  removed: z.boolean(),
});
export type DocumentRow = z.infer<typeof DocumentRow>;

/** All documents of the office. */
export const DocumentsPage = z.strictObject({
  ...LogName.shape,
  version: Version,
  hub: z.uuid(),
  nonce: z.uuid(),
  rows: z.array(DocumentRow).max(2 * documentLimits.documents),
  at: HubInstant,
  signature: Signed,
});
export type DocumentsPage = z.infer<typeof DocumentsPage>;

export const PartLetter = z.strictObject({
  ...LogName.shape,
  version: Version,
  digest: Hash,
  part: DocumentPart,
  content: DocumentContent,
  signature: Signed,
});
export type PartLetter = z.infer<typeof PartLetter>;

export const PartTaken = z.strictObject({
  /** `unknown`: to be put first; `other-part`: its bytes are not those that the document names there. */
  state: z.enum(['held', 'unknown', 'other-part']),
  held: z.number().int().nonnegative(),
});
export type PartTaken = z.infer<typeof PartTaken>;

export const PartWish = z.strictObject({
  ...LogName.shape,
  version: Version,
  digest: Hash,
  /** `null`: only what the document is made of, and which of it is held. */
  part: DocumentPart.nullable(),
  nonce: z.uuid(),
  signature: Signed,
});
export type PartWish = z.infer<typeof PartWish>;

/** Proves itself by the digests: no signature of the hub would add to that. */
export const PartAnswer = z.strictObject({
  /** `null` where a part was asked for, and for what is not here. */
  of: DocumentParts.nullable(),
  /** Asked for what it is made of: places that are not held. */
  missing: z.array(DocumentPart).max(documentLimits.parts),
  content: DocumentContent.nullable(),
});
export type PartAnswer = z.infer<typeof PartAnswer>;

type Unsigned<T> = Omit<T, 'signature' | 'version'>;

/** What the window signs. */
export const documentsLetterText = (letter: Unsigned<DocumentsLetter>): string => {
  const { office, area, window, generation, put, drop, have, nonce } = letter;
  const told = put === null ? null : [put.size, put.parts];
  return `counter-post documents 1\n${JSON.stringify([office, area, window, generation, told, drop, have, nonce])}`;
};

/** What the window signs: the digest that the document names stands for the bytes. */
export const partLetterText = ({
  office,
  area,
  window,
  generation,
  digest,
  part,
}: Omit<Unsigned<PartLetter>, 'content'>): string =>
  `counter-post document part 1\n${JSON.stringify([office, area, window, generation, digest, part])}`;

/** What the window signs. */
export const partWishText = ({ office, area, window, generation, digest, part, nonce }: Unsigned<PartWish>): string =>
  `counter-post document wish 1\n${JSON.stringify([office, area, window, generation, digest, part, nonce])}`;

/** What the hub signs. */
export const documentsPageText = ({
  office,
  area,
  window,
  generation,
  hub,
  nonce,
  rows,
  at,
}: Unsigned<DocumentsPage>) => {
  const told = rows.map((row) => [row.digest, row.window, row.size, row.count, row.held, row.removed]);
  return `counter-post documents page 1\n${JSON.stringify([[hub, office, area, window, generation, nonce, at], told])}`;
};
