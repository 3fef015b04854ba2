/** Every registry copy that came and went, as the ledger tells it: counts and digests, never a file's name or content. */
import { z } from 'zod';
import { PlainDateSchema } from '../domain/plain-date.ts';
import { registryKinds, type RegistryKind } from '../domain/registries.ts';

const count = z.number().int().nonnegative();
const copy = {
  kind: z.enum(registryKinds as [RegistryKind, ...RegistryKind[]]),
  asOf: PlainDateSchema,
  rows: count,
  /** SHA-256 of the sealed pages. */
  pagesDigest: z.string(),
};

/** What `recordEvent` is given under the kind `registry`. Subject: the copy's id. */
export const RegistryEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('imported'),
    ...copy,
    /** Division code that the copy covers. */
    scope: z.string(),
    badRows: count,
    remarks: count,
    /** SHA-256 of the file as it was handed over. */
    fileDigest: z.string(),
    /** The copy that it took the place of. */
    replaces: z.string().nullable(),
    /** Id of the administrator who let it replace a copy that it differs much from. */
    approvedBy: z.string().optional(),
  }),
  /** The copy before serves again, in the place of `replaces`. */
  z.object({ type: z.literal('steppedBack'), ...copy, replaces: z.string().nullable() }),
  z.object({ type: z.literal('removed'), ...copy, because: z.enum(['by-hand', 'retention']) }),
]);
export type RegistryEvent = z.infer<typeof RegistryEvent>;
