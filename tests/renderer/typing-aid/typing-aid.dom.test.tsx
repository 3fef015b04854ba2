import { configure, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { plainDate } from '#shared/domain/plain-date.ts';
import { findLayout } from '#shared/layouts/index.ts';
import { layoutDigest } from '#shared/layouts/layout.ts';
import { TypingAidPage } from '#renderer/features/typing-aid/index.ts';
import { listenToKeys } from '#renderer/ui/keys.ts';
import { aCounterStore, anAcceptedAction, type FakeStore } from '#tests/builders/a-counter-store.ts';
import { aCitizenId } from '#tests/builders/an-export-case.ts';

// Found as soon as it is there; the limit only bounds a failing run on a busy machine.
configure({ asyncUtilTimeout: 15_000 });
vi.setConfig({ testTimeout: 60_000 });

let copied: string[] = [];
let stopKeys = (): void => undefined;
beforeEach(() => {
  copied = [];
  stopKeys = listenToKeys(window);
});
afterEach(() => stopKeys());

async function seeded(...cases: readonly (readonly string[])[]): Promise<FakeStore> {
  const store = aCounterStore();
  for (const [index, names] of cases.entries()) {
    await store.cases.record({
      entryId: `seed-${index}`,
      caseId: `case-${index + 1}`,
      action: anAcceptedAction(
        index + 1,
        names.map((name) => ({ name })),
      ),
    });
  }
  return store;
}

/** The page, with a clipboard that can be watched. */
async function opened(
  store: FakeStore,
  writeText: (text: string) => Promise<void> = async (text) => void copied.push(text),
) {
  const user = userEvent.setup({ writeToClipboard: false });
  Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true });
  const view = render(<TypingAidPage store={store} />);
  await screen.findByRole('heading', { level: 2, name: '陈海晴' });
  return { user, view };
}

const heading = () => screen.getByRole('heading', { level: 3 }).textContent;
const FIELDS = 25;

/** Enter on every field of the person shown. */
async function typeWholePerson(user: ReturnType<typeof userEvent.setup>): Promise<void> {
  for (let count = 0; count < FIELDS; count += 1) await user.keyboard('{Enter}');
}

