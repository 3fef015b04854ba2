/** @file Electron's main process: serves the built window under app://counter, and nothing else. */
import { protocol, type Session } from 'electron';
import { APP_SCHEME, isAppUrl } from './app-address.ts';
import { securityHeaders } from './host/content-security.ts';
import { readStaticFile } from './host/static-files.ts';

/** Before the app is ready. Checklist 18: a custom protocol instead of file://. */
export function declareAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

const headersFor = (type: string): Record<string, string> => ({
  ...securityHeaders,
  'Content-Type': type,
  'Cache-Control': 'no-store',
});

/** Answers one request of the window: a file of `staticRoot`, with the content security policy on each (checklist 7). */
export async function serveAppRequest(staticRoot: string, request: Request): Promise<Response> {
  if (!isAppUrl(request.url)) return new Response('', { status: 403, headers: headersFor('text/plain') });
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return new Response('', { status: 405, headers: headersFor('text/plain') });
  const file = await readStaticFile(staticRoot, new URL(request.url).pathname);
  if (file === null) return new Response('', { status: 404, headers: headersFor('text/plain') });
  return new Response(request.method === 'HEAD' ? null : file.bytes, { status: 200, headers: headersFor(file.type) });
}

/** The window's own files in its session. `script`: one more, at a path of its own, where the program tries itself. */
export function serveApp(
  session: Session,
  staticRoot: string,
  script: { readonly path: string; readonly text: string } | null,
): void {
  session.protocol.handle(APP_SCHEME, async (request) =>
    script !== null && isAppUrl(request.url) && new URL(request.url).pathname === script.path
      ? new Response(script.text, { headers: headersFor('text/javascript; charset=utf-8') })
      : await serveAppRequest(staticRoot, request),
  );
}
