/** 省系统返回 on the screen: what is read is shown first, what is unclear is asked once, what failed goes on from where it stopped. */
import type * as AnswerReading from '#renderer/store/answer-reading.ts';
import { configure, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CaseAction } from '#shared/casework/action.ts';
import type { ReturnLayout } from '#shared/casework/return-layout.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { ReturnedNotice, ReturnsPage } from '#renderer/features/returns/index.ts';
import { listenToKeys } from '#renderer/ui/keys.ts';
import { anAcceptedAction, aCounterStore, type FakeStore } from '#tests/builders/a-counter-store.ts';

// The test's document has no workers: files are read in place.
vi.mock('#renderer/store/answer-reading.ts', async (original) => {
  const real = await original<typeof AnswerReading>();
  const { readReturnTable } = await import('#renderer/store/return-table.ts');
  const readReturnOf = (file: File, layout: ReturnLayout) =>
    real.readReturnOf(file, layout, () => ({
      read: (bytes: Uint8Array) => readReturnTable(bytes, layout),
      end: () => undefined,
    }));
  return { ...real, readReturnOf };
});
configure({ asyncUtilTimeout: 15_000 });
vi.setConfig({ testTimeout: 60_000 });

const today = plainDate('2022-08-22');
let stopKeys = (): void => undefined;
beforeEach(() => {
  stopKeys = listenToKeys(window);
});
afterEach(() => stopKeys());

/** Two cases of two persons each that left in a batch. */
async function exportedCases(role: 'administrator' | 'windowClerk' = 'windowClerk'): Promise<FakeStore> {
  const store = aCounterStore({ role });
  for (const n of [1, 2]) {
    const accepted = anAcceptedAction(n, [{}, {}]);
    const { officer, at, on } = accepted;
    const record = async (entryId: string, action: CaseAction) => {
      const done = await store.cases.record({ entryId, caseId: `c${n}`, action });
      if (!done.ok) throw new Error(done.failure.code);
      return done.value;
    };
    const { summary } = await record(`a${n}`, accepted);
    const rounds = summary.rounds.map(({ ledgerNumber }) => ledgerNumber);
    const batch = { batchId: 'b1', batchNumber: '〔2022〕W03-000001', rounds };
    await record(`b${n}`, { kind: 'exported', officer, at, on, ...batch });
  }
  return store;
}

type Row = readonly string[];
const file = (rows: readonly Row[], headings: Row = ['办件号', '身份证号', '审核状态', '退回原因']): File =>
  new File([`${[headings, ...rows].map((row) => row.join(',')).join('\n')}\n`], '返回.csv', { type: 'text/csv' });
const personsOf = (store: FakeStore, at: number) => {
  const found = store.cases.list()[at];
  if (found === undefined) throw new Error('no case');
  return found.persons.map(({ citizenId }) => [found.number, citizenId] as const);
};
async function opened(store: FakeStore, chosen: File) {
  const user = userEvent.setup();
  const onOpenCase = vi.fn<(caseId: string) => void>();
  const view = render(<ReturnsPage store={store} businessDate={today} onOpenCase={onOpenCase} />);
  await user.upload(screen.getByLabelText('返回文件'), chosen);
  return {
    user,
    onOpenCase,
    again: () => view.rerender(<ReturnsPage store={store} businessDate={today} onOpenCase={onOpenCase} />),
  };
}

