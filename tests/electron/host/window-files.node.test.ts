/** What the window is served and shown, and who holds a lock: nothing from outside, no process taken for another. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CONTENT_SECURITY_POLICY, securityHeaders } from '#electron/host/content-security.ts';
import { diskLayer } from '#electron/host/file-layer.ts';
import { judgeHolder, ownIdentity, startTicksOf } from '#electron/host/process-identity.ts';
import { revealFolder, systemOpener } from '#electron/host/reveal.ts';
import { writeSamples } from '#electron/host/samples.ts';
import { readStaticFile } from '#electron/host/static-files.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'counter-window-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('the headers of the window', () => {
  it('let in nothing from elsewhere', () => {
    expect(securityHeaders).toEqual({
      'Content-Security-Policy': CONTENT_SECURITY_POLICY,
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'X-Frame-Options': 'SAMEORIGIN',
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Cross-Origin-Embedder-Policy': 'require-corp',
      'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=()',
    });
    expect(CONTENT_SECURITY_POLICY.split('; ').sort()).toEqual([
      "base-uri 'none'",
      "connect-src 'self'",
      "default-src 'self'",
      "font-src 'self'",
      "form-action 'none'",
      "frame-ancestors 'self'",
      "img-src 'self' data:",
      "object-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "worker-src 'self'",
    ]);
  });
});

describe('a file of the window', () => {
  const root = (): string => join(folder, 'dist');
  beforeEach(() => {
    mkdirSync(join(root(), 'assets'), { recursive: true });
    mkdirSync(join(folder, 'dist-other'));
    for (const name of ['index.html', 'a.JS', '中文.css', 'noext', 'assets/app-abcd1234.js', 'assets/plain.js'])
      writeFileSync(join(root(), name), name);
    for (const name of ['secret.txt', 'dist-other/secret.txt']) writeFileSync(join(folder, name), 'secret');
  });

  it.each([
    ['/', 'text/html; charset=utf-8', false],
    ['/index.html', 'text/html; charset=utf-8', false],
    ['/a.JS', 'text/javascript; charset=utf-8', false],
    ['/%E4%B8%AD%E6%96%87.css', 'text/css; charset=utf-8', false],
    ['/assets/app-abcd1234.js', 'text/javascript; charset=utf-8', true],
    ['/assets/plain.js', 'text/javascript; charset=utf-8', false],
    ['/assets/../index.html', 'text/html; charset=utf-8', false],
  ])('%s is served as %s', async (path, type, hashed) => {
    expect(await readStaticFile(root(), path)).toMatchObject({ type, hashed });
    expect(await readStaticFile(`${root()}/`, path)).toMatchObject({ type, hashed });
  });

  it.each([
    '/../secret.txt',
    '/..%2Fsecret.txt',
    '/../dist-other/secret.txt',
    '/..\\secret.txt',
    '/index.html%00.txt',
    '/%',
    '/noext',
    '/none.html',
    '/assets',
  ])('%s is not there', async (path) => {
    expect(await readStaticFile(root(), path)).toBeNull();
  });
});

describe('a folder that is shown', () => {
  const opened: string[] = [];
  const open = async (path: string): Promise<boolean> => {
    opened.push(path);
    return await Promise.resolve(!path.endsWith('refused'));
  };
  const refused = (path: string) => ({
    ok: false,
    failure: { code: 'bad-request', detail: { channel: 'folder.reveal', path } },
  });

  it('lies in a folder of the program, links followed', async () => {
    opened.length = 0;
    for (const name of ['root/in', 'root/refused', 'rooted', 'out']) mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(join(folder, 'root/file'), 'x');
    symlinkSync(join(folder, 'out'), join(folder, 'root/link'));
    const roots = [join(folder, 'none'), join(folder, 'root')];
    const show = async (name: string) => await revealFolder(join(folder, name), roots, open);
    expect(await show('root')).toMatchObject({ ok: true });
    expect(await show('root/in')).toMatchObject({ ok: true });
    for (const name of ['rooted', 'out', 'root/link', 'root/file', 'root/none', '.', 'root/..'])
      expect(await show(name)).toEqual(refused('folder'));
    expect(opened).toEqual([join(folder, 'root'), join(folder, 'root/in')]);
    expect(await show('root/refused')).toEqual(refused('file-manager'));
    expect(await revealFolder(folder, [], open)).toEqual(refused('folder'));
  });

  it('takes a program that is installed, and a display', () => {
    writeFileSync(join(folder, 'xdg-open'), '', { mode: 0o755 });
    writeFileSync(join(folder, 'open'), '', { mode: 0o644 });
    const display = { DISPLAY: ':0' };
    expect(systemOpener({ PATH: `/none:${folder}`, ...display }, 'linux')).not.toBeNull();
    expect(systemOpener({ PATH: folder, WAYLAND_DISPLAY: 'w' }, 'linux')).not.toBeNull();
    expect(systemOpener({ PATH: folder }, 'linux')).toBeNull();
    expect(systemOpener({ PATH: '/none', ...display }, 'linux')).toBeNull();
    expect(systemOpener({ ...display }, 'linux')).toBeNull();
    expect(systemOpener({ PATH: folder }, 'darwin')).toBeNull();
    expect(systemOpener({ PATH: folder, ...display }, 'freebsd')).toBeNull();
  });

  it('is opened by that program, or the failure is told', async () => {
    writeFileSync(join(folder, 'xdg-open'), '#!/bin/sh\nexit 0\n', { mode: 0o755 });
    const before = process.env['PATH'];
    const opener = systemOpener({ PATH: folder, DISPLAY: ':0' }, 'linux');
    process.env['PATH'] = folder;
    try {
      expect(await opener?.(folder)).toBe(true);
      rmSync(join(folder, 'xdg-open'));
      expect(await opener?.(folder)).toBe(false);
    } finally {
      process.env['PATH'] = before;
    }
  });
});

describe('samples', () => {
  it('are written again, and other files stay', async () => {
    writeFileSync(join(folder, 'mine.txt'), 'x');
    const files = [{ fileName: 'a.csv', contentBase64: Buffer.from('甲').toString('base64') }];
    for (let round = 0; round < 2; round += 1)
      expect(await writeSamples(diskLayer, folder, files)).toEqual({ ok: true, value: folder });
    expect(new TextDecoder().decode((await diskLayer.readWhole(join(folder, 'a.csv'))) ?? undefined)).toBe('甲');
    expect((await diskLayer.list(folder)).toSorted()).toEqual(['a.csv', 'mine.txt']);
  });
});

describe('the holder of a lock', () => {
  const self = ownIdentity();
  const dead = 2 ** 22 + 1;

  it('is this process as the system tells it', () => {
    expect(self.pid).toBe(process.pid);
    expect(self.startTicks).toMatch(/^\d+$/u);
    expect(self.startTicks).toBe(startTicksOf(process.pid));
    expect(startTicksOf(dead)).toBeNull();
    expect(startTicksOf(process.ppid)).not.toBe(self.startTicks);
  });

  it.each<[string, Partial<typeof self>, string]>([
    ['the very process', {}, 'alive'],
    ['a number in use again', { startTicks: '1' }, 'dead'],
    ['a number of nobody', { pid: dead }, 'dead'],
    ['before the machine began anew', { boot: 'other' }, 'dead'],
    ['another machine', { host: 'other', boot: 'other' }, 'unsure'],
    ['another process space', { processSpace: 'pid:[1]' }, 'unsure'],
    ['a system that does not tell', { startTicks: null }, 'unsure'],
    ['a dead one that was not told', { startTicks: null, pid: dead }, 'dead'],
  ])('%s is %s', (_, change, judged) => {
    expect(judgeHolder({ ...self, ...change }, self)).toBe(judged);
  });
});
