/** 复核 on the page of a case by the one who is signed in: no passphrase, the own name, a pass or a reason. */
import { cleanup, configure, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CasePage } from '#renderer/features/worklist/index.ts';
import { listenToKeys } from '#renderer/ui/keys.ts';
import type { CaseAction } from '#shared/casework/action.ts';
import type { ReviewRule } from '#shared/domain/office.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { anOffice } from '#tests/builders/a-case-action.ts';
import { aCounterStore, anAcceptedAction, type FakeStore } from '#tests/builders/a-counter-store.ts';
import { aCitizenId } from '#tests/builders/an-export-case.ts';

configure({ asyncUtilTimeout: 15_000 });
const on = plainDate('2022-08-23');
const ids = [aCitizenId(60), aCitizenId(61)];
let stopKeys: () => void;

beforeEach(() => {
  stopKeys = listenToKeys(window);
});
afterEach(() => {
  cleanup();
  stopKeys();
});

/** An acceptance of two persons under the office's rule, given by this officer; `o2` is the one signed in. */
async function opened(decidedBy: string, by: ReviewRule['by'] = 'anybody', role?: 'administrator'): Promise<FakeStore> {
  const store = aCounterStore(role === undefined ? {} : { role });
  const action: CaseAction = {
    ...anAcceptedAction(
      1,
      ids.map((citizenId) => ({ citizenId })),
    ),
    officer: { id: decidedBy, name: '李办理' },
  };
  if (action.kind !== 'accepted') throw new Error('not an acceptance');
  const ruled: CaseAction = { ...action, office: { ...anOffice, review: { takes: 'acceptances', by } } };
  await store.cases.record({ entryId: 'a', caseId: 'case-1', action: ruled });
  render(
    <CasePage store={store} caseId="case-1" businessDate={on} onCorrect={() => undefined} onClose={() => undefined} />,
  );
  await screen.findByText(/待复核：/u);
  return store;
}

const lastAction = (store: FakeStore) => store.actions.get('case-1')?.at(-1)?.action;
const dialog = () => screen.findByRole('dialog', { name: /^复核 / });

describe('复核 by the one signed in', () => {
  it('has the one main button of the page while it waits; then 打印 has it', async () => {
    await opened('o9');
    await screen.findByRole('button', { name: /^打印受理通知书/u });
    const main = () => [...document.querySelectorAll('.button--primary')].map(({ textContent }) => textContent);
    expect(main()).toEqual([expect.stringMatching(/复核/u)]);
    const user = userEvent.setup();
    await user.keyboard('{Control>}{Enter}{/Control}');
    await dialog();
    await user.keyboard('{Enter}');
    await waitFor(() => expect(main()).toEqual([expect.stringMatching(/^打印/u)]));
  });

  it('is a pass with two presses: the own word, without a passphrase or somebody else’s proof', async () => {
    const store = await opened('o9');
    expect(screen.getByText(/请看过下面每个人的依据、证据和材料，再登记复核/u)).toBeInTheDocument();
    const user = userEvent.setup();
    await user.keyboard('{Control>}{Enter}{/Control}');
    const asked = within(await dialog());
    expect(asked.queryByLabelText(/口令/u)).toBeNull();
    expect(asked.queryByLabelText(/复核人员/u)).toBeNull();
    const persons = asked.getAllByRole('textbox');
    expect(persons).toHaveLength(ids.length + 1);
    expect(persons[0]).toHaveFocus();
    expect(asked.getByRole('button', { name: /^通过（2 人，3,000.00 元）/u })).toBeInTheDocument();
    await user.keyboard('{Enter}');
    await waitFor(() => expect(screen.queryByText(/待复核：/u)).toBeNull());
    expect(lastAction(store)).toMatchObject({
      kind: 'reviewed',
      of: 1,
      passed: true,
      officer: { id: 'o2' },
      reasons: [],
    });
    expect(lastAction(store)).not.toHaveProperty('confirmation');
  });

  it('goes back to who decided it where a reason is written, and says so on the page', async () => {
    const store = await opened('o9');
    const user = userEvent.setup();
    await user.keyboard('{Control>}{Enter}{/Control}');
    const asked = within(await dialog());
    await user.keyboard('学校与毕业证不符');
    await user.click(await asked.findByRole('button', { name: /^退回，请办理人更正/u }));
    const notice = (await screen.findByText(/请按“更正”改好/u)).closest('.notice');
    expect(notice).toHaveTextContent('学校与毕业证不符');
    expect(notice).toHaveTextContent('王样例 2022-08-23');
    expect(lastAction(store)).toMatchObject({
      passed: false,
      officer: { id: 'o2' },
      reasons: [{ citizenId: ids[0], text: '学校与毕业证不符' }],
    });
  });

  it('keeps what was written and says why where it could not be recorded', async () => {
    const store = await opened('o9');
    store.failing.add('record:reviewed');
    const user = userEvent.setup();
    await user.keyboard('{Control>}{Enter}{/Control}');
    const asked = within(await dialog());
    await user.keyboard('合同缺页');
    await user.click(asked.getByRole('button', { name: /^退回/u }));
    expect(await asked.findByText(/磁盘/u)).toBeInTheDocument();
    expect(asked.getAllByRole('textbox')[0]).toHaveValue('合同缺页');
    expect(lastAction(store)).toMatchObject({ kind: 'accepted' });
  });

  it('is not offered to a clerk where administrators review, and is to an administrator', async () => {
    await opened('o9', 'administrators');
    expect(screen.getByText(/按单位规定由管理员登录后复核/u)).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /^登记复核/u })).toBeNull();
    cleanup();
    await opened('o9', 'administrators', 'administrator');
    expect(screen.getByRole('button', { name: /^登记复核/u })).toBeInTheDocument();
  });

  it('is never the own work: an administrator’s own answer waits for another one', async () => {
    await opened('o2', 'administrators', 'administrator');
    expect(screen.getByText(/您参与过这次结论，不能自己复核/u)).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /^登记复核/u })).toBeNull();
  });
});
