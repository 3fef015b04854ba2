/** 待办 on the screen: what, why, until when, whose; the list takes the arrows at once; nothing is done but by what is recorded. */
import { configure, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { failed } from '#shared/contract/failure.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { useDeadlines } from '#renderer/features/deadlines/index.ts';
import { TasksPage, useTasks } from '#renderer/features/tasks/index.ts';
import type { CounterStore } from '#renderer/store/counter-store.ts';
import { listenToKeys } from '#renderer/ui/keys.ts';
import { aPrintConfirmed, aPrintSent } from '#tests/builders/a-case-action.ts';
import { anAcceptedAction, aCounterStore, NO_HUB } from '#tests/builders/a-counter-store.ts';

configure({ asyncUtilTimeout: 15_000 });

const today = plainDate('2022-08-22');
let stopKeys = (): void => undefined;
beforeEach(() => {
  stopKeys = listenToKeys(window);
});
afterEach(() => stopKeys());

/** As the frame puts it together. */
function Board({ store, onGo }: { readonly store: CounterStore; readonly onGo: (path: string) => void }) {
  const tasks = useTasks(store, today, useDeadlines(store, today), '/tasks');
  return <TasksPage {...tasks} store={store} businessDate={today} onGo={onGo} />;
}

async function seeded() {
  const plain = aCounterStore();
  const registry = {
    ...plain.registry,
    copies: async () => await Promise.resolve([]),
    subscribe: () => () => undefined,
  };
  const store = { ...plain, registry };
  await store.cases.record({ entryId: 'a', caseId: 'c1', action: anAcceptedAction(1) });
  await store.cases.record({ entryId: 'p', caseId: 'c1', action: aPrintSent('print-1') });
  const onGo = vi.fn<(path: string) => void>();
  return { store, onGo };
}

it('says what, why and whose, opens with Enter where it is done, and drops the line once that is recorded', async () => {
  const { store, onGo } = await seeded();
  render(<Board store={store} onGo={onGo} />);
  const row = await screen.findByRole('row', { name: /文书未确认/u });
  expect(row).toHaveTextContent('〔2022〕W03-000001');
  expect(row).toHaveTextContent('1 份已发送打印，没有登记打没打出');
  expect(await within(row).findByText('王样例')).toBeInTheDocument();
  expect(row).toHaveFocus();
  const user = userEvent.setup();
  await user.keyboard('{Enter}');
  expect(onGo).toHaveBeenCalledWith('/case/c1/papers');
  await store.cases.record({ entryId: 'q', caseId: 'c1', action: aPrintConfirmed('print-1') });
  await vi.waitFor(() => expect(screen.queryByRole('row', { name: /文书未确认/u })).toBeNull());
});

it('filters per kind by its key, with the count on the tab', async () => {
  const { store, onGo } = await seeded();
  render(<Board store={store} onGo={onGo} />);
  await screen.findByRole('row', { name: /文书未确认/u });
  const user = userEvent.setup();
  expect(screen.getByRole('tab', { name: /^未确认 1/u })).toBeInTheDocument();
  await user.keyboard('{Alt>}8{/Alt}');
  await vi.waitFor(() => expect(screen.queryByRole('row', { name: /文书未确认/u })).toBeNull());
  const rows = screen.getAllByRole('row', { name: /登记数据/u });
  expect(rows.length).toBeGreaterThan(1);
  expect(rows[0]).toHaveFocus();
  await user.keyboard('{ArrowDown}{Enter}');
  expect(onGo).toHaveBeenCalledWith('/registry/insurance');
  await user.keyboard('{Alt>}2{/Alt}');
  expect(await screen.findByText('没有“同人核对”的待办。')).toBeInTheDocument();
});

it('tells of the ledger that no hub has acknowledged for three days, by the age of its first entry', async () => {
  const { store, onGo } = await seeded();
  const since = new Date(Date.now() - 3 * 86_400_000 - 60_000).toISOString();
  const host: CounterStore['host'] = {
    call: async (channel, request) => {
      if (channel !== 'journal.read') return await store.host.call(channel, request);
      expect(request).toMatchObject({ after: 4, limit: 1 });
      return { ok: true, value: { entries: [{ format: 2, header: { at: since } }] } } as never;
    },
  };
  const hub = { address: 'http://127.0.0.1:30130', hub: 'h', office: 'o', since };
  store.post.state = { ...NO_HUB, hub, count: 9, acknowledged: 4 };
  render(<Board store={{ ...store, host }} onGo={onGo} />);
  const row = await screen.findByRole('row', { name: /台账第 5 条起 5 条/u });
  expect(row).toHaveTextContent('已 3 天没有接收端的回执');
  expect(row).toHaveTextContent('管理员');
});

it('says which source could not be read, and does not call the list whole', async () => {
  const { store, onGo } = await seeded();
  const claims = { ...store.claims, meetings: async () => await Promise.resolve(failed('disk-full')) };
  render(<Board store={{ ...store, claims }} onGo={onGo} />);
  expect(await screen.findByText(/^有的来源读不出来，它的待办没有列全。/u)).toBeInTheDocument();
  expect(screen.getByRole('row', { name: /文书未确认/u })).toBeInTheDocument();
});
