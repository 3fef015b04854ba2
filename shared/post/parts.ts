/** The small parts that everything on the wire is made of. */
import { z } from 'zod';

/** Version of the wire; every message names it, and `about` says which ones a hub speaks. */
export const POST_VERSION = 1;

export const Version = z.literal(POST_VERSION);
/** SHA-256 in lower-case hex. */
export const Hash = z.string().regex(/^[0-9a-f]{64}$/u);
/** Base64 of the 64 bytes of an ECDSA P-256 signature. */
export const Signed = z.string().regex(/^[A-Za-z0-9+/]{86}==$/u);
/** Base64 of the 65 raw bytes of a P-256 point. */
export const PublicKey = z.string().regex(/^[A-Za-z0-9+/]{87}=$/u);
/** An instant of the hub's clock: ISO 8601 in UTC. */
export const HubInstant = z.iso.datetime({ precision: 3 });
export const Sequence = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER);
export const Generation = z.number().int().positive().max(1_000_000);
/** A state of the hub's database: another one says that an older copy was put back. */
export const Epoch = z.uuid();
