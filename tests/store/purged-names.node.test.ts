/** After a purge nobody of the case can be read in the entries of no case either: 核验 and 享受项. */
import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { plainDate } from '#shared/domain/plain-date.ts';
import { actedBy, aDecision } from '#tests/builders/a-case-action.ts';
import { aSource } from '#tests/builders/an-aftercare.ts';
import { aCounter, officers } from './a-counter.ts';

const ID = '440802200003150026';
const NAME = '陈海晴';

it('takes name and number out of every entry, also of those queued before the case was saved', async () => {
  const counter = await aCounter();
  const opened = await counter.open('o1', officers[0].passphrase);
  if (!opened.ok) throw new Error(opened.failure.code);
  const store = opened.value;
  const long = plainDate('2020-05-01');
  const note = async (kind: 'verification' | 'aftercare', content: unknown) => {
    const entryId = randomUUID();
    const request = { entryId, kind, subjectId: entryId, on: long, content, takeBatchNumber: false };
    expect(await store.cases.recordEvent(request)).toMatchObject({ ok: true });
  };
  const rule = { caseYears: 1, packDays: {}, documentNumber: '湛档〔2020〕1号' };
  await store.recordOffice({ type: 'retentionSet', rule });
  const persons = [{ citizenId: ID, name: NAME, caseId: 'c1' }];
  await note('verification', { step: 'extracted', persons });
  const action = actedBy({ ...aDecision('declined'), on: long }, officers[0]);
  expect(await store.cases.record({ entryId: randomUUID(), caseId: 'c1', action })).toMatchObject({ ok: true });
  await note('verification', { step: 'asked', training: false, persons });
  const source = { ...aSource(1), itemId: `c1:${ID}`, origin: 'c1', name: NAME, citizenId: ID };
  await note('aftercare', { step: 'reviewed', items: [{ conclusion: 'passed', source, note: `${NAME}已核` }] });
  const all = async () =>
    JSON.stringify([await store.cases.events('verification'), await store.cases.events('aftercare')]);
  expect((await all()).split(ID)).toHaveLength(5);
  const purge = { entryId: randomUUID(), caseIds: ['c1'], on: plainDate('2022-08-22'), reason: '保存期满' };
  expect(await store.cases.purge(purge)).toEqual({ ok: true, value: null });
  expect(await all()).not.toContain(ID);
  expect(await all()).not.toContain(NAME);
  expect(await all()).toContain('已销毁');
  await store.close();
  await counter.host.end();
});

it('takes out who was queued in one entry for two cases, though they are destroyed one after the other', async () => {
  const counter = await aCounter();
  const opened = await counter.open('o1', officers[0].passphrase);
  if (!opened.ok) throw new Error(opened.failure.code);
  const store = opened.value;
  const long = plainDate('2020-05-01');
  const rule = { caseYears: 1, packDays: {}, documentNumber: '湛档〔2020〕1号' };
  await store.recordOffice({ type: 'retentionSet', rule });
  const persons = ['c1', 'c2'].map((caseId) => ({ citizenId: ID, name: NAME, caseId }));
  const entryId = randomUUID();
  const content = { step: 'extracted', persons };
  const queued = {
    entryId,
    kind: 'verification',
    subjectId: entryId,
    on: long,
    content,
    takeBatchNumber: false,
  } as const;
  expect(await store.cases.recordEvent(queued)).toMatchObject({ ok: true });
  for (const caseId of ['c1', 'c2']) {
    const action = actedBy({ ...aDecision('declined'), on: long }, officers[0]);
    expect(await store.cases.record({ entryId: randomUUID(), caseId, action })).toMatchObject({ ok: true });
  }
  const purge = { on: plainDate('2022-08-22'), reason: '保存期满' };
  const told = async () => JSON.stringify(await store.cases.events('verification'));
  expect(await store.cases.purge({ ...purge, entryId: randomUUID(), caseIds: ['c1'] })).toMatchObject({ ok: true });
  expect(await told()).toContain(NAME);
  expect(await store.cases.purge({ ...purge, entryId: randomUUID(), caseIds: ['c2'] })).toMatchObject({ ok: true });
  expect(await told()).not.toContain(NAME);
  await store.close();
  await counter.host.end();
});
