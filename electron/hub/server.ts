/** The hub's HTTP: the table of endpoints over the store, with bounds on everything and logs that name nobody. */
import Fastify, {
  LogController,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
} from 'fastify';
import { endpoints, type About, type EndpointName } from '#shared/post/endpoints.ts';
import { POST_VERSION } from '#shared/post/parts.ts';
import { problemStatus, type PostProblem } from '#shared/post/problem.ts';
import { runLimits } from '#shared/post/run.ts';
import { admission, usualLimits, type AdmissionLimits } from './admission.ts';
import { DatabaseError, type Database } from './database.ts';
import type { HubTls } from './certificate.ts';
import type { HubIdentity } from './hub-key.ts';
import { metrics } from './metrics.ts';
import { answered, type Answered } from './answered.ts';
import type { PostStore } from './post-store.ts';
import { readRequest } from './read-request.ts';

export interface ServerParts {
  readonly database: Database;
  readonly store: PostStore;
  readonly hub: HubIdentity;
  readonly program: string;
  /** `null` on this machine alone: plain HTTP. */
  readonly tls?: HubTls | null;
  readonly limits?: AdmissionLimits;
  /** One line of JSON each; `null` for silence. */
  readonly log: NodeJS.WritableStream | null;
}

/** A slow writer may not hold a place for ever; the whole request has to be there by then. */
const REQUEST_MS = 60_000;
const DATABASE_RETRY_SECONDS = 3;
const STOPPING_RETRY_SECONDS = 5;
const ON_THIS_MACHINE = /^(?:127\.|::1$|::ffff:127\.)/u;

declare module 'fastify' {
  interface FastifyRequest {
    /** Bytes that were let in, until they are let out. */
    admitted: number | null;
    /** What goes into the log beside route, status and time. */
    said: Record<string, number | string>;
  }
}