describe('a file that came back', () => {
  it('is shown first, recorded by one key, and the same file again adds nothing', async () => {
    const store = await exportedCases();
    const [first = [], second = []] = personsOf(store, 0);
    const chosen = file([
      [...first, '通过', ''],
      [...second, '退回', '姓名不符'],
      [...(personsOf(store, 1)[0] ?? []), '已发放', ''],
    ]);
    const { user, again } = await opened(store, chosen);
    expect(await screen.findByText(/：对上/u)).toHaveTextContent('对上 2 件 3 人，已发放 1 人，通过 1 人，退回 1 人。');
    expect(store.calls.filter((call) => call === 'record:provinceAnswered')).toHaveLength(0);
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(await screen.findByText('已登记 2 件的返回。')).toBeInTheDocument();
    again();
    const waiting = screen.getByRole('table', { name: '待更正再送' });
    expect(within(waiting).getAllByRole('row')).toHaveLength(2);
    await user.upload(screen.getByLabelText('返回文件'), chosen);
    await screen.findByText(/：对上/u);
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(await screen.findByText(/以前已经登记过，没有改动/u)).toBeInTheDocument();
    expect(store.calls.filter((call) => call === 'record:provinceAnswered')).toHaveLength(2);
  });

  it('of which a disk takes a part is gone on with from there', async () => {
    const store = await exportedCases();
    const chosen = file([...personsOf(store, 0), ...personsOf(store, 1)].map((row) => [...row, '通过', '']));
    store.failing.add('record:provinceAnswered');
    const { user } = await opened(store, chosen);
    await screen.findByText(/：对上/u);
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(await screen.findByText(/已登记 0 件，停在下一件/u)).toHaveTextContent('会从这里接着登记，不会重复');
    store.failing.clear();
    await user.upload(screen.getByLabelText('返回文件'), chosen);
    await screen.findByText(/：对上/u);
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(await screen.findByText('已登记 2 件的返回。')).toBeInTheDocument();
  });

  it('may not be of a later day than today, and says where something newer is known', async () => {
    const store = await exportedCases();
    const rows = personsOf(store, 0).map((row) => [...row, '通过', '']);
    const { user, again } = await opened(store, file(rows));
    await screen.findByText(/：对上/u);
    await user.clear(screen.getByLabelText(/^文件日期/u));
    await user.type(screen.getByLabelText(/^文件日期/u), '20220823{Tab}');
    expect(await screen.findByText('不能晚于业务日期')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: /登记 1 件的返回/u })).toHaveAttribute('aria-disabled', 'true');
    await user.clear(screen.getByLabelText(/^文件日期/u));
    await user.type(screen.getByLabelText(/^文件日期/u), '20220822{Tab}');
    await user.keyboard('{Control>}{Enter}{/Control}');
    await screen.findByText('已登记 1 件的返回。');
    again();
    await user.upload(screen.getByLabelText('返回文件'), file([...rows, ['x', '', '通过', '']]));
    await screen.findByText(/：对上/u);
    await user.clear(screen.getByLabelText(/^文件日期/u));
    await user.type(screen.getByLabelText(/^文件日期/u), '20220820{Tab}');
    expect(await screen.findByText(/其中 1 件已有更晚的返回/u)).toBeInTheDocument();
  });

  it('that is no table is refused with a sentence', async () => {
    await opened(await exportedCases(), new File([new Uint8Array([0x25, 0x50, 0x44, 0x46, 0x2d])], 'x.xlsx'));
    expect(await screen.findByRole('alert')).toHaveTextContent('文件没有读入，没有登记任何内容');
  });
});

describe('what a file does not say by itself', () => {
  it('an administrator says once: the words are in the ledger, and the file is read again', async () => {
    const store = await exportedCases('administrator');
    const [first = [], second = []] = personsOf(store, 0);
    const { user } = await opened(
      store,
      file([
        [...first, '三审通过', ''],
        [...second, '挂账', ''],
      ]),
    );
    await user.selectOptions(await screen.findByLabelText('结果“三审通过”（1 行）'), '通过');
    await user.selectOptions(screen.getByLabelText('结果“挂账”（1 行）'), '处理中');
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(await screen.findByText(/：对上/u)).toHaveTextContent('对上 1 件 2 人，通过 1 人，处理中 1 人。');
    const events = await store.cases.events('office');
    expect(events.ok && events.value.map(({ content }) => content)).toEqual([
      { type: 'returnLayoutSet', layout: { headings: {}, words: { 三审通过: 'accepted', 挂账: 'inProcess' } } },
    ]);
  });

  it('and which column is what', async () => {
    const store = await exportedCases('administrator');
    const rows = personsOf(store, 0).map((row) => [...row, '通过']);
    const { user } = await opened(store, file(rows, ['办件号', '身份证号', '第三列']));
    await user.selectOptions(await screen.findByLabelText('处理结果'), '第三列');
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(await screen.findByText(/：对上/u)).toHaveTextContent('对上 1 件 2 人，通过 2 人。');
  });

  it('a clerk is told whom to ask, and nothing is recorded', async () => {
    const store = await exportedCases();
    await opened(store, file([[...(personsOf(store, 0)[0] ?? []), '挂账', '']]));
    expect(await screen.findByText(/请管理员登录后导入/u)).toBeInTheDocument();
    expect(screen.getByRole('button', { name: /登记并重新读入/u })).toHaveAttribute('aria-disabled', 'true');
  });
});

it('says on the work list what waits, and nothing while nothing does', async () => {
  const store = await exportedCases();
  const { rerender, container } = render(<ReturnedNotice store={store} />);
  expect(container).toBeEmptyDOMElement();
  const [first = []] = personsOf(store, 0);
  const { user } = await opened(store, file([[...first, '发放失败', '户名不符']]));
  await screen.findByText(/：对上/u);
  await user.keyboard('{Control>}{Enter}{/Control}');
  await screen.findByText('已登记 1 件的返回。');
  rerender(<ReturnedNotice store={store} />);
  expect(screen.getByText(/发放失败 1 人，共 1 件/u)).toBeInTheDocument();
});
