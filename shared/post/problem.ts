/**
 * What a hub answers when it does not take something: data with a code, never a sentence. The sentences are the window's
 * (`shared/wording/post.ts`). A problem never means that something was taken by halves.
 */
import { z } from 'zod';
import { Generation, Hash, Sequence } from './parts.ts';

const Have = z.strictObject({ sequence: Sequence, hash: Hash });

export const PostProblem = z.discriminatedUnion('code', [
  /** 400: no message of this version; `path` says where. */
  z.strictObject({ code: z.literal('malformed'), path: z.string() }),
  /** 413: over the limits of a run, a line or a side. */
  z.strictObject({ code: z.literal('too-large'), sequence: Sequence.nullable() }),
  /** 422: a line whose hash does not fit, a hole inside the run, a `previous` that is not the hash before, a head of another line. */
  z.strictObject({
    code: z.literal('broken-chain'),
    sequence: Sequence,
    by: z.enum(['hash', 'sequence', 'previous', 'head']),
  }),
  /** 409: the run begins behind what the hub has: ship again from `have.sequence` + 1. */
  z.strictObject({ code: z.literal('gap'), have: Have }),
  /** 409: other bytes at a sequence that the hub knows: a copy or an older backup is at work. `hash`: what the hub has there. */
  z.strictObject({ code: z.literal('differs'), sequence: Sequence, hash: Hash.nullable(), have: Have }),
  /** 401: not signed by the key of that window. */
  z.strictObject({ code: z.literal('signature') }),
  /** 403: nobody of that name has joined. */
  z.strictObject({ code: z.literal('unknown-window') }),
  /** 403: the window was retired, or it lives on in a later generation. */
  z.strictObject({ code: z.literal('retired'), generation: Generation.nullable() }),
  /** 409: joined to another office than the message names. */
  z.strictObject({ code: z.literal('wrong-office') }),
  /** 409: a training window at a real hub, or the other way round. */
  z.strictObject({ code: z.literal('wrong-area') }),
  /** 426: the hub speaks other versions. */
  z.strictObject({ code: z.literal('wrong-version'), speaks: z.array(z.number().int()) }),
  /** 403: the code is wrong, used up or late; which of them is not told. */
  z.strictObject({ code: z.literal('code-refused') }),
  /** 409: the prefix of numbers belongs to another window of the office. */
  z.strictObject({ code: z.literal('prefix-used') }),
  /** 409: the windows of the office make their digests with another claim key; `key` is its name. */
  z.strictObject({ code: z.literal('claim-key-differs'), key: z.string() }),
  /** 422: what was sent as a roll is none, or not signed by the office key that it names. */
  z.strictObject({ code: z.literal('roll-unsigned') }),
  /** 409: another roll of that number came first, or it is of another office key: fetch what the hub has, and sign anew. */
  z.strictObject({ code: z.literal('roll-differs') }),
  /** 409: the window said something later already (it lost its book, or its clock went back): nothing was taken; say it again, later than `told`. */
  z.strictObject({ code: z.literal('told-late'), told: z.iso.datetime({ precision: 3 }) }),
  /** 404: no such place at this hub. */
  z.strictObject({ code: z.literal('not-found') }),
  /** 429: too much at once; also sent as `Retry-After`. */
  z.strictObject({ code: z.literal('busy'), retryAfterSeconds: z.number().positive() }),
  /** 503: the database is gone, full, read-only, or the hub is stopping. */
  z.strictObject({
    code: z.literal('unavailable'),
    reason: z.enum(['database', 'database-full', 'database-read-only', 'stopping', 'internal']),
    retryAfterSeconds: z.number().positive(),
  }),
]);
export type PostProblem = z.infer<typeof PostProblem>;
export type PostProblemCode = PostProblem['code'];

export const ProblemAnswer = z.strictObject({ error: PostProblem });

export const problemStatus: Record<PostProblemCode, number> = {
  malformed: 400,
  'too-large': 413,
  'broken-chain': 422,
  gap: 409,
  differs: 409,
  signature: 401,
  'unknown-window': 403,
  retired: 403,
  'wrong-office': 409,
  'wrong-area': 409,
  'wrong-version': 426,
  'code-refused': 403,
  'prefix-used': 409,
  'claim-key-differs': 409,
  'roll-unsigned': 422,
  'roll-differs': 409,
  'told-late': 409,
  'not-found': 404,
  busy: 429,
  unavailable: 503,
};

/**
 * How far a problem reaches. `run`: this run as it was sent, make another. `window`: nothing of this window will be taken until a
 * person has done something; stop at once. `all`: nothing of anybody just now; wait the stated time, then go on.
 */
export type Reach = 'run' | 'window' | 'all';

export const problemReach: Record<PostProblemCode, Reach> = {
  malformed: 'run',
  'too-large': 'run',
  'broken-chain': 'run',
  gap: 'run',
  differs: 'window',
  signature: 'window',
  'unknown-window': 'window',
  retired: 'window',
  'wrong-office': 'window',
  'wrong-area': 'window',
  'wrong-version': 'window',
  'code-refused': 'window',
  'prefix-used': 'window',
  'claim-key-differs': 'run',
  'roll-unsigned': 'run',
  'roll-differs': 'run',
  'told-late': 'run',
  'not-found': 'window',
  busy: 'all',
  unavailable: 'all',
};
