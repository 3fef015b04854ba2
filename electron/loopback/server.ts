/**
 * The browser host's door: 127.0.0.1 only. Static files need no cookie; channels and presence do. Every request must name
 * our own host (a page of another site whose name was pointed here does not), and a call must come from our own origin.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { failed, success, type Result } from '#shared/contract/failure.ts';
import { answer, type ChannelHandlers } from '#shared/contract/host.ts';
import {
  CHANNEL_PATH,
  INSTANCE_HEADER,
  PRESENCE_PATH,
  SECRET_HEADER,
  SESSION_PATH,
  WINDOW_PATH,
} from '#shared/contract/http.ts';
import { securityHeaders } from '../host/content-security.ts';
import { errnoOf } from '../host/disk-failure.ts';
import { readStaticFile } from '../host/static-files.ts';
import type { Presence } from './presence.ts';
import { readBody } from './read-body.ts';
import { enterPage, refusalPage, tokenForm } from './session-page.ts';
import { sameSecret, type Sessions } from './session.ts';

/** Room for the largest channel request: an export piece or a page to print, as JSON. */
const LARGEST_REQUEST = 40 << 20;
const LARGEST_FORM = 4096;

export interface ServerParts {
  readonly port: number;
  readonly instanceId: string;
  /** Folder of the built window. */
  readonly staticRoot: string;
  readonly handlers: ChannelHandlers;
  readonly sessions: Sessions;
  readonly presence: Presence;
  /** What a second start must show. */
  readonly secret: string;
  readonly openWindow: () => Promise<void>;
  readonly onBug: (error: unknown) => void;
}

interface Exchange {
  readonly parts: ServerParts;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly path: string;
}

/** The address that windows use. IndexedDB belongs to it, so `localhost` is another place. */
export const originOf = (port: number): string => `http://127.0.0.1:${port}`;

function reply(
  { parts, request, response }: Exchange,
  status: number,
  type: string,
  body: string | Uint8Array,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, {
    ...securityHeaders,
    'Content-Type': type,
    'Cache-Control': 'no-store',
    [INSTANCE_HEADER]: parts.instanceId,
    ...headers,
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

const HTML = 'text/html; charset=utf-8';
/** The small pages around the token are forms; everything else may not submit any. */
const FORM_PAGE = {
  'Content-Security-Policy': "default-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
};

const replyJson = (exchange: Exchange, status: number, result: Result<unknown>): void => {
  reply(exchange, status, 'application/json; charset=utf-8', JSON.stringify(result));
};

const replyEmpty = (exchange: Exchange, status: number): void => {
  reply(exchange, status, 'text/plain; charset=utf-8', '');
};

/** A call comes from our own page: its Origin is ours and the browser does not say otherwise. */
function fromOwnPage({ parts, request }: Exchange, originRequired: boolean): boolean {
  const { origin } = request.headers;
  if (origin === undefined ? originRequired : origin !== originOf(parts.port)) return false;
  const site = request.headers['sec-fetch-site'];
  return site === undefined || site === 'same-origin';
}

async function onChannel(exchange: Exchange): Promise<void> {
  const { parts, request, path } = exchange;
  const channel = path.slice(CHANNEL_PATH.length);
  if (request.method !== 'POST') {
    replyEmpty(exchange, 405);
    return;
  }
  if (!fromOwnPage(exchange, true) || !parts.sessions.holds(request.headers.cookie)) {
    replyJson(exchange, 401, failed('not-authorised'));
    return;
  }
  if (!/^application\/json(;|$)/u.test(request.headers['content-type'] ?? '')) {
    replyJson(exchange, 415, failed('bad-request', { path: 'content-type' }));
    return;
  }
  const body = await readBody(request, LARGEST_REQUEST);
  const parsed = body === null ? null : parseJson(body);
  if (parsed === null) {
    replyJson(exchange, body === null ? 413 : 400, failed('bad-request', { path: 'body' }));
    return;
  }
  replyJson(exchange, 200, await answer(parts.handlers, channel, parsed.value, parts.onBug));
}

function parseJson(text: string): { readonly value: unknown } | null {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return null;
  }
}

function onPresence(exchange: Exchange): void {
  const { parts, request, response } = exchange;
  if (request.method !== 'GET') {
    replyEmpty(exchange, 405);
    return;
  }
  if (!fromOwnPage(exchange, false) || !parts.sessions.holds(request.headers.cookie)) {
    replyEmpty(exchange, 401);
    return;
  }
  response.writeHead(200, {
    ...securityHeaders,
    'Content-Type': 'text/event-stream',
    'Cache-Control': 'no-store',
    [INSTANCE_HEADER]: parts.instanceId,
  });
  // The id tells a window that reconnects by itself to a restarted host.
  response.write(`event: instance\ndata: ${parts.instanceId}\n\n`);
  parts.presence.attach(response);
}

/** Here alone Origin may be `null`: the token comes from a file. */
async function onSession(exchange: Exchange): Promise<void> {
  const { parts, request } = exchange;
  const { origin } = request.headers;
  if (request.method === 'GET' || request.method === 'HEAD') {
    reply(exchange, 200, HTML, tokenForm(false), FORM_PAGE);
    return;
  }
  if (request.method !== 'POST') {
    replyEmpty(exchange, 405);
    return;
  }
  if (origin !== undefined && origin !== 'null' && origin !== originOf(parts.port)) {
    replyEmpty(exchange, 403);
    return;
  }
  const form = new URLSearchParams((await readBody(request, LARGEST_FORM)) ?? '');
  const cookie = parts.sessions.exchange(form.get('token') ?? '');
  if (cookie === null) reply(exchange, 401, HTML, tokenForm(true), FORM_PAGE);
  else reply(exchange, 200, HTML, enterPage(), { ...FORM_PAGE, 'Set-Cookie': cookie });
}

/** A second start is a program, not a page: no Origin, and the secret from the data folder. */
async function onWindow(exchange: Exchange): Promise<void> {
  const { parts, request } = exchange;
  const secret = request.headers[SECRET_HEADER];
  const good =
    request.method === 'POST' &&
    request.headers.origin === undefined &&
    typeof secret === 'string' &&
    sameSecret(secret, parts.secret);
  if (!good) {
    replyEmpty(exchange, 403);
    return;
  }
  await parts.openWindow();
  replyJson(exchange, 200, success({}));
}

/** A typed address without a cookie: the form for the token instead of a page that can do nothing. */
function typedWithoutSession({ parts, request, path }: Exchange): boolean {
  return path === '/' && request.headers['sec-fetch-site'] === 'none' && !parts.sessions.holds(request.headers.cookie);
}

async function onStatic(exchange: Exchange): Promise<void> {
  const { parts, request, path } = exchange;
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    replyEmpty(exchange, 405);
    return;
  }
  if (typedWithoutSession(exchange)) {
    reply(exchange, 303, HTML, '', { Location: SESSION_PATH });
    return;
  }
  const file = await readStaticFile(parts.staticRoot, path);
  // Browsers ask for it by themselves; without one that is no error to show.
  if (file === null) replyEmpty(exchange, path === '/favicon.ico' ? 204 : 404);
  else
    reply(
      exchange,
      200,
      file.type,
      file.bytes,
      file.hashed ? { 'Cache-Control': 'public, max-age=31536000, immutable' } : {},
    );
}

