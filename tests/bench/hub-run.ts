/**
 * Entries a second through one hub process, beside the bare client: multi-row INSERTs of the same lines through `pg`, in runs of the
 * same size, over as many connections as the hub has, in turns with it in the same run. All windows ship at once.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { Pool } from 'pg';
import { aHub, aPostgres, joinedTo } from '../builders/a-hub.ts';
import { aWindowLog, type WindowLog } from '../builders/a-window-log.ts';
import { hubProcess } from '../faults/hub-process.ts';

const setting = (name: string, usual: number): number => {
  const found = process.argv.flatMap((text) => new RegExp(`^${name}=(\\d+)$`, 'u').exec(text)?.[1] ?? [])[0];
  return Number(found ?? usual);
};
const windows = setting('WINDOWS', 20);
const ofARun = setting('RUN', 10);
const rounds = setting('ROUNDS', 3);
/** About 4,000 entries a round, at least two runs of each window. */
const runsOfARound = Math.max(2, Math.round(4000 / windows / ofARun));
const CONNECTIONS = 10;
/** Windows of one office; more are further offices, as in a city. */
const OF_AN_OFFICE = 20;
/** An entry of a case of a few persons. */
const SEALED_BYTES = 2200;

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

const postgres = await aPostgres();
const own = await aHub(postgres);
const hub = await hubProcess(postgres);
const agent = new Agent({ keepAlive: true, maxSockets: windows });
const logs: WindowLog[] = [];
const offices = Array.from({ length: Math.ceil(windows / OF_AN_OFFICE) }, () => randomUUID());
for (let number = 0; number < windows; number += 1) {
  const office = offices[Math.floor(number / OF_AN_OFFICE)] ?? null;
  logs.push(await joinedTo(own, await aWindowLog({ prefix: `B${number}` }), office));
}
const bare = new Pool({ ...postgres.target, max: CONNECTIONS });
await bare.query(
  'CREATE TABLE bare (window_id uuid, sequence bigint, hash text, line text, PRIMARY KEY (window_id, sequence))',
);
await bare.query('ALTER TABLE bare ALTER COLUMN line SET STORAGE EXTERNAL');
await bare.query('ALTER TABLE bare SET (toast_tuple_target = 8160)');

/** Runs that the hub sent away with a time to wait. */
let sentAway = 0;

/** Milliseconds from the first try to the acknowledgement, whatever the hub had it wait. */
async function post(body: Buffer): Promise<number> {
  const began = performance.now();
  for (;;) {
    const wait = await tried(body);
    if (wait === null) return performance.now() - began;
    sentAway += 1;
    await pause(wait * 1000);
  }
}

/** `null` once it is taken; else the seconds that the hub asks for. */
async function tried(body: Buffer): Promise<number | null> {
  return await new Promise((settle, fail) => {
    const headers = { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip', 'Content-Length': body.length };
    const asked = request(
      { host: '127.0.0.1', port: hub.port, path: '/v1/runs', method: 'POST', agent, headers },
      (response) => {
        response.resume();
        response.on('end', () => {
          if (response.statusCode === 200) settle(null);
          else if (response.statusCode === 429) settle(Number(response.headers['retry-after'] ?? 1));
          else fail(new Error(`hub answered ${response.statusCode}`));
        });
      },
    );
    asked.on('error', fail);
    asked.end(body);
  });
}

async function insert(log: WindowLog, from: number, to: number): Promise<void> {
  const rows = log.units
    .slice(from - 1, to)
    .map((unit, at) => [log.name.window, from + at, log.hashes[from + at], (unit as { line: string }).line]);
  const places = rows.map((_, at) => `($${at * 4 + 1}, $${at * 4 + 2}, $${at * 4 + 3}, $${at * 4 + 4})`);
  await bare.query(`INSERT INTO bare VALUES ${places.join(', ')}`, rows.flat());
}

const rates: { hub: number[]; bare: number[] } = { hub: [], bare: [] };
const times: number[] = [];
const entries = windows * runsOfARound * ofARun;
for (let round = 0; round < rounds; round += 1) {
  const before = logs[0]?.units.length ?? 0;
  const runs: { log: WindowLog; from: number; to: number; body: Buffer }[][] = [];
  for (const log of logs) {
    for (let at = 0; at < runsOfARound * ofARun; at += 1)
      log.write({ sealed: randomBytes(SEALED_BYTES).toString('base64') });
    const own: (typeof runs)[number] = [];
    for (let from = before + 1; from <= log.units.length; from += ofARun) {
      const to = from + ofARun - 1;
      own.push({ log, from, to, body: gzipSync(JSON.stringify(await log.run(from, to)), { level: 1 }) });
    }
    runs.push(own);
  }
  const throughHub = async (): Promise<void> => {
    const began = performance.now();
    await Promise.all(
      runs.map(async (own) => {
        for (const { body } of own) times.push(await post(body));
      }),
    );
    rates.hub.push(entries / ((performance.now() - began) / 1000));
  };
  const throughClient = async (): Promise<void> => {
    const began = performance.now();
    await Promise.all(
      runs.map(async (own) => {
        for (const { log, from, to } of own) await insert(log, from, to);
      }),
    );
    rates.bare.push(entries / ((performance.now() - began) / 1000));
  };
  for (const one of round % 2 === 0 ? [throughHub, throughClient] : [throughClient, throughHub]) await one();
}
agent.destroy();
await bare.end();
await hub.kill();
await own.end();
await postgres.end();

const [entriesPerSecond, bareClientPerSecond] = [Math.round(median(rates.hub)), Math.round(median(rates.bare))];
const p95Ms = Math.round([...times].sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0);
const ratio = Math.round((entriesPerSecond / bareClientPerSecond) * 100) / 100;
const told = {
  name: 'hub',
  engine: 'postgresql',
  windows,
  offices: offices.length,
  run: ofARun,
  entriesPerSecond,
  bareClientPerSecond,
  ratio,
  p95Ms,
  sentAway,
};
process.stdout.write(`${JSON.stringify(told)}\n`);
