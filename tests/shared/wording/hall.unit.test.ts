import { describe, expect, it } from 'vitest';
import type { HallEvent, HallWord } from '#shared/batches/hall-dispatches.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { ledgerLines } from '#shared/wording/ledger-events.ts';
import { releaseText } from '#renderer/features/day-close/hall-words.ts';

const window = '11111111-1111-4111-8111-111111111111';
const by = {
  officerId: 'o9',
  officerName: '赵样例',
  at: '2022-08-22T17:00:00+08:00',
  signed: { card: 'c', value: 'v' },
};
const word = (number: string, said: HallWord['said']) => ({
  word: { caseId: number, number, of: 7, hash: 'a'.repeat(64), on: plainDate('2022-08-22'), said },
  by,
});
const told = (content: HallEvent) =>
  ledgerLines(
    [{ sequence: 1, kind: 'exchange', subjectId: 's', content, on: plainDate('2022-08-22'), at: null, by: null }],
    [],
  ).map(({ group, sentence }) => `${group} ${sentence}`);

describe('the ledger', () => {
  it('says what was told to which window', () => {
    const exported = {
      became: 'exported' as const,
      batchId: 'b',
      batchNumber: '1',
      rounds: [1],
    } satisfies HallWord['said'];
    const words = [
      word('W04-1', exported),
      word('W04-2', exported),
      word('W04-3', { became: 'handedBack', reason: '账户不符' }),
    ];
    expect(told({ type: 'hallSaid', name: 'hallWords a', window, prefix: 'W04', words })).toEqual([
      'hall 告知 W04 窗口：2 件已装入批次；退回 W04-3：账户不符',
    ]);
  });

  it('says what its owner could not add', () => {
    const became = [
      { caseId: '1', of: 7, became: 'applied' as const },
      { caseId: '2', of: 7, became: 'untrue' as const },
    ];
    expect(told({ type: 'hallSettled', name: 'hallWords a', became })).toEqual([
      'hall 办理窗口对合并导出结果的答复：1 件已登记；1 件没有登记：签名与内容不符',
    ]);
    expect(told({ type: 'hallSettled', name: 'hallWords a', became: became.slice(0, 1) })).toEqual([
      'hall 办理窗口对合并导出结果的答复：1 件已登记',
    ]);
  });
});

describe('a press on 交出', () => {
  const nothing = { released: 0, barred: 0, uncompared: 0, tooLong: 0 };

  it('says how many went, and why others stayed', () => {
    expect(releaseText({ ...nothing, released: 3 }, 'W03')).toBe('已交出 3 件，由 W03 窗口导出。');
    const text = releaseText({ released: 1, barred: 2, uncompared: 3, tooLong: 4 }, 'W03');
    expect(text).toMatch(/^已交出 1 件.*留在本窗口：2 件.*同人核对.*；3 件.*约一分钟.*；4 件.*单独导出。$/u);
    expect(releaseText({ ...nothing, barred: 1 }, 'W03')).toMatch(/^没有交出。留在本窗口：1 件/u);
  });
});
