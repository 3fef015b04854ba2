/** @file Runs in a browser window: asks the browser to show our own page, not its own, once the host is gone. */

/** Where the build puts `workers/host-gone.ts`: at the root, since a worker answers only for addresses below its own. */
const WORKER_PATH = '/host-gone.js';

/** A browser that refuses it (`serviceWorker` switched off by rule) shows its own error page instead; nothing else depends on it. */
export async function prepareForHostGone(scope: Navigator = navigator): Promise<void> {
  if (!('serviceWorker' in scope)) return;
  try {
    await scope.serviceWorker.register(WORKER_PATH, { scope: '/', type: 'module', updateViaCache: 'none' });
  } catch {
    // Comfort only.
  }
}
