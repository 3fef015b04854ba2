/**
 * What happens to an office's folder on real disks: files deleted, emptied, cut, flipped, put back from yesterday or from another
 * folder. Each changes a folder of which no program is running. `tools.random`: numbers in [0, 1).
 */
import { cp, mkdir, readdir, readFile, rename, rm, stat, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface FaultTools {
  readonly random: () => number;
  /** The same folder as it was some entries ago. */
  readonly yesterday: string;
  /** A folder of another window of the office. */
  readonly other: string;
}

export interface FolderFault {
  readonly name: string;
  readonly apply: (folder: string, tools: FaultTools) => Promise<void>;
}

const OFFICE = join('areas', 'office');
const path = (folder: string, name: string): string => join(folder, OFFICE, name);

const exists = async (file: string): Promise<boolean> =>
  await stat(file).then(
    () => true,
    () => false,
  );

const remove =
  (...names: string[]): FolderFault['apply'] =>
  async (folder) => {
    for (const name of names) await rm(path(folder, name), { recursive: true, force: true });
  };
const empty =
  (...names: string[]): FolderFault['apply'] =>
  async (folder) => {
    for (const name of names) if (await exists(path(folder, name))) await truncate(path(folder, name), 0);
  };
const zero =
  (...names: string[]): FolderFault['apply'] =>
  async (folder) => {
    for (const name of names) {
      if (!(await exists(path(folder, name)))) continue;
      const { size } = await stat(path(folder, name));
      await writeFile(path(folder, name), new Uint8Array(size));
    }
  };
const cut =
  (name: string, bytes: number): FolderFault['apply'] =>
  async (folder) => {
    const { size } = await stat(path(folder, name));
    await truncate(path(folder, name), Math.max(0, size - bytes));
  };
const lines = async (folder: string, name: string): Promise<string[]> =>
  (await readFile(path(folder, name), 'utf8')).split('\n').slice(0, -1);
const withoutLines =
  (name: string, choose: (all: readonly string[], random: () => number) => readonly string[]): FolderFault['apply'] =>
  async (folder, { random }) => {
    const kept = choose(await lines(folder, name), random);
    await writeFile(path(folder, name), kept.map((line) => `${line}\n`).join(''));
  };
const from =
  (which: 'yesterday' | 'other', ...names: string[]): FolderFault['apply'] =>
  async (folder, tools) => {
    for (const name of names) {
      await rm(path(folder, name), { recursive: true, force: true });
      if (await exists(path(tools[which], name))) await cp(path(tools[which], name), path(folder, name));
    }
  };
const asFolder =
  (name: string): FolderFault['apply'] =>
  async (folder) => {
    await rm(path(folder, name), { force: true });
    await mkdir(path(folder, name));
  };
const flip =
  (name: string): FolderFault['apply'] =>
  async (folder, { random }) => {
    const bytes = await readFile(path(folder, name));
    const at = Math.floor(random() * bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8));
    await writeFile(path(folder, name), bytes);
  };
const oneOf = (random: () => number, all: readonly string[]): number => Math.floor(random() * all.length);
const all =
  (...steps: FolderFault['apply'][]): FolderFault['apply'] =>
  async (folder, tools) => {
    for (const step of steps) await step(folder, tools);
  };
const wholeFolder =
  (which: 'yesterday'): FolderFault['apply'] =>
  async (folder, tools) => {
    await rm(join(folder, OFFICE), { recursive: true, force: true });
    await cp(join(tools[which], OFFICE), join(folder, OFFICE), { recursive: true });
  };
const linked =
  (name: string): FolderFault['apply'] =>
  async (folder) => {
    await rename(path(folder, name), path(folder, `${name}.elsewhere`));
    await symlink(path(folder, `${name}.elsewhere`), path(folder, name));
  };

const KEYS = 'content-keys.jsonl';
const JOURNAL = 'journal.jsonl';
const MARK = ['acknowledged.json', 'acknowledged.json.copy'];

