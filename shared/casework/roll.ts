/** The roll (任职名单) as entries and letters carry it: what its texts say, and what makes it one, stands in shared/contract/roll.ts. */
import { z } from 'zod';

/** The one window that exports for the whole office. */
export const ExportingWindow = z.strictObject({ window: z.uuid(), prefix: z.string().min(1).max(12) });
export type ExportingWindow = z.infer<typeof ExportingWindow>;

/** As recorded and sent: the texts are what was signed. */
export const SignedRoll = z.strictObject({
  open: z.string().max(200_000),
  private: z.string().max(400_000),
  signature: z.string().regex(/^[A-Za-z0-9+/]{86}==$/u),
});
export type SignedRoll = z.infer<typeof SignedRoll>;

/** Rolls that one entry takes over, in their order: a window may have been away for long. */
export const MOST_ROLLS = 50;
