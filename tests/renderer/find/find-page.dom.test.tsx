/** 查找 by keyboard: drafts and cases by the same words, Enter opens the first, arrows move. */
import { cleanup, configure, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { plainDate } from '#shared/domain/plain-date.ts';
import { FindPage } from '#renderer/features/find/index.ts';
import { listenToKeys } from '#renderer/ui/keys.ts';
import type { Draft } from '#renderer/store/cases/case-store.ts';
import { aCounterStore, anAcceptedAction } from '#tests/builders/a-counter-store.ts';
import { anApplication, aRosterEntry } from '#tests/builders/an-application.ts';

configure({ asyncUtilTimeout: 15_000 });
afterEach(cleanup);

const draft: Draft = {
  draftId: 'draft-1',
  caseId: null,
  savedAt: '2022-08-22T09:00:00+08:00',
  basedOn: null,
  supplement: false,
  application: anApplication({
    employer: { ...anApplication().employer, name: '湛江海晟食品有限公司' },
    roster: [aRosterEntry({ name: '陈海晴', citizenId: '440802200003150026' })],
  }),
};

async function opened(on = '2022-08-22', casesFound = true) {
  const plain = aCounterStore();
  for (const n of [1, 2])
    await plain.cases.record({ entryId: `e${n}`, caseId: `case-${n}`, action: anAcceptedAction(n) });
  const store = {
    ...plain,
    cases: { ...plain.cases, drafts: async () => [draft], search: () => (casesFound ? plain.cases.list() : []) },
  };
  const onOpenCase = vi.fn<(caseId: string) => void>();
  const onOpenDraft = vi.fn<(draftId: string) => void>();
  const onGo = vi.fn<(path: string) => void>();
  const none = () => undefined;
  render(
    <FindPage
      store={store}
      businessDate={plainDate(on)}
      onOpenCase={onOpenCase}
      onOpenDraft={onOpenDraft}
      onGo={onGo}
      onClose={none}
    />,
  );
  return { onOpenCase, onOpenDraft, onGo, box: screen.getByRole('textbox') };
}

it.each(['hssp', '陈海晴', '0026', '海晟 chq'])('finds a draft by %s and opens it with Enter', async (typed) => {
  const { onOpenDraft } = await opened('2022-08-22', false);
  await userEvent.keyboard(typed);
  expect(await screen.findByRole('row', { name: /^暂存 湛江海晟食品有限公司/u })).toHaveTextContent('未保存');
  await userEvent.keyboard('{Enter}');
  expect(onOpenDraft).toHaveBeenCalledWith('draft-1');
});

it('moves into the list and back, and opens the row that is active', async () => {
  const { onOpenCase, box } = await opened();
  await userEvent.keyboard('zz');
  await screen.findByRole('row', { name: /W03-000001/u });
  await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}');
  expect(onOpenCase).toHaveBeenCalledWith('case-2');
  await userEvent.keyboard('{ArrowUp}{ArrowUp}');
  expect(document.activeElement).toBe(box);
  await userEvent.keyboard('{ArrowDown}');
  expect(document.activeElement).not.toBe(box);
  await userEvent.keyboard('x');
  expect(box).toHaveValue('zzx');
});

it('lists cases before drafts, and says which person was found', async () => {
  await opened();
  await userEvent.keyboard('chq');
  const draftRow = await screen.findByRole('row', { name: /^暂存 湛江海晟食品有限公司/u });
  const rows = screen.getAllByRole('row').filter((row) => row.classList.contains('is-link'));
  expect(rows.at(-1)).toBe(draftRow);
  expect(rows).toHaveLength(3);
  await waitFor(() => expect(draftRow).toHaveTextContent('陈海晴 …0026'));
});

it('copies the phone of the row under the cursor', async () => {
  const user = userEvent.setup();
  const stop = listenToKeys(window);
  await opened('2022-08-22', false);
  await user.keyboard('chq');
  await screen.findByRole('row', { name: /^暂存 湛江海晟食品有限公司/u });
  await user.keyboard('{ArrowDown}{Alt>}d{/Alt}');
  const { mobile } = draft.application.employer.agent;
  expect(await screen.findByText(`已复制电话 ${mobile}`)).toBeInTheDocument();
  expect(await navigator.clipboard.readText()).toBe(mobile);
  stop();
});

it('says what is overdue on the business date', async () => {
  await opened('2022-12-01');
  await userEvent.keyboard('zz');
  expect(await screen.findByRole('row', { name: /W03-000001/u })).toHaveTextContent(/逾期 \d+ 天/u);
});

it('takes what a scanner types from a paper as that, and the next Enter opens its case', async () => {
  const { box, onOpenCase, onGo } = await opened();
  await userEvent.type(box, `KGBZ1 〔2022〕W03-000001 ${'0'.repeat(64)}{Enter}`);
  expect(await screen.findByText('内容不符')).toBeInTheDocument();
  expect([onOpenCase, onGo].flatMap(({ mock }) => mock.calls)).toEqual([]);
  expect(screen.getByRole('button', { name: /打开办件/u })).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  expect(onGo).toHaveBeenCalledWith('/case/case-1');
});