/** By the kinds of the campaign that found them. */
export const folderFaults: readonly FolderFault[] = [
  { name: 'the record of the area deleted', apply: remove('area.json', 'area.json.copy') },
  {
    name: 'the installation deleted',
    apply: async (folder) => {
      for (const name of await readdir(folder)) if (name.startsWith('installation.json')) await rm(join(folder, name));
    },
  },
  { name: 'content keys deleted', apply: remove(KEYS) },
  { name: 'content keys empty', apply: empty(KEYS) },
  { name: 'content keys zeroed', apply: zero(KEYS) },
  { name: 'last byte of the content keys cut', apply: cut(KEYS, 1) },
  { name: 'last lines of the content keys cut', apply: withoutLines(KEYS, (found) => found.slice(0, -2)) },
  {
    name: 'one line of the content keys out',
    apply: withoutLines(KEYS, (found, random) => {
      const out = oneOf(random, found);
      return found.filter((_, at) => at !== out);
    }),
  },
  { name: 'content keys of yesterday', apply: from('yesterday', KEYS) },
  { name: 'content keys of another folder', apply: from('other', KEYS) },
  { name: 'a byte of the content keys flipped', apply: flip(KEYS) },
  { name: 'content keys a link', apply: linked(KEYS) },
  { name: 'journal deleted', apply: remove(JOURNAL) },
  { name: 'journal and mark deleted', apply: remove(JOURNAL, ...MARK) },
  { name: 'journal and mark zeroed', apply: all(zero(JOURNAL), zero(...MARK)) },
  { name: 'journal and mark emptied', apply: empty(JOURNAL, ...MARK) },
  { name: 'journal of yesterday', apply: from('yesterday', JOURNAL) },
  { name: 'journal, mark and index of yesterday', apply: from('yesterday', JOURNAL, 'journal.index', ...MARK) },
  { name: 'end of the journal cut', apply: cut(JOURNAL, 300) },
  {
    name: 'end of the journal and mark cut',
    apply: all(
      withoutLines(JOURNAL, (found) => found.slice(0, -2)),
      remove(...MARK),
    ),
  },
  {
    name: 'an entry taken out',
    apply: withoutLines(JOURNAL, (found, random) => {
      const out = oneOf(random, found);
      return found.filter((_, at) => at !== out);
    }),
  },
  {
    name: 'two entries swapped',
    apply: withoutLines(JOURNAL, (found, random) => {
      const at = oneOf(random, found.slice(1));
      const swapped = [...found];
      [swapped[at], swapped[at + 1]] = [found[at + 1] ?? '', found[at] ?? ''];
      return swapped;
    }),
  },
  {
    name: 'an entry twice',
    apply: withoutLines(JOURNAL, (found, random) => {
      const at = oneOf(random, found);
      return [...found.slice(0, at + 1), ...found.slice(at)];
    }),
  },
  { name: 'a byte of the journal flipped', apply: flip(JOURNAL) },
  { name: 'mark missing', apply: remove(...MARK) },
  { name: 'mark of yesterday', apply: from('yesterday', ...MARK) },
  { name: 'mark torn', apply: all(cut('acknowledged.json', 20), cut('acknowledged.json.copy', 20)) },
  { name: 'a byte of the mark flipped', apply: flip('acknowledged.json') },
  { name: 'index of the journal with other bytes', apply: flip('journal.index') },
  { name: 'vault deleted', apply: remove('vault.json') },
  { name: 'twin of the vault deleted', apply: remove('vault.json.copy') },
  { name: 'vault a folder', apply: asFolder('vault.json') },
  { name: 'a byte of the vault flipped', apply: flip('vault.json') },
  { name: 'both vaults deleted', apply: remove('vault.json', 'vault.json.copy') },
  { name: 'both vaults of another folder', apply: from('other', 'vault.json', 'vault.json.copy') },
  { name: 'one vault of yesterday', apply: from('yesterday', 'vault.json') },
  { name: 'both vaults of yesterday', apply: from('yesterday', 'vault.json', 'vault.json.copy') },
  { name: 'settings deleted', apply: remove('settings.json') },
  { name: 'settings of another window', apply: from('other', 'settings.json', 'settings.json.copy') },
  { name: 'a byte of the settings flipped', apply: flip('settings.json') },
  { name: 'the whole folder of yesterday', apply: wholeFolder('yesterday') },
  {
    name: 'the whole area deleted',
    apply: async (folder) => {
      await rm(join(folder, OFFICE), { recursive: true, force: true });
    },
  },
];
