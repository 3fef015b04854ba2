/** The built hub as a process of its own, over a given database. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { TestPostgres } from '#tests/builders/a-hub.ts';

export interface HubProcess {
  readonly port: number;
  readonly url: string;
  /** A code to join by, as the command prints it. */
  invite(): string;
  kill(): Promise<void>;
  start(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  await new Promise<void>((closed) => server.close(() => closed()));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** A hub's folder, and its database as `DATABASE_URL` names it. */
export interface HubPlace {
  readonly folder: string;
  readonly url: string;
}

const placeOf = ({ folder, target: { user, host, port, database } }: TestPostgres): HubPlace => ({
  folder,
  url: `postgres://${user}@${encodeURIComponent(host)}:${port}/${database}`,
});

/** Started from the project's root, where `dist/hub` was built. */
export async function hubProcess(over: TestPostgres | HubPlace): Promise<HubProcess> {
  const port = await freePort();
  const { folder, url } = 'url' in over ? over : placeOf(over);
  const env = { ...process.env, HUB_DATA: folder, DATABASE_URL: url };
  let child: ChildProcess | null = null;
  const kill = async (): Promise<void> => {
    const left = child;
    child = null;
    if (left === null || left.exitCode !== null) return;
    const ended = new Promise((settle) => left.once('exit', settle));
    left.kill('SIGKILL');
    await ended;
  };
  const start = async (): Promise<void> => {
    child = spawn(process.execPath, [resolve('dist/hub/main.js'), '--port', String(port)], { env, stdio: 'ignore' });
    for (let turn = 0; turn < 200; turn += 1) {
      if (
        await fetch(`http://127.0.0.1:${port}/health`).then(
          ({ ok }) => ok,
          () => false,
        )
      )
        return;
      await pause(50);
    }
  };
  await start();
  const invite = (): string => {
    const said = execFileSync(process.execPath, [resolve('dist/hub/main.js'), 'invite'], {
      env,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return (JSON.parse(said) as { code: string }).code;
  };
  return { port, url: `http://127.0.0.1:${port}`, invite, kill, start };
}
