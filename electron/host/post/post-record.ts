/** `post.json` of an area: the hub that was joined, the window's pair of keys for the post, the last acknowledgement that was believed. */
import { join } from 'node:path';
import { z } from 'zod';
import { Generation, PublicKey } from '#shared/post/parts.ts';
import { Acknowledgement } from '#shared/post/heads.ts';
import type { FileLayer } from '../file-layer.ts';
import { readTwin, writeTwin } from '../json-file.ts';

export const Joined = z.object({
  address: z.string(),
  hub: z.uuid(),
  hubKey: PublicKey,
  office: z.uuid(),
  window: z.uuid(),
  generation: Generation,
  /** UTC instant. */
  since: z.string(),
});
export type Joined = z.infer<typeof Joined>;

/** What a hub is known to keep beside the lines; of another hub or epoch it says nothing. */
export const KeptAtHub = z.object({
  hub: z.uuid(),
  epoch: z.uuid(),
  /** Digest of all wrapped content keys that it has. */
  keys: z.string().nullable(),
  /** Revisions of the last sealed vault and settings, and whether a recovery key opens them. */
  office: z.object({ vault: z.number().int(), settings: z.number().int(), recoverable: z.boolean() }).nullable(),
});
export type KeptAtHub = z.infer<typeof KeptAtHub>;

export const PostRecord = z.object({
  version: z.literal(1),
  revision: z.number().int().nonnegative(),
  joined: Joined.nullable(),
  /** Made once and kept when the hub is left: the way back to the same hub. Not in any backup: a copy has its own. */
  keys: z.object({ publicKey: PublicKey, privateKey: z.string() }).nullable(),
  acknowledgement: Acknowledgement.nullable(),
  lowered: z.object({ from: z.number().int(), to: z.number().int(), at: z.string() }).nullable(),
  kept: KeptAtHub.nullable().default(null),
  /** What lies on a stick with the lines up to `to`: the hub has it once it has those. */
  carried: KeptAtHub.shape.office.unwrap().extend({ to: z.number().int() }).nullable().default(null),
});
export type PostRecord = z.infer<typeof PostRecord>;

export const NO_POST: PostRecord = {
  version: 1,
  revision: 0,
  joined: null,
  keys: null,
  acknowledgement: null,
  lowered: null,
  kept: null,
  carried: null,
};

const pathOf = (folder: string): string => join(folder, 'post.json');

/** `null` where both copies are damaged: the hub has to be joined again. A missing file is an area that never joined. */
export async function readPost(layer: FileLayer, folder: string): Promise<PostRecord | null> {
  const { read } = await readTwin(layer, pathOf(folder), PostRecord, ({ revision }) => revision);
  if (read.state === 'good') return read.value;
  return read.state === 'missing' ? NO_POST : null;
}

/** Rejects with errno errors. */
export async function writePost(layer: FileLayer, folder: string, record: PostRecord): Promise<void> {
  await writeTwin(layer, pathOf(folder), record);
}
