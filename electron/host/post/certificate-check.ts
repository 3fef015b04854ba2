/** Whether whoever answers is the hub that was joined; over TLS its key has to have signed the certificate of the very connection. */
import type { Area } from '#shared/contract/area.ts';
import { certificateText, type HubCertificate } from '#shared/post/certificate.ts';
import { POST_VERSION } from '#shared/post/parts.ts';
import type { HubClient } from './hub-client.ts';
import type { Joined } from './post-record.ts';
import { stopOf, type Stop } from './stop.ts';

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

/** The epoch of the hub that was joined, where it answers; asked before anything is sent over a client's connections. */
export async function knownHub(
  client: HubClient,
  area: Area,
  joined: Joined,
  verify: (text: string, signature: string) => Promise<boolean>,
): Promise<Stop | { readonly epoch: string }> {
  client.anew();
  const about = await client.call('about', null);
  if (!about.ok) return stopOf(about, 'about');
  if (!about.value.versions.includes(POST_VERSION)) return { code: 'wrong-version', step: 'about' };
  if (about.value.area !== area) return { code: 'wrong-area', step: 'about' };
  const { hub, hubKey, epoch } = about.value;
  if (hub !== joined.hub || hubKey !== joined.hubKey) return { code: 'hub-changed', step: 'about' };
  // Somebody in between has another certificate than the one that the hub's key signed.
  return (await isHubs(client, about.value, verify)) ? { epoch } : { code: 'hub-changed', step: 'about' };
}
