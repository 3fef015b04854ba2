/**
 * @file Electron's main process, only under COUNTER_SMOKE=1: proves on this machine what the program rests on. The names of the
 * proofs are those of build/try-electron.mjs, which chooses the host by them.
 */
import type { BrowserWindow } from 'electron';

const WITHIN_MS = 20_000;
const LOOK_EVERY_MS = 100;

/** Where the worker of the proofs is served, in this mode only: the content security policy allows no worker from a blob. */
export const SMOKE_WORKER_PATH = '/smoke-worker.js';

/** Runs in the worker: database, storage bucket and a file handle as the packs use them, each written and read back. */
export const SMOKE_WORKER = `
const proofs = { worker: true, indexedDb: false, storageBucket: false, fileHandle: false };
const asked = (request) => new Promise((done, refused) => {
  request.onsuccess = () => done(request.result);
  request.onerror = () => refused(request.error);
});
async function prove() {
  const opening = indexedDB.open('smoke', 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore('rows');
  const database = await asked(opening);
  await asked(database.transaction('rows', 'readwrite').objectStore('rows').put('kept', 1));
  proofs.indexedDb = (await asked(database.transaction('rows').objectStore('rows').get(1))) === 'kept';
  const bucket = await navigator.storageBuckets.open('smoke');
  proofs.storageBucket = true;
  const file = await (await bucket.getDirectory()).getFileHandle('smoke', { create: true });
  const handle = await file.createSyncAccessHandle();
  handle.write(new Uint8Array([7]), { at: 0 });
  handle.flush();
  const back = new Uint8Array(1);
  handle.read(back, { at: 0 });
  handle.close();
  proofs.fileHandle = back[0] === 7;
}
prove().catch(() => undefined).finally(() => postMessage(proofs));
`;

/** Runs in the page. */
const LOOK = `(document.getElementById('root')?.childElementCount ?? 0) > 0`;
const PROVE = `(async () => {
  const soon = (work, otherwise) => Promise.race([work, new Promise((done) => setTimeout(() => done(otherwise), 10000))]);
  const fromWorker = new Promise((done) => {
    const worker = new Worker(${JSON.stringify(SMOKE_WORKER_PATH)});
    worker.onmessage = (event) => done(event.data);
    worker.onerror = () => done({});
  });
  const answer = await soon(Promise.resolve(globalThis.counterBridge?.['host.describe']?.({})).catch(() => null), null);
  const noNode = typeof globalThis.require === 'undefined' && typeof globalThis.process === 'undefined';
  return {
    ipc: answer?.ok === true,
    isolated: noNode && globalThis.isSecureContext && typeof globalThis.counterBridge === 'object',
    ...(await soon(fromWorker, {})),
  };
})()`;

export interface SmokeReport {
  readonly visible: boolean;
  /** What the window shows is more than one colour. */
  readonly painted: boolean;
  readonly rendered: boolean;
  readonly ipc: boolean;
  readonly worker: boolean;
  readonly indexedDb: boolean;
  readonly storageBucket: boolean;
  readonly fileHandle: boolean;
  /** The page sees nothing of Node, and its context is secure. */
  readonly isolated: boolean;
}

/** Four bytes a point: whether any differs from the first. */
function hasContent(bitmap: Uint8Array): boolean {
  for (let at = 4; at < bitmap.length; at += 1) if (bitmap[at] !== bitmap[at - 4]) return true;
  return false;
}

async function isPainted(window: BrowserWindow): Promise<boolean> {
  return await window.webContents.capturePage().then(
    (image) => !image.isEmpty() && hasContent(image.toBitmap()),
    () => false,
  );
}

/** Looks until the window shows something, at most 20 seconds, then tries the rest. */
export async function smokeReport(window: BrowserWindow, wait: (ms: number) => Promise<unknown>): Promise<SmokeReport> {
  const { webContents } = window;
  let rendered = false;
  let painted = false;
  for (let waited = 0; waited < WITHIN_MS; waited += LOOK_EVERY_MS) {
    rendered = (await webContents.executeJavaScript(LOOK)) === true;
    painted = rendered && window.isVisible() && (await isPainted(window));
    if (painted) break;
    await wait(LOOK_EVERY_MS);
  }
  const found = (await webContents.executeJavaScript(PROVE)) as Partial<SmokeReport>;
  return {
    visible: window.isVisible(),
    painted,
    rendered,
    ipc: found.ipc === true,
    worker: found.worker === true,
    indexedDb: found.indexedDb === true,
    storageBucket: found.storageBucket === true,
    fileHandle: found.fileHandle === true,
    isolated: found.isolated === true,
  };
}
