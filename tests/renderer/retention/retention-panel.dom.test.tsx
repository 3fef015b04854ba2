/** 到期清理: nothing is due without a term; the second press destroys what the list shows; a clerk sees none of it. */
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { success } from '#shared/contract/failure.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import type { CaseStore } from '#renderer/store/cases/case-store.ts';
import type { CounterStore } from '#renderer/store/counter-store.ts';
import type { RegistryCopy } from '#renderer/store/registry/registry-store.ts';
import { RetentionPanel } from '#renderer/features/retention/index.ts';
import { aDecision } from '#tests/builders/a-case-action.ts';
import { aCounterStore } from '#tests/builders/a-counter-store.ts';

const on = plainDate('2033-01-01');
const copy = { packId: 'p1', kind: 'insurance', asOf: plainDate('2022-08-01') } as RegistryCopy;

async function opened(role: 'administrator' | 'windowClerk' = 'administrator') {
  const fake = aCounterStore({ role });
  await fake.cases.record({ entryId: 'a', caseId: 'c1', action: aDecision('declined') });
  await fake.cases.record({ entryId: 'b', caseId: 'c2', action: aDecision('accepted') });
  const purged: Parameters<CaseStore['purge']>[0][] = [];
  const removed: unknown[] = [];
  const cases: CaseStore = {
    ...fake.cases,
    purge: async (request) => {
      purged.push(request);
      return success(null);
    },
  };
  const registry = {
    ...fake.registry,
    removeCopy: async (...request: unknown[]) => {
      removed.push(request);
      return success(null);
    },
  };
  const store: CounterStore = { ...fake, cases, registry };
  const user = userEvent.setup();
  const { container } = render(<RetentionPanel store={store} on={on} copies={[copy]} />);
  return { user, store, purged, removed, container };
}

describe('到期清理', () => {
  it('is empty before a term is set, asks for the document, and then lists what is due', async () => {
    const { user } = await opened();
    expect(await screen.findByText('没有到期的内容。')).toBeInTheDocument();
    await user.type(screen.getByLabelText('办件保存（年）'), '10{Enter}');
    expect(await screen.findByRole('alert')).toHaveTextContent('请填写保存期限依据的文号');
    await user.type(screen.getByLabelText('依据文号'), '湛档〔2022〕1号');
    await user.type(screen.getByLabelText('参保缴费（天）'), '60{Enter}');
    expect(await screen.findByText(/依据 湛档〔2022〕1号：办件自办结次年起保存 10 年/u)).toBeInTheDocument();
    expect(screen.getByRole('status')).toHaveTextContent(
      '到期办件 1 件，到期登记数据 1 份。另有 1 件已满期，因仍在办或批次移交没有记录，继续保存。',
    );
    const table = screen.getByRole('table', { name: '到期办件' });
    expect(within(table).getByRole('row', { name: /〔2022〕W03-000001 .* 不予受理/u })).toBeInTheDocument();
  });

  it('destroys on the second press, cases and copies, exactly those that were listed', async () => {
    const { user, store, purged, removed } = await opened();
    const rule = { caseYears: 10, packDays: { insurance: 60 }, documentNumber: '湛档〔2022〕1号' };
    await store.recordOffice({ type: 'retentionSet', rule });
    await user.click(await screen.findByRole('button', { name: '销毁到期内容' }));
    expect(purged).toEqual([]);
    expect(screen.getByRole('alert')).toHaveTextContent('1 件办件、参保缴费数据（截至 2022-08-01）后不能恢复');
    await user.click(screen.getByRole('button', { name: '确认销毁' }));
    expect(purged).toMatchObject([{ caseIds: ['c1'], on, reason: '保存期满' }]);
    expect(removed).toEqual([['p1', 'retention']]);
  });

  it('is not shown to a clerk', async () => {
    const { container } = await opened('windowClerk');
    expect(container).toBeEmptyDOMElement();
  });
});