describe('typing aid', () => {
  it('says when there is nobody', async () => {
    render(<TypingAidPage store={aCounterStore()} />);
    expect(await screen.findByText(/还没有已受理的人员/u)).toBeInTheDocument();
  });

  it('copies field after field in page order with one key, ungrouped', async () => {
    const { user } = await opened(await seeded(['陈海晴']));
    expect(heading()).toBe('办件号');
    expect(screen.getByText('第 1/25 项')).toBeInTheDocument();
    await waitFor(() => expect(screen.getByRole('button', { name: /复制，到下一项/u })).toHaveFocus());
    await user.keyboard('{Enter}');
    await user.keyboard(' ');
    expect(heading()).toBe('收件日期');
    expect(copied).toEqual(['〔2022〕W03-000001', '440802']);
  });

  it('shows the ID grouped and copies it whole', async () => {
    const { user } = await opened(await seeded(['陈海晴']));
    const overview = screen.getByRole('list', { name: '各项' });
    await user.click(within(overview).getByText('公民身份号码'));
    const id = aCitizenId(50);
    expect(screen.getAllByText(`${id.slice(0, 6)} ${id.slice(6, 14)} ${id.slice(14)}`)[0]).toBeInTheDocument();
    await user.keyboard('{Enter}');
    expect(copied).toEqual([id]);
  });

  it('an empty field is passed without touching the clipboard', async () => {
    const store = aCounterStore();
    const action = anAcceptedAction(1, [{ name: '陈海晴' }]);
    if (action.kind !== 'accepted') throw new Error('not accepted');
    const { application } = action;
    const agent = { ...application.employer.agent, citizenId: '' };
    const without = { ...application, employer: { ...application.employer, agent } };
    await store.cases.record({ entryId: 'seed', caseId: 'case-1', action: { ...action, application: without } });
    const { user } = await opened(store);
    await user.click(within(screen.getByRole('list', { name: '各项' })).getByText('经办人证件号'));
    await waitFor(() => expect(screen.getByRole('button', { name: /跳过/u })).toHaveFocus());
    await user.keyboard('{Enter}');
    expect(copied).toEqual([]);
    expect(heading()).toBe('经办人联系电话');
  });

  it('arrows move without copying', async () => {
    const { user } = await opened(await seeded(['陈海晴']));
    await user.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}');
    expect(heading()).toBe('受理机构行政区划代码');
    expect(copied).toEqual([]);
  });

  it('after the last field the person is marked and the next one comes, also from case to case', async () => {
    const store = await seeded(['陈海晴', '黄志远'], ['吴嘉敏']);
    const { user } = await opened(store);
    await typeWholePerson(user);
    expect(await screen.findByRole('heading', { level: 2, name: '黄志远' })).toBeInTheDocument();
    expect(store.preferences.get('typingAid')).toMatchObject({ done: { 'case-1': [1] } });
    await typeWholePerson(user);
    expect(await screen.findByRole('heading', { level: 2, name: '吴嘉敏' })).toBeInTheDocument();
    await typeWholePerson(user);
    expect(await screen.findByText('✓ 全部录完。')).toBeInTheDocument();
  });

  it('marks survive a restart, and can be taken back', async () => {
    const store = await seeded(['陈海晴', '黄志远']);
    const first = await opened(store);
    await typeWholePerson(first.user);
    await screen.findByRole('heading', { level: 2, name: '黄志远' });
    first.view.unmount();
    const user = userEvent.setup();
    render(<TypingAidPage store={store} />);
    expect(await screen.findByRole('heading', { level: 2, name: '黄志远' })).toBeInTheDocument();
    await user.keyboard('{Alt>}{ArrowLeft}{/Alt}');
    expect(await screen.findByText('✓ 此人已录完。')).toBeInTheDocument();
    await user.keyboard('{Control>}z{/Control}');
    await waitFor(() => expect(store.preferences.get('typingAid')).toMatchObject({ done: { 'case-1': [] } }));
    expect(heading()).toBe('办件号');
  });

  it('a refused clipboard gives a sentence and the text selected; Enter goes on', async () => {
    const { user } = await opened(await seeded(['陈海晴']), async () =>
      Promise.reject(new DOMException('no', 'NotAllowedError')),
    );
    await user.keyboard('{Enter}');
    expect(await screen.findByRole('alert')).toHaveTextContent('请按 Ctrl+C 复制，再按 Enter 到下一项');
    const text = screen.getByRole<HTMLInputElement>('textbox', { name: '办件号' });
    expect(text.value.slice(text.selectionStart ?? 0, text.selectionEnd ?? 0)).toBe('〔2022〕W03-000001');
    text.focus();
    await user.keyboard('{Enter}');
    expect(heading()).toBe('受理机构行政区划代码');
  });

  it('the order can be changed and is remembered', async () => {
    HTMLDialogElement.prototype.showModal = vi.fn<() => void>();
    const store = await seeded(['陈海晴']);
    const { user, view } = await opened(store);
    await user.click(screen.getByRole('button', { name: '录入顺序' }));
    await user.click(screen.getByRole('button', { name: '办件号 下移', hidden: true }));
    await user.click(screen.getByRole('checkbox', { name: '办件号', hidden: true }));
    await user.click(screen.getByRole('button', { name: '保存', hidden: true }));
    expect(heading()).toBe('受理机构行政区划代码');
    expect(screen.getByText('第 1/24 项')).toBeInTheDocument();
    view.unmount();
    render(<TypingAidPage store={store} />);
    expect(await screen.findByText('第 1/24 项')).toBeInTheDocument();
  });

  it('marks of a store that cannot be written are said to be lost', async () => {
    const store = await seeded(['陈海晴', '黄志远']);
    const failing = { ...store, writePreference: async () => Promise.reject(new Error('quota')) };
    const { user } = await opened(failing);
    await typeWholePerson(user);
    expect(await screen.findByText(/完成标记没有存下来/u)).toBeInTheDocument();
  });

  it('offers the layouts that the office has loaded, and keeps to the chosen one', async () => {
    const store = aCounterStore({ role: 'administrator' });
    await store.cases.record({ entryId: 'seed', caseId: 'case-1', action: anAcceptedAction(1, [{ name: '陈海晴' }]) });
    const builtIn = findLayout('window-intake');
    if (builtIn === undefined) throw new Error('not built in');
    const layout = { ...builtIn, id: 'province-2022', title: '省一体化导入模板', columns: builtIn.columns.slice(2, 5) };
    await store.cases.recordEvent({
      entryId: 'layout',
      kind: 'export',
      subjectId: 'layout:province-2022',
      on: plainDate('2022-08-22'),
      content: { step: 'layoutLoaded', layout, digest: layoutDigest(layout) },
      takeBatchNumber: false,
    });
    const { user, view } = await opened(store);
    expect(screen.getByText('第 1/25 项')).toBeInTheDocument();
    await user.selectOptions(screen.getByLabelText('版式'), screen.getByRole('option', { name: /省一体化导入模板/u }));
    expect(await screen.findByText('第 1/3 项')).toBeInTheDocument();
    expect(heading()).toBe(layout.columns[0]?.heading);
    view.unmount();
    await opened(store);
    expect(screen.getByText('第 1/3 项')).toBeInTheDocument();
  });
});
