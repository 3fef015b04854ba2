/** 备份 in the settings and on the top line, 台账核对, and 从备份恢复, over the product's own store and host. */
import { truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { BackupMark, BackupPanel, DayBackup } from '#renderer/features/backup/index.ts';
import { backupWords } from '#renderer/features/backup/backup-words.ts';
import { LedgerCheckPanel } from '#renderer/features/ledger-check/index.ts';
import { RestorePage } from '#renderer/features/start/RestorePage.tsx';
import type { CounterStore } from '#renderer/store/counter-store.ts';
import { actedBy } from '#tests/builders/a-case-action.ts';
import { aDecidedAction } from '#tests/builders/a-decided-action.ts';
import { aMachine, testDisks, type Machine, type TestDisks } from '#tests/builders/a-machine.ts';
import { environmentOver, officers } from '#tests/store/a-counter.ts';
import { anOfficeOn, signedIn, valueOf } from '#tests/store/an-office-on.ts';

let disks: TestDisks;
let machine: Machine;
let store: CounterStore;
const user = userEvent.setup();

beforeEach(async () => {
  disks = await testDisks();
  machine = await aMachine({
    name: 'one',
    folder: join(disks.first, 'data'),
    ownDisk: disks.first,
    now: () => new Date(),
  });
  await anOfficeOn(machine);
  store = valueOf(await signedIn(machine));
  const action = actedBy(aDecidedAction('毕业-'), store.officer);
  valueOf(await store.cases.record({ entryId: crypto.randomUUID(), caseId: 'case-a', action }));
});
afterEach(async () => {
  cleanup();
  await store.close();
  await machine.stop();
  await disks.clear();
});

async function choosePlace(place: string): Promise<void> {
  const field = screen.getByLabelText('位置');
  await user.clear(field);
  await user.type(field, place);
  await user.click(screen.getByRole('button', { name: '采用这个位置' }));
}

describe('备份', () => {
  test('is asked for on the top line, set up by an administrator, made, and then shown with its age', async () => {
    render(
      <>
        <BackupMark store={store} />
        <BackupPanel store={store} />
      </>,
    );
    expect(await screen.findByText('未设备份')).toBeInTheDocument();
    await choosePlace(disks.first);
    expect(await screen.findByText(/同一块磁盘/u)).toBeInTheDocument();
    await choosePlace(disks.stick);
    expect(await screen.findByText(/备份将放在/u)).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: '现在备份' }));
    expect(await screen.findByText(/已备份并读回核对：到台账第 3 条/u)).toBeInTheDocument();
    const told = valueOf(await store.cases.events('office')).map(({ content }) => content);
    expect(told).toContainEqual({ type: 'backupPlaceSet', place: expect.stringMatching(/^[^/]+$/u) as string });
    expect(await screen.findByText(/^备份 今天 \d\d:\d\d$/u)).toBeInTheDocument();
    expect(screen.getByText('0 条')).toBeInTheDocument();
  });

  test('is closed with the day by itself', async () => {
    valueOf(await machine.host.call('backup.choose', { area: 'office', place: disks.stick }));
    render(<DayBackup store={store} />);
    expect(await screen.findByText(/已备份到 .*到台账第 2 条/u)).toBeInTheDocument();
  });

  test('a clerk makes one, and leaves its place to an administrator', async () => {
    await store.close();
    store = valueOf(
      await signedIn(machine, { kind: 'passphrase', officerId: 'o2', passphrase: officers[1].passphrase }),
    );
    render(<BackupPanel store={store} />);
    expect(await screen.findByText('备份位置由管理员选择。')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: '采用这个位置' })).not.toBeInTheDocument();
  });

  test('says how old it is, and worries where work waits', () => {
    const last = { at: '2026-11-26T17:05:00+08:00', count: 9, folder: '' };
    const state = { place: '/x', every: 200, last, failure: null, running: false, waiting: 0 };
    expect(backupWords(state, '2026-11-27T09:00:00+08:00')).toEqual({ text: '备份 昨天 17:05', worry: false });
    expect(backupWords({ ...state, waiting: 3 }, '2026-11-30T09:00:00+08:00')).toEqual({
      text: '备份已是 4 天前',
      worry: true,
    });
    const gone = { code: 'backup-place-gone' as const };
    expect(backupWords({ ...state, failure: gone }, '2026-11-27T09:00:00+08:00').worry).toBe(true);
  });
});

describe('台账核对', () => {
  test('finds a whole ledger whole, and names the line that was cut', async () => {
    render(<LedgerCheckPanel store={store} />);
    await user.click(screen.getByRole('button', { name: '核对台账' }));
    expect(await screen.findByText(/台账完好：2 条/u)).toBeInTheDocument();
    await truncate(join(machine.folder, 'areas', 'office', 'journal.jsonl'), 700);
    await user.click(screen.getByRole('button', { name: '核对台账' }));
    expect(await screen.findByText(/处不符/u)).toBeInTheDocument();
    expect(screen.getAllByText('缺少这一条记录').length).toBeGreaterThan(0);
  });
});

describe('从备份恢复', () => {
  test('puts nothing in place for a wrong passphrase, and the office for the right one', async () => {
    valueOf(await machine.host.call('backup.choose', { area: 'office', place: disks.stick }));
    valueOf(await machine.host.call('backup.run', { area: 'office' }));
    const empty = await aMachine({ name: 'two', folder: join(disks.second, 'data'), ownDisk: disks.second });
    const onRestored = vi.fn();
    render(
      <RestorePage
        host={empty.host}
        environment={environmentOver(empty.idb)}
        onRestored={onRestored}
        onBack={() => undefined}
      />,
    );
    await user.type(screen.getByLabelText('位置'), disks.stick);
    await user.click(screen.getByRole('button', { name: '查找备份' }));
    await user.click(await screen.findByRole('button', { name: '用这一份' }));
    await user.type(await screen.findByLabelText('口令'), '不是这个口令');
    await user.click(screen.getByRole('button', { name: '恢复到这台电脑' }));
    expect(await screen.findByText(/打不开这份备份，没有恢复任何内容/u)).toBeInTheDocument();
    expect(valueOf(await empty.host.call('host.describe', {})).areas).toEqual([]);
    await user.clear(screen.getByLabelText('口令'));
    await user.type(screen.getByLabelText('口令'), officers[0].passphrase);
    await user.click(screen.getByRole('button', { name: '恢复到这台电脑' }));
    await vi.waitFor(() => expect(onRestored).toHaveBeenCalledOnce(), 20_000);
    expect(valueOf(await empty.host.call('host.describe', {})).areas).toEqual(['office']);
    await empty.stop();
  });
});
