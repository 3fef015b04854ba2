/** Whoever hangs up in the middle of a request gives his place back: a hub never fills up with those who left. */
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ProblemAnswer } from '#shared/post/problem.ts';
import { aHub, aPostgres, post, type TestHub, type TestPostgres } from '#tests/builders/a-hub.ts';

const LIMITS = { requests: 4, bytes: 4 << 20, ofOneWindow: 2, ofOneOffice: 4 };
let postgres: TestPostgres;
let hub: TestHub;

beforeAll(async () => {
  postgres = await aPostgres();
  hub = await aHub(postgres, { limits: LIMITS });
});
afterAll(async () => {
  await hub.end();
  await postgres.end();
});

/** Sends the head of a request and a part of its body, then hangs up. */
async function hangUp(port: number): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  await new Promise<void>((done) => {
    socket.once('connect', done);
  });
  socket.write(
    'POST /v1/runs HTTP/1.1\r\nHost: hub\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"a"',
  );
  await sleep(30);
  socket.destroy();
}

describe('a hub with four places', () => {
  it('lets in after twelve have hung up', async () => {
    const port = Number(new URL(hub.url).port);
    for (let time = 0; time < 3; time += 1) await Promise.all([hangUp(port), hangUp(port), hangUp(port), hangUp(port)]);
    await sleep(200);
    const { status, body } = await post(hub.url, '/v1/runs', {});
    expect({ status, code: ProblemAnswer.parse(body).error.code }).toEqual({ status: 400, code: 'malformed' });
  });
});
