/**
 * Windows ship to a hub over three PostgreSQL nodes while the node that writes is killed again and again, and Patroni and the leading etcd
 * in turn. Whatever was acknowledged has to stand in the database that is left, to the byte.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { checkStore } from '#electron/hub/check-store.ts';
import { readDatabaseUrl } from '#electron/hub/database-url.ts';
import { openDatabase, type Database } from '#electron/hub/database.ts';
import { RunTaken } from '#shared/post/run.ts';
import { believes, joinBy, post } from '#tests/builders/a-hub.ts';
import { aWindowLog, type WindowLog } from '#tests/builders/a-window-log.ts';
import { hubProcess, type HubProcess } from './hub-process.ts';
import { patroniCluster, type PatroniCluster } from './patroni-cluster.ts';

export interface FailoverSums {
  readonly kills: number;
  readonly otherKills: number;
  readonly acknowledged: number;
  readonly lost: number;
  readonly duplicated: number;
  readonly gaps: number;
  readonly medianOutageSeconds: number;
}

export interface FailoverWish {
  readonly kills: number;
  readonly windows: number;
  readonly onProgress: (kills: number, outageSeconds: number) => void;
}

const OF_A_RUN = 5;
/** Load before a kill, and Patroni's or etcd's time away. */
const CALM_MS = 1500;
const DOWN_MS = 3000;

interface Shipping {
  readonly window: WindowLog;
  readonly hubKey: string;
  /** Up to where it was acknowledged. */
  at: number;
}

/** Instants of acknowledgements, by the steady clock. */
type Moments = number[];

async function ships(one: Shipping, url: string, moments: Moments, goesOn: () => boolean): Promise<void> {
  const { window, hubKey } = one;
  while (goesOn()) {
    while (window.units.length < one.at + OF_A_RUN) window.write();
    const answer = await post(url, '/v1/runs', await window.run(one.at + 1, one.at + OF_A_RUN)).catch(() => null);
    const taken = answer?.status === 200 ? RunTaken.safeParse(answer.body).data : undefined;
    if (taken === undefined || !(await believes(window, hubKey, taken.acknowledgement))) {
      await pause(50);
      continue;
    }
    one.at = taken.acknowledgement.sequence;
    moments.push(performance.now());
  }
}

/** The longest time without an acknowledgement from `since` on, in seconds. */
function outage(moments: Moments, since: number): number {
  const after = moments.filter((moment) => moment >= since - 200);
  const gaps = after.map((moment, at) => moment - (after[at - 1] ?? since));
  return Math.max(0, ...gaps) / 1000;
}

async function joined(hub: HubProcess, number: number): Promise<Shipping> {
  const window = await aWindowLog({ prefix: `F${number}` });
  const { joined: answer } = await joinBy(hub.url, hub.invite(), window);
  if (answer === null) throw new Error('a window was not joined');
  return { window: window.as({ office: answer.office }), hubKey: answer.hubKey, at: 0 };
}

const settled = async (cluster: PatroniCluster, moments: Moments, since: number): Promise<void> => {
  for (const end = performance.now() + 120_000; performance.now() < end; await pause(50))
    if (moments.filter((moment) => moment > since + 1000).length > 3) return;
  throw new Error(`nothing was acknowledged any more: ${await cluster.told()}`);
};

async function killing(cluster: PatroniCluster, wish: FailoverWish, moments: Moments) {
  const outages: number[] = [];
  let otherKills = 0;
  for (let kill = 1; kill <= wish.kills; kill += 1) {
    await cluster.whole();
    await pause(CALM_MS);
    const leader = await cluster.leader();
    const since = performance.now();
    cluster.killPostgres(leader);
    await settled(cluster, moments, since);
    const took = outage(moments, since);
    outages.push(took);
    wish.onProgress(kill, took);
    if (kill % 3 !== 0) continue;
    await cluster.whole();
    if (kill % 2 === 0) await cluster.killPatroni(await cluster.leader(), DOWN_MS);
    else await cluster.killEtcdLeader(DOWN_MS);
    otherKills += 1;
  }
  await cluster.whole();
  const sorted = outages.toSorted((a, b) => a - b);
  return { otherKills, medianOutageSeconds: Math.round((sorted[sorted.length >> 1] ?? 0) * 10) / 10 };
}

/** Rejects when the machine cannot run it. */
export async function failover(wish: FailoverWish): Promise<FailoverSums> {
  const folder = await mkdtemp(join(tmpdir(), 'failover-'));
  const cluster = await patroniCluster();
  let hub: HubProcess | null = null;
  let database: Database | null = null;
  try {
    hub = await hubProcess({ folder, url: cluster.url });
    const windows: Shipping[] = [];
    for (let number = 1; number <= wish.windows; number += 1) windows.push(await joined(hub, number));
    const moments: Moments = [];
    let shipping = true;
    const { url } = hub;
    const load = Promise.all(windows.map(async (one) => await ships(one, url, moments, () => shipping)));
    const told = await killing(cluster, wish, moments).finally(() => {
      shipping = false;
    });
    await load;
    database = openDatabase(readDatabaseUrl(cluster.url) ?? []);
    return { kills: wish.kills, ...told, ...(await compared(database, windows)) };
  } finally {
    await database?.close();
    await hub?.kill();
    await cluster.end();
    await rm(folder, { recursive: true, force: true });
  }
}

async function compared(database: Database, windows: readonly Shipping[]) {
  let [acknowledged, lost, duplicated, gaps] = [0, 0, 0, 0];
  for (const { window, at } of windows) {
    const rows = await database.rows<{ sequence: string; line: string }>(
      'SELECT sequence, line FROM unit WHERE window_id = $1 ORDER BY sequence',
      [window.name.window],
    );
    acknowledged += at;
    for (const [place, unit] of window.units.slice(0, at).entries())
      if (rows[place]?.line !== (unit as { line: string }).line) lost += 1;
    duplicated += rows.length - new Set(rows.map(({ line }) => line)).size;
    gaps += rows.filter(({ sequence }, place) => Number(sequence) !== place + 1).length;
  }
  const { problems } = await checkStore(database);
  return { acknowledged, lost: lost + problems.length, duplicated, gaps };
}
