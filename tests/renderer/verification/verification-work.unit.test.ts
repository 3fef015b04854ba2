/** The queue over the store: files out and answers in, a quota that holds, and a stop at every step. */
import { beforeEach, describe, expect, it } from 'vitest';
import { addDays, plainDate, type PlainDate } from '#shared/domain/plain-date.ts';
import { readAnswersHere as readAnswerFile } from './answers-here.ts';
import {
  finishBatch,
  giveUpBatch,
  keepAnswers,
  makeBatch,
  queuePersons,
  readBook,
  type VerificationWork,
} from '#renderer/features/verification/verification-work.ts';
import { isUnwritten, type VerificationBook } from '#shared/verification/verification-events.ts';
import { aCounterStore, type FakeStore } from '#tests/builders/a-counter-store.ts';
import { queuedPersons } from '#tests/builders/queued-persons.ts';
import { answerFile, cellsOf, numbersIn } from './written-batches.ts';

const MONDAY = plainDate('2022-08-22');
let store: FakeStore;
beforeEach(() => {
  store = aCounterStore({ role: 'administrator' });
});

const setQuota = (store: FakeStore, dailyQuota: number) => store.recordOffice({ type: 'quotaSet', dailyQuota });
const workOn = (on: PlainDate = MONDAY): VerificationWork => ({ store, on, staleAfterDays: 31 });

async function book(): Promise<VerificationBook> {
  const read = await readBook(store, 31);
  if (!read.ok) throw new Error(read.failure.code);
  return read.value;
}

/** Numbers in each folder that appeared, oldest first. */
async function filesOut(): Promise<string[][]> {
  const files: string[][] = [];
  for (const folder of store.exported.values()) for (const bytes of folder.values()) files.push(await numbersIn(bytes));
  return files;
}

async function take(file: File, on = MONDAY) {
  const reading = await readAnswerFile(file);
  return reading.ok
    ? keepAnswers(workOn(on), reading.file)
    : { kind: 'unreadable' as const, problems: reading.problems };
}

const numbers = (persons: readonly { readonly citizenId: string }[]) => persons.map(({ citizenId }) => citizenId);

describe('a thousand persons with three hundred a day', { timeout: 120_000 }, () => {
  /** Steps that fail once, each on its own day: what is journalled and what is written are cut in every order. */
  const steps = ['recordEvent:asked', 'export.begin', 'export.append', 'export.commit', 'recordEvent:written'];

  it.each([
    ['without a stop', []],
    ['cut off at every step in turn', steps],
    ['cut off at every step in turn, backwards', steps.toReversed()],
  ] as const)('asks each once, in order, within the quota: %s', async (_, cuts) => {
    for (let from = 0; from < 1000; from += 250) await queuePersons(workOn(), queuedPersons(from, 250));
    await queuePersons(workOn(), queuedPersons(100, 400));
    await setQuota(store, 300);
    for (let turn = 0; turn < 12; turn += 1) {
      const on = addDays(MONDAY, Math.floor(turn / 2));
      const cut = cuts[turn];
      if (cut !== undefined) store.failing.add(cut);
      const outcome = await makeBatch(workOn(on));
      if (cut !== undefined) store.failing.delete(cut);
      if (outcome.kind === 'failure' || outcome.kind === 'unfinished') {
        const [left] = (await book()).batches.filter(isUnwritten);
        if (left !== undefined) await finishBatch(workOn(on), left.batchId);
      }
    }
    const { queue, batches } = await book();
    expect(queue.waiting).toEqual([]);
    expect(batches.filter(isUnwritten)).toEqual([]);
    expect((await filesOut()).flat()).toEqual(numbers(queuedPersons(0, 1000)));
    expect(store.exported.size).toBe(batches.length);
    expect([...queue.ledger.values()].every((count) => count <= 300)).toBe(true);
    expect([...queue.ledger.values()].reduce((sum, count) => sum + count, 0)).toBe(1000);
  });

  it('pressed twice at once makes one file of the day and no more', async () => {
    await queuePersons(workOn(), queuedPersons(0, 700));
    const outcomes = await Promise.all([makeBatch(workOn()), makeBatch(workOn()), makeBatch(workOn())]);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['written', 'nobody-to-ask', 'nobody-to-ask']);
    expect((await filesOut()).map(({ length }) => length)).toEqual([300]);
  });
});

