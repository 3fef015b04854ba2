/** Documents (文件) as the windows of an office speak of them: the dispatch that names one says what it is (shared/post/documents.ts). */
import { z } from 'zod';

export const documentLimits = {
  /** Bytes of one part, as the hub's rows hold them. */
  partBytes: 1 << 20,
  /** Base64 of one part. */
  content: Math.ceil((1 << 20) / 3) * 4,
  parts: 8192,
  /** Documents of an office that lie at the hub at one time. */
  documents: 300,
  /** Days after the last window has it. */
  keptDays: 30,
  /** Bytes of one answer at most. */
  answerBytes: 2 << 20,
} as const;

/** SHA-256 of what a document is made of: its name. */
export const DocumentDigest = z.string().regex(/^[0-9a-f]{64}$/u);
/** Place of a part. */
export const DocumentPart = z
  .number()
  .int()
  .nonnegative()
  .max(documentLimits.parts - 1);
/** Base64 of a part's bytes. */
export const DocumentContent = z
  .string()
  .min(1)
  .max(documentLimits.content)
  .regex(/^[A-Za-z0-9+/]+={0,2}$/u);

const SENT = 'documentSent ';

/** The name of the dispatch that says what a document is. */
export const documentSentName = (digest: string): string => `${SENT}${digest}`;

/** The document that a dispatch of this name speaks of; `null` for every other dispatch. */
export function documentOf(name: string): string | null {
  return name.startsWith(SENT) ? (DocumentDigest.safeParse(name.slice(SENT.length)).data ?? null) : null;
}
