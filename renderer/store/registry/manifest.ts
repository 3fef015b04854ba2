/** The sealed manifest of a pack: what the 数据 screen shows, and what is needed to read its pages. */
import { z } from 'zod';
import { PlainDateSchema } from '#shared/domain/plain-date.ts';
import { registryKinds, type RegistryKind } from '#shared/domain/registries.ts';
import { recordLayout } from '#shared/exchange/registry-record.ts';
import type { PackDatabase, SealedManifest } from './pack-database.ts';
import type { PackInfo } from './registry-store.ts';
import { manifestPlace, sealText, unsealText } from './sealing.ts';

/** Raised when the layout of pages changes: a pack of another format, or of other columns, is imported again. */
export const PACK_FORMAT = 2;

const count = z.number().int().nonnegative();

export const Manifest = z.object({
  format: z.literal(PACK_FORMAT),
  /** `recordLayout` of the registry when the pack was written. */
  layout: z.string(),
  /** Number of the pack in this database: first part of its pages' keys. */
  pack: z.number().int().positive(),
  /** Pages per section. */
  sections: z.object({ rows: count, employers: count, keys: count, names: count, problems: count }),
  /** Parts that each page of `rows` has; pages of other sections have one. */
  rowParts: z.number().int().positive(),
  /** False when the file names more employers than the directory keeps; look-ups of persons are not touched by that. */
  directoryComplete: z.boolean(),
  info: z.object({
    packId: z.uuid(),
    kind: z.enum(registryKinds as [RegistryKind, ...RegistryKind[]]),
    asOf: PlainDateSchema,
    scope: z.string(),
    source: z.string(),
    fileName: z.string(),
    fileDigest: z.string(),
    pagesDigest: z.string(),
    rows: count,
    badRows: count,
    remarks: count,
    problems: z.array(z.object({ code: z.string(), count })),
    importedOn: PlainDateSchema,
    importedBy: z.string(),
    state: z.enum(['usable', 'damaged']),
  }),
});
export type Manifest = z.infer<typeof Manifest>;

/** Seals a manifest for its registry's place. */
export async function sealManifest(key: CryptoKey, manifest: Manifest): Promise<SealedManifest> {
  const { kind } = manifest.info satisfies PackInfo;
  return { kind, ...(await sealText(key, manifestPlace(kind), JSON.stringify(manifest))) };
}

/** A registry's manifest; null where it has none or it does not open (`unreadable`). */
export async function openManifest(key: CryptoKey, record: SealedManifest): Promise<Manifest | null> {
  const text = await unsealText(key, manifestPlace(record.kind), record);
  if (text === null) return null;
  const parsed = Manifest.safeParse(JSON.parse(text));
  if (!parsed.success || parsed.data.info.kind !== record.kind) return null;
  return parsed.data.layout === recordLayout(record.kind) ? parsed.data : null;
}

export interface StoredManifests {
  readonly manifests: readonly Manifest[];
  /** Registries whose manifest is there and cannot be read: to be imported again. */
  readonly unreadable: readonly RegistryKind[];
}

/** All manifests as they are now. */
export async function readManifests(database: PackDatabase, key: CryptoKey): Promise<StoredManifests> {
  const records = await database.manifests.toArray();
  const opened = await Promise.all(records.map((record) => openManifest(key, record)));
  const order = (kind: RegistryKind): number => registryKinds.indexOf(kind);
  return {
    manifests: opened.filter((manifest) => manifest !== null).sort((a, b) => order(a.info.kind) - order(b.info.kind)),
    unreadable: records.filter((_, index) => opened[index] === null).map(({ kind }) => kind),
  };
}
