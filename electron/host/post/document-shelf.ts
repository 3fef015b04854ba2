/**
 * Documents in the folder of an area (`documents/NAME/`): what each is made of (`of.json`) and its parts, sealed, a file each. In no
 * backup: own ones are sent again by whoever sent them, others come from the hub. A part is believed by its digest whenever it is read, so
 * a file that was torn or spoilt is a part that is missing.
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { parsedJson } from '#shared/domain/parsed-json.ts';
import { documentLimits } from '#shared/casework/documents.ts';
import { DocumentParts, documentText } from '#shared/post/documents.ts';
import { renamePatiently, writeAtomically } from '../atomic-write.ts';
import type { FileLayer } from '../file-layer.ts';

const Kept = z.object({
  of: DocumentParts,
  own: z.boolean(),
  /** Used here: its parts are not needed any more. */
  taken: z.boolean(),
});
type Kept = z.infer<typeof Kept>;

export interface ShelvedDocument extends Kept {
  readonly digest: string;
  /** Places of the parts that lie here. */
  readonly here: ReadonlySet<number>;
}

/** Rejects with errno errors. */
export interface DocumentShelf {
  all(): readonly ShelvedDocument[];
  find(digest: string): ShelvedDocument | null;
  /** A part of a document that is being made under this name. With the first part everything else that was being made is given up. */
  putMaking(making: string, part: number, bytes: Uint8Array): Promise<void>;
  /** The document of the parts of `making`; `null` where one of them is missing. */
  finish(making: string, count: number): Promise<ShelvedDocument | null>;
  /** A document of another window, of which parts will come. */
  expect(digest: string, of: DocumentParts): Promise<void>;
  /** False: these are not the bytes that the document names there. */
  put(digest: string, part: number, bytes: Uint8Array): Promise<boolean>;
  /** `null`: not here, or not what it should be; then it is missing from now on. */
  read(digest: string, part: number): Promise<Uint8Array | null>;
  take(digest: string): Promise<void>;
  drop(digest: string): Promise<void>;
}

export const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');
export const digestOf = (of: DocumentParts): string => sha256(documentText(of));
export const isWhole = ({ taken, here, of }: ShelvedDocument): boolean => taken || here.size === of.parts.length;

const NAME = /^[0-9a-f]{64}$/u;
const OF = 'of.json';

interface Entry {
  kept: Kept;
  readonly here: Set<number>;
}

export async function openDocumentShelf(layer: FileLayer, areaFolder: string): Promise<DocumentShelf> {
  const folder = join(areaFolder, 'documents');
  const known = new Map<string, Entry>();
  const at = (digest: string, file: number | string): string => join(folder, digest, String(file));

  const load = async (name: string): Promise<void> => {
    const bytes = NAME.test(name) ? await layer.readWhole(at(name, OF)) : null;
    const kept = bytes === null ? null : Kept.safeParse(parsedJson(new TextDecoder().decode(bytes))).data;
    // What was being made when the host was ended, or is not what its name says.
    if (!kept || digestOf(kept.of) !== name) return await layer.remove(join(folder, name));
    const files = (await layer.list(join(folder, name))).map(Number);
    const here = files.filter((part) => Number.isInteger(part) && part >= 0 && part < kept.of.parts.length);
    known.set(name, { kept, here: new Set(here) });
  };
  for (const name of await layer.list(folder)) await load(name);

  const shown = (digest: string, { kept, here }: Entry): ShelvedDocument => ({ digest, ...kept, here });
  const note = async (digest: string, kept: Kept): Promise<void> => {
    await writeAtomically(layer, at(digest, OF), new TextEncoder().encode(JSON.stringify(kept)));
  };
  const find: DocumentShelf['find'] = (digest) => {
    const entry = known.get(digest);
    return entry === undefined ? null : shown(digest, entry);
  };

  const finish: DocumentShelf['finish'] = async (making, count) => {
    const parts: string[] = [];
    let size = 0;
    for (let part = 0; part < count; part += 1) {
      const bytes = await layer.readWhole(at(making, part));
      if (bytes === null) return null;
      parts.push(sha256(bytes));
      size += bytes.length;
    }
    const kept: Kept = { of: { size, parts }, own: true, taken: false };
    const digest = digestOf(kept.of);
    await note(making, kept);
    if (known.has(digest)) await layer.remove(join(folder, making));
    else {
      await renamePatiently(layer, join(folder, making), join(folder, digest));
      await layer.syncFolder(folder);
      known.set(digest, { kept, here: new Set(parts.keys()) });
    }
    return find(digest);
  };

  return {
    all: () => [...known].map(([digest, entry]) => shown(digest, entry)),
    find,
    putMaking: async (making, part, bytes) => {
      if (part === 0)
        for (const name of await layer.list(folder)) if (!NAME.test(name)) await layer.remove(join(folder, name));
      await layer.makeFolder(join(folder, making));
      await writeAtomically(layer, at(making, part), bytes);
    },
    finish,
    expect: async (digest, of) => {
      if (known.has(digest)) return;
      const kept: Kept = { of, own: false, taken: false };
      await layer.makeFolder(join(folder, digest));
      await note(digest, kept);
      known.set(digest, { kept, here: new Set() });
    },
    put: async (digest, part, bytes) => {
      const entry = known.get(digest);
      if (entry?.kept.of.parts[part] !== sha256(bytes) || bytes.length > documentLimits.partBytes) return false;
      await writeAtomically(layer, at(digest, part), bytes);
      entry.here.add(part);
      return true;
    },
    read: async (digest, part) => {
      const entry = known.get(digest);
      if (entry?.here.has(part) !== true) return null;
      const bytes = await layer.readWhole(at(digest, part));
      if (bytes !== null && sha256(bytes) === entry.kept.of.parts[part]) return bytes;
      entry.here.delete(part);
      return null;
    },
    take: async (digest) => {
      const entry = known.get(digest);
      if (entry === undefined || entry.kept.own || entry.kept.taken) return;
      const kept = { ...entry.kept, taken: true };
      await note(digest, kept);
      entry.kept = kept;
      for (const part of entry.here) await layer.remove(at(digest, part));
      entry.here.clear();
    },
    drop: async (digest) => {
      known.delete(digest);
      await layer.remove(join(folder, digest));
    },
  };
}
