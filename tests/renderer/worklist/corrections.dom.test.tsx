/** The case page of an accepted case: 更正, its history, notes, and a new sheet of the same firm. */
import { cleanup, configure, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CasePage } from '#renderer/features/worklist/index.ts';
import { listenToKeys } from '#renderer/ui/keys.ts';
import type { CaseAction } from '#shared/casework/action.ts';
import type { Application } from '#shared/domain/application.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { aCorrection, anAcceptanceOf, anExport, aVoid } from '#tests/builders/a-case-action.ts';
import { aCitizenId } from '#tests/builders/a-case-paper.ts';
import { aCounterStore, type FakeStore } from '#tests/builders/a-counter-store.ts';
import { anApplication, aRosterEntry } from '#tests/builders/an-application.ts';

configure({ asyncUtilTimeout: 15_000 });
const on = plainDate('2022-08-24');
const whole = anApplication({
  roster: [0, 1].map((n) => aRosterEntry({ entryId: `e${n}`, name: `甲${n}`, citizenId: aCitizenId(n) })),
});
const withAccount = (number: string): Application => ({
  ...whole,
  employer: { ...whole.employer, account: { ...whole.employer.account, number } },
});
let stopKeys: () => void;

beforeEach(() => {
  stopKeys = listenToKeys(window);
});
afterEach(() => {
  cleanup();
  stopKeys();
});

async function opened(...actions: CaseAction[]) {
  const store: FakeStore = aCounterStore();
  for (const action of actions) {
    const recorded = await store.cases.record({ entryId: crypto.randomUUID(), caseId: 'case-1', action });
    if (!recorded.ok) throw new Error(recorded.failure.code);
  }
  const onCorrect = vi.fn<(draftId: string) => void>();
  render(<CasePage store={store} caseId="case-1" businessDate={on} onCorrect={onCorrect} onClose={() => undefined} />);
  await screen.findByRole('heading', { name: /W03-000001/u });
  return { store, onCorrect };
}

describe('更正', () => {
  it('begins with the whole application, also after the case has left', async () => {
    const { store, onCorrect } = await opened(anAcceptanceOf(whole, 2), anExport());
    await userEvent.keyboard('{Alt>}u{/Alt}');
    await waitFor(() => expect(onCorrect).toHaveBeenCalledWith('case-1'));
    expect(await store.cases.drafts()).toMatchObject([{ caseId: 'case-1', basedOn: 1, supplement: false }]);
    expect((await store.cases.drafts())[0]?.application.roster).toHaveLength(2);
  });

  it('takes over what was typed for a supplementary decision', async () => {
    const { store, onCorrect } = await opened(anAcceptanceOf(whole, 1));
    await userEvent.click(screen.getByRole('button', { name: /^补充决定/u }));
    await waitFor(() => expect(onCorrect).toHaveBeenCalledTimes(1));
    const [draft] = await store.cases.drafts();
    if (draft === undefined) throw new Error('no draft');
    await store.cases.saveDraft({
      ...draft,
      application: { ...draft.application, employer: withAccount('6222000000000009').employer },
    });
    await userEvent.click(screen.getByRole('button', { name: /^更正/u }));
    await waitFor(() => expect(onCorrect).toHaveBeenCalledTimes(2));
    const [converted] = await store.cases.drafts();
    expect(converted).toMatchObject({ supplement: false, basedOn: 1 });
    expect(converted?.application.employer.account.number).toBe('6222000000000009');
    expect(converted?.application.roster.map(({ entryId }) => entryId)).toEqual(['e0', 'e1']);
  });

  it('waits for a batch that was written and not recorded', async () => {
    const { store, onCorrect } = await opened(anAcceptanceOf(whole, 2));
    const begun = {
      step: 'begun',
      training: false,
      layout: { id: 'window-intake', version: '1', digest: 'd' },
      codes: 'printed',
      formats: ['xlsx'],
      createdOn: on,
      office: { name: '中心', divisionCode: '440802' },
      cases: [{ caseId: 'case-1', sequence: 1 }],
      persons: 2,
      amountFen: 300_000,
      files: [{ name: 'a.xlsx', bytes: 1, rows: 2, sha256: 'a'.repeat(64) }],
    };
    const event = { kind: 'export', subjectId: 'b1', on } as const;
    await store.cases.recordEvent({ ...event, entryId: 'x1', content: begun, takeBatchNumber: true });
    const committed = { step: 'committed', manifestDigest: 'm', folder: 'f' };
    await store.cases.recordEvent({ ...event, entryId: 'x2', content: committed, takeBatchNumber: false });
    await userEvent.click(screen.getByRole('button', { name: /^更正/u }));
    expect(await screen.findByText(/的文件已写出，此件还没有登记为已导出/u)).toBeInTheDocument();
    expect(onCorrect).not.toHaveBeenCalled();
  });

  it('tells what changed, by whom and why, and what still has to leave', async () => {
    await opened(
      anAcceptanceOf(whole, 2),
      anExport('批次 1'),
      aCorrection(withAccount('6222000000000009'), ['met', 'unmet']),
    );
    const history = within(screen.getByRole('list', { name: '经过' }));
    const line = history.getByText(/更正：账号录错一位/u);
    expect(line).toHaveTextContent('2022-08-22 09:00');
    expect(line).toHaveTextContent('王样例');
    expect(line).toHaveTextContent(/账号：\S+ → 6222000000000009/u);
    expect(line).toHaveTextContent('甲1：符合 → 不符合');
    expect(line).toHaveTextContent('合计：3,000.00 → 1,500.00 元');
    expect(screen.getByText(/更正 2 行待导出/u)).toBeInTheDocument();
  });
});

