/** A folder as programs before 2026-12 made it: opens with everybody's passphrase, goes on, and is bound in by one entry. */
import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { CounterStore } from '#renderer/store/counter-store.ts';
import { openCounterStore, type SignIn } from '#renderer/store/open-counter-store.ts';
import { aDecision } from '#tests/builders/a-case-action.ts';
import { aHost, type TestHost } from '#tests/builders/a-host.ts';
import { environmentOver } from './a-counter.ts';

const fixture = join(import.meta.dirname, '../fixtures/offices/format-1');
const Expected = z.object({
  officers: z.array(z.object({ id: z.string(), passphrase: z.string() })),
  recoveryKey: z.string(),
  ledger: z.object({ count: z.number(), head: z.string() }),
  cases: z.array(z.looseObject({ caseId: z.string(), number: z.string() })),
});

let folder = '';
let host: TestHost;
let idb = new IDBFactory();
let expected: z.infer<typeof Expected>;
const stores: CounterStore[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'counter-format-1-'));
  await cp(join(fixture, 'data'), folder, { recursive: true });
  expected = Expected.parse(JSON.parse(await readFile(join(fixture, 'expected.json'), 'utf8')));
  host = await aHost(folder);
  idb = new IDBFactory();
});
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
  await host.end();
  await rm(folder, { recursive: true, force: true });
});

async function signIn(how: SignIn): Promise<CounterStore> {
  const description = await host.describe();
  const opened = await openCounterStore(
    { host: host.host, description, area: 'office', signIn: how },
    environmentOver(idb),
  );
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
  stores.push(opened.value);
  return opened.value;
}
const as = async (at: number): Promise<CounterStore> => {
  const { id, passphrase } = expected.officers[at] ?? { id: '', passphrase: '' };
  return signIn({ kind: 'passphrase', officerId: id, passphrase });
};
const state = async () => {
  const answer = await host.host.call('journal.state', { area: 'office' });
  if (!answer.ok) throw new Error(answer.failure.code);
  return answer.value;
};

describe('an office of format 1', () => {
  it('opens with its cases as they were, and one entry says what stood before', async () => {
    const store = await as(1);
    expect(store.cases.list()).toMatchObject(expected.cases);
    expect(store.ledger.troubles).toEqual([]);
    const { entries } = z
      .object({
        entries: z.array(
          z.looseObject({ format: z.number().optional(), header: z.looseObject({ marks: z.unknown() }) }),
        ),
      })
      .parse(
        (
          (await host.host.call('journal.read', { area: 'office', after: expected.ledger.count, limit: 5 })) as {
            value: unknown;
          }
        ).value,
      );
    expect(entries[0]).toMatchObject({
      format: 2,
      header: {
        kind: 'window',
        marks: { before: expected.ledger, destroys: ['c-old'], vault: { revision: 2 }, settings: { revision: 1 } },
      },
    });
  });

  it('goes on with the next number, and opens again with every passphrase, with the copy kept and lost', async () => {
    const store = await as(1);
    const saved = await store.cases.record({ entryId: randomUUID(), caseId: 'new', action: aDecision('accepted') });
    expect(saved).toMatchObject({ ok: true, value: { summary: { number: '〔2022〕W03-000007' } } });
    await store.close();
    stores.pop();
    for (const lost of [false, true])
      for (const at of [0, 1, 2]) {
        if (lost) idb = new IDBFactory();
        const again = await as(at);
        expect(again.cases.list().map(({ number }) => number)).toEqual([
          '〔2022〕W03-000007',
          ...expected.cases.map(({ number }) => number),
        ]);
        await again.close();
        stores.pop();
      }
    expect((await state()).troubles).toEqual([]);
  });

  it('keeps the printed recovery key', async () => {
    const store = await signIn({
      kind: 'recovery',
      officerId: 'o2',
      typed: expected.recoveryKey,
      passphrase: '一句新的口令二〇二六',
    });
    expect(store.cases.list()).toMatchObject(expected.cases);
    await store.close();
    stores.pop();
    const again = await signIn({ kind: 'passphrase', officerId: 'o2', passphrase: '一句新的口令二〇二六' });
    expect(again.cases.list()).toMatchObject(expected.cases);
  });

  it('leaves what was purged unreadable, also when an older key file is put back', async () => {
    const before = await readFile(join(folder, 'areas/office/content-keys.jsonl'), 'utf8');
    expect(before).toContain('"subjectId":"c-old","wrapped":null');
    await (await as(1)).close();
    stores.pop();
    expect(
      await host.host.call('contentKeys.put', { area: 'office', keys: { 'c-old': 'AAAA' }, replace: true }),
    ).toMatchObject({
      value: { put: 0 },
    });
  });
});
