/** One case after its first save: supplementary decisions, one draft for each case, drafts that came too late. */
import { cleanup, configure, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CasePage, WorklistPage } from '#renderer/features/worklist/index.ts';
import { listenToKeys } from '#renderer/ui/keys.ts';
import type { CaseAction } from '#shared/casework/action.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { aCounterStore, anAcceptedAction, aSupplementAction, type FakeStore } from '#tests/builders/a-counter-store.ts';
import { aCitizenId } from '#tests/builders/an-export-case.ts';
import { aDecidedAction } from '#tests/builders/a-decided-action.ts';
import { aDecision, anExport } from '#tests/builders/a-case-action.ts';

configure({ asyncUtilTimeout: 15_000 });
const on = plainDate('2022-08-23');
const ids = [aCitizenId(50), aCitizenId(51), aCitizenId(52)];
const accepted = anAcceptedAction(1, [
  { citizenId: ids[0] ?? '' },
  { citizenId: ids[1] ?? '', verdict: 'unknown' },
  { citizenId: ids[2] ?? '', verdict: 'unmet' },
]);
const settled = aSupplementAction(1, [{ citizenId: ids[1] ?? '', verdict: 'met' }]);
let stopKeys: () => void;

beforeEach(() => {
  stopKeys = listenToKeys(window);
});
afterEach(() => {
  cleanup();
  stopKeys();
});

async function seeded(...actions: CaseAction[]): Promise<FakeStore> {
  const store = aCounterStore();
  for (const action of actions) await store.cases.record({ entryId: crypto.randomUUID(), caseId: 'case-1', action });
  return store;
}

async function openCase(store: FakeStore) {
  const onCorrect = vi.fn<(draftId: string) => void>();
  render(<CasePage store={store} caseId="case-1" businessDate={on} onCorrect={onCorrect} onClose={() => undefined} />);
  await screen.findByRole('heading', { name: /W03-000001/u });
  return onCorrect;
}

describe('a case whose acceptance left somebody 待核', () => {
  it('says how many and until when, and begins a draft of these persons alone', async () => {
    const store = await seeded(accepted);
    const onCorrect = await openCase(store);
    expect(screen.getByText('已受理，待核 1 人')).toBeInTheDocument();
    await screen.findByRole('button', { name: '打印受理通知书' });
    const main = screen.getAllByRole('button').filter((button) => button.classList.contains('button--primary'));
    expect(main.map(({ textContent }) => textContent)).toEqual([expect.stringMatching(/^补充决定/u)]);
    expect(screen.getByText(/^答复期限 2022-08-26/u)).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: /^补充决定（待核 1 人）/u }));
    await waitFor(() => expect(onCorrect).toHaveBeenCalledWith('case-1'));
    const [draft, ...others] = await store.cases.drafts();
    expect(others).toEqual([]);
    expect(draft).toMatchObject({ draftId: 'case-1', caseId: 'case-1', basedOn: 1, supplement: true });
    expect(draft?.application.roster.map(({ citizenId }) => citizenId)).toEqual([ids[1]]);
  });

  it('offers the paper of the supplementary decision first, and shows the persons as they stand now', async () => {
    const store = await seeded(accepted, anExport(), settled);
    await openCase(store);
    expect(screen.getByText('部分导出')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /^补充决定（/u })).toBeNull();
    expect(screen.queryByRole('button', { name: /^作废/u })).toBeNull();
    const verdicts = within(screen.getByRole('table', { name: '人员与结论' }))
      .getAllByRole('row')
      .slice(2);
    expect(verdicts.map((row) => /符合|不符合|待核/u.exec(row.textContent)?.[0])).toEqual(['符合', '符合', '不符合']);
    const offers = await screen.findAllByRole('button', { name: /^打印/u });
    expect(offers.map((button) => button.getAttribute('aria-label'))).toEqual([
      '打印受理通知书（补充，台账 3）',
      '打印送达回证（补充，台账 3）',
      '打印受理通知书',
      '打印申请表（供签字盖章）',
      '打印花名册（供签字盖章）',
      '打印收件凭证',
      '打印收件凭证（80毫米）',
      '打印送达回证',
    ]);
  });

  it('stays in the queue 待核 and on the export queue by what it is', async () => {
    const store = await seeded(accepted, anExport());
    render(
      <WorklistPage
        store={store}
        businessDate={on}
        onOpenCase={() => undefined}
        onOpenDraft={() => undefined}
        onNew={() => undefined}
      />,
    );
    const count = (name: RegExp): string => screen.getByRole('tab', { name }).textContent.replace(/ Alt.*$/u, '');
    expect([count(/^待核/u), count(/^待导出/u), count(/^已导出/u)]).toEqual(['待核 1', '待导出 0', '已导出 1']);
    await store.cases.record({ entryId: 's', caseId: 'case-1', action: settled });
    await waitFor(() => expect(count(/^待核/u)).toBe('待核 0'));
    expect(count(/^待导出/u)).toBe('待导出 1');
  });
});

