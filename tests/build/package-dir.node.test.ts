/** The packaged folder holds what was built and nothing else, with the fuses set. */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { extractFile, listPackage } from '@electron/asar';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyWindow } from '#tests/electron/loopback/running-loopback.ts';

const root = resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'counter-package-'));
const project = join(folder, 'project');
const unpacked = join(folder, 'out', process.arch === 'x64' ? 'linux-unpacked' : `linux-${process.arch}-unpacked`);

/** A built project with things lying beside it that must not be packed. */
function layOut(): void {
  const files: Record<string, string> = {
    'dist/electron/main.js': 'export {};\n',
    'dist/preload/preload.cjs': '\n',
    'dist/loopback/main.js': 'not for the desktop\n',
    'dist/types/a.d.ts': 'not built for running\n',
    'shared/domain/secret.ts': 'source\n',
    'tests/a.ts': 'test\n',
    'node_modules/zod/package.json': '{"name":"zod","version":"4.6.7"}',
    '.env': 'X=1\n',
  };
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(project, path, '..'), { recursive: true });
    writeFileSync(join(project, path), content);
  }
  copyWindow(join(project, 'dist/renderer'));
  writeFileSync(join(project, 'package.json'), readFileSync(join(root, 'package.json')));
}

describe('packaged folder', () => {
  let said = '';
  beforeAll(async () => {
    layOut();
    const args = [join(root, 'build/package-dir.mjs'), '--project', project, '--out', join(folder, 'out')];
    said = (await promisify(execFile)(process.execPath, args, { cwd: root })).stdout;
  }, 120_000);
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('says where it is', () => {
    expect(said).toContain(unpacked);
  });

  it('packs only built files and package.json', () => {
    const listed = listPackage(join(unpacked, 'resources/app.asar'), { isPack: false }).map((path) =>
      path.replaceAll('\\', '/'),
    );
    expect(listed.sort()).toEqual([
      '/dist',
      '/dist/electron',
      '/dist/electron/main.js',
      '/dist/preload',
      '/dist/preload/preload.cjs',
      '/dist/renderer',
      '/dist/renderer/assets',
      '/dist/renderer/assets/style-aaaaaaaa.css',
      '/dist/renderer/assets/window-bbbbbbbb.js',
      '/dist/renderer/index.html',
      '/package.json',
    ]);
    const packed = JSON.parse(extractFile(join(unpacked, 'resources/app.asar'), 'package.json').toString()) as {
      main: string;
    };
    expect(packed.main).toBe('dist/electron/main.js');
  });

  it('has every fuse as the checklist asks, and only the languages that are used', async () => {
    const reader = join(root, 'node_modules/@electron/fuses/dist/bin.js');
    const read = (await promisify(execFile)(process.execPath, [reader, 'read', '--app', join(unpacked, 'counter')]))
      .stdout;
    const states = [...read.matchAll(/^\s+(\w+) is (\w+)$/gmu)]
      .map(([, name, state]) => `${name} ${state}`)
      .filter((line) => !line.startsWith('undefined'));
    expect(states).toEqual([
      'RunAsNode Disabled',
      'EnableCookieEncryption Disabled',
      'EnableNodeOptionsEnvironmentVariable Disabled',
      'EnableNodeCliInspectArguments Disabled',
      'EnableEmbeddedAsarIntegrityValidation Enabled',
      'OnlyLoadAppFromAsar Enabled',
      'LoadBrowserProcessSpecificV8Snapshot Disabled',
      'GrantFileProtocolExtraPrivileges Disabled',
    ]);
    expect(['zh-CN', 'en-US', 'de'].map((locale) => existsSync(join(unpacked, `locales/${locale}.pak`)))).toEqual([
      true,
      true,
      false,
    ]);
  });
});
