/** The sealed manifest of a copy: what the 数据 screen shows, and what is needed to find and read its pages. */
import { z } from 'zod';
import { PlainDateSchema } from '#shared/domain/plain-date.ts';
import { registryKinds, type RegistryKind } from '#shared/domain/registries.ts';
import { recordLayout } from '#shared/registry/registry-record.ts';
import type { SealedManifest } from './copy-database.ts';
import type { RegistryCopy } from './registry-store.ts';
import { manifestPlace, sealText, unsealText } from './sealing.ts';

/** Raised when the form of copies changes: a copy of another format, or of other columns, is imported again. */
export const COPY_FORMAT = 3;

const count = z.number().int().nonnegative();

/** Where a copy's pages lie: in a file of their own, or under a number in the database. */
export const CopyPlace = z.discriminatedUnion('form', [
  z.object({
    form: z.literal('file'),
    name: z.string(),
    /** Of the whole file. */
    bytes: count,
    /** The sealed directory, at the file's end. */
    directoryAt: count,
  }),
  z.object({ form: z.literal('pages'), pack: z.number().int().positive(), bytes: count }),
]);
export type CopyPlace = z.infer<typeof CopyPlace>;

/** The name of a place, in clear beside the sealed manifest: what may not be removed is known without opening anything. */
export const nameOfPlace = (place: CopyPlace): string =>
  place.form === 'file' ? place.name : `pages-${String(place.pack)}`;

export const Manifest = z.object({
  format: z.literal(COPY_FORMAT),
  /** `recordLayout` of the registry when the copy was written. */
  layout: z.string(),
  place: CopyPlace,
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
    persons: count,
    badRows: count,
    remarks: count,
    problems: z.array(z.object({ code: z.string(), count })),
    importedOn: PlainDateSchema,
    importedBy: z.string(),
    state: z.enum(['usable', 'damaged']),
  }),
});
export type Manifest = z.infer<typeof Manifest>;

/** Whether a manifest serves, or is that of the copy before: one does not open in the other's place. */
export type ManifestRole = 'serving' | 'before';

/** Seals a manifest for its registry's place. */
export async function sealManifest(key: CryptoKey, role: ManifestRole, manifest: Manifest): Promise<SealedManifest> {
  const { kind } = manifest.info satisfies RegistryCopy;
  const sealed = await sealText(key, manifestPlace(role, kind), JSON.stringify(manifest));
  return { kind, name: nameOfPlace(manifest.place), ...sealed };
}

/** `earlier-form`: written by an earlier version, which kept copies in another way. */
export type OpenedManifest = Manifest | 'earlier-form' | 'unreadable';

/** Only the number of the form, whatever else is there. */
const AnyForm = z.object({ format: z.number(), info: z.object({ kind: z.string() }) });

/** A registry's manifest, or why it cannot be used. */
export async function openManifest(
  key: CryptoKey,
  role: ManifestRole,
  record: SealedManifest,
): Promise<OpenedManifest> {
  const text = await unsealText(key, manifestPlace(role, record.kind), record);
  if (text === null) return 'unreadable';
  const content: unknown = JSON.parse(text);
  const parsed = Manifest.safeParse(content);
  if (!parsed.success) {
    const form = AnyForm.safeParse(content);
    return form.success && form.data.format < COPY_FORMAT ? 'earlier-form' : 'unreadable';
  }
  const manifest = parsed.data;
  if (manifest.info.kind !== record.kind || record.name !== nameOfPlace(manifest.place)) return 'unreadable';
  return manifest.layout === recordLayout(record.kind) ? manifest : 'earlier-form';
}
