/** @file Electron's main process: whether the operating system keeps secrets for this user. A convenience, never the base case. */
import { safeStorage } from 'electron';

/**
 * `basic_text` is a password written into Chromium's source, `unknown` is no promise: both count as no vault.
 * Asked only after the app is ready.
 */
export async function hasOsKeyVault(platform: NodeJS.Platform): Promise<boolean> {
  if (!(await safeStorage.isAsyncEncryptionAvailable())) return false;
  if (platform !== 'linux') return true;
  const backend = safeStorage.getSelectedStorageBackend();
  return backend !== 'basic_text' && backend !== 'unknown';
}
