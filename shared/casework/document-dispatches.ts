/**
 * What an administrator hands to every window of the office (寄送): a register's file, a policy pack, a calendar, an export layout. The file
 * goes as a document (documents.ts), sealed under a key of its own; the dispatch that names it says what it is, carries that key sealed for
 * the windows, and is signed by the administrator's card. Each window takes the file in itself, by its own comparison, or says that it does
 * not.
 */
import { z } from 'zod';
import { PlainDateSchema } from '../domain/plain-date.ts';
import { registryKinds } from '../domain/registries.ts';
import { digestOf } from '../policy/canonical-json.ts';
import { WordSignature } from './dispatches.ts';
import { DocumentDigest, documentLimits, documentSentName } from './documents.ts';

const Title = z.string().min(1).max(200);

/** What a file is, as whoever sends it took it in. */
export const DocumentContents = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('registry'),
    registry: z.enum(registryKinds),
    asOf: PlainDateSchema,
    /** Division code that it covers. */
    scope: z.string().regex(/^\d{6}$/u),
    source: z.string().min(1).max(200),
    /** Heading → field, where columns were matched by hand. */
    mapping: z.record(z.string().max(200), z.string().max(100)).nullable(),
  }),
  z.object({ kind: z.literal('policyPack'), title: Title }),
  z.object({ kind: z.literal('calendar'), title: Title }),
  z.object({ kind: z.literal('layout'), title: Title }),
]);
export type DocumentContents = z.infer<typeof DocumentContents>;
export type DocumentKind = DocumentContents['kind'];

/** Bytes that sealing adds to each part: IV and tag of AES-256-GCM. */
const SEAL_BYTES = 28;
/** Bytes of the file in each part but the last, so that a sealed part is one row of the hub. */
export const PLAIN_PART_BYTES = documentLimits.partBytes - SEAL_BYTES;

export const SentDocument = z.object({
  version: z.literal(1),
  digest: DocumentDigest,
  fileName: z.string().min(1).max(255),
  /** Of the file. */
  bytes: z.number().int().positive(),
  /** SHA-256 over the SHA-256 of the file's parts, in order: what the card signs for, however it was sealed. */
  fileDigest: DocumentDigest,
  contents: DocumentContents,
  /** Base64 of the AES-256 key of its parts. */
  key: z.string().length(44),
  by: WordSignature,
});
export type SentDocument = z.infer<typeof SentDocument>;
/** What stands in ledgers of it beside the key. */
export type DescribedDocument = Pick<SentDocument, 'digest' | 'fileName' | 'bytes' | 'fileDigest' | 'contents'>;

export const DocumentBecame = z.enum(['takenIn', 'declined']);
export type DocumentBecame = z.infer<typeof DocumentBecame>;

/** What a window made of a document, told to its sender. */
export const DocumentOutcome = z.object({
  version: z.literal(1),
  digest: DocumentDigest,
  became: DocumentBecame,
  on: PlainDateSchema,
});
export type DocumentOutcome = z.infer<typeof DocumentOutcome>;

const from = { digest: DocumentDigest, window: z.uuid(), prefix: z.string() };

/** Entries of the kind `exchange`: what was sent from here, and what came and became of it here. */
export const DocumentEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('documentSent'), document: SentDocument }),
  z.object({ type: z.literal('documentWithdrawn'), digest: DocumentDigest }),
  z.object({
    type: z.literal('documentTold'),
    ...from,
    document: SentDocument.omit({ key: true, version: true }),
  }),
  z.object({ type: z.literal('documentSettled'), ...from, became: DocumentBecame, on: PlainDateSchema }),
]);
export type DocumentEvent = z.infer<typeof DocumentEvent>;
export type DocumentTold = Extract<DocumentEvent, { readonly type: 'documentTold' }>;
export type DocumentSettled = Extract<DocumentEvent, { readonly type: 'documentSettled' }>;

/** Whether only an administrator may record this: what goes to every window. */
export const isAdministratorsDocument = (content: unknown): boolean => {
  const event = DocumentEvent.safeParse(content).data;
  return event?.type === 'documentSent' || event?.type === 'documentWithdrawn';
};

const OUTCOME = 'documentOutcome ';
export const documentOutcomeName = (digest: string): string => `${OUTCOME}${digest}`;

/** What the administrator's card signs: this file, of that name, as that, from that window. */
export const documentStatement = (
  window: string,
  { digest, fileName, bytes, fileDigest, contents }: DescribedDocument,
): string => JSON.stringify(['document-sent', 1, window, digest, fileName, bytes, fileDigest, digestOf(contents)]);

/** The additional data of a part: its place in the file of so many bytes. */
export const documentPartPlace = (bytes: number, part: number): string => `document/1/${bytes}/${part}`;

/** How many parts a file of so many bytes has. */
export const documentPartCount = (bytes: number): number => Math.ceil(bytes / PLAIN_PART_BYTES);

/** What a later document takes the place of: the same register of the same place, any calendar, a pack or layout of the same title. */
const placeOf = (contents: DocumentContents): string =>
  contents.kind === 'registry'
    ? `registry ${contents.registry} ${contents.scope}`
    : contents.kind === 'calendar'
      ? 'calendar'
      : `${contents.kind} ${contents.title}`;

export interface FoldedDocuments {
  /** Sent from here and to be had, by name; oldest first. A later one of the same takes the place of those before. */
  readonly sent: ReadonlyMap<string, SentDocument>;
  /** What came from other windows, by {@link toldKey}, and what became of it here. */
  readonly told: ReadonlyMap<string, DocumentTold>;
  readonly settled: ReadonlyMap<string, DocumentSettled>;
}

/** A document of a window: what another sends of the same bytes is another matter. */
export const toldKey = ({ window, digest }: Pick<DocumentTold, 'window' | 'digest'>): string => `${window} ${digest}`;

/** By the entries, oldest first. */
export function foldDocuments(contents: readonly unknown[]): FoldedDocuments {
  const sent = new Map<string, SentDocument>();
  const told = new Map<string, DocumentTold>();
  const settled = new Map<string, DocumentSettled>();
  for (const content of contents) {
    const event = DocumentEvent.safeParse(content).data;
    if (event?.type === 'documentSent') {
      for (const [name, before] of sent)
        if (placeOf(before.contents) === placeOf(event.document.contents)) sent.delete(name);
      sent.set(documentSentName(event.document.digest), event.document);
    }
    if (event?.type === 'documentWithdrawn') sent.delete(documentSentName(event.digest));
    if (event?.type === 'documentTold') told.set(toldKey(event), event);
    if (event?.type === 'documentSettled') settled.set(toldKey(event), event);
  }
  return { sent, told, settled };
}
