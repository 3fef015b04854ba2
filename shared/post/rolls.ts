/**
 * The office's rolls on their way between its windows (shared/contract/roll.ts). The hub checks what can be seen of one — that it is
 * signed by the office key, and follows the one before — and keeps them all in order; names and cards in it are sealed with a key that
 * only the windows have. The first roll of an office binds its office key for good.
 */
import { z } from 'zod';
import { SentRoll } from '../contract/roll.ts';
import { LogName } from './heads.ts';
import { Signed, Version } from './parts.ts';

export const rollLimits = {
  /** In one answer. */
  rolls: 20,
} as const;

/** `put`: a roll to be kept. `after`: the number of the last roll that the window has; 0 for none. */
export const RollsLetter = z.strictObject({
  ...LogName.shape,
  version: Version,
  put: SentRoll.nullable(),
  after: z.number().int().nonnegative(),
  nonce: z.uuid(),
  signature: Signed,
});
export type RollsLetter = z.infer<typeof RollsLetter>;

/** What the hub has behind `after`, in order, as far as it fits; `last`: the number of its last one. */
export const RollsAnswer = z.strictObject({
  rolls: z.array(SentRoll).max(rollLimits.rolls),
  last: z.number().int().nonnegative(),
});
export type RollsAnswer = z.infer<typeof RollsAnswer>;

export const rollsText = (letter: Omit<RollsLetter, 'signature' | 'version'>): string => {
  const { office, area, window, generation, put, after, nonce } = letter;
  const given = put === null ? null : [put.open, put.sealed, put.signature];
  return `counter-post rolls 1\n${JSON.stringify([office, area, window, generation, given, after, nonce])}`;
};
