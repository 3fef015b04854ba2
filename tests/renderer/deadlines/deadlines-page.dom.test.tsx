import { configure, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { plainDate } from '#shared/domain/plain-date.ts';
import { DeadlinesPage } from '#renderer/features/deadlines/index.ts';
import { aCounterStore, anAcceptedAction } from '#tests/builders/a-counter-store.ts';

// Found as soon as it is there; the limit only bounds a failing run on a busy machine.
configure({ asyncUtilTimeout: 15_000 });

async function opened(on: string) {
  const store = aCounterStore();
  await store.cases.record({ entryId: 'seed', caseId: 'case-1', action: anAcceptedAction(1) });
  const due = store.cases.list()[0]?.decisionDue ?? null;
  const onOpen = vi.fn<(caseId: string) => void>();
  render(<DeadlinesPage store={store} businessDate={plainDate(on)} onOpen={onOpen} />);
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
  const overdue = screen.queryByRole('table', { name: '已逾期' }) ?? screen.getByRole('table', { name: '日历未更新' });
  expect(within(overdue).getAllByRole('row')).toHaveLength(2);
});