async function route(exchange: Exchange): Promise<void> {
  const { parts, request, path } = exchange;
  if (request.headers.host !== `127.0.0.1:${parts.port}`) {
    reply(exchange, 421, HTML, refusalPage(`请使用地址 ${originOf(parts.port)}/`), FORM_PAGE);
    return;
  }
  if (path.startsWith(CHANNEL_PATH)) await onChannel(exchange);
  else if (path === PRESENCE_PATH) onPresence(exchange);
  else if (path === SESSION_PATH) await onSession(exchange);
  else if (path === WINDOW_PATH) await onWindow(exchange);
  else await onStatic(exchange);
}

function serve(parts: ServerParts, request: IncomingMessage, response: ServerResponse): void {
  const path = (request.url ?? '/').split('?')[0] ?? '/';
  const exchange: Exchange = { parts, request, response, path };
  route(exchange).catch((error: unknown) => {
    parts.onBug(error);
    if (response.headersSent) response.destroy();
    else replyJson(exchange, 500, failed('internal-error'));
  });
}

export interface RunningServer {
  close(): Promise<void>;
}

/** Listens on 127.0.0.1; `port-busy` when somebody else has the port. */
export async function startServer(parts: ServerParts): Promise<Result<RunningServer>> {
  const server = createServer({ requestTimeout: 120_000, headersTimeout: 15_000 }, (request, response) => {
    serve(parts, request, response);
  });
  return await new Promise((resolve) => {
    server.once('error', (error) => {
      if (errnoOf(error) === 'EADDRINUSE' || errnoOf(error) === 'EACCES')
        resolve(failed('port-busy', { port: parts.port }));
      else throw error;
    });
    server.listen({ host: '127.0.0.1', port: parts.port, exclusive: true }, () => {
      resolve(success({ close: async () => await closeServer(server, parts.presence) }));
    });
  });
}

async function closeServer(server: Server, presence: Presence): Promise<void> {
  presence.close();
  const closed = new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
  });
  server.closeIdleConnections();
  // Calls in the middle get a moment to be answered: an append may be on its way to the disk.
  const force = setTimeout(() => {
    server.closeAllConnections();
  }, 2000);
  await closed;
  clearTimeout(force);
}
