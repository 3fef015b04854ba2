/** The hub's own certificate: made once in its folder, made anew before it runs out; see `shared/post/certificate.ts` for why it is believed. */
import { randomUUID, X509Certificate } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { z } from 'zod';
import { certificateText, fingerprintText, type HubCertificate } from '#shared/post/certificate.ts';
import type { HubIdentity } from './hub-key.ts';

const CertificateFile = z.object({
  version: z.literal(1),
  certificate: z.string().min(1),
  privateKey: z.string().min(1),
});
type CertificateFile = z.infer<typeof CertificateFile>;

export interface HubTls {
  readonly key: string;
  readonly cert: string;
  /** What windows are told of it. */
  readonly certificate: HubCertificate;
}

const DAY_MS = 86_400_000;
const GOOD_DAYS = 3650;
const RENEW_DAYS = 365;

export const certificatePath = (folder: string): string => join(folder, 'hub-certificate.json');

async function made(now: Date): Promise<CertificateFile> {
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'counter-hub' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notBeforeDate: new Date(now.getTime() - DAY_MS),
    notAfterDate: new Date(now.getTime() + GOOD_DAYS * DAY_MS),
  });
  return { version: 1, certificate: cert, privateKey: key };
}

/** The certificate in the folder; `null` for none, for one that cannot be read and for one that runs out within a year. */
async function kept(folder: string, now: Date): Promise<CertificateFile | null> {
  try {
    const file = CertificateFile.parse(JSON.parse(await readFile(certificatePath(folder), 'utf8')));
    const until = Date.parse(new X509Certificate(file.certificate).validTo);
    return until > now.getTime() + RENEW_DAYS * DAY_MS ? file : null;
  } catch {
    return null;
  }
}

/** Of two processes that begin at once, one certificate stands; one that is renewed takes the place of the old. Rejects with errno errors. */
export async function hubCertificate(folder: string, hub: HubIdentity, now = new Date()): Promise<HubTls> {
  const path = certificatePath(folder);
  let file = await kept(folder, now);
  if (file === null) {
    const beside = `${path}.${randomUUID()}`;
    await writeFile(beside, JSON.stringify(await made(now)), { mode: 0o600, flush: true });
    await link(beside, path).then(
      () => rm(beside),
      () => rename(beside, path),
    );
    file = CertificateFile.parse(JSON.parse(await readFile(path, 'utf8')));
  }
  const fingerprint = fingerprintText(new X509Certificate(file.certificate).fingerprint256);
  const signature = await hub.sign(certificateText(hub.hub, fingerprint));
  return { key: file.privateKey, cert: file.certificate, certificate: { fingerprint, signature } };
}
