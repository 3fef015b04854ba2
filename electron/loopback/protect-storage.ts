/**
 * A browser clears what pages have stored when the disk is nearly full, unless the page may keep it, and it grants that by
 * how much a site is used. This browser's profile is ours and shows nothing but the window: the window may keep its data.
 */
import { join } from 'node:path';
import { z } from 'zod';
import type { FileLayer } from '../host/file-layer.ts';
import { readJsonFile, writeJson } from '../host/json-file.ts';

const ALLOWED = 1;
const PATH = ['profile', 'content_settings', 'exceptions', 'durable_storage'] as const;
type Settings = Record<string, unknown>;
const AnySettings = z.record(z.string(), z.unknown());

function within(settings: Settings, key: string): Settings {
  const inner = AnySettings.safeParse(settings[key]);
  const value = inner.success ? inner.data : {};
  settings[key] = value;
  return value;
}

/**
 * Allows `origin` to keep its data, in the settings of a profile that no browser has open. Settings that cannot be read
 * are the browser's own affair and stay as they are. Rejects with errno errors.
 */
export async function protectStorage(layer: FileLayer, profile: string, origin: string): Promise<void> {
  const folder = join(profile, 'Default');
  const file = join(folder, 'Preferences');
  const read = await readJsonFile(layer, file, AnySettings);
  if (read.state === 'damaged') return;
  const settings = read.state === 'good' ? read.value : {};
  const allowed = PATH.reduce(within, settings);
  const pattern = `${origin},*`;
  if (AnySettings.safeParse(allowed[pattern]).data?.['setting'] === ALLOWED) return;
  allowed[pattern] = { setting: ALLOWED };
  await layer.makeFolder(folder);
  await writeJson(layer, file, settings);
}
