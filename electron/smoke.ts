/** @file Electron's main process, only under COUNTER_SMOKE=1: waits for the window's first content and tells what it found. */
import type { BrowserWindow } from 'electron';

const WITHIN_MS = 20_000;
const LOOK_EVERY_MS = 100;

/** Runs in the page. */
const LOOK = `({
  rendered: (document.getElementById('root')?.childElementCount ?? 0) > 0,
  storageBuckets: 'storageBuckets' in navigator,
  bridge: typeof globalThis.counterBridge === 'object',
  node: typeof globalThis.require !== 'undefined' || typeof globalThis.process !== 'undefined',
  secureContext: globalThis.isSecureContext,
})`;

export interface SmokeReport {
  readonly rendered: boolean;
  readonly storageBuckets: boolean;
  readonly bridge: boolean;
  /** Must be false: the page sees nothing of Node. */
  readonly node: boolean;
  readonly secureContext: boolean;
}

/** Looks until the window shows something, at most 20 seconds. */
export async function smokeReport(window: BrowserWindow, wait: (ms: number) => Promise<unknown>): Promise<SmokeReport> {
  for (let waited = 0; ; waited += LOOK_EVERY_MS) {
    const seen = (await window.webContents.executeJavaScript(LOOK)) as SmokeReport;
    if (seen.rendered || waited >= WITHIN_MS) return seen;
    await wait(LOOK_EVERY_MS);
  }
}
