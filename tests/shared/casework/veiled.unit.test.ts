/** What is taken out of an entry of no case for the persons of cases, and that it comes back whole. */
import { expect, it } from 'vitest';
import { DESTROYED_TEXT, putBack, veiledEvent } from '#shared/casework/veiled.ts';

const ID = '44080220000315002X';
const of = (caseId: string, name: string, citizenId = ID, mark = `销毁${caseId}`) => ({
  citizenId,
  name,
  caseId,
  mark,
});
const copied = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

it('marks numbers however they are written, and names of other letters where they stand alone', () => {
  const event = {
    itemId: `c1:${ID}`,
    lower: ID.toLowerCase(),
    name: 'Ali',
    code: 'qAlity',
    note: `${ID} Ali 已核`,
    firm: 'Ali',
  };
  const { event: without, taken } = veiledEvent(event, [of('c1', 'Ali')]);
  expect(without).toEqual({
    itemId: 'c1:销毁c1',
    lower: '销毁c1',
    name: DESTROYED_TEXT,
    code: 'qAlity',
    note: DESTROYED_TEXT,
    firm: 'Ali',
  });
  expect(taken).toMatchObject([{ cases: ['c1'] }]);
  const back = copied(without);
  for (const { texts } of taken) putBack(back, texts);
  expect(back).toEqual(event);
});

it('seals for the case that a text is about, else for the newest, and for everybody whom one text names', () => {
  const persons = [of('c1', '陈海晴'), of('c2', '陈海晴'), of('c3', '林晓彤', '440802200003150034')];
  const { taken } = veiledEvent(
    { items: [{ origin: 'c1', name: '陈海晴' }], loose: ID, both: '陈海晴、林晓彤', employerName: '陈海晴商店' },
    persons,
  );
  expect(taken.map(({ cases, texts }) => [cases, texts.map(([place]) => place.join('.'))])).toEqual([
    [['c1'], ['items.0.name']],
    [['c2'], ['loose']],
    [['c2', 'c3'], ['both']],
  ]);
});

it('leaves an event alone that names nobody', () => {
  const event = { step: 'rulesSet', documentNumber: '湛人社函〔2022〕185号' };
  expect(veiledEvent(event, [of('c1', '陈海晴')])).toEqual({ event, taken: [] });
});

it('takes 3,000 persons out of one entry in far less than a second each way', () => {
  const persons = Array.from({ length: 3000 }, (_, at) =>
    of(`c${at % 300}`, `陈海${String.fromCodePoint(0x4e00 + at)}`, `44080220000${String(at).padStart(7, '0')}`),
  );
  const items = persons.map(({ citizenId, name, caseId }) => ({
    itemId: `${caseId}:${citizenId}`,
    origin: caseId,
    name,
    note: '同意',
  }));
  const began = performance.now();
  const { event, taken } = veiledEvent({ items }, persons);
  expect(performance.now() - began).toBeLessThan(1500);
  expect(taken).toHaveLength(300);
  expect(JSON.stringify(event)).not.toMatch(/\d{18}|陈海/u);
});
