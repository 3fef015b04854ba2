/** What the deb does after it is unpacked, and what its starter and settings must never say. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readlinkSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildFolder } from './stub-electron.ts';

const settings = readFileSync(join(buildFolder, 'electron-builder.yml'), 'utf8');

describe('the deb', () => {
  it.runIf(process.getuid?.() === 0)('gives the sandbox helper to root with 4755, and the command a name', () => {
    const root = mkdtempSync(join(tmpdir(), 'counter-deb-'));
    try {
      for (const folder of ['opt/Counter', 'usr/bin']) mkdirSync(join(root, folder), { recursive: true });
      const helper = join(root, 'opt/Counter/chrome-sandbox');
      writeFileSync(helper, '', { mode: 0o755 });
      const script = readFileSync(join(buildFolder, 'after-install.sh'), 'utf8')
        .replaceAll('${sanitizedProductName}', 'Counter')
        .replaceAll('${executable}', 'counter')
        .replaceAll(/'(\/opt|\/usr)/gu, `'${root}$1`);
      execFileSync('/bin/sh', ['-c', script]);
      expect(statSync(helper).mode & 0o7777).toBe(0o4755);
      expect(statSync(helper).uid).toBe(0);
      expect(readlinkSync(join(root, 'usr/bin/counter'))).toBe(join(root, 'opt/Counter/counter'));
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  });

  it('starts on X11, and no target takes the sandbox away', () => {
    expect(settings).toMatch(/executableArgs: \[--ozone-platform=x11\]/u);
    expect(settings).toMatch(/afterInstall: build\/after-install\.sh/u);
    // An AppImage of electron-builder starts with --no-sandbox.
    expect(settings).not.toMatch(/target: AppImage|no-sandbox/u);
    expect(settings).toMatch(/enableCookieEncryption: false/u);
  });
});

describe('the installers', () => {
  /** The lines of one section of the settings. */
  const section = (name: string): string =>
    new RegExp(`^${name}:\\n(?<lines>(?: .*\\n?)+)`, 'mu').exec(settings)?.groups?.['lines'] ?? '';

  it('are made for both architectures', () => {
    expect(section('win')).toMatch(/target: nsis\n\s+arch: \[x64, arm64\]/u);
    expect(section('linux')).toMatch(/target: deb\n\s+arch: \[x64, arm64\]/u);
  });

  it('install for one user without elevation, in Chinese, and leave the data when removed', () => {
    expect(section('nsis')).toMatch(/perMachine: false/u);
    expect(section('nsis')).toMatch(/allowElevation: false/u);
    expect(section('nsis')).toMatch(/deleteAppDataOnUninstall: false/u);
    expect(section('nsis')).toMatch(/installerLanguages: \[zh_CN\]/u);
    expect(settings).not.toMatch(/afterRemove/u);
  });

  it('are signed by the environment: no certificate and no passphrase in the settings', () => {
    expect(settings).not.toMatch(/certificate|password|identity|CSC_/iu);
    expect(settings).toMatch(/^publish: null$/mu);
  });
});
