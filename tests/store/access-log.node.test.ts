/** The access log over the product's own store and host: what goes in, sealed, chained, bound to the ledger. */
import { randomUUID } from 'node:crypto';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run as verify } from '#electron/cli/verify.ts';
import {
  exportInspection,
  inspect,
  type HandedOver,
  type InspectionFilter,
} from '#renderer/store/access-log/inspection.ts';
import type { CounterStore } from '#renderer/store/counter-store.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { INSPECTION_CHAIN, INSPECTION_TABLE } from '#shared/batches/inspection.ts';
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
    const number = store.cases.list()[0]?.number ?? '';
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
    expect(found.lines[4]?.record?.event).toMatchObject({ action: 'accepted', correction: true, sequence: 3 });
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

describe('an inspection', () => {
  const all = { from: plainDate('2022-08-01'), to: plainDate('2022-08-31'), officerId: null, caseNumber: null };
  const found = async (filter: Partial<InspectionFilter> = {}) => {
    const result = await inspect(store, { ...all, ...filter });
    if (!result.ok) throw new Error(result.failure.code);
    return result.value;
  };
  async function aDay(): Promise<string> {
    await save();
    const number = store.cases.list()[0]?.number ?? '';
    store.accessLog.note({ type: 'caseOpened', caseId: 'c1', number });
    store.accessLog.note({
      type: 'personOpened',
      caseId: 'c1',
      number,
      name: '=陈海晴',
      citizenId: '440802200003150028',
    });
    await reopened(0);
    await store.accessLog.settle();
    await store.accessLog.atRest();
    return number;
  }
  async function handedOver(filter: InspectionFilter = all): Promise<HandedOver> {
    const handed = await exportInspection(store, filter, await found(filter), plainDate('2022-08-22'));
    if (!handed.ok) throw new Error(handed.failure.code);
    return handed.value;
  }
  async function verified(folder: string, ...more: string[]) {
    let stdout = '';
    const code = await verify([folder, ...more], { stdout: (text) => (stdout += text), stderr: () => undefined });
    return { code, findings: (JSON.parse(stdout) as { findings: { finding: string; name: string }[] }).findings };
  }

  it('is filtered by day, officer and case', async () => {
    const number = await aDay();
    expect((await found()).rows.map(({ group }) => group)).toEqual([
      'signIn',
      'other',
      'looked',
      'looked',
      'signIn',
      'signIn',
    ]);
    expect((await found({ officerId: 'o1' })).rows).toMatchObject([{ sentence: '登录', officer: '李样例' }]);
    expect((await found({ caseNumber: number })).rows.map(({ sentence }) => sentence)).toEqual([
      '收件',
      '打开办件',
      '查看人员 =陈海晴 440802********0028',
    ]);
    expect((await found({ from: plainDate('2022-08-23') })).rows).toEqual([]);
    expect((await found({ to: plainDate('2022-08-21') })).chain).toEqual([]);
  });

  it('is handed over as a folder that verify finds intact, in the ledger, and only by an administrator', async () => {
    await aDay();
    const { folder, digest, rows } = await handedOver();
    expect(rows).toBe(6);
    expect(await verified(folder, '--digest', digest)).toEqual({ code: 0, findings: [] });
    expect(await verified(folder, '--digest', 'f'.repeat(64))).toMatchObject({ code: 1 });
    const table = await readFile(join(folder, INSPECTION_TABLE), 'utf8');
    expect(table).toContain('查看人员 =陈海晴 440802********0028');
    expect(table).not.toContain('440802200003150028');
    expect(await readFile(join(folder, 'manifest.json'), 'utf8')).not.toMatch(/陈海晴|4408022/u);
    const exports = await store.cases.events('export');
    expect(exports.ok && exports.value.at(-1)?.content).toMatchObject({ step: 'inspectionExported', digest });
    await reopened(1);
    const handed = await exportInspection(store, all, await found(), plainDate('2022-08-22'));
    expect(handed).toMatchObject({ failure: { code: 'administrator-only' } });
  });

  it('shows every change of its folder', async () => {
    await aDay();
    const { folder } = await handedOver();
    const names = [INSPECTION_TABLE, INSPECTION_CHAIN, 'manifest.json'];
    const before = await Promise.all(names.map((name) => readFile(join(folder, name))));
    const restore = () => Promise.all(names.map((name, at) => writeFile(join(folder, name), before[at] ?? '')));
    for (const [at, name] of names.entries()) {
      const bytes = Buffer.from(before[at] ?? '');
      const middle = Math.floor(bytes.length / 2);
      bytes[middle] = (bytes[middle] ?? 0) ^ 1;
      await writeFile(join(folder, name), bytes);
      const { code } = await verified(folder);
      expect([name, code === 1 || (name === 'manifest.json' && code === 2)]).toEqual([name, true]);
      await restore();
    }
    const chain = (before[1] ?? Buffer.from('')).toString().split('\n');
    await writeFile(join(folder, INSPECTION_CHAIN), chain.toSpliced(1, 1).join('\n'));
    expect((await verified(folder)).findings.map(({ finding }) => finding)).toEqual(['file-altered', 'chain-broken']);
    await restore();
    await writeFile(join(folder, 'more.txt'), 'x');
    expect((await verified(folder)).findings).toMatchObject([{ finding: 'file-extra', name: 'more.txt' }]);
  });

  it('tells a log that was made anew from what the ledger noted', async () => {
    await aDay();
    await store.close();
    const folder = join(counter.host.folder, 'areas/office/access-log');
    for (const name of await readdir(folder)) await rm(join(folder, name));
    await counter.host.restart();
    await reopened(0);
    expect((await found()).brokenAt).toBeGreaterThan(0);
  });
});