describe('a file of a batch', () => {
  it('holds the persons as text, and says so when the data are made up', async () => {
    await queuePersons(workOn(), queuedPersons(0, 2));
    await makeBatch(workOn());
    const [[name, files] = ['', new Map<string, Uint8Array>()]] = [...store.exported];
    expect(name).toMatch(/^核验查询-2022-08-22-[0-9a-f]{8}$/u);
    const rows = await cellsOf(files.get(`${name}.xlsx`) ?? new Uint8Array());
    expect(rows[0]).toEqual(['姓名', '公民身份号码', '核验结果', '核验日期']);
    expect(rows.slice(1).map((row) => row.slice(0, 2))).toEqual(
      queuedPersons(0, 2).map(({ name: person, citizenId }) => [person, citizenId]),
    );

    store = aCounterStore({ area: 'training' });
    await queuePersons(workOn(), queuedPersons(0, 2));
    await makeBatch(workOn());
    const [[folder, made] = ['', new Map<string, Uint8Array>()]] = [...store.exported];
    expect(folder).toMatch(/^培训-核验查询-/u);
    expect((await cellsOf([...made.values()][0] ?? new Uint8Array()))[0]?.[0]).toContain('培训数据');
  });

  it('left unwritten blocks the next, and is written with the same persons', async () => {
    await queuePersons(workOn(), queuedPersons(0, 10));
    store.failing.add('export.append');
    expect(await makeBatch(workOn())).toMatchObject({ kind: 'failure', failure: { code: 'disk-full' } });
    await queuePersons(workOn(), queuedPersons(10, 10));
    expect(await makeBatch(workOn())).toEqual({ kind: 'unfinished' });
    store.failing.clear();
    const [batch] = (await book()).batches;
    expect(await finishBatch(workOn(), batch?.batchId ?? '')).toMatchObject({ kind: 'written', persons: 10 });
    expect(await filesOut()).toEqual([numbers(queuedPersons(0, 10))]);
    expect((await book()).queue.ledger.get(MONDAY)).toBe(10);
  });

  it('that was noted nowhere but lies there whole is not written again', async () => {
    await queuePersons(workOn(), queuedPersons(0, 3));
    store.failing.add('recordEvent:written');
    expect(await makeBatch(workOn())).toMatchObject({ kind: 'failure' });
    store.failing.clear();
    const [batch] = (await book()).batches;
    const [[name, files] = ['', undefined]] = [...store.exported];
    const kept = files?.get(`${name}.xlsx`) ?? new Uint8Array();
    files?.set(`${name}.xlsx`, kept.slice(1));
    expect(await finishBatch(workOn(), batch?.batchId ?? '')).toMatchObject({ failure: { code: 'export-differs' } });
    files?.set(`${name}.xlsx`, kept);
    expect(await finishBatch(workOn(), batch?.batchId ?? '')).toMatchObject({ folder: `/exports/${name}` });
    expect(await filesOut()).toEqual([numbers(queuedPersons(0, 3))]);
    expect((await book()).batches.filter(isUnwritten)).toEqual([]);
  });

  it('keeps to a quota that was lowered in the day', async () => {
    await queuePersons(workOn(), queuedPersons(0, 20));
    await setQuota(store, 8);
    await makeBatch(workOn());
    await setQuota(store, 5);
    expect(await makeBatch(workOn())).toEqual({ kind: 'nobody-to-ask' });
    await setQuota(store, 10);
    expect(await makeBatch(workOn())).toMatchObject({ kind: 'written', persons: 2 });
  });
});

describe('who is taken into the queue', () => {
  it('nobody while waiting, asked, or answered freshly', async () => {
    const [one, two, three, four] = queuedPersons(0, 4) as [never, never, never, never];
    const added = async (...persons: never[]) => {
      const queued = await queuePersons(workOn(), persons);
      return queued.ok ? queued.value.added : queued.failure.code;
    };
    expect(await added(one, two, one)).toBe(2);
    await setQuota(store, 1);
    await makeBatch(workOn());
    expect(await added(one, two, three)).toBe(1);
    await take(answerFile([one], '否', '2022-08-22'));
    expect(await added(one, four)).toBe(1);
    const later = await queuePersons(workOn(addDays(MONDAY, 32)), [one]);
    expect(later).toEqual({ ok: true, value: { added: 1 } });
  });
});

