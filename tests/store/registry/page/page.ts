/** A bare window over the product's own registry client and worker, driven by tests and benches in real Chromium. */
import { openRegistryStore } from '#renderer/store/registry/registry-client.ts';
import type { ImportRequest, RegistryStore } from '#renderer/store/registry/registry-store.ts';

type Order = Omit<ImportRequest, 'file'>;

let store: RegistryStore | null = null;
let outcome: Promise<unknown> = Promise.resolve(null);
let abort = new AbortController();
const progress: string[] = [];

function opened(): RegistryStore {
  if (store === null) throw new Error('not open');
  return store;
}

/** Longest time (ms) that this window's thread did not come round, since the last call. */
let longestGap = 0;
let last = performance.now();
setInterval(() => {
  const now = performance.now();
  longestGap = Math.max(longestGap, now - last);
  last = now;
}, 4);

const probe = {
  /** Opens the copies of a made-up installation; the key is always the same, so that a killed browser can come back. */
  async open(installationId: string): Promise<string> {
    const raw = Uint8Array.from({ length: 32 }, (_, index) => index);
    const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
    const seed = Uint8Array.from({ length: 16 }, (_, index) => 255 - index);
    const result = await openRegistryStore({ area: 'training', installationId, key, seed });
    if (!result.ok) return result.failure.code;
    store = result.value.store;
    return 'open';
  },
  /** Starts importing the file of the input, or `text`; {@link probe.outcome} waits for the end. */
  begin(order: Order, text?: string): void {
    const input = document.querySelector<HTMLInputElement>('#file');
    const file = text === undefined ? input?.files?.[0] : new File([text], 'made.csv');
    if (!file) throw new Error('no file');
    progress.length = 0;
    abort = new AbortController();
    outcome = opened().importCopy({ ...order, file }, (now) => progress.push(now.phase), abort.signal);
  },
  outcome: () => outcome,
  cancel: () => abort.abort(),
  phases: () => [...new Set(progress)],
  async timedImport(order: Order): Promise<{ ms: number; gap: number; result: unknown }> {
    longestGap = 0;
    last = performance.now();
    const began = performance.now();
    probe.begin(order);
    const result = await outcome;
    return { ms: performance.now() - began, gap: longestGap, result };
  },
  async lookup(citizenIds: readonly string[]): Promise<{ ms: number; rows: number }> {
    const began = performance.now();
    const set = await opened().gather({ citizenIds });
    const ms = performance.now() - began;
    return { ms, rows: set.ok ? (set.value.insurance?.rows.length ?? -1) : -2 };
  },
  gather: (citizenIds: readonly string[]) => opened().gather({ citizenIds }),
  copies: () => opened().copies(),
  status: () => opened().status(),
  verify: () => opened().verifyCopies(),
  problems: (packId: string, from: number, limit: number) => opened().problems(packId, from, limit),
  find: (text: string, limit: number) => opened().findEmployers(text, limit),
};

declare global {
  interface Window {
    readonly registry: typeof probe;
  }
}
Object.defineProperty(window, 'registry', { value: probe });
