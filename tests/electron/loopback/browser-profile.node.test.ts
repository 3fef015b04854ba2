/** The settings of the browser's profile: nothing typed is kept, storage is protected, the rest of them stays as it is. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { diskLayer } from '#electron/host/file-layer.ts';
import { prepareProfile, PROFILE_PREFERENCES, SHARED_PREFERENCES } from '#electron/loopback/browser-profile.ts';

const origin = 'http://127.0.0.1:47100';
let profile: string;
let file: string;
let shared: string;

beforeEach(() => {
  profile = mkdtempSync(join(tmpdir(), 'counter-profile-'));
  file = join(profile, 'Default/Preferences');
  shared = join(profile, 'Local State');
  mkdirSync(join(profile, 'Default'));
});
afterEach(() => rmSync(profile, { recursive: true, force: true }));

const read = (path = file): unknown => JSON.parse(readFileSync(path, 'utf8'));
const at = (path: string, settings: unknown): unknown =>
  path.split('.').reduce((place, key) => (place as Record<string, unknown> | undefined)?.[key], settings);
const allowed = (...origins: string[]) => ({
  content_settings: {
    exceptions: { durable_storage: Object.fromEntries(origins.map((one) => [`${one},*`, { setting: 1 }])) },
  },
});

function expectPrepared(): void {
  for (const [name, value] of Object.entries(PROFILE_PREFERENCES))
    expect([name, at(name, read())]).toEqual([name, value]);
  for (const [name, value] of Object.entries(SHARED_PREFERENCES))
    expect([name, at(name, read(shared))]).toEqual([name, value]);
  expect(read()).toMatchObject({ profile: allowed(origin) });
}

describe('the profile is prepared', () => {
  it('before its first start: no password, form, spelling, sign-in, translation or crash report', async () => {
    rmSync(join(profile, 'Default'), { recursive: true });
    await prepareProfile(diskLayer, profile, origin);
    expectPrepared();
    expect(read()).toMatchObject({
      credentials_enable_service: false,
      autofill: { profile_enabled: false, credit_card_enabled: false },
      spellcheck: { use_spelling_service: false },
      browser: { enable_spellchecking: false },
      signin: { allowed: false },
      translate: { enabled: false },
    });
    expect(read(shared)).toEqual({ user_experience_metrics: { reporting_enabled: false } });
  });

  it('again at each start, where something was switched on in between; the rest stays', async () => {
    const own = { browser: { window: 1 }, profile: { name: 'n', ...allowed('http://127.0.0.1:1') } };
    writeFileSync(file, JSON.stringify({ ...own, credentials_enable_service: true, autofill: 'odd' }));
    writeFileSync(shared, JSON.stringify({ was: 1, user_experience_metrics: { reporting_enabled: true } }));
    await prepareProfile(diskLayer, profile, origin);
    expectPrepared();
    expect(read()).toMatchObject({
      browser: { window: 1 },
      profile: { name: 'n', ...allowed('http://127.0.0.1:1', origin) },
    });
    expect(read(shared)).toMatchObject({ was: 1 });
  });

  it('where the settings cannot be read: the browser would begin with its own', async () => {
    for (const path of [file, shared]) writeFileSync(path, '{"torn":');
    await prepareProfile(diskLayer, profile, origin);
    expect(read()).toMatchObject({ credentials_enable_service: false });
    expectPrepared();
  });

  it('and what the browser kept before it was told is removed, once', async () => {
    const kept = join(profile, 'Default/Login Data');
    writeFileSync(kept, 'names');
    await prepareProfile(diskLayer, profile, origin);
    expect(existsSync(kept)).toBe(false);
    writeFileSync(kept, 'the empty one that the browser made');
    await prepareProfile(diskLayer, profile, origin);
    expect(existsSync(kept)).toBe(true);
  });

  it('without writing when everything stands', async () => {
    await prepareProfile(diskLayer, profile, origin);
    const before = [file, shared].map((path) => statSync(path).ino);
    await prepareProfile(diskLayer, profile, origin);
    expect([file, shared].map((path) => statSync(path).ino)).toEqual(before);
  });

  it('or the start fails: no browser on a profile that keeps what is typed', async () => {
    const full = {
      ...diskLayer,
      writeWhole: () => Promise.reject(Object.assign(new Error('full'), { code: 'ENOSPC' })),
    };
    await expect(prepareProfile(full, profile, origin)).rejects.toMatchObject({ code: 'ENOSPC' });
  });
});
