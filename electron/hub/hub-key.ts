/**
 * Who this hub is. The key that signs acknowledgements is made once and lies in a file of the hub's folder, never in the database: a
 * dump cannot sign. Processes over one database share the file; the database knows its public half and the hub's marks.
 */
import { randomUUID } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Area } from '#shared/contract/area.ts';
import { makeSigningPair, signerOf } from '#shared/crypto/signing.ts';
import { PublicKey } from '#shared/post/parts.ts';
import type { Database } from './database.ts';

const KeyFile = z.object({ version: z.literal(1), publicKey: PublicKey, privateKey: z.string().min(1) });
type KeyFile = z.infer<typeof KeyFile>;

export interface HubIdentity {
  readonly hub: string;
  readonly area: Area;
  readonly publicKey: string;
  readonly sign: (text: string) => Promise<string>;
}

export type IdentityReading =
  | { readonly ok: true; readonly identity: HubIdentity }
  | { readonly ok: false; readonly problem: 'key-file-damaged' | 'key-of-another-hub' | 'area-differs' };

export const keyPath = (folder: string): string => join(folder, 'hub-key.json');

const absent = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

async function readKey(folder: string): Promise<KeyFile | 'missing' | 'damaged'> {
  try {
    const file = KeyFile.safeParse(JSON.parse(await readFile(keyPath(folder), 'utf8')));
    return file.success ? file.data : 'damaged';
  } catch (error) {
    return absent(error) ? 'missing' : 'damaged';
  }
}

/** Made beside its place and linked into it: of two processes that begin at once, one key wins for both. */
async function madeKey(folder: string): Promise<KeyFile | 'damaged'> {
  const beside = `${keyPath(folder)}.${randomUUID()}`;
  await writeFile(beside, JSON.stringify({ version: 1, ...(await makeSigningPair()) }), { mode: 0o600, flush: true });
  await link(beside, keyPath(folder)).catch(() => undefined);
  await rm(beside, { force: true });
  const key = await readKey(folder);
  return key === 'missing' ? 'damaged' : key;
}

interface HubRow {
  readonly hub: string;
  readonly area: Area;
  readonly public_key: string;
}

/** `area`: what was asked for at this start; a hub keeps the area of its first start. Rejects with DatabaseError or errno errors. */
export async function hubIdentity(database: Database, folder: string, area: Area | null): Promise<IdentityReading> {
  const known = (await database.rows<HubRow>('SELECT hub, area, public_key FROM hub'))[0];
  let key = await readKey(folder);
  if (key === 'missing') {
    if (known !== undefined) return { ok: false, problem: 'key-of-another-hub' };
    key = await madeKey(folder);
  }
  const sign = key === 'damaged' ? null : await signerOf(key.privateKey);
  if (key === 'damaged' || sign === null) return { ok: false, problem: 'key-file-damaged' };
  await database.rows(
    'INSERT INTO hub (hub, area, epoch, public_key) VALUES ($1, $2, $3, $4) ON CONFLICT (single) DO NOTHING',
    [randomUUID(), area ?? 'training', randomUUID(), key.publicKey],
  );
  const row = (await database.rows<HubRow>('SELECT hub, area, public_key FROM hub'))[0];
  if (row?.public_key !== key.publicKey) return { ok: false, problem: 'key-of-another-hub' };
  if (area !== null && area !== row.area) return { ok: false, problem: 'area-differs' };
  return { ok: true, identity: { hub: row.hub, area: row.area, publicKey: key.publicKey, sign } };
}
