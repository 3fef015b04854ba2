/** Dispatches (函件) between the windows of an office, as they are told and handed out (shared/post/dispatches.ts); sealed for the windows. */
import { z } from 'zod';
import { PlainDateSchema } from '../domain/plain-date.ts';

export const dispatchLimits = {
  /** Base64 characters of one content: 1 MiB of sealed bytes. */
  content: 1_400_000,
  /** Dispatches in one letter and in one answer, and the characters of all their contents, unless one alone is longer. */
  rows: 100,
  characters: 2_000_000,
  /** Names in one letter. */
  drop: 500,
  /** Bytes of one answer at most: contents and what is around them. */
  answerBytes: 4 << 20,
} as const;

/** What the sender calls it, once and for all: says nothing of persons. */
export const DispatchName = z.string().regex(/^[A-Za-z]{1,20}(?: [0-9A-Za-z-]{1,64}){1,3}$/u);

/** Whose word it is: an officer on the roll, by the card of theirs that signed. */
export const WordSignature = z.object({
  officerId: z.string().min(1),
  officerName: z.string(),
  /** Local instant at the window where it was given, ISO 8601 with offset. */
  at: z.string(),
  signed: z.object({ card: z.string(), value: z.string() }),
});
export type WordSignature = z.infer<typeof WordSignature>;

/** The word of an officer at another window, as an action of the case carries it. */
export const FromWindow = z.object({
  /** Under which name it came from which window, and that window's prefix. */
  name: z.string(),
  window: z.uuid(),
  prefix: z.string(),
  on: PlainDateSchema,
  ...WordSignature.shape,
});
export type FromWindow = z.infer<typeof FromWindow>;

const Content = z
  .string()
  .min(1)
  .max(dispatchLimits.content)
  .regex(/^[A-Za-z0-9+/]+={0,2}$/u);

export const SentDispatch = z.strictObject({
  name: DispatchName,
  /** The window that it is for; `null`: every other window of the office. */
  to: z.uuid().nullable(),
  content: Content,
});
export type SentDispatch = z.infer<typeof SentDispatch>;

/** One dispatch as the hub hands it out. */
export const DispatchRow = z.strictObject({
  /** Place in the office's one order of changes. */
  change: z.number().int().positive(),
  window: z.uuid(),
  prefix: z.string().max(20),
  name: DispatchName,
  to: z.uuid().nullable(),
  /** `null`: its sender is done with it. */
  content: Content.nullable(),
  /** When it came to the hub as it is now. */
  at: z.iso.datetime({ precision: 3 }),
});
export type DispatchRow = z.infer<typeof DispatchRow>;
