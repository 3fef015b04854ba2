/** Whether whoever answers over TLS is the hub: its key signed the certificate of the very connection that is used. */
import { certificateText, type HubCertificate } from '#shared/post/certificate.ts';
import type { HubClient } from './hub-client.ts';

/** True over plain HTTP, which reaches this machine only. */
export async function isHubs(
  client: Pick<HubClient, 'secure' | 'fingerprint'>,
  { hub, certificate }: { readonly hub: string; readonly certificate?: HubCertificate | undefined },
  verify: (text: string, signature: string) => Promise<boolean>,
): Promise<boolean> {
  if (!client.secure) return true;
  const seen = client.fingerprint();
  if (certificate === undefined || seen === null || certificate.fingerprint !== seen) return false;
  return await verify(certificateText(hub, seen), certificate.signature);
}
