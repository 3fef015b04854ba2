/** Who acts. Duties that must differ: the officer who confirms is never the one who attests (shared/policy/attestations.ts). */
import { z } from 'zod';

export const OfficerRole = z.enum(['administrator', 'windowClerk']);
export type OfficerRole = z.infer<typeof OfficerRole>;

export const Officer = z.object({ id: z.string().min(1), name: z.string().min(1), role: OfficerRole });
export type Officer = z.infer<typeof Officer>;

/**
 * Who made an entry of the ledger, and in which capacity: what a fold believes of it depends on that. In the training
 * area everybody practises everything and acts as administrator.
 */
export const EntryAuthor = z.object({ id: z.string().min(1), name: z.string().min(1), capacity: OfficerRole });
export type EntryAuthor = z.infer<typeof EntryAuthor>;

/** Whether an entry is an administrator's word; one without an author is nobody's. */
export const byAdministrator = ({ by }: { readonly by?: EntryAuthor | null }): boolean =>
  by?.capacity === 'administrator';