describe('answers from a file', () => {
  beforeEach(async () => {
    await queuePersons(workOn(), queuedPersons(0, 6));
    await setQuota(store, 4);
    await makeBatch(workOn());
  });

  it('are matched and kept with day and file; the rest stays open', async () => {
    const outcome = await take(answerFile(queuedPersons(0, 3), '是', '2022-08-22', '八月返回.csv'));
    expect(outcome).toEqual({ kind: 'taken', answers: 3, keptBefore: 0, stillOpen: 1 });
    const { answers, batches } = await book();
    expect([...answers.values()].map(({ name, on, source }) => [name, on, source])).toEqual([
      ['测试0', '2022-08-22', '八月返回.csv'],
      ['测试1', '2022-08-22', '八月返回.csv'],
      ['测试2', '2022-08-22', '八月返回.csv'],
    ]);
    expect(batches).toMatchObject([{ open: 1 }]);
  });

  it('of somebody nobody asked about refuse the file with the line', async () => {
    const outcome = await take(answerFile(queuedPersons(2, 3), '是', '2022-08-22'));
    expect(outcome).toEqual({ kind: 'refused', problems: ['第 4 行：本机没有查询过此人，或已退回队列'] });
    expect((await book()).answers.size).toBe(0);
  });

  it('of a day to come, or with a damaged cell, refuse the file with the line', async () => {
    expect(await take(answerFile(queuedPersons(0, 1), '是', '2022-08-23'))).toEqual({
      kind: 'refused',
      problems: ['第 2 行：核验日期晚于业务日期'],
    });
    expect(await take(answerFile(queuedPersons(0, 1), '也许', '2022-08-22'))).toMatchObject({
      kind: 'unreadable',
      problems: ['第 2 行 核验结果：不在允许的取值之内'],
    });
  });

  it('read again add nothing; with more lines only those are added', async () => {
    await take(answerFile(queuedPersons(0, 2), '是', '2022-08-22'));
    expect(await take(answerFile(queuedPersons(0, 2), '是', '2022-08-22', '另存.csv'))).toEqual({
      kind: 'nothing-new',
    });
    expect(await take(answerFile(queuedPersons(0, 4), '是', '2022-08-22'))).toEqual({
      kind: 'taken',
      answers: 2,
      keptBefore: 2,
      stillOpen: 0,
    });
  });

  it('that were not journalled are not kept, and can be read again', async () => {
    store.failing.add('recordEvent:answered');
    expect(await take(answerFile(queuedPersons(0, 2), '是', '2022-08-22'))).toMatchObject({ kind: 'failure' });
    expect((await book()).answers.size).toBe(0);
    store.failing.clear();
    expect(await take(answerFile(queuedPersons(0, 2), '是', '2022-08-22'))).toMatchObject({
      kind: 'taken',
      answers: 2,
    });
  });

  it('of a batch that was given up are refused; its persons wait again', async () => {
    const [batch] = (await book()).batches;
    expect(await giveUpBatch(workOn(), batch?.batchId ?? '')).toBeNull();
    expect(numbers((await book()).queue.waiting)).toEqual(numbers([...queuedPersons(4, 2), ...queuedPersons(0, 4)]));
    expect(await take(answerFile(queuedPersons(0, 1), '是', '2022-08-22'))).toMatchObject({ kind: 'refused' });
  });

  it('come out of the very file that went out, banner and all', async () => {
    store = aCounterStore({ area: 'training' });
    await queuePersons(workOn(), queuedPersons(0, 2));
    await makeBatch(workOn());
    const bytes = [...([...store.exported.values()][0]?.values() ?? [])][0] ?? new Uint8Array();
    expect(await take(new File([Uint8Array.from(bytes)], '未填.xlsx'))).toEqual({ kind: 'nothing-new' });
  });
});

it('tells nothing of a number by the id of the entry, which stands in the clear', async () => {
  const ids = await Promise.all(
    ['440802200003150026', '440802200003150034'].map(async (citizenId) => {
      const own = aCounterStore();
      await queuePersons({ ...workOn(), store: own }, [{ citizenId, name: '陈海晴', caseId: 'c1' }]);
      const events = await own.cases.events('verification');
      return events.ok ? events.value.map(({ subjectId }) => subjectId) : [];
    }),
  );
  expect(ids[0]).toHaveLength(1);
  expect(ids[1]).toEqual(ids[0]);
});
