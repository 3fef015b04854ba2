/** A real PostgreSQL in a folder of its own, and hubs over it, listening on loopback. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { randomUUID } from 'node:crypto';
import { hubCertificate, type HubTls } from '#electron/hub/certificate.ts';
import { openDatabase, type Database } from '#electron/hub/database.ts';
import type { DatabaseTarget } from '#electron/hub/database-url.ts';
import { hubIdentity, type HubIdentity } from '#electron/hub/hub-key.ts';
import { makeReady } from '#electron/hub/migrate.ts';
import { startOwnPostgres, type OwnPostgres } from '#electron/hub/own-postgres.ts';
import { postStore, type PostStore } from '#electron/hub/post-store.ts';
import { hubServer } from '#electron/hub/server.ts';
import type { AdmissionLimits } from '#electron/hub/admission.ts';
import { joinProof, joinSecrets, readJoinCode } from '#shared/crypto/join-code.ts';
import { keyedDigestFits, verifierOf } from '#shared/crypto/signing.ts';
import { acknowledgementText, type Acknowledgement } from '#shared/post/heads.ts';
import { JoinAnswer, JoinReply, joinProofText, joinReplyText, type JoinRequest } from '#shared/post/joining.ts';
import type { WindowLog } from './a-window-log.ts';

export interface TestPostgres {
  readonly folder: string;
  readonly target: DatabaseTarget;
  readonly server: OwnPostgres;
  end(): Promise<void>;
}

export async function aPostgres(): Promise<TestPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'hub-'));
  const started = await startOwnPostgres(folder);
  if (!started.ok) throw new Error(`${started.problem} ${started.detail}`);
  const { server } = started;
  return {
    folder,
    server,
    target: server.target,
    end: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export interface TestHub {
  readonly url: string;
  readonly hub: HubIdentity;
  readonly database: Database;
  readonly store: PostStore;
  readonly log: string[];
  readonly tls: HubTls | null;
  end(): Promise<void>;
}

export interface HubWish {
  readonly area?: 'training' | 'office';
  readonly limits?: AdmissionLimits;
  readonly patienceMs?: number;
  /** Over TLS with a certificate of its own: a new one for each. */
  readonly secure?: boolean;
  readonly port?: number;
}

export async function aHub({ folder, target }: TestPostgres, wish: HubWish = {}): Promise<TestHub> {
  const database = openDatabase([target], { patienceMs: wish.patienceMs ?? 20_000 });
  const ready = await makeReady(database);
  if (!ready.ok) throw new Error(ready.problem);
  const identity = await hubIdentity(database, folder, wish.area ?? null);
  if (!identity.ok) throw new Error(identity.problem);
  const hub = identity.identity;
  const store = postStore(database, hub);
  const log: string[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      log.push(chunk.toString());
      done();
    },
  });
  const tls = wish.secure === true ? await hubCertificate(await mkdtemp(join(folder, 'tls-')), hub) : null;
  const limits = wish.limits === undefined ? {} : { limits: wish.limits };
  const app = hubServer({ database, store, hub, program: 'test', tls, log: stream, ...limits });
  const url = await app.listen({ host: '127.0.0.1', port: wish.port ?? 0 });
  return {
    url,
    hub,
    database,
    store,
    log,
    tls,
    end: async () => {
      await app.close();
      await database.close();
    },
  };
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Headers;
}

/** Posts JSON, packed as a window packs it. */
export async function post(url: string, path: string, message: unknown): Promise<Answer> {
  const response = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' },
    body: gzipSync(JSON.stringify(message)),
  });
  return { status: response.status, body: await response.json(), headers: response.headers };
}

export interface JoinTry {
  readonly answer: Answer;
  /** What the window believes: `null` unless the hub proved that it knows the code. */
  readonly joined: JoinAnswer | null;
}

/** Joins as a window does; `change` makes the request another one. */
export async function joinBy(
  url: string,
  code: string,
  window: WindowLog,
  change: Partial<JoinRequest> = {},
): Promise<JoinTry> {
  const read = readJoinCode(code);
  const { invitation, proofKey } = await joinSecrets(read.ok ? read.secret : code);
  const { area, generation } = window.name;
  const request = JSON.stringify({
    version: 1,
    area,
    window: window.name.window,
    generation,
    prefix: window.prefix,
    publicKey: window.publicKey,
    nonce: randomUUID(),
    ...change,
  });
  const proof = await joinProof(proofKey, joinProofText(request));
  const answer = await post(url, '/v1/join', { version: 1, invitation, request, proof });
  const reply = JoinReply.safeParse(answer.body);
  const proved =
    reply.success && (await keyedDigestFits(proofKey, joinReplyText(request, reply.data.answer), reply.data.proof));
  return { answer, joined: proved ? JoinAnswer.parse(JSON.parse(reply.data.answer)) : null };
}

/** A window that has joined; `office`: one of several. */
export async function joinedTo(hub: TestHub, window: WindowLog, office: string | null = null): Promise<WindowLog> {
  const made = await hub.store.invite(office);
  const { joined, answer } = await joinBy(hub.url, made?.code ?? '', window);
  if (joined === null) throw new Error(JSON.stringify(answer.body));
  return window.as({ office: joined.office });
}

/** Whether a window believes an acknowledgement: signed by its hub, for itself, over its own hash. */
export async function believes(window: WindowLog, hubKey: string, given: Acknowledgement): Promise<boolean> {
  const verify = await verifierOf(hubKey);
  const { office, area, window: name, generation } = window.name;
  const own =
    given.office === office && given.area === area && given.window === name && given.generation === generation;
  const signed = verify !== null && (await verify(acknowledgementText(given), given.signature));
  return signed && own && window.hashes[given.sequence] === given.hash;
}
