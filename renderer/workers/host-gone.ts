/**
 * @file The service worker of the browser host. It has one answer: a page in Chinese when a reload or a navigation finds
 * no program behind the address. It keeps nothing, neither data nor the program: each page comes from the host that runs.
 */
import { HOST_GONE_POLICY, hostGonePage } from '#shared/wording/host-gone.ts';

/** The part of `ServiceWorkerGlobalScope` that is used; its own library cannot stand beside that of a page. */
interface WorkerScope extends EventTarget {
  readonly registration: ServiceWorkerRegistration;
  skipWaiting(): Promise<void>;
}
interface WaitingEvent extends Event {
  waitUntil(done: Promise<unknown>): void;
}
interface InstallEvent extends WaitingEvent {
  /** Since Chromium 123. */
  addRoutes?(rules: readonly { readonly condition: object; readonly source: 'network' }[]): Promise<void>;
}
interface NavigationEvent extends Event {
  readonly request: Request;
  readonly preloadResponse: Promise<Response | undefined>;
  respondWith(response: Promise<Response>): void;
}

const worker = globalThis as unknown as WorkerScope;

/** Calls and files need not wait until a sleeping worker is awake. */
const PAST_THE_WORKER = [
  { condition: { requestMethod: 'POST' }, source: 'network' },
  ...['cors', 'no-cors', 'same-origin'].map((requestMode) => ({
    condition: { requestMode },
    source: 'network' as const,
  })),
] as const;

const gone = (): Response =>
  new Response(hostGonePage(), {
    status: 503,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      'Content-Security-Policy': HOST_GONE_POLICY,
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Embedder-Policy': 'require-corp',
    },
  });

/** The browser's own request (preload) is taken: one that the worker made would no longer tell the host who typed the address. */
async function answered(event: NavigationEvent): Promise<Response> {
  try {
    return (await event.preloadResponse) ?? (await fetch(event.request));
  } catch {
    return gone();
  }
}

worker.addEventListener('install', (event) => {
  const installing = event as InstallEvent;
  // Nothing is kept that an older page could miss.
  installing.waitUntil(
    Promise.all([worker.skipWaiting(), installing.addRoutes?.(PAST_THE_WORKER).catch(() => undefined)]),
  );
});
worker.addEventListener('activate', (event) => {
  (event as WaitingEvent).waitUntil(worker.registration.navigationPreload.enable());
});
worker.addEventListener('fetch', (event) => {
  const navigation = event as NavigationEvent;
  if (navigation.request.mode === 'navigate' && navigation.request.method === 'GET')
    navigation.respondWith(answered(navigation));
});
