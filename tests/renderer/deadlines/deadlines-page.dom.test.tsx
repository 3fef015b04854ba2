import { configure, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { plainDate } from '#shared/domain/plain-date.ts';
import { DeadlinesPage } from '#renderer/features/deadlines/index.ts';
import { anExport } from '#tests/builders/a-case-action.ts';
import { aCounterStore, anAcceptedAction } from '#tests/builders/a-counter-store.ts';

// Found as soon as it is there; the limit only bounds a failing run on a busy machine.
configure({ asyncUtilTimeout: 15_000 });

async function opened(on: string) {
  const store = aCounterStore();
  await store.cases.record({ entryId: 'seed', caseId: 'case-1', action: anAcceptedAction(1) });
  const due = store.cases.list()[0]?.decisionDue ?? null;
  const onOpen = vi.fn<(caseId: string) => void>();
  render(<DeadlinesPage store={store} businessDate={plainDate(on)} onOpen={onOpen} onGo={() => undefined} />);
  await screen.findByRole('heading', { name: '期限' });
  return { due, onOpen };
}

it('shows each day with unit, direction and source of its rule out of the pack', async () => {
  const { due, onOpen } = await opened('2022-08-22');
  const row = screen.getByRole('row', { name: /〔2022〕W03-000001/u });
  expect(row).toHaveTextContent(due ?? '日历未更新');
  expect(row).toHaveTextContent('30日，末日逢休息日顺延；依据：人社厅发〔2022〕41号 三');
  expect(screen.getByText(/^每月20日前，逢休息日提前；依据：粤人社函〔2022〕252号/u).parentElement).toHaveTextContent(
    '发放截止：2022-09-20',
  );
  await userEvent.setup().click(row);
  expect(onOpen).toHaveBeenCalledWith('case-1');
});

it('a day that no pack accepts on still has its deadlines', async () => {
  await opened('2023-03-01');
  expect(screen.getByText(/业务日期不在任何已生效政策包内：期限是保存办件时算出的/u)).toBeInTheDocument();
  expect(screen.queryByText(/^发放截止/u)).not.toBeInTheDocument();
  const table = screen.getByRole('table', { name: '期限' });
  expect(within(table).getByRole('rowheader')).toHaveTextContent(/^(?:已逾期|日历未更新) 1$/u);
  expect(within(table).getAllByRole('row')).toHaveLength(3);
});

async function withExport(on: string) {
  const store = aCounterStore();
  await store.cases.record({
    entryId: 'seed',
    caseId: 'case-1',
    action: anAcceptedAction(1, [{}, { verdict: 'unknown' }]),
  });
  await store.cases.record({ entryId: 'out', caseId: 'case-1', action: anExport() });
  await store.cases.record({ entryId: 'other', caseId: 'case-2', action: anAcceptedAction(2) });
  await store.cases.record({ entryId: 'out2', caseId: 'case-2', action: anExport('b', [3]) });
  render(<DeadlinesPage store={store} businessDate={plainDate(on)} onOpen={() => undefined} onGo={() => undefined} />);
  await screen.findByRole('heading', { name: '期限' });
  return store;
}

it('leaves out exported cases, but not the persons in them who are still 待核', async () => {
  await withExport('2022-12-01');
  expect(screen.queryByRole('row', { name: /W03-000002/u })).toBeNull();
  const rows = screen.getAllByRole('row', { name: /W03-000001/u });
  expect(rows.map((row) => /答复|办结/u.exec(row.textContent)?.[0])).toEqual(['答复', '办结']);
  expect(rows[0]).toHaveTextContent('2022-08-26');
  expect(rows[0]).toHaveTextContent('已导出，待核 1 人');
});

it('registers a list with its stricter deadline, both cited, and ends it by a recorded event', async () => {
  const store = aCounterStore();
  const user = userEvent.setup();
  render(
    <DeadlinesPage
      store={store}
      businessDate={plainDate('2022-09-06')}
      onOpen={() => undefined}
      onGo={() => undefined}
    />,
  );
  await user.click(await screen.findByRole('button', { name: /^登记公示/u }));
  await user.selectOptions(screen.getByLabelText('事项'), '应发未发名单');
  await user.click(screen.getByRole('button', { name: /^登记( |$)/u }));
  expect(screen.getByText('写明名称，以便与其他批次、名单区分')).toBeInTheDocument();
  await user.type(screen.getByLabelText('名称'), '2022年8月名单');
  const from = screen.getByLabelText('名单下发日期');
  await user.clear(from);
  await user.type(from, '20220907');
  await user.click(screen.getByRole('button', { name: /^登记( |$)/u }));
  expect(screen.getByText('名单下发日期不能晚于业务日期 2022-09-06')).toBeInTheDocument();
  await user.clear(from);
  await user.type(from, '20220905');
  await user.click(screen.getByRole('button', { name: /^登记( |$)/u }));
  const row = await screen.findByRole('row', { name: /2022年8月名单/u });
  expect(row).toHaveTextContent('2022-09-30');
  expect(row).toHaveTextContent('25日，末日逢休息日顺延；依据：粤人社函〔2022〕252号');
  expect(row).toHaveTextContent('另有规定30日：人社失业司便函〔2022〕59号');
  await user.click(row);
  await user.click(await screen.findByRole('button', { name: /^登记有误/u }));
  expect(screen.getByText('写明登记有误的原因')).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: /^已逐条复核答复/u }));
  await waitFor(() => expect(screen.queryByRole('row', { name: /2022年8月名单/u })).toBeNull());
  const events = await store.cases.events('clock');
  expect(events.ok ? events.value.map(({ content }) => (content as { step: string }).step) : []).toEqual([
    'opened',
    'closed',
  ]);
});
