/** The window's storage is protected in the browser's own settings, and nothing else of them is touched. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { diskLayer } from '#electron/host/file-layer.ts';
import { protectStorage } from '#electron/loopback/protect-storage.ts';

const origin = 'http://127.0.0.1:47100';
let profile: string;
let file: string;

beforeEach(() => {
  profile = mkdtempSync(join(tmpdir(), 'counter-profile-'));
  file = join(profile, 'Default/Preferences');
});
afterEach(() => rmSync(profile, { recursive: true, force: true }));

const write = (text: string): void => {
  mkdirSync(join(profile, 'Default'));
  writeFileSync(file, text);
};
const read = (): unknown => JSON.parse(readFileSync(file, 'utf8'));
const allowed = (...origins: string[]) => ({
  content_settings: {
    exceptions: { durable_storage: Object.fromEntries(origins.map((one) => [`${one},*`, { setting: 1 }])) },
  },
});

it('makes the settings of a profile that has none', async () => {
  await protectStorage(diskLayer, profile, origin);
  expect(read()).toEqual({ profile: allowed(origin) });
});

it('adds to settings that are there', async () => {
  write(JSON.stringify({ browser: { x: 1 }, profile: { name: 'n', ...allowed('http://127.0.0.1:1') } }));
  await protectStorage(diskLayer, profile, origin);
  expect(read()).toEqual({ browser: { x: 1 }, profile: { name: 'n', ...allowed('http://127.0.0.1:1', origin) } });
});

it('writes nothing when it is allowed already, or the settings cannot be read', async () => {
  for (const text of [JSON.stringify({ profile: allowed(origin) }), '{"torn":']) {
    rmSync(join(profile, 'Default'), { recursive: true, force: true });
    write(text);
    const before = statSync(file).ino;
    await protectStorage(diskLayer, profile, origin);
    expect(readFileSync(file, 'utf8')).toBe(text);
    expect(statSync(file).ino).toBe(before);
  }
});
