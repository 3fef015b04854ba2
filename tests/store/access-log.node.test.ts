/** The access log over the product's own store and host: what goes in, sealed, chained, bound to the ledger. */
import { randomUUID } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CounterStore } from '#renderer/store/counter-store.ts';
import { aDecision } from '#tests/builders/a-case-action.ts';
import { aCounter, officers, type TestCounter } from './a-counter.ts';

let counter: TestCounter;
let store: CounterStore;

beforeEach(async () => {
  counter = await aCounter();
  store = await counter.opened();
  await store.accessLog.atRest();
});
afterEach(async () => {
  await store.close();
  await counter.host.end();
});

async function reopened(who: 0 | 1 = 1): Promise<void> {
  await store.close();
  const opened = await counter.open(officers[who].id, officers[who].passphrase);
  if (!opened.ok) throw new Error(opened.failure.code);
  store = opened.value;
}
async function reading() {
  const found = await store.accessLog.read();
  if (!found.ok) throw new Error(found.failure.code);
  return found.value;
}
const events = async () => (await reading()).lines.map(({ record }) => record?.event);
const heads = async () => {
  const found = await store.cases.events('office');
  return found.ok
    ? found.value.map(({ content }) => content as { type: string }).filter(({ type }) => type === 'accessLogHead')
    : [];
};
const save = (action = aDecision('received'), caseId = 'c1') =>
  store.cases.record({ entryId: randomUUID(), caseId, action });

describe('the access log', () => {
  it('holds sign-ins, failed ones, opened cases and persons, what was recorded, corrections and deletions', async () => {
    await save(aDecision('heldPending'));
    const { number = '' } = store.cases.list()[0] ?? {};
    store.accessLog.note({ type: 'caseOpened', caseId: 'c1', number });
    store.accessLog.note({
      type: 'personOpened',
      caseId: 'c1',
      number,
      name: '陈海晴',
      citizenId: '440802200003150028',
    });
    await save(aDecision('accepted'));
    await store.cases.recordEvent({
      entryId: randomUUID(),
      kind: 'export',
      subjectId: 'folder:x',
      on: aDecision('received').on,
      content: { step: 'plainRemoved', folder: 'x' },
      takeBatchNumber: false,
    });
    await store.close();
    expect((await counter.open('o3', '不对的一句口令')).ok).toBe(false);
    await reopened();
    const found = await reading();
    expect(found.brokenAt).toBeNull();
    expect(found.lines.map(({ record, line }) => record?.event.type ?? line.failed)).toEqual([
      'signedIn',
      'recorded',
      'caseOpened',
      'personOpened',
      'recorded',
      'entered',
      'locked',
      { at: '2022-08-22T10:00:00+08:00', officerId: 'o3' },
      'signedIn',
    ]);
    expect(found.lines[1]?.record).toMatchObject({
      by: { id: 'o2', name: '王样例' },
      event: { correction: false, number },
    });
    expect(found.lines[4]?.record?.event).toMatchObject({ action: 'accepted', correction: true, sequence: 2 });
    expect(found.lines[5]?.record?.event).toMatchObject({ kind: 'export', step: 'plainRemoved', what: 'x' });
  });

  it('keeps what it says sealed on the disk', async () => {
    store.accessLog.note({
      type: 'personOpened',
      caseId: 'c1',
      number: 'n',
      name: '陈海晴',
      citizenId: '440802200003150028',
    });
    await store.accessLog.atRest();
    const folder = join(counter.host.folder, 'areas/office/access-log');
    const text = await readFile(join(folder, (await readdir(folder))[0] ?? ''), 'utf8');
    expect(text.trim().split('\n')).toHaveLength(2);
    expect(text).not.toMatch(/陈海晴|440802|王样例|signedIn/u);
  });

  it('shows a line that was taken out, changed or moved', async () => {
    for (const number of ['1', '2', '3']) store.accessLog.note({ type: 'caseOpened', caseId: number, number });
    await store.close();
    const folder = join(counter.host.folder, 'areas/office/access-log');
    const path = join(folder, (await readdir(folder))[0] ?? '');
    const lines = (await readFile(path, 'utf8')).trim().split('\n');
    const [a = '', b = '', c = '', ...rest] = lines;
    for (const changed of [
      [a, c, ...rest],
      [a, c, b, ...rest],
      [a, b.replace('2022-08-22', '2022-08-21'), c, ...rest],
    ]) {
      await writeFile(path, `${changed.join('\n')}\n`);
      await counter.host.restart();
      await reopened();
      expect((await reading()).brokenAt).toBe(2);
    }
  });

  it('is bound to the ledger once a day, after the work began', async () => {
    expect(await heads()).toEqual([]);
    await store.accessLog.settle();
    store.accessLog.note({ type: 'caseOpened', caseId: 'c1', number: '1' });
    await store.accessLog.settle();
    await reopened();
    await store.accessLog.settle();
    const { lines } = await reading();
    expect(await heads()).toEqual([{ type: 'accessLogHead', count: 1, head: lines[0]?.line.hash }]);
  });

  it('holds nobody up on a full disk, and catches up in order', async () => {
    counter.host.cut('accessLog.append', 'before');
    store.accessLog.note({ type: 'caseOpened', caseId: 'c1', number: '1' });
    await store.accessLog.atRest();
    expect(store.accessLog.unwritten()).toBe(1);
    store.accessLog.note({ type: 'caseOpened', caseId: 'c2', number: '2' });
    await store.accessLog.atRest();
    expect(store.accessLog.unwritten()).toBe(0);
    expect(await events()).toMatchObject([{ type: 'signedIn' }, { number: '1' }, { number: '2' }]);
  });

  it('takes a note once when its answer was lost', async () => {
    counter.host.cut('accessLog.append', 'after');
    store.accessLog.note({ type: 'caseOpened', caseId: 'c1', number: '1' });
    store.accessLog.note({ type: 'caseOpened', caseId: 'c2', number: '2' });
    await store.accessLog.atRest();
    expect((await reading()).brokenAt).toBeNull();
    expect(await events()).toMatchObject([{ type: 'signedIn' }, { number: '1' }, { number: '2' }]);
  });
});
