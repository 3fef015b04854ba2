/** 办件: the list takes arrows at once, is filtered by typing and stands in four orders; a draft says what else its firm has here. */
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { plainDate } from '#shared/domain/plain-date.ts';
import { WorklistPage } from '#renderer/features/worklist/index.ts';
import type { Draft } from '#renderer/store/cases/case-store.ts';
import { listenToKeys } from '#renderer/ui/keys.ts';
import { aCounterStore, anAcceptedAction } from '#tests/builders/a-counter-store.ts';
import { anApplication } from '#tests/builders/an-application.ts';

let stop: () => void;
beforeEach(() => {
  stop = listenToKeys(window);
});
afterEach(() => stop());

/** Of the agent of every accepted case here. */
const PHONE = '13800000000';
const application = anApplication();
const aDraft = (draftId: string, savedAt: string): Draft => ({
  draftId,
  caseId: null,
  savedAt,
  basedOn: null,
  supplement: false,
  application,
});

async function opened() {
  const plain = aCounterStore();
  for (const n of [1, 2, 3])
    await plain.cases.record({ entryId: `e${n}`, caseId: `case-${n}`, action: anAcceptedAction(n) });
  const drafts = [aDraft('d1', '2022-08-22T09:00:00+08:00'), aDraft('d2', '2022-08-22T10:30:00+08:00')];
  const store = { ...plain, cases: { ...plain.cases, drafts: async () => drafts } };
  const onOpenCase = vi.fn<(caseId: string) => void>();
  const onOpenDraft = vi.fn<(draftId: string) => void>();
  render(
    <WorklistPage
      store={store}
      businessDate={plainDate('2022-08-22')}
      onOpenCase={onOpenCase}
      onOpenDraft={onOpenDraft}
      onNew={() => undefined}
    />,
  );
  return { store, onOpenCase, onOpenDraft, user: userEvent.setup() };
}

const lines = () => screen.getAllByRole('row').filter((row) => row.classList.contains('is-link'));

it('takes arrows and Enter on arrival, and says whom to call and who decided', async () => {
  const { store, onOpenCase, user } = await opened();
  await waitFor(() => expect(document.activeElement).toBe(lines()[0]));
  await waitFor(() => expect(lines()[0]).toHaveTextContent(PHONE));
  expect(lines()[0]).toHaveTextContent(store.officer.name);
  await user.keyboard('{ArrowDown}{Enter}');
  expect(onOpenCase).toHaveBeenCalledWith(store.cases.list()[1]?.caseId);
});

it('begins a filter with a letter typed in the list, by phone too; Esc takes it back', async () => {
  const { user } = await opened();
  await waitFor(() => expect(lines()[0]).toHaveTextContent(PHONE));
  await user.keyboard(PHONE);
  expect(screen.getByRole('textbox')).toHaveValue(PHONE);
  expect(lines()).toHaveLength(3);
  await user.keyboard('9999999');
  expect(screen.queryAllByRole('row')).toEqual([]);
  await user.keyboard('{Escape}');
  expect(lines()).toHaveLength(3);
});

it('stands in another order with one key, and keeps the focus in the list', async () => {
  const { user } = await opened();
  expect(screen.getByRole('button', { name: '排列：最近收件' })).toBeInTheDocument();
  await user.keyboard('{Alt>}o{/Alt}');
  expect(screen.getByRole('button', { name: '排列：期限最近' })).toBeInTheDocument();
  await waitFor(() => expect(document.activeElement).toBe(lines()[0]));
});

it('shows drafts the last first, with their time and what else of the firm is under way', async () => {
  const { onOpenDraft, user } = await opened();
  await user.keyboard('{Alt>}1{/Alt}');
  const table = await screen.findByRole('table', { name: '暂存' });
  const [first] = within(table).getAllByRole('row').slice(1);
  expect(first).toHaveTextContent(/另有暂存 1 份/u);
  expect(first?.textContent).toMatch(/\d{4}-\d\d-\d\d \d\d:30/u);
  await user.keyboard('{Enter}');
  expect(onOpenDraft).toHaveBeenCalledWith('d2');
});
