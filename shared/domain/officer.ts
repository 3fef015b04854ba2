/** Who acts. Duties that must differ: the officer who confirms is never the one who attests (policy.md, attestations). */
import { z } from 'zod';

export const OfficerRole = z.enum(['administrator', 'windowClerk']);
export type OfficerRole = z.infer<typeof OfficerRole>;

export const Officer = z.object({ id: z.string().min(1), name: z.string().min(1), role: OfficerRole });
export type Officer = z.infer<typeof Officer>;
