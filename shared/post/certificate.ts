/**
 * The certificate that a hub listens with. No authority vouches for it: the hub signs its fingerprint with the key that a window joined
 * with, so it may be made anew at any time, and several processes of one hub may each have their own.
 */
import { z } from 'zod';
import { Hash, Signed } from './parts.ts';

export const HubCertificate = z.strictObject({
  /** SHA-256 of the certificate's DER, lower-case hex. */
  fingerprint: Hash,
  /** By the hub's key, over {@link certificateText}. */
  signature: Signed,
});
export type HubCertificate = z.infer<typeof HubCertificate>;

/** A fingerprint as the platform writes it (`AB:CD:…`), in the form that crosses the wire. */
export const fingerprintText = (printed: string): string => printed.replaceAll(':', '').toLowerCase();

/** What the hub signs. */
export const certificateText = (hub: string, fingerprint: string): string =>
  `counter-post certificate 1\n${JSON.stringify([hub, fingerprint])}`;
