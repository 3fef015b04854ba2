/**
 * Windows ship through lossy links to two hub processes over one real PostgreSQL, while processes and database are killed and started
 * again. What was acknowledged is compared with what the database holds, to the byte.
 */
import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { checkStore } from '#electron/hub/check-store.ts';
import { startOwnPostgres } from '#electron/hub/own-postgres.ts';
import { RunTaken, type Run } from '#shared/post/run.ts';
import { aHub, aPostgres, believes, joinedTo, type TestHub, type TestPostgres } from '#tests/builders/a-hub.ts';
import { aWindowLog, rehashed, type WindowLog } from '#tests/builders/a-window-log.ts';
import { barrier, type Truth } from './claims-in-common.ts';
import { courierWindow } from './courier-windows.ts';
import { hubProcess, type HubProcess } from './hub-process.ts';
import { lossyLink, type LossyLink } from './lossy-link.ts';

export interface SyncSums {
  readonly sent: number;
  readonly lost: number;
  readonly duplicated: number;
  readonly poisoned: number;
  readonly quarantined: number;
  /** How many of the windows were the product's own hosts. */
  readonly couriers: number;
  /** Meetings of two of their claims, each counted at both; those that were missed or told wrongly; claims whose place two windows told differently. */
  readonly met: number;
  readonly wronglyMet: number;
  readonly otherOrder: number;
}

export interface SyncWish {
  readonly entries: number;
  readonly windows: number;
  /** Of the windows, how many are the product's own hosts; the others are test clients that also send what is bad. */
  readonly couriers: number;
  readonly random: () => number;
  /** Time between two kills. */
  readonly killEveryMs: number;
  readonly onProgress: (acknowledged: number, total: number) => void;
}

const REPLY_MS = 8000;
const MOST_OF_A_RUN = 12;
/** One poisoned entry to so many good ones. */
const POISON = 10;

/** Writes one entry that acts on nothing: contents nobody opens, odd lines, sides of four bad kinds. */
async function poison(window: WindowLog, kind: number): Promise<void> {
  if (kind === 0) window.write({ sealed: 'AAAA' });
  else if (kind === 1) window.write({}, (line) => rehashed(line.replace('"blobs":[]', '"blobs":[],"more":1')));
  else window.write();
  const at = window.units.length;
  const line = (window.units[at - 1] as { line: string }).line;
  const sides: Record<number, () => Promise<string>> = {
    2: async () => await Promise.resolve('no side'),
    3: async () => (await window.side(at, 'x')).replace('"body":"x"', '"body":"y"'),
    4: async () => (await window.side(at, 'x')).replace(window.hashes[at] ?? '', 'f'.repeat(64)),
  };
  const side = await sides[kind]?.();
  if (side !== undefined) window.units[at - 1] = { line, side };
}

async function filled(
  hub: TestHub,
  wish: SyncWish,
  number: number,
  good: number,
): Promise<{ window: WindowLog; poisoned: number }> {
  const window = await joinedTo(hub, await aWindowLog({ prefix: `W${number}` }));
  let poisoned = 0;
  for (let entry = 0; entry < good; entry += 1) {
    window.write({ sealed: Buffer.from(randomUUID().repeat(40)).toString('base64') });
    const at = window.units.length;
    const { line } = window.units[at - 1] as { line: string };
    if (wish.random() < 0.5) window.units[at - 1] = { line, side: await window.side(at, randomUUID()) };
    if (entry % POISON !== POISON - 1) continue;
    await poison(window, Math.floor(wish.random() * 5));
    poisoned += 1;
  }
  return { window, poisoned };
}

