/**
 * The browser host as a process of its own over a real folder, ended by SIGKILL at random moments while its window saves, destroys
 * keys and makes backups; then started again and compared with what it had acknowledged. The window is this process, over HTTP.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fastHash } from '#electron/host/journal-file.ts';
import { loopbackHost } from '#renderer/host/loopback-host.ts';
import { GENESIS, type AnyEntry } from '#shared/casework/journal.ts';
import { hashedText } from '#shared/casework/journal-line.ts';
import type { JournalState } from '#shared/contract/channels.ts';
import type { Host } from '#shared/contract/host.ts';
import { anEntry, found } from '#tests/builders/host-requests.ts';

export interface KillSums {
  kills: number;
  acknowledged: number;
  backups: number;
  lost: number;
  reusedNumbers: number;
  gaps: number;
  /** Starts that cut an unfinished line. */
  repaired: number;
}

export interface KillParts {
  /** Path of the built host. */
  readonly program: string;
  readonly kills: number;
  readonly random: () => number;
  readonly onProgress: (sums: KillSums) => void;
}

interface Running {
  readonly child: ChildProcess;
  readonly host: Host;
  readonly ended: Promise<void>;
}

async function start(program: string, data: string): Promise<Running> {
  const env = { PATH: process.env['PATH'], COUNTER_BROWSER: 'none', COUNTER_DATA: data };
  const child = spawn(process.execPath, [program], {
    env: { ...env, COUNTER_WITNESS: `${data}-witness` },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((done) => child.once('close', () => done()));
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (said += text.toString()));
  for (let turn = 0; turn < 3000 && !said.includes('\n') && child.exitCode === null; turn += 1) await pause(10);
  const { address, page } = JSON.parse(said.split('\n')[0] ?? '') as { address: string; page: string };
  const origin = address.replace(/\/$/u, '');
  const token = /name="token" value="([^"]+)"/u.exec(await readFile(page, 'utf8'))?.[1] ?? '';
  const session = await fetch(`${origin}/session`, {
    method: 'POST',
    headers: { origin: 'null' },
    body: new URLSearchParams({ token }),
  });
  const cookie = (session.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const host = loopbackHost({
    fetch: async (path, init) =>
      await fetch(`${origin}${path as string}`, {
        ...init,
        headers: { ...(init?.headers as Record<string, string>), origin, cookie, 'sec-fetch-site': 'same-origin' },
      }),
    openStream: () => {
      throw new Error('no stream here');
    },
    wait: async () => await Promise.resolve(),
  });
  return { child, host, ended };
}

async function stateOf(host: Host): Promise<JournalState> {
  const state = await host.call('journal.state', { area: 'training' });
  if (!state.ok) throw new Error(`state: ${state.failure.code}`);
  return state.value;
}

/** Everything that stands in the ledger, by its window's own door. */
async function entriesOf(host: Host): Promise<AnyEntry[]> {
  const all: AnyEntry[] = [];
  for (;;) {
    const read = await host.call('journal.read', { area: 'training', after: all.length, limit: 5000 });
    if (!read.ok) throw new Error(`read: ${read.failure.code}`);
    if (read.value.entries.length === 0) return all;
    all.push(...read.value.entries);
  }
}

/** Kills that often. Rejects where the host cannot be started again, which is worse than any figure. */
export async function killedHost({ program, kills, random, onProgress }: KillParts): Promise<KillSums> {
  const sums: KillSums = { kills: 0, acknowledged: 0, backups: 0, lost: 0, reusedNumbers: 0, gaps: 0, repaired: 0 };
  const root = await mkdtemp(join(tmpdir(), 'counter-killed-'));
  const data = join(root, 'data');
  /** Hash by sequence, key by subject, as they were acknowledged. */
  const owed = new Map<number, string>();
  const keys = new Map<string, string>();
  const destroyed = new Set<string>();

  const work = async (host: Host): Promise<void> => {
    const made = anEntry(await stateOf(host), { contentKey: randomUUID(), sealed: 'QUJD'.repeat(1 + random() * 3000) });
    const [victim] = keys.keys();
    const purges = random() < 0.15 && victim !== undefined;
    const purge = { kind: 'purge', takeNumbers: [], marks: { destroys: [victim ?? ''] } };
    const entry = purges ? anEntry(await stateOf(host), purge) : made;
    // From here on it may be gone, acknowledged or not.
    if (purges) keys.delete(victim);
    const done = await host.call('journal.append', { area: 'training', entry });
    if (!done.ok) throw new Error(done.failure.code);
    owed.set(done.value.sequence, done.value.hash);
    sums.acknowledged += 1;
    if (purges) destroyed.add(victim);
    else keys.set(entry.header.subjectId, entry.contentKey ?? '');
    if (random() < 0.05 && (await host.call('backup.run', { area: 'training' })).ok) sums.backups += 1;
  };

  const compare = async (host: Host): Promise<void> => {
    const state = await stateOf(host);
    if (state.cutBytes > 0) sums.repaired += 1;
    sums.lost += state.troubles.length;
    const entries = await entriesOf(host);
    let head = GENESIS;
    for (const entry of entries) {
      if (entry.previous !== head || fastHash(hashedText(entry)) !== entry.hash) sums.lost += 1;
      head = entry.hash;
    }
    for (const [sequence, hash] of owed) if (entries[sequence - 1]?.hash !== hash) sums.lost += 1;
    const numbers = entries.flatMap(({ header }) => header.numbers.map(({ value }) => value));
    sums.reusedNumbers += numbers.length - new Set(numbers).size;
    sums.gaps += numbers.filter((value, at) => value !== at + 1).length;
    const held = await host.call('contentKeys.read', { area: 'training' });
    const file = await readFile(join(data, 'areas/training/content-keys.jsonl'), 'utf8').catch(() => '');
    for (const [subject, key] of keys) if (!held.ok || held.value.keys[subject] !== key) sums.lost += 1;
    for (const subject of destroyed)
      if (file.split('\n').some((line) => line.includes(subject) && !line.includes('"wrapped":null'))) sums.lost += 1;
  };

  try {
    let running = await start(program, data);
    await found(running.host, 'training');
    // Where there is no second device, backups are not part of it: the figure says so.
    const stick = await mkdtemp('/dev/shm/counter-killed-').catch(() => null);
    if (stick !== null) await running.host.call('backup.choose', { area: 'training', place: stick });
    while (sums.kills < kills) {
      const { child, host, ended } = running;
      const killing = pause(20 + random() * 400).then(() => child.kill('SIGKILL'));
      try {
        for (;;) await work(host);
      } catch (error) {
        if (!child.killed) throw error;
      }
      await killing;
      await ended;
      sums.kills += 1;
      running = await start(program, data);
      await compare(running.host);
      onProgress(sums);
    }
    running.child.kill('SIGTERM');
    await running.ended;
    if (stick !== null) await rm(stick, { recursive: true, force: true });
    return sums;
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}
