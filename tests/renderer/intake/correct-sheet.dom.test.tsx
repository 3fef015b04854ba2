/** 更正 from the sheet: everything stands open, the case is decided for the day of its acceptance, and the reason is asked for. */
import { cleanup, configure, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CaseAction } from '#shared/casework/action.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { IntakePage } from '#renderer/features/intake/index.ts';
import { listenToKeys } from '#renderer/ui/keys.ts';
import { anExport } from '#tests/builders/a-case-action.ts';
import { aDecidedAction } from '#tests/builders/a-decided-action.ts';
import { sceneRows, sheet } from './an-open-sheet.ts';
import { aCounterStore } from '#tests/builders/a-counter-store.ts';

configure({ asyncUtilTimeout: 20_000 });
/** Long after the pack of 2022 stopped taking applications. */
const LATER = plainDate('2023-02-10');
/** With nothing left to fill in on the form. */
const complete = () => {
  const plain = sheet();
  return {
    ...plain,
    employer: {
      ...plain.employer,
      divisionCode: '440802',
      legalRepresentative: '陈样例',
      account: {
        kind: 'corporate' as const,
        name: plain.employer.name,
        bank: '中国银行湛江赤坎支行',
        number: '0012345678901234',
      },
      agent: { name: '林晓彤', citizenId: '440802199001019029', mobile: '13800000000', authorisationSeen: true },
    },
  };
};
let stopKeys: () => void;
beforeEach(() => {
  stopKeys = listenToKeys(window);
});
afterEach(() => {
  cleanup();
  stopKeys();
});

async function opened() {
  const store = aCounterStore();
  const { record } = aDecidedAction('') as Extract<CaseAction, { kind: 'heldPending' }>;
  const accepted = {
    ...aDecidedAction(''),
    kind: 'accepted',
    application: complete(),
    record,
    acceptBy: null,
  } as CaseAction;
  for (const action of [accepted, anExport('2022-W03-1')]) {
    const recorded = await store.cases.record({ entryId: crypto.randomUUID(), caseId: 'case-1', action });
    if (!recorded.ok) throw new Error(recorded.failure.code);
  }
  await store.cases.saveDraft({
    draftId: 'case-1',
    caseId: 'case-1',
    savedAt: '1',
    application: complete(),
    basedOn: 1,
    supplement: false,
  });
  const held = {
    ...store,
    registry: { ...store.registry, gather: sceneRows, subscribe: () => () => undefined, findEmployers: async () => [] },
  } as unknown as typeof store;
  render(
    <IntakePage store={held} businessDate={LATER} draftId="case-1" onNew={() => undefined} onClose={() => undefined} />,
  );
  await screen.findByText(/^更正 〔2022〕W03-000001/u);
  return store;
}

const actionsOf = (store: ReturnType<typeof aCounterStore>): readonly CaseAction[] =>
  (store.actions.get('case-1') ?? []).map(({ action }) => action);

describe('a sheet that corrects an accepted case', { timeout: 60_000 }, () => {
  it('asks why, shows what changes, and records it for the day of the acceptance', async () => {
    const store = await opened();
    const user = userEvent.setup();
    await user.keyboard('{F4}');
    const account = await screen.findByLabelText(/^账号/u);
    // The document under test forgets the choice that a browser keeps.
    await user.selectOptions(screen.getByLabelText('失业保险参保地'), '440802');
    await user.clear(account);
    await user.type(account, '6222021234567890123');
    await user.keyboard('{Control>}{Enter}{/Control}');
    const dialog = within(await screen.findByRole('dialog', { name: /^更正/u }));
    expect(dialog.getByText(/^账号：.* → 6222021234567890123$/u)).toBeInTheDocument();
    expect(dialog.getByText(/已随批次 2022-W03-1 导出/u)).toBeInTheDocument();
    await user.click(dialog.getByRole('button', { name: /^保存更正/u }));
    expect(dialog.getByText('写明更正原因')).toBeInTheDocument();
    expect(actionsOf(store)).toHaveLength(2);
    await user.type(dialog.getByLabelText('更正原因'), '账号录错{Enter}');
    await screen.findByText(/已保存/u);
    const last = actionsOf(store).at(-1);
    expect(last).toMatchObject({ kind: 'corrected', on: LATER, reason: '账号录错' });
    if (last?.kind !== 'corrected') throw new Error('no correction');
    expect(last.application.employer.account.number).toBe('6222021234567890123');
    expect(last.record).toMatchObject({
      policy: 'zhanjiang-2022',
      decision: { date: '2022-08-22', outcome: 'accept' },
    });
    expect(store.cases.list()[0]).toMatchObject({ status: 'partlyExported', batchNumber: '2022-W03-1' });
    expect(await store.cases.drafts()).toEqual([]);
  });

  it('takes no papers in, and is not saved while something on it cannot be read', async () => {
    const store = await opened();
    const user = userEvent.setup();
    await user.keyboard('{F10}');
    await user.keyboard('{F4}');
    await user.clear(await screen.findByLabelText(/^账号/u));
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(await screen.findByText(/^更正前先改好/u)).toBeInTheDocument();
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(actionsOf(store)).toHaveLength(2);
  });
});
