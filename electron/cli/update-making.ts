/** Key pairs, update folders, and the judgement of one as an installed program would give it. */
import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, relative, sep } from 'node:path';
import { failed, success, type Result } from '#shared/contract/failure.ts';
import { measured } from '../host/backup-manifest.ts';
import { dataFolderPath } from '../host/data-folder.ts';
import { diskLayer } from '../host/file-layer.ts';
import { installPaths, readPointer, readVersion, type VersionFile } from '../host/program-folder.ts';
import { readOnlyLayer } from '../host/read-only-layer.ts';
import { checkUpdate } from '../host/update-check.ts';
import { copyUpdate } from '../host/update-copy.ts';
import { FILES, MANIFEST, publicPem, SIGNATURE, signManifest, UpdateManifest } from '../host/update-manifest.ts';

/** The secret half is readable by its owner only and never overwrites another. */
export async function makeKeys(out: string): Promise<{ readonly secret: string; readonly public: string }> {
  const { privateKey } = generateKeyPairSync('ed25519');
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  await writeFile(out, pem, { mode: 0o600, flag: 'wx' });
  await writeFile(`${out}.pub`, publicPem(privateKey));
  return { secret: out, public: `${out}.pub` };
}

interface Installed {
  readonly folder: string;
  readonly version: VersionFile;
}

/** The program that runs in an installed folder. */
async function installedIn(install: string): Promise<Installed | null> {
  const pointer = await readPointer(readOnlyLayer, install);
  if (pointer === null) return null;
  const folder = installPaths(install).program(pointer.current);
  const version = await readVersion(readOnlyLayer, folder);
  return version === null ? null : { folder, version };
}

async function filesOf(folder: string): Promise<UpdateManifest['files']> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files: UpdateManifest['files'] = [];
  for (const path of entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))) {
    const name = relative(folder, path).split(sep).join('/');
    // What came with an update before is no part of the program.
    if (name === MANIFEST || name === SIGNATURE) continue;
    const executable = name.startsWith('node/') && ((await stat(path)).mode & 0o111) !== 0;
    files.push({ path: name, ...(await measured(readOnlyLayer, path)), executable });
  }
  return files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

export interface MakeOrder {
  readonly program: string;
  readonly key: string;
  readonly out: string;
  /** File with what changes; may be empty. */
  readonly notes: string;
}

type Made =
  | { readonly ok: true; readonly folder: string; readonly version: string; readonly files: number }
  | { readonly ok: false; readonly sentence: string };

/** Lays an update out beside its final name and renames it last. */
export async function makeUpdate({ program, key, out, notes }: MakeOrder): Promise<Made> {
  const installed = await installedIn(program);
  if (installed === null)
    return { ok: false, sentence: '所给文件夹不是 npm run package:dir -- browser 做成的程序文件夹。' };
  const { folder, version } = installed;
  const secret = createPrivateKey(await readFile(key, 'utf8'));
  if (version.updateKey !== publicPem(secret))
    return { ok: false, sentence: '签名密钥与程序里带的更新公钥不是一对：这样的更新装上以后，就再也不能更新。' };
  const text = notes === '' ? '' : await readFile(notes, 'utf8');
  const manifest = UpdateManifest.parse({ ...version, notes: text.trim(), files: await filesOf(folder) });
  const name = `counter-update-${version.version}-${version.platform}-${version.arch}`;
  const making = join(out, `.making-${name}`);
  await rm(making, { recursive: true, force: true });
  await mkdir(making, { recursive: true });
  for (const { path } of manifest.files) await cp(join(folder, path), join(making, FILES, path));
  const bytes = new TextEncoder().encode(`${JSON.stringify(manifest, null, 1)}\n`);
  await writeFile(join(making, MANIFEST), bytes);
  await writeFile(join(making, SIGNATURE), signManifest(bytes, secret));
  const made = join(out, name);
  await rm(made, { recursive: true, force: true });
  await rename(making, made);
  await chmod(made, 0o755);
  return { ok: true, folder: made, version: version.version, files: manifest.files.length };
}

export interface CheckOrder {
  readonly folder: string;
  readonly install: string;
  readonly data: string;
}

/** Everything that the window's check and copy would find, on a copy that is removed again. */
export async function checkInstalled({ folder, install, data }: CheckOrder): Promise<Result<object>> {
  const installed = await installedIn(install);
  if (installed === null) return failed('update-unsupported');
  const dataFolder = data === '' ? dataFolderPath(process.env) : data;
  const list = await checkUpdate({ layer: readOnlyLayer, installed: installed.version, dataFolder, folder });
  if (!list.ok) return list;
  const { manifest } = list.value;
  const place = await mkdtemp(join(tmpdir(), 'counter-update-'));
  try {
    const copied = await copyUpdate(diskLayer, folder, join(place, basename(folder)), list.value);
    if (!copied.ok) return copied;
  } finally {
    await rm(place, { recursive: true, force: true });
  }
  const bytes = manifest.files.reduce((sum, file) => sum + file.bytes, 0);
  const { version: to, notes, files } = manifest;
  return success({ from: installed.version.version, to, notes, files: files.length, bytes });
}
