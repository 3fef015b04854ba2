/**
 * The browser's own settings in the profile that shows nothing but the window. A browser would offer to keep passphrases
 * and note beside them who typed them, remember what stands in fields, send words to a spelling service, and clear what pages have
 * stored when the disk is nearly full: all of that is off before the browser starts, and put right at every start.
 * The names are those of Chromium 156 (components/…/pref_names.h); a browser keeps names that it does not know.
 */
import { join } from 'node:path';
import { z } from 'zod';
import type { FileLayer } from '../host/file-layer.ts';
import { readJsonFile, writeJson } from '../host/json-file.ts';

type Settings = Record<string, unknown>;
type Wanted = Readonly<Record<string, boolean | number>>;
const AnySettings = z.record(z.string(), z.unknown());

/** `NetworkPredictionOptions::kDisabled`: no connections made ahead. */
const NEVER = 2;
/** A feature switched off by whoever runs the machine. */
const SWITCHED_OFF = 1;
/** `CONTENT_SETTING_ALLOW`. */
const ALLOWED = 1;

/** `Default/Preferences`. */
export const PROFILE_PREFERENCES: Wanted = {
  // Passwords and passkeys: none offered, none kept, none asked about outside.
  credentials_enable_service: false,
  credentials_enable_autosignin: false,
  credentials_enable_passkeys: false,
  credentials_enable_automatic_passkey_upgrades: false,
  'profile.password_manager_leak_detection': false,
  'password_manager.password_sharing_enabled': false,
  // What was typed in fields.
  'autofill.profile_enabled': false,
  'autofill.credit_card_enabled': false,
  'autofill.payment_cvc_storage': false,
  'autofill.autofill_ai.identity_entities_enabled': false,
  'payments.can_make_payment_enabled': false,
  // Pages that were seen, with their titles.
  'history.saving_disabled': true,
  // Spelling, translation, suggestions, reports: what would leave the machine.
  'browser.enable_spellchecking': false,
  'spellcheck.use_spelling_service': false,
  'translate.enabled': false,
  'search.suggest_enabled': false,
  'alternate_error_pages.enabled': false,
  'safebrowsing.enabled': false,
  'safebrowsing.scout_reporting_enabled': false,
  'url_keyed_anonymized_data_collection.enabled': false,
  'net.network_prediction_options': NEVER,
  'lens.policy.lens_overlay_settings': SWITCHED_OFF,
  'browser.gemini_settings': SWITCHED_OFF,
  // Signing in to the browser's maker.
  'signin.allowed': false,
  'signin.allowed_on_next_startup': false,
};

/** `Local State`, which all profiles of a browser share: crash reports and statistics stay here. */
export const SHARED_PREFERENCES: Wanted = { 'user_experience_metrics.reporting_enabled': false };

/** Where a browser that was not told keeps passwords, who has them, and what was typed in fields. */
const KEPT_BY_MISTAKE = ['Login Data', 'Login Data For Account', 'Web Data', 'Account Web Data', 'History'].flatMap(
  (name) => [name, `${name}-journal`],
);

function within(settings: Settings, key: string): Settings {
  const inner = AnySettings.safeParse(settings[key]);
  const value = inner.success ? inner.data : {};
  settings[key] = value;
  return value;
}

/** Sets what differs at its place; whether anything did. */
function put(settings: Settings, path: readonly string[], value: unknown): boolean {
  const last = path.at(-1) ?? '';
  const place = path.slice(0, -1).reduce(within, settings);
  if (place[last] === value) return false;
  place[last] = value;
  return true;
}

const putAll = (settings: Settings, wanted: Wanted): boolean =>
  Object.entries(wanted)
    .map(([name, value]) => put(settings, name.split('.'), value))
    .some(Boolean);

function allowStorage(settings: Settings, origin: string): boolean {
  const path = ['profile', 'content_settings', 'exceptions', 'durable_storage', `${origin},*`, 'setting'];
  return put(settings, path, ALLOWED);
}

/** Changes a settings file where `change` finds something to change. One that cannot be read is made anew, as the browser does. */
async function settle(layer: FileLayer, file: string, change: (settings: Settings) => boolean): Promise<void> {
  const read = await readJsonFile(layer, file, AnySettings);
  const settings = read.state === 'good' ? read.value : {};
  if (change(settings)) await writeJson(layer, file, settings);
}

/**
 * Prepares a profile that no browser has open: nothing typed is kept by the browser, `origin` may keep its data. Where the
 * settings stood otherwise, what the browser may have kept meanwhile is removed. Rejects with errno errors: no
 * browser may then be started on it.
 */
export async function prepareProfile(layer: FileLayer, profile: string, origin: string): Promise<void> {
  const folder = join(profile, 'Default');
  await layer.makeFolder(folder);
  await settle(layer, join(profile, 'Local State'), (settings) => putAll(settings, SHARED_PREFERENCES));
  const file = join(folder, 'Preferences');
  const read = await readJsonFile(layer, file, AnySettings);
  // First what was kept, then the settings: an interrupted start does both again.
  if (read.state !== 'good' || putAll(structuredClone(read.value), PROFILE_PREFERENCES))
    for (const name of KEPT_BY_MISTAKE) await layer.remove(join(folder, name));
  await settle(layer, file, (settings) => {
    const changed = putAll(settings, PROFILE_PREFERENCES);
    return allowStorage(settings, origin) || changed;
  });
}