describe('what a decision rests on', () => {
  it('is shown for a person and for the firm: clause, level, day and place of the data, the officer who vouched', async () => {
    const store = await seeded(aDecidedAction('参保 状态=3'));
    await openCase(store);
    const table = within(screen.getByRole('table', { name: '人员与结论' }));
    const [, firm, person] = table.getAllByRole('row');
    if (firm === undefined || person === undefined) throw new Error('no rows');
    person.focus();
    await userEvent.keyboard('{Enter}');
    const evidence = await screen.findByRole('region', { name: /^依据与证据/u });
    expect(evidence).toHaveTextContent('依据（市级');
    expect(evidence).toHaveTextContent('湛人社函〔2022〕185号');
    expect(evidence).toHaveTextContent('判定日期 2022-08-22 · 台账 1');
    expect(evidence).toHaveTextContent('3 终止缴费');
    await userEvent.click(firm);
    expect(screen.getByRole('region', { name: /^依据与证据/u })).toHaveTextContent('单位类型');
    expect(screen.getByRole('region', { name: /^依据与证据/u })).toHaveTextContent('登记状态存续');
    await userEvent.click(firm);
    expect(screen.queryByRole('region', { name: /^依据与证据/u })).toBeNull();
  });
});

describe('drafts of a case', () => {
  it('are one: pressing again goes on with the same', async () => {
    const store = await seeded(aDecision('deficiencyNotified'));
    const onCorrect = await openCase(store);
    const button = screen.getByRole('button', { name: /^补正/u });
    await userEvent.click(button);
    await waitFor(() => expect(onCorrect).toHaveBeenCalledTimes(1));
    const [draft] = await store.cases.drafts();
    if (draft === undefined) throw new Error('no draft');
    await store.cases.saveDraft({
      ...draft,
      savedAt: '2022-08-23T09:00:00',
      application: { ...draft.application, rosterSource: '已改' },
    });
    await userEvent.click(button);
    await waitFor(() => expect(onCorrect).toHaveBeenCalledTimes(2));
    expect((await store.cases.drafts()).map(({ application }) => application.rosterSource)).toEqual(['已改']);
  });

  it('from before the last decision is shown and kept, and a new one only begun after it is removed', async () => {
    const store = await seeded(aDecision('deficiencyNotified'));
    const onCorrect = await openCase(store);
    await userEvent.click(screen.getByRole('button', { name: /^补正/u }));
    await waitFor(() => expect(onCorrect).toHaveBeenCalledTimes(1));
    await store.cases.record({ entryId: 'other', caseId: 'case-1', action: aDecision('heldPending') });
    await userEvent.click(screen.getByRole('button', { name: /^补正/u }));
    expect(await screen.findByText(/此件有一份更早的暂存/u)).toBeInTheDocument();
    expect(onCorrect).toHaveBeenCalledTimes(1);
    await userEvent.click(screen.getByRole('button', { name: '删除暂存' }));
    const dialog = within(await screen.findByRole('dialog', { name: '删除暂存？' }));
    await userEvent.click(dialog.getByRole('button', { name: '删除暂存' }));
    await waitFor(() => expect(screen.queryByText(/此件有一份更早的暂存/u)).toBeNull());
    expect(await store.cases.drafts()).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: /^补正/u }));
    await waitFor(() => expect(onCorrect).toHaveBeenCalledTimes(2));
    expect((await store.cases.drafts())[0]).toMatchObject({ basedOn: 2 });
  });
});

describe('暂存', () => {
  it('is removed by Delete after a question, and opened by Enter', async () => {
    const store = await seeded();
    const [application] = [aDecision('received')].map((action) =>
      'application' in action ? action.application : null,
    );
    if (application === null || application === undefined) throw new Error('no application');
    await store.cases.saveDraft({
      draftId: 'd1',
      caseId: null,
      savedAt: '2022-08-23T09:00:00+08:00',
      application,
      basedOn: null,
      supplement: false,
    });
    const onOpenDraft = vi.fn<(draftId: string) => void>();
    render(
      <WorklistPage
        store={store}
        businessDate={on}
        onOpenCase={() => undefined}
        onOpenDraft={onOpenDraft}
        onNew={() => undefined}
      />,
    );
    await userEvent.click(await screen.findByRole('tab', { name: /^暂存 1/u }));
    const row = screen.getByRole('row', { name: /湛江海晟食品有限公司/u });
    expect(row).toHaveTextContent('新受理');
    row.focus();
    await userEvent.keyboard('{Enter}');
    expect(onOpenDraft).toHaveBeenCalledWith('d1');
    row.focus();
    await userEvent.keyboard('{Delete}');
    let dialog = within(await screen.findByRole('dialog', { name: '删除暂存？' }));
    await userEvent.click(dialog.getByRole('button', { name: /不删除/u }));
    expect(await store.cases.drafts()).toHaveLength(1);
    row.focus();
    await userEvent.keyboard('{Delete}');
    dialog = within(await screen.findByRole('dialog', { name: '删除暂存？' }));
    await userEvent.click(dialog.getByRole('button', { name: '删除暂存' }));
    expect(await screen.findByText('没有暂存的填写。')).toBeInTheDocument();
    expect(await store.cases.drafts()).toEqual([]);
  });
});
