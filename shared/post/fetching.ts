/**
 * Fetching a window's log from the hub onto an empty machine, page by page. Who may is whoever has a code that was printed for
 * restoring just that window (`hub -- invite --window PREFIX`); every page is asked and answered under that code. What comes is as
 * sealed as it lies there: the printed recovery key opens it, or nothing does.
 */
import { z } from 'zod';
import { Area } from '../contract/area.ts';
import { Generation, Hash, Sequence, Version } from './parts.ts';

export const fetchLimits = {
  /** Lines of one page, and their bytes; a page of one line may be larger. */
  lines: 500,
  bytes: 4 << 20,
  keys: 5000,
  /** An answer, unpacked: one largest line, escaped twice as JSON. */
  answerBytes: 80 << 20,
} as const;

export const FetchWish = z.strictObject({
  version: Version,
  area: Area,
  nonce: z.uuid(),
  part: z.discriminatedUnion('kind', [
    /** Which window, and how far it goes. */
    z.strictObject({ kind: z.literal('log') }),
    /** Lines behind `after`. */
    z.strictObject({ kind: z.literal('lines'), after: Sequence }),
    /** Wrapped keys whose subject comes behind `after`. */
    z.strictObject({ kind: z.literal('keys'), after: z.string().max(200) }),
    /** Vault and settings of these digests, sealed. */
    z.strictObject({ kind: z.literal('office'), vault: Hash, settings: Hash }),
  ]),
});
export type FetchWish = z.infer<typeof FetchWish>;
export type FetchPart = FetchWish['part'];

export const FetchedLog = z.strictObject({
  office: z.uuid(),
  window: z.uuid(),
  generation: Generation,
  prefix: z.string(),
  held: Sequence,
});
export type FetchedLog = z.infer<typeof FetchedLog>;

export const FetchAnswer = z.strictObject({
  version: Version,
  nonce: z.uuid(),
  log: FetchedLog,
  part: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('log') }),
    /** `null`: a place that the window lost. */
    z.strictObject({
      kind: z.literal('lines'),
      lines: z.array(z.strictObject({ sequence: Sequence.positive(), line: z.string().nullable() })),
    }),
    z.strictObject({ kind: z.literal('keys'), keys: z.array(z.tuple([z.string(), z.string()])) }),
    z.strictObject({ kind: z.literal('office'), body: z.string().nullable() }),
  ]),
});
export type FetchAnswer = z.infer<typeof FetchAnswer>;

const Proof = z.string().regex(/^[A-Za-z0-9+/]{43}=$/u);

/** As sent: `request` is the JSON text of a {@link FetchWish}. */
export const FetchLetter = z.strictObject({
  version: Version,
  invitation: z.string().regex(/^[0-9a-f]{32}$/u),
  request: z.string().max(2000),
  proof: Proof,
});
export type FetchLetter = z.infer<typeof FetchLetter>;

/** As answered: `answer` is the JSON text of a {@link FetchAnswer}. */
export const FetchReply = z.strictObject({ answer: z.string(), proof: Proof });
export type FetchReply = z.infer<typeof FetchReply>;

/** What the machine proves. */
export const fetchProofText = (request: string): string => `counter-post fetch 1\n${request}`;
/** What the hub proves. */
export const fetchReplyText = (request: string, answer: string): string =>
  `counter-post fetched 1\n${JSON.stringify([request, answer])}`;
