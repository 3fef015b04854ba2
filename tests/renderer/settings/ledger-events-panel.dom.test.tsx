/** 台账记事 over the product's own store and host: what was recorded is told, newest first, by kind and in pages. */
import { cleanup, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { plainDate } from '#shared/domain/plain-date.ts';
import { LedgerEventsPanel } from '#renderer/features/settings/LedgerEventsPanel.tsx';
import type { CounterStore } from '#renderer/store/counter-store.ts';
import { anOffice } from '#tests/builders/a-case-action.ts';
import { aCounter, officers, type TestCounter } from '#tests/store/a-counter.ts';

let counter: TestCounter;
let store: CounterStore;
const user = userEvent.setup();

beforeEach(async () => {
  counter = await aCounter();
  const opened = await counter.open('o1', officers[0].passphrase);
  if (!opened.ok) throw new Error(opened.failure.code);
  store = opened.value;
});
afterEach(async () => {
  cleanup();
  await store.close();
  await counter.host.end();
});

const lines = async (): Promise<string[][]> => {
  const table = await screen.findByRole('table', { name: '台账记事' });
  return within(table)
    .getAllByRole('row')
    .slice(1)
    .map((row) =>
      within(row)
        .getAllByRole('cell')
        .map(({ textContent }) => textContent),
    );
};

async function imported(rows: number): Promise<void> {
  const day = plainDate('2022-08-20');
  const digest = 'd'.repeat(64);
  const told = { type: 'imported', kind: 'insurance', asOf: day, rows, pagesDigest: digest, fileDigest: digest };
  const content = { ...told, scope: '440800', badRows: 0, remarks: 0, replaces: null };
  const event = { entryId: crypto.randomUUID(), kind: 'registry', subjectId: 'p1', on: day, content } as const;
  expect((await store.cases.recordEvent({ ...event, takeBatchNumber: false })).ok).toBe(true);
}

describe('台账记事', () => {
  it('tells who did what and when, newest first, the sign-ins only when asked', async () => {
    await store.recordOffice({ type: 'signedIn', failures: 2, vaultRevision: 1 });
    await store.recordOffice({ type: 'quotaSet', dailyQuota: 1200 });
    await imported(8123);
    render(<LedgerEventsPanel store={store} />);
    expect(await lines()).toEqual([
      ['2022-08-22 10:00', '李样例', '导入参保缴费数据（截至 2022-08-20，8,123 行）', '4'],
      ['2022-08-22 10:00', '李样例', '核验接口每日限额设为 1,200 人', '3'],
      ['2022-08-22 10:00', '李样例', '台账开始', '1'],
    ]);
    await user.selectOptions(screen.getByLabelText('类别'), '登录与口令');
    expect(await lines()).toEqual([['2022-08-22 10:00', '李样例', '登录，此前连续输错口令 2 次', '2']]);
    await user.selectOptions(screen.getByLabelText('类别'), '到期销毁');
    expect(screen.getByText('这一类还没有记录。')).toBeInTheDocument();
  });

  it('turns pages by keyboard and takes in what is recorded meanwhile', async () => {
    for (let percent = 1; percent <= 21; percent += 1) await store.recordOffice({ type: 'badRowLimitSet', percent });
    render(<LedgerEventsPanel store={store} />);
    expect(await lines()).toHaveLength(20);
    expect(screen.getByRole('status')).toHaveTextContent('共 22 条，第 1 / 2 页');
    screen.getByRole('button', { name: '较早的' }).focus();
    await user.keyboard('{Enter}');
    expect(await lines()).toEqual([
      ['2022-08-22 10:00', '李样例', '登记数据坏行上限设为 1 %', '2'],
      ['2022-08-22 10:00', '李样例', '台账开始', '1'],
    ]);
    await store.saveOffice({ ...anOffice, windowNumber: '9' });
    await store.saveOffice({ ...anOffice, windowNumber: '9', phone: '0759-1', maintenanceContact: '周维护' });
    await user.click(screen.getByRole('button', { name: '较新的' }));
    expect(await screen.findByText('保存单位与窗口，改了咨询电话、维护联系人')).toBeInTheDocument();
    expect(screen.queryByText(/周维护/u)).not.toBeInTheDocument();
  });
});
