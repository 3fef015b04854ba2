/** Any file of the office's folder, any of the ways in which disks, tools and people spoil files; sometimes two at once. */
import { cp, mkdir, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FaultTools, FolderFault } from './folder-faults.ts';

type Spoil = (file: string, name: string, tools: FaultTools) => Promise<void>;

const OFFICE = join('areas', 'office');

const ways: Readonly<Record<string, Spoil>> = {
  deleted: async (file) => {
    await rm(file, { recursive: true, force: true });
  },
  emptied: async (file) => {
    await truncate(file, 0);
  },
  zeroed: async (file) => {
    await writeFile(file, new Uint8Array((await stat(file)).size));
  },
  cut: async (file, _, { random }) => {
    await truncate(file, Math.floor(random() * (await stat(file)).size));
  },
  'with a flipped bit': async (file, _, { random }) => {
    const bytes = await readFile(file);
    if (bytes.length === 0) return;
    const at = Math.floor(random() * bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8));
    await writeFile(file, bytes);
  },
  'with a zeroed sector': async (file, _, { random }) => {
    const bytes = await readFile(file);
    const from = Math.floor((random() * bytes.length) / 512) * 512;
    await writeFile(file, bytes.fill(0, from, Math.min(bytes.length, from + 512)));
  },
  'with rubbish behind': async (file, _, { random }) => {
    const rubbish = Uint8Array.from({ length: 1 + Math.floor(random() * 200) }, () => Math.floor(random() * 256));
    await writeFile(file, Buffer.concat([await readFile(file), rubbish]));
  },
  'of yesterday': async (file, name, { yesterday }) => {
    await rm(file, { force: true });
    await cp(join(yesterday, OFFICE, name), file).catch(() => undefined);
  },
  'of another window': async (file, name, { other }) => {
    await rm(file, { force: true });
    await cp(join(other, OFFICE, name), file).catch(() => undefined);
  },
  'a folder': async (file) => {
    await rm(file, { force: true });
    await mkdir(file);
  },
};

/** A fault on one or two files, chosen by `random` when it is applied. */
export function anyFault(random: () => number): FolderFault {
  const names = Object.keys(ways);
  const chosen = Array.from({ length: random() < 0.3 ? 2 : 1 }, () => ({
    way: names[Math.floor(random() * names.length)] ?? 'deleted',
    place: random(),
  }));
  return {
    name: chosen.map(({ way }) => `a file ${way}`).join(' and '),
    apply: async (folder, tools) => {
      for (const { way, place } of chosen) {
        const files = (await readdir(join(folder, OFFICE), { withFileTypes: true })).filter((entry) => entry.isFile());
        const file = files[Math.floor(place * files.length)];
        if (file !== undefined) await ways[way]?.(join(folder, OFFICE, file.name), file.name, tools);
      }
    },
  };
}
