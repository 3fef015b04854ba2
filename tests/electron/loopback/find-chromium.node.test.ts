import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findChromium, majorIn } from '#electron/loopback/find-chromium.ts';
import { browserArguments } from '#electron/loopback/open-window.ts';
import { readOptions } from '#electron/loopback/options.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'counter-find-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});
const install = (name: string, version: string): void => {
  writeFileSync(join(folder, name), `#!/bin/sh\necho "${version}"\n`, { mode: 0o755 });
};
const find = async () => await findChromium({ PATH: folder }, 'linux');

describe('finding a browser', () => {
  it.each([
    ['Chromium 156.0.8078.79 built on Debian', 156],
    ['Google Chrome 122.0.6261.57 ', 122],
    ['Microsoft Edge 139.0.1.2', 139],
    ['uos-browser 6.0', null],
    ['', null],
  ])('reads the version in %j', (text, major) => {
    expect(majorIn(text)).toBe(major);
  });

  it('takes the first that is new enough', async () => {
    install('chromium', 'Chromium 118.0.0.0');
    install('microsoft-edge', 'Microsoft Edge 130.0.0.0');
    expect(await find()).toEqual({
      ok: true,
      value: { name: 'Edge', path: join(folder, 'microsoft-edge'), major: 130 },
    });
  });

  it('names the newest of those that are too old', async () => {
    install('chromium', 'Chromium 100.0.0.0');
    install('google-chrome', 'Google Chrome 121.0.0.0');
    expect(await find()).toEqual({
      ok: false,
      failure: { code: 'browser-too-old', detail: { browser: 'Chrome', version: 121, required: 122 } },
    });
  });

  it('says when there is none', async () => {
    expect(await find()).toEqual({ ok: false, failure: { code: 'browser-not-found' } });
  });
});

describe('starting a browser', () => {
  const start = {
    program: 'chromium',
    profile: '/d/browser-profile',
    page: '/d/session/open-1.html',
    withoutSandbox: false,
    extraFlags: [],
  };

  it('keeps its sandbox unless run as root, has its own profile and no network of its own', () => {
    const flags = browserArguments(start);
    expect(flags).not.toContain('--no-sandbox');
    expect(flags).toEqual(
      expect.arrayContaining([
        '--user-data-dir=/d/browser-profile',
        '--disable-background-networking',
        '--disable-sync',
      ]),
    );
    expect(flags.at(-1)).toBe('--app=file:///d/session/open-1.html');
    expect(browserArguments({ ...start, withoutSandbox: true })).toContain('--no-sandbox');
  });

  it('lingers only after a window that it opened itself', () => {
    expect(readOptions({ DISPLAY: ':0' }, 'linux', false)).toMatchObject({ browser: 'start', lingerMs: 10_000 });
    expect(readOptions({}, 'linux', false)).toMatchObject({ browser: 'print', lingerMs: null });
    expect(readOptions({ COUNTER_BROWSER: 'none', DISPLAY: ':0' }, 'linux', true)).toMatchObject({
      browser: 'none',
      lingerMs: null,
    });
    expect(
      readOptions({ COUNTER_LINGER_MS: '500', COUNTER_BROWSER_FLAGS: '--headless=new --x' }, 'linux', false),
    ).toMatchObject({ browser: 'start', lingerMs: 500, extraFlags: ['--headless=new', '--x'] });
  });
});