/** Not yet listening. */
export function hubServer(parts: ServerParts): FastifyInstance {
  const { store, hub, database } = parts;
  const gate = admission(parts.limits ?? usualLimits, Math.random);
  const counted = metrics();
  const { tls = null } = parts;
  const options: FastifyServerOptions = {
    logger: parts.log === null ? false : { stream: parts.log, base: null },
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: runLimits.requestBytes,
    requestTimeout: REQUEST_MS,
    connectionTimeout: REQUEST_MS,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
  };
  // Both answer alike; only the type of the server inside differs.
  const secured = { ...options, https: { key: tls?.key, cert: tls?.cert, minVersion: 'TLSv1.3' } };
  const app = Fastify(tls === null ? options : (secured as FastifyServerOptions));
  let stopping = false;
  app.addHook('preClose', async () => {
    stopping = true;
    await Promise.resolve();
  });
  app.decorateRequest('admitted', null);
  app.decorateRequest('said');
  // Everything is JSON of ours, read by its own schema.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    done(null, body);
  });

  const refuse = async (request: FastifyRequest, reply: FastifyReply, problem: PostProblem): Promise<FastifyReply> => {
    request.said['problem'] = problem.code;
    if ('retryAfterSeconds' in problem) reply.header('Retry-After', Math.ceil(problem.retryAfterSeconds));
    return await reply.code(problemStatus[problem.code]).send({ error: problem });
  };

  const release = (request: FastifyRequest): void => {
    if (request.admitted !== null) gate.leave(request.admitted);
    request.admitted = null;
  };
  app.addHook('onRequest', async (request, reply) => {
    request.said = {};
    reply.header('Cache-Control', 'no-store');
    if (request.method === 'GET') return;
    if (stopping)
      return await refuse(request, reply, {
        code: 'unavailable',
        reason: 'stopping',
        retryAfterSeconds: STOPPING_RETRY_SECONDS,
      });
    const bytes = Math.min(Number(request.headers['content-length'] ?? runLimits.requestBytes), runLimits.requestBytes);
    const seconds = gate.enter(bytes);
    if (seconds !== null) return await refuse(request, reply, { code: 'busy', retryAfterSeconds: seconds });
    request.admitted = bytes;
    // Where somebody hangs up there may never be a response that finishes; the place must not be lost with him.
    reply.raw.once('close', () => release(request));
  });
  app.addHook('onRequestAbort', async (request) => {
    request.said['aborted'] = 1;
    await Promise.resolve();
  });
  app.addHook('onResponse', async (request, reply) => {
    release(request);
    const route = request.routeOptions.url ?? 'other';
    counted.answered(route, reply.statusCode, reply.elapsedTime / 1000);
    if (route.startsWith('/v1/') || reply.statusCode >= 400)
      request.log.info({ route, status: reply.statusCode, ms: Math.round(reply.elapsedTime), ...request.said });
    await Promise.resolve();
  });

  app.setErrorHandler(async (error, request, reply) => {
    const failure = error instanceof DatabaseError ? error : null;
    if (failure !== null) {
      request.said['database'] = failure.code;
      return await refuse(request, reply, {
        code: 'unavailable',
        reason: failure.reason,
        retryAfterSeconds: DATABASE_RETRY_SECONDS + 2 * Math.random(),
      });
    }
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'FST_ERR_CTP_BODY_TOO_LARGE')
      return await refuse(request, reply, { code: 'too-large', sequence: null });
    if (code.startsWith('FST_ERR_CTP'))
      return await refuse(request, reply, { code: 'malformed', path: 'content-type' });
    // The message of a bug may quote data: its kind and place are enough.
    request.log.error({ bug: error instanceof Error ? error.name : 'unknown', at: firstPlace(error) });
    return await refuse(request, reply, {
      code: 'unavailable',
      reason: 'internal',
      retryAfterSeconds: DATABASE_RETRY_SECONDS,
    });
  });
  app.setNotFoundHandler(async (request, reply) => await refuse(request, reply, { code: 'not-found' }));

  const answer = async <T>(request: FastifyRequest, reply: FastifyReply, result: Answered<T>): Promise<FastifyReply> =>
    result.ok ? await reply.send(result.value) : await refuse(request, reply, result.problem);

  const serve = <T, A>(
    name: Exclude<EndpointName, 'about'>,
    schema: Parameters<typeof readRequest<T>>[0],
    work: (asked: T, request: FastifyRequest) => Promise<Answered<A>>,
  ): void => {
    app.post(endpoints[name].path, async (request, reply) => {
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const asked = await readRequest(schema, body, request.headers['content-encoding']);
      return await answer(request, reply, asked.ok ? await work(asked.value, request) : asked);
    });
  };

  app.get(endpoints.about.path, async (_request, reply) => {
    const about: About = {
      service: 'counter-post',
      versions: [POST_VERSION],
      area: hub.area,
      hub: hub.hub,
      hubKey: hub.publicKey,
      epoch: await store.epoch(),
      program: parts.program,
      ...(tls === null ? {} : { certificate: tls.certificate }),
    };
    return await reply.send(about);
  });
  serve('join', endpoints.join.request, async (letter) => await store.join(letter));
  serve('state', endpoints.state.request, async (asked) => await store.logState(asked));
  serve('fetch', endpoints.fetch.request, async (letter) => await store.fetch(letter));
  serve('keys', endpoints.keys.request, async (letter) => await store.keepKeys(letter));
  serve('office', endpoints.office.request, async (letter) => await store.keepOffice(letter));
  serve('claims', endpoints.claims.request, async (letter) => await store.keepClaims(letter));
  serve('figures', endpoints.figures.request, async (letter) => await store.keepFigures(letter));
  serve('overview', endpoints.overview.request, async (letter) => await store.overview(letter));
  serve('dispatches', endpoints.dispatches.request, async (letter) => await store.keepDispatches(letter));
  serve('documents', endpoints.documents.request, async (letter) => await store.keepDocuments(letter));
  serve('documentPart', endpoints.documentPart.request, async (letter) => await store.keepPart(letter));
  serve('documentFetch', endpoints.documentFetch.request, async (wish) => await store.partOf(wish));
  serve('invite', endpoints.invite.request, async (letter) => await store.inviteBy(letter));
  serve('rolls', endpoints.rolls.request, async (letter) => await store.exchangeRolls(letter));
  serve('handover', endpoints.handover.request, async (letter) => await store.handOver(letter));
  serve('runs', endpoints.runs.request, async (run, request) => {
    const { office, window } = run.head;
    const seconds = gate.enterLog(office, window);
    if (seconds !== null) return { ok: false, problem: { code: 'busy', retryAfterSeconds: seconds } };
    try {
      const taken = await store.takeRun(run);
      if (!taken.ok) return taken;
      const { added, acknowledgement, quarantined } = taken.value;
      Object.assign(request.said, { units: run.units.length, added, quarantined: quarantined.length });
      counted.took(added, added > 0 ? quarantined.length : 0);
      return answered({ acknowledgement, quarantined });
    } finally {
      gate.leaveLog(office, window);
    }
  });

  app.get('/health', async (_request, reply) => {
    const well = await database.rows('SELECT 1').then(
      () => true,
      () => false,
    );
    const state = stopping ? 'stopping' : well ? 'ok' : 'database';
    return await reply.code(state === 'ok' ? 200 : 503).send({ state });
  });
  app.get('/metrics', async (request, reply) => {
    // How much an office works is for this machine's monitoring, not for the network.
    if (!ON_THIS_MACHINE.test(request.ip)) return await refuse(request, reply, { code: 'not-found' });
    const { requests, bytes } = gate.current();
    // Without a database the rest is told all the same.
    const stored = await store.documentFigures().catch(() => null);
    const gauges = {
      hub_requests_inside: requests,
      hub_bytes_inside: bytes,
      hub_database_busy: database.busy(),
      ...(stored === null
        ? {}
        : {
            hub_documents: stored.documents,
            hub_documents_coming: stored.coming,
            hub_document_bytes: stored.bytes,
          }),
    };
    return await reply.type('text/plain; version=0.0.4').send(counted.text(gauges));
  });
  return app;
}

const firstPlace = (error: unknown): string =>
  error instanceof Error
    ? (error.stack
        ?.split('\n')
        .find((line) => line.trimStart().startsWith('at '))
        ?.trim() ?? '')
    : '';
