/** Tasks of 合并导出 open where they are done: the correction of what came back, the export of what was released here. */
import { configure, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { CaseAction } from '#shared/casework/action.ts';
import { success } from '#shared/contract/failure.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import type { CounterStore } from '#renderer/store/counter-store.ts';
import { listenToKeys } from '#renderer/ui/keys.ts';
import { anAcceptedAction, aCounterStore } from '#tests/builders/a-counter-store.ts';
import { aProvincialRecord } from '#tests/builders/an-export-case.ts';
import { follow, restedOn } from './followed.tsx';

configure({ asyncUtilTimeout: 15_000 });
vi.setConfig({ testTimeout: 60_000 });

let stopKeys = (): void => undefined;
beforeEach(() => {
  stopKeys = listenToKeys(window);
});
afterEach(() => stopKeys());

const on = plainDate('2022-08-22');
const at = '2022-08-22T09:00:00+08:00';
const exporting = { window: '11111111-1111-4111-8111-111111111111', prefix: 'W01' };
const by = { officerId: 'o9', officerName: '赵样例', at, signed: { card: 'c', value: 'v' } };

it('a case that came back opens at its correction, and says why', async () => {
  const store = aCounterStore();
  const base = { at, on, officer: { id: 'o2', name: '王样例' } } as const;
  const accepted = anAcceptedAction(1);
  const dispatched = { name: 'hallWords 1', ...exporting, on, ...by };
  const actions = (rounds: number[]): readonly CaseAction[] => [
    { kind: 'released', ...base, to: exporting, rounds },
    { kind: 'handedBack', ...base, reason: '账户名称与单位不符', dispatched },
  ];
  const first = await store.cases.record({ entryId: 'a', caseId: 'c1', action: accepted });
  if (!first.ok) throw new Error(first.failure.code);
  for (const [index, action] of actions([first.value.summary.decidedAt]).entries()) {
    const done = await store.cases.record({ entryId: `b${index}`, caseId: 'c1', action });
    if (!done.ok) throw new Error(`${action.kind}: ${done.failure.code}`);
  }
  await follow(store, /W01 窗口退回/u);
  expect(await restedOn(() => screen.getByRole('button', { name: /^更正/u }))).toHaveFocus();
  expect(screen.getByText(/没有导出此件，已退回：账户名称与单位不符/u)).toBeInTheDocument();
});

it('what was released here opens at the export', async () => {
  const plain = aCounterStore();
  const released = {
    version: 1 as const,
    caseId: 'theirs',
    number: '〔2022〕W04-000017',
    of: 7,
    hash: 'a'.repeat(64),
    on,
    employerName: '湛江海晟食品有限公司',
    unifiedSocialCreditCode: '',
    rounds: [5],
    records: [aProvincialRecord(1)],
    by,
  };
  const waiting = [{ window: 'w4', prefix: 'W04', at, released, held: true, claimed: {} }];
  const none = { refused: [], onTheWay: 0, unreadable: 0, asOf: at };
  const hall: CounterStore['hall'] = {
    ...plain.hall,
    received: async () => await Promise.resolve(success({ waiting, ...none })),
  };
  await follow({ ...plain, hall }, /合并导出/u);
  expect(await restedOn(() => screen.getByRole('button', { name: /^导出 1 件 1 人/u }))).toHaveFocus();
  expect(screen.getByRole('region', { name: '合并导出' })).toHaveTextContent('1 件 1 人等本窗口导出');
});
