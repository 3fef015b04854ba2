import { configure, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { success } from '#shared/contract/failure.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { findLayout } from '#shared/layouts/index.ts';
import type { Letter } from '#shared/domain/letter.ts';
import { DayClosePage } from '#renderer/features/day-close/index.ts';
import { listenToKeys } from '#renderer/ui/keys.ts';
import {
  aCounterStore,
  anAcceptedAction,
  type FakeStore,
  type FakeStoreOptions,
} from '#tests/builders/a-counter-store.ts';
import { anApplication } from '#tests/builders/an-application.ts';

// Found as soon as it is there; the limit only bounds a failing run on a busy machine.
configure({ asyncUtilTimeout: 15_000 });
vi.setConfig({ testTimeout: 60_000 });

const printed = vi.hoisted(() => ({ letters: [] as Letter[] }));
vi.mock('#renderer/features/papers/print-letter.ts', () => ({
  printLetter: async (_place: unknown, letter: Letter) => {
    printed.letters.push(letter);
    return success('sent');
  },
}));

const today = plainDate('2022-08-22');
let stopKeys = (): void => undefined;
beforeEach(() => {
  printed.letters.length = 0;
  HTMLDialogElement.prototype.showModal = vi.fn<() => void>();
  stopKeys = listenToKeys(window);
});
afterEach(() => stopKeys());

async function seeded(count: number, options: FakeStoreOptions = {}): Promise<FakeStore> {
  const store = aCounterStore(options);
  for (let n = 1; n <= count; n += 1) {
    await store.cases.record({ entryId: `seed-${n}`, caseId: `case-${n}`, action: anAcceptedAction(n, [{}, {}]) });
  }
  return store;
}

async function opened(store: FakeStore) {
  const user = userEvent.setup();
  render(<DayClosePage store={store} businessDate={today} tasks={null} />);
  await screen.findByText(/导出前检查(没有发现|：)/u);
  return user;
}

const figure = (label: string) => screen.getByText(label, { selector: 'dt' }).parentElement?.textContent ?? '';

describe('day close', () => {
  it('shows the figures, what differs, and that no receiver is configured', async () => {
    await opened(await seeded(2));
    expect(figure('已受理')).toContain('2 件4 人');
    expect(figure('文书已打印')).toContain('✕ 差 2 件');
    expect(figure('已导出')).toContain('✕ 差 2 件');
    expect(figure('已同步')).toContain('未配置接收端');
    expect(screen.getByRole('region', { name: '同步' })).toHaveTextContent(
      /没有配置接收端，办件不同步到别的电脑，.*未导出的办件 2 件/u,
    );
    const differences = screen.getByRole('region', { name: '差异清单' });
    expect(within(differences).getAllByText(/尚未导出/u)).toHaveLength(2);
    expect(within(differences).getAllByRole('link')[0]).toHaveAttribute('href', '#/case/case-1');
  });

  it('exports by one key; then the figures agree and the files are to be removed', async () => {
    const store = await seeded(2);
    const user = await opened(store);
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(await screen.findByText(/2 件 4 人/u, { selector: 'strong' })).toHaveTextContent('已导出 批次 2022-W03-1');
    await waitFor(() => expect(figure('已导出')).toContain('✓ 一致'));
    expect([...store.exported.keys()]).toEqual(['window-intake-2022-W03-000001']);
    expect(await screen.findByText('1 个文件夹')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: '删除' }));
    expect([...store.exported.keys()]).toHaveLength(1);
    await user.click(await screen.findByRole('button', { name: '删除并登记', hidden: true }));
    expect(await screen.findByText('2022-08-22 已删除并核实')).toBeInTheDocument();
    expect([...store.exported.keys()]).toEqual([]);
  });

  it('lists what is to be fixed, exports nothing, and lets the rest go', async () => {
    const store = await seeded(1);
    await store.cases.record({ entryId: 'bad', caseId: 'case-9', action: anAcceptedAction(9, [{ name: '+86=' }]) });
    const user = await opened(store);
    expect(screen.getByText(/须改 1 项/u)).toBeInTheDocument();
    expect(
      within(screen.getByRole('region', { name: '导出前检查结果' })).getByText(/以 =、\+、-、@ 开头/u),
    ).toBeInTheDocument();
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(store.exported.size).toBe(0);
    await user.click(screen.getByRole('button', { name: '先导出其余 1 件' }));
    await waitFor(() => expect(store.exported.size).toBe(1));
    expect(store.cases.list().map(({ status }) => status)).toEqual(['exported', 'accepted']);
  });

  it('a batch that stopped is shown, blocks the next, and can be finished', async () => {
    const store = await seeded(1);
    const user = await opened(store);
    store.failing.add('export.append');
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(await screen.findByRole('alert')).toHaveTextContent('可以续做或作废');
    expect(await screen.findByText('未完成的批次')).toBeInTheDocument();
    expect(screen.getByText('请先续做或作废未完成的批次')).toBeInTheDocument();
    store.failing.clear();
    await user.click(screen.getByRole('button', { name: '续做' }));
    await waitFor(() => expect(store.exported.size).toBe(1));
    await waitFor(() => expect(screen.queryByText('未完成的批次')).not.toBeInTheDocument());
  });

  it('a batch that stopped can be voided; its number stays taken', async () => {
    const store = await seeded(1);
    const user = await opened(store);
    store.failing.add('export.begin');
    await user.keyboard('{Control>}{Enter}{/Control}');
    await screen.findByText('未完成的批次');
    store.failing.clear();
    await user.click(screen.getByRole('button', { name: '作废' }));
    await user.click(
      within(screen.getByRole('dialog', { hidden: true })).getByRole('button', { name: '作废', hidden: true }),
    );
    expect(await screen.findByText('已作废（未完成）')).toBeInTheDocument();
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect([...store.exported.keys()]).toEqual(['window-intake-2022-W03-000002']));
  });

  it('training says that its files must not be taken in', async () => {
    const store = await seeded(1, { area: 'training' });
    const user = await opened(store);
    expect(screen.getByText(/不得导入省系统/u)).toBeInTheDocument();
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect([...store.exported.keys()]).toEqual(['培训-window-intake-2022-W03-000001']));
  });

  it('prints the sheet with ledger number, differences and digest, after journalling it', async () => {
    const store = await seeded(1);
    const user = await opened(store);
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(figure('已导出')).toContain('✓ 一致'));
    await user.keyboard('{F10}');
    await user.click(await screen.findByRole('button', { name: '是，已打印', hidden: true }));
    const [letter] = printed.letters;
    const events = await store.cases.events('print');
    const sequence = events.ok ? (events.value[0]?.sequence ?? 0) : 0;
    expect(letter).toMatchObject({ paper: 'daySheet', number: `台账第 ${sequence} 号`, training: false });
    const text = JSON.stringify(letter);
    expect(text).toContain('〔2022〕W03-000001');
    expect(text).toContain('"2022-W03-1"');
    expect(text).toContain('未配置接收端');
    expect(await screen.findByText(`台账第 ${sequence} 号：已打印`)).toBeInTheDocument();
  });

  it('a sheet that the day went on after says so, until it is printed again', async () => {
    const store = await seeded(1);
    const user = await opened(store);
    await user.keyboard('{F10}');
    await user.click(await screen.findByRole('button', { name: '是，已打印', hidden: true }));
    await screen.findByText(/台账第 \d+ 号：已打印/u);
    expect(screen.queryByText(/须重打交接表/u)).not.toBeInTheDocument();
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(figure('已导出')).toContain('✓ 一致'));
    expect(await screen.findByText(/内容已变，须重打交接表/u)).toBeInTheDocument();
    await user.keyboard('{F10}');
    await user.click(await screen.findByRole('button', { name: '是，已打印', hidden: true }));
    await waitFor(() => expect(screen.queryByText(/须重打交接表/u)).not.toBeInTheDocument());
  });

  it('names what was begun and not saved, on the page and on the sheet', async () => {
    const store = await seeded(1);
    await store.cases.saveDraft({
      draftId: 'd1',
      caseId: null,
      savedAt: '2022-08-22T09:00:00+08:00',
      application: anApplication(),
      basedOn: null,
      supplement: false,
    });
    const user = await opened(store);
    const drafts = within(await screen.findByRole('region', { name: '暂存' }));
    expect(drafts.getByRole('link')).toHaveAttribute('href', '#/intake/d1');
    expect(drafts.getByRole('link')).toHaveTextContent(/ 人，2022-08-2\d \d\d:\d\d 暂存$/u);
    await user.keyboard('{F10}');
    await user.click(await screen.findByRole('button', { name: '是，已打印', hidden: true }));
    expect(JSON.stringify(printed.letters)).toContain('另有暂存 1 份');
  });

  describe('layouts', () => {
    const layoutFile = (value: unknown) =>
      new File([typeof value === 'string' ? value : JSON.stringify(value)], 'layout.json', {
        type: 'application/json',
      });
    const province = { ...findLayout('window-intake'), id: 'province-2022', title: '省一体化导入模板' };

    it('a clerk cannot load one', async () => {
      await opened(await seeded(1));
      expect(screen.queryByRole('button', { name: '载入版式文件' })).not.toBeInTheDocument();
    });

    it('an administrator loads one; it is offered and exported with', async () => {
      const store = await seeded(1, { role: 'administrator' });
      const user = await opened(store);
      await user.upload(screen.getByLabelText('版式文件'), layoutFile(province));
      expect(await screen.findByText(/已载入“省一体化导入模板”/u)).toBeInTheDocument();
      await user.selectOptions(
        await screen.findByLabelText('版式'),
        await screen.findByRole('option', { name: /省一体化导入模板/u }),
      );
      await user.keyboard('{Control>}{Enter}{/Control}');
      await waitFor(() => expect([...store.exported.keys()]).toEqual(['province-2022-2022-W03-000001']));
    });

    it.each([
      ['broken JSON', '{', '不是 JSON 文件'],
      [
        'an unknown field',
        { ...province, columns: [{ ...province.columns?.[0], value: { field: 'bloodGroup' } }] },
        'columns.0.value',
      ],
      ["a built-in layout's id", { ...province, id: 'window-intake' }, '已被内置版式占用'],
      ['a layout for reports', { ...province, purpose: 'report' }, 'purpose 须为 intake'],
    ])('refuses %s and says where', async (_, value, message) => {
      const store = await seeded(1, { role: 'administrator' });
      const user = await opened(store);
      await user.upload(screen.getByLabelText('版式文件'), layoutFile(value));
      expect(await screen.findByRole('alert')).toHaveTextContent(message);
      expect(store.calls).not.toContain('recordEvent:layoutLoaded');
    });
  });
});
