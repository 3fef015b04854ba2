/**
 * What the ledger says of itself: that it began, that an office of an older program was taken over, that the folder moved, that
 * a copy goes on as a window of its own, and which damage an administrator has taken note of. Entries of the kind `window`.
 */
import { z } from 'zod';

/** Why a ledger goes on under a new prefix. */
export const AnewBecause = z.enum(['copy', 'behind', 'forked']);
export type AnewBecause = z.infer<typeof AnewBecause>;

export const WindowEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('opened') }),
  /** The entries before are of format 1 and were checked as far as they can be. */
  z.object({ type: z.literal('takenOver'), count: z.number().int().nonnegative() }),
  /** The same ledger on another machine, or in another folder; the old place is given up. */
  z.object({ type: z.literal('moved'), reason: z.string().trim().max(500) }),
  /** From here on another window: its own id and prefix. `known`: entries that are remembered elsewhere and are not here. */
  z.object({
    type: z.literal('begunAnew'),
    because: AnewBecause,
    prefixBefore: z.string(),
    known: z.number().int().nonnegative(),
    reason: z.string().trim().max(500),
  }),
  z.object({
    type: z.literal('damageAccepted'),
    lines: z.number().int(),
    keys: z.number().int(),
    reason: z.string().trim().max(500),
  }),
]);
export type WindowEvent = z.infer<typeof WindowEvent>;

/** The program says by itself that a ledger began or was taken over; the rest is an administrator's decision. */
export function isDecided(content: unknown): boolean {
  const event = WindowEvent.safeParse(content);
  return !event.success || (event.data.type !== 'opened' && event.data.type !== 'takenOver');
}