describe('beside the decisions', () => {
  it('a note is dated, says by whom, and stands on its own; one of nothing is refused', async () => {
    const { store } = await opened(anAcceptanceOf(whole, 2));
    await userEvent.keyboard('{Alt>}p{/Alt}');
    const dialog = within(await screen.findByRole('dialog', { name: /^备注/u }));
    await userEvent.click(dialog.getByRole('button', { name: /^保存备注/u }));
    expect(dialog.getByText('写明备注内容')).toBeInTheDocument();
    await userEvent.type(dialog.getByLabelText('备注'), '经办人下周一来取{Enter}');
    const notes = within(await screen.findByRole('region', { name: '备注' }));
    expect(notes.getByText('经办人下周一来取')).toBeInTheDocument();
    expect(notes.getByText(`${on} ${store.officer.name}`)).toBeInTheDocument();
  });

  it('the same firm begins anew, with its persons only where that is asked for', async () => {
    const word = { check: 'unit-type', verdict: 'met', basis: 'original-seen', by: 'o2', on } as const;
    const { store, onCorrect } = await opened(
      anAcceptanceOf({ ...whole, employer: { ...whole.employer, attestations: [word] } }, 2),
    );
    const copy = async (persons: boolean): Promise<Application | undefined> => {
      await userEvent.keyboard('{Alt>}f{/Alt}');
      const dialog = within(await screen.findByRole('dialog', { name: '复制为新受理' }));
      if (persons) await userEvent.click(dialog.getByRole('checkbox'));
      const before = new Set((await store.cases.drafts()).map(({ draftId }) => draftId));
      await userEvent.click(dialog.getByRole('button', { name: /^开始新受理/u }));
      await waitFor(async () => expect((await store.cases.drafts()).length).toBe(before.size + 1));
      cleanup();
      render(
        <CasePage store={store} caseId="case-1" businessDate={on} onCorrect={onCorrect} onClose={() => undefined} />,
      );
      await screen.findByRole('heading', { name: /W03-000001/u });
      return (await store.cases.drafts()).find(({ draftId }) => !before.has(draftId))?.application;
    };
    const firm = await copy(false);
    expect(firm).toMatchObject({ receivedOn: on, roster: [], papers: {}, employer: { name: whole.employer.name } });
    expect(firm?.employer.attestations).toEqual([]);
    const persons = (await copy(true))?.roster ?? [];
    expect(persons.map(({ name }) => name)).toEqual(['甲0', '甲1']);
    expect(persons.some(({ entryId }) => entryId === 'e0')).toBe(false);
    expect((await store.cases.drafts()).every(({ caseId }) => caseId === null)).toBe(true);
  });

  it('a voided case names the second officer, and takes a note still', async () => {
    await opened(anAcceptanceOf(whole, 2), aVoid());
    expect(screen.getByText(/作废：录入有误（o3 核对）/u)).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /^更正/u })).toBeNull();
    expect(screen.getByRole('button', { name: /^备注/u })).toBeInTheDocument();
  });
});