/** The answer's status and text; `null` when none came whole. */
async function sendOver(port: number, run: Run): Promise<{ status: number; text: string } | null> {
  const body = gzipSync(JSON.stringify(run));
  return await new Promise((settle) => {
    const asked = request({
      host: '127.0.0.1',
      port,
      path: '/v1/runs',
      method: 'POST',
      agent: false,
      headers: { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip', 'Content-Length': body.length },
    });
    const fail = (): void => {
      asked.destroy();
      settle(null);
    };
    asked.setTimeout(REPLY_MS, fail);
    asked.on('error', () => settle(null));
    asked.on('response', (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', () => settle(null));
      response.on('close', () =>
        settle(response.complete ? { status: response.statusCode ?? 0, text: Buffer.concat(parts).toString() } : null),
      );
    });
    asked.end(body);
  });
}

/** Ships until everything is acknowledged; answers with how far it was when the time was over. */
async function ship(
  window: WindowLog,
  hubKey: string,
  links: readonly LossyLink[],
  random: () => number,
  note: (at: number) => void,
): Promise<number> {
  const total = window.units.length;
  let at = 0;
  while (at < total) {
    // Now and then from before or from behind: a repeat, a hole.
    const astray = random();
    const from = Math.min(total, Math.max(1, at + 1 + (astray < 0.15 ? -3 : astray > 0.95 ? 4 : 0)));
    const to = Math.min(total, from + Math.floor(random() * MOST_OF_A_RUN));
    const link = links[Math.floor(random() * links.length)];
    const run = await window.run(from, to);
    // Twice at once: they may arrive in any order.
    const copies = random() < 0.2 ? 2 : 1;
    const answers = await Promise.all(Array.from({ length: copies }, async () => await sendOver(link?.port ?? 0, run)));
    for (const answer of answers) {
      const taken = answer?.status === 200 ? RunTaken.parse(JSON.parse(answer.text)) : null;
      if (taken === null || !(await believes(window, hubKey, taken.acknowledgement))) continue;
      note(Math.max(0, taken.acknowledgement.sequence - at));
      at = Math.max(at, taken.acknowledgement.sequence);
    }
    if (answers.every((answer) => answer?.status !== 200)) await pause(20 + random() * 120);
  }
  return at;
}

/** Kills a process or the database in turn, and starts it again, until told to stop. */
async function killing(
  postgres: TestPostgres,
  hubs: readonly HubProcess[],
  wish: SyncWish,
  goesOn: () => boolean,
): Promise<void> {
  for (let turn = 0; goesOn(); turn += 1) {
    await pause(wish.killEveryMs);
    if (!goesOn()) return;
    const hub = hubs[turn % (hubs.length + 1)];
    if (hub === undefined) {
      await postgres.server.stop(true);
      await startOwnPostgres(postgres.folder);
    } else {
      await hub.kill();
      await hub.start();
    }
  }
}

/** Rejects when the machine cannot run it. */
export async function lossySync(wish: SyncWish): Promise<SyncSums> {
  const postgres = await aPostgres();
  const own = await aHub(postgres);
  const hubs: HubProcess[] = [];
  const links: LossyLink[] = [];
  try {
    const each = Math.ceil(wish.entries / wish.windows);
    const logs: { window: WindowLog; poisoned: number }[] = [];
    for (let number = 1; number <= wish.windows - wish.couriers; number += 1)
      logs.push(await filled(own, wish, number, each));
    for (let at = 0; at < 2; at += 1) {
      const hub = await hubProcess(postgres);
      hubs.push(hub);
      links.push(await lossyLink(() => hub.port, wish.random));
    }
    const total = logs.reduce((sum, { window }) => sum + window.units.length, 0);
    let done = 0;
    let shipping = true;
    const killer = killing(postgres, hubs, wish, () => shipping);
    const note = (more: number): void => {
      done += more;
      wish.onProgress(done, total);
    };
    const truth: Truth = new Map();
    const together = barrier(wish.couriers);
    const couriers = Promise.all(
      Array.from({ length: wish.couriers }, async (_, at) => {
        const { random } = wish;
        const port = links[at % links.length]?.port ?? 0;
        return await courierWindow(own, { number: at + 1, entries: each, port, random, truth, together });
      }),
    );
    const reached = await Promise.all(
      logs.map(async ({ window }) => await ship(window, own.hub.publicKey, links, wish.random, note)),
    );
    const real = await couriers;
    shipping = false;
    await killer;
    const sums = await sumsOf(own, logs, reached);
    const add = (name: 'sent' | 'lost' | 'duplicated'): number =>
      real.reduce((total, one) => total + one[name], sums[name]);
    return {
      ...sums,
      sent: add('sent'),
      lost: add('lost'),
      duplicated: add('duplicated'),
      couriers: wish.couriers,
      met: real.reduce((total, { met }) => total + met, 0),
      wronglyMet: real.reduce((total, one) => total + one.wronglyMet, 0),
      otherOrder: placedDifferently(real.map(({ places }) => places)),
    };
  } finally {
    for (const link of links) link.close();
    for (const hub of hubs) await hub.kill();
    await own.end();
    await postgres.end();
  }
}

function placedDifferently(told: readonly ReadonlyMap<string, number>[]): number {
  const places = new Map<string, number>();
  const differing = new Set<string>();
  for (const one of told)
    for (const [claim, place] of one) {
      if ((places.get(claim) ?? place) !== place) differing.add(claim);
      places.set(claim, place);
    }
  return differing.size;
}

async function sumsOf(
  own: TestHub,
  logs: readonly { window: WindowLog; poisoned: number }[],
  reached: readonly number[],
): Promise<Pick<SyncSums, 'sent' | 'lost' | 'duplicated' | 'poisoned' | 'quarantined'>> {
  let [lost, duplicated, quarantined, good, poisoned] = [0, 0, 0, 0, 0];
  for (const [at, log] of logs.entries()) {
    const rows = await own.database.rows<{ line: string; side: string | null; quarantined: string | null }>(
      'SELECT line, side, quarantined FROM unit WHERE window_id = $1 ORDER BY sequence',
      [log.window.name.window],
    );
    for (const [place, unit] of log.window.units.slice(0, reached[at]).entries()) {
      const { line, side = null } = unit as { line: string; side?: string };
      if (rows[place]?.line !== line || rows[place].side !== side) lost += 1;
    }
    duplicated += rows.length - new Set(rows.map(({ line }) => line)).size;
    quarantined += rows.filter((row) => row.quarantined !== null).length;
    poisoned += log.poisoned;
    good += log.window.units.length - log.poisoned;
  }
  const { problems } = await checkStore(own.database);
  return { sent: good, lost: lost + problems.length, duplicated, poisoned, quarantined };
}
