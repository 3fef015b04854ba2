/**
 * An installed folder of the browser host and updates for it, made by the product's own scripts from its own launcher and host.
 * The runtime is this Node behind a script of one line, so that copies are small.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { makeKeys, makeUpdate } from '#electron/cli/update-making.ts';
import { buildEntry } from '#tests/electron/built-entry.ts';

const root = resolve(import.meta.dirname, '../..');

export interface Workshop {
  readonly folder: string;
  /** A fresh installed folder of that version. */
  install(version: string): string;
  /** A fresh update folder, as on a stick, to that version. */
  stick(version: string): string;
  /** Changes a stick's list and signs it anew with the right key, or another one. */
  resign(stick: string, change: (manifest: Record<string, unknown>) => void, key?: 'other'): void;
  clear(): void;
}

interface Signer {
  readonly signManifest: (bytes: Uint8Array, key: unknown) => string;
}

/** Builds once; `versions` are those that a test installs or updates to. */
export async function aWorkshop(versions: readonly string[]): Promise<Workshop> {
  const folder = mkdtempSync(join(tmpdir(), 'counter 更新 '));
  const project = join(folder, 'project');
  await buildEntry('electron/launch/main.ts', project, 'launch');
  await buildEntry('electron/loopback/main.ts', project, 'loopback');
  mkdirSync(join(project, 'dist/cli'), { recursive: true });
  writeFileSync(join(project, 'dist/cli/counter.js'), '// no command line in these tests\n');
  const runtime = join(folder, 'runtime');
  writeFileSync(runtime, `#!/bin/sh\nexec '${process.execPath}' "$@"\n`);
  chmodSync(runtime, 0o755);
  const key = join(folder, 'key');
  await makeKeys(key);
  await makeKeys(join(folder, 'other-key'));
  for (const version of versions) {
    const packageJson = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as object;
    writeFileSync(join(project, 'package.json'), JSON.stringify({ ...packageJson, version }));
    const out = join(folder, 'made', version);
    const order = ['--project', project, '--out', out, '--node', runtime, '--update-key', `${key}.pub`];
    execFileSync(process.execPath, [join(root, 'build/package-dir.mjs'), 'browser', ...order], { cwd: root });
    const program = join(out, `counter-browser-${version}-${process.platform}-${process.arch}`);
    const notes = join(folder, 'notes');
    writeFileSync(notes, `${version}：说明文字\n`);
    const made = await makeUpdate({ program, key, out: join(folder, 'sticks', version), notes });
    if (!made.ok) throw new Error(made.sentence);
  }
  let count = 0;
  const fresh = (kind: string): string => join(folder, `${kind}-${(count += 1)}`);
  const name = (kind: string, version: string): string =>
    `counter-${kind}-${version}-${process.platform}-${process.arch}`;
  const { signManifest } = (await import('#electron/host/update-manifest.ts')) as Signer;
  const { createPrivateKey } = await import('node:crypto');
  return {
    folder,
    install: (version) => {
      const install = fresh('安装');
      cpSync(join(folder, 'made', version, name('browser', version)), install, { recursive: true });
      return install;
    },
    stick: (version) => {
      const stick = fresh('U盘');
      cpSync(join(folder, 'sticks', version, name('update', version)), stick, { recursive: true });
      return stick;
    },
    resign: (stick, change, which) => {
      const path = join(stick, 'manifest.json');
      const manifest = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
      change(manifest);
      const bytes = Buffer.from(JSON.stringify(manifest));
      const pem = readFileSync(which === 'other' ? join(folder, 'other-key') : key, 'utf8');
      writeFileSync(path, bytes);
      writeFileSync(join(stick, 'manifest.sig'), signManifest(bytes, createPrivateKey(pem)));
    },
    clear: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
