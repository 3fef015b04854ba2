import type * as AnswerReading from '#renderer/store/answer-reading.ts';
import { configure, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { addDays, plainDate } from '#shared/domain/plain-date.ts';
import { VerificationPage } from '#renderer/features/verification/index.ts';
import { queuePersons } from '#renderer/features/verification/verification-work.ts';
import { listenToKeys } from '#renderer/ui/keys.ts';
import { aCounterStore, type FakeStore } from '#tests/builders/a-counter-store.ts';
import { queuedPersons } from '#tests/builders/queued-persons.ts';
import { answerFile, numbersIn } from './written-batches.ts';

// The test's document has no workers: the answers are read in place.
vi.mock('#renderer/store/answer-reading.ts', async (original) => {
  const real = await original<typeof AnswerReading>();
  const { readAnswers } = await import('#renderer/store/answer-table.ts');
  const inPlace = () => ({ read: readAnswers, end: () => undefined });
  return { ...real, readAnswersOf: (file: File, signal?: AbortSignal) => real.readAnswersOf(file, signal, inPlace) };
});

// Found as soon as it is there; the limit only bounds a failing run on a busy machine.
configure({ asyncUtilTimeout: 15_000 });
vi.setConfig({ testTimeout: 60_000 });

const today = plainDate('2022-08-22');
let stopKeys = (): void => undefined;
let store: FakeStore;
beforeEach(() => {
  store = aCounterStore({ role: 'administrator' });
  HTMLDialogElement.prototype.showModal = vi.fn<() => void>();
  stopKeys = listenToKeys(window);
});
afterEach(() => stopKeys());

async function opened(count: number, on = today) {
  if (count > 0) await queuePersons({ store, on: today, staleAfterDays: 31 }, queuedPersons(0, count));
  const user = userEvent.setup();
  const view = render(<VerificationPage store={store} businessDate={on} />);
  await screen.findByRole('heading', { name: /^等待查询/u });
  return { user, view };
}

const figure = (label: string) => screen.getByText(label, { selector: 'dt' }).parentElement?.textContent ?? '';
const filesOut = () =>
  Promise.all([...store.exported.values()].flatMap((folder) => [...folder.values()]).map((bytes) => numbersIn(bytes)));

describe('verification page', () => {
  it('says that nothing is connected, and what there is to do when nobody waits', async () => {
    await opened(0);
    expect(screen.getByText(/核验接口（59号函）的字段没有公布，没有接通/u)).toBeInTheDocument();
    expect(screen.getByRole('button', { name: /^生成查询文件/u })).toHaveAttribute('aria-disabled', 'true');
    expect(screen.getByText(/按 F8 进入核验队列/u)).toBeInTheDocument();
  });

  it('sends a thousand persons in files of the daily quota by one key', async () => {
    const { user, view } = await opened(1000);
    for (let day = 0; day < 4; day += 1) {
      view.rerender(<VerificationPage store={store} businessDate={addDays(today, day)} />);
      await screen.findByText(`0 / 300 人`);
      await user.keyboard('{Control>}{Enter}{/Control}');
      await waitFor(() => expect(store.exported.size).toBe(day + 1));
      const sent = day < 3 ? 300 : 100;
      expect(await screen.findByText(`${sent} / 300 人`)).toBeInTheDocument();
      expect(await screen.findByText(`已生成查询文件，${sent} 人`)).toBeInTheDocument();
      await user.keyboard('{Control>}{Enter}{/Control}');
    }
    expect((await filesOut()).map(({ length }) => length)).toEqual([300, 300, 300, 100]);
    expect((await filesOut()).flat()).toEqual(queuedPersons(0, 1000).map(({ citizenId }) => citizenId));
    expect(figure('已送出、未返回')).toContain('1000 人');
  });

  it('keeps the quota that is set, and refuses what is none', async () => {
    const { user } = await opened(10);
    const field = screen.getByLabelText(/^每日限额/u);
    await user.clear(field);
    await user.type(field, '0{Enter}');
    expect(screen.getByText('请填写 1 到 10000 的整数')).toBeInTheDocument();
    await user.clear(field);
    await user.type(field, '4{Enter}');
    expect(await screen.findByText('0 / 4 人')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: /^生成查询文件（4 人）/u }));
    expect(await screen.findByText('今日限额已用完，其余人员明日再查')).toBeInTheDocument();
    expect(figure('等待查询')).toContain('6 人');
  });

  it('lets the administrator alone set the quota, and tells the others whose it is', async () => {
    store = aCounterStore();
    await opened(3);
    expect(screen.getByText('每日限额由管理员设置。')).toBeInTheDocument();
    expect(screen.queryByLabelText(/^每日限额/u)).not.toBeInTheDocument();
    expect(screen.getByText('0 / 300 人')).toBeInTheDocument();
  });

  it('takes answers from a file and shows day and source; refuses with the line', async () => {
    const { user } = await opened(3);
    await user.click(screen.getByRole('button', { name: /^生成查询文件/u }));
    await screen.findByText('已生成查询文件，3 人');
    const input = screen.getByLabelText('返回文件');
    await user.upload(input, answerFile(queuedPersons(2, 2), '是', '2022-08-22'));
    expect(await screen.findByText('第 3 行：本机没有查询过此人，或已退回队列')).toBeInTheDocument();
    expect(figure('已返回')).toContain('0 人');
    await user.upload(input, answerFile(queuedPersons(0, 2), '否', '2022-08-21', '八月返回.csv'));
    expect(await screen.findByText(/已登记 2 人的返回结果/u)).toHaveTextContent('还有 1 人没有返回');
    const rows = within(await screen.findByRole('table', { name: /^已返回/u })).getAllByRole('row');
    expect(rows[1]).toHaveTextContent(/测试1440802\*+\d{3}[\dX]否2022-08-212022-08-22 八月返回\.csv/u);
    expect(screen.getByText('还有 1 人没有返回')).toBeInTheDocument();
  });

  it('a file that was not written is shown, blocks the next, and can be finished', async () => {
    const { user } = await opened(3);
    store.failing.add('export.commit');
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(await screen.findByRole('alert')).toHaveTextContent('续做时不重复查询');
    expect(screen.getByText('未写完的查询文件')).toBeInTheDocument();
    expect(screen.getByText('请先续做或退回未写完的查询文件')).toBeInTheDocument();
    store.failing.clear();
    await user.click(screen.getByRole('button', { name: '续做' }));
    await screen.findByText('已生成查询文件，3 人');
    expect(screen.queryByText('未写完的查询文件')).not.toBeInTheDocument();
    expect(screen.getByText('3 / 300 人')).toBeInTheDocument();
    expect((await filesOut()).map(({ length }) => length)).toEqual([3]);
  });

  it('gives the persons of a lost file back to the queue after asking', async () => {
    const { user } = await opened(3);
    await user.keyboard('{Control>}{Enter}{/Control}');
    await user.click(await screen.findByRole('button', { name: '退回未返回的' }));
    const dialog = screen.getByText('把 3 人退回队列？').closest('dialog');
    if (dialog === null) throw new Error('no dialog');
    await user.click(within(dialog).getByText('退回队列', { selector: 'button' }));
    await waitFor(() => expect(figure('等待查询')).toContain('3 人'));
    expect(screen.getByText('未返回的已退回队列')).toBeInTheDocument();
  });
});
