/** 接收端 in 设置, the mark on the top line, and what 日终 says: nothing is called 已同步 that no acknowledgement covers. */
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { failed, success } from '#shared/contract/failure.ts';
import { PostTroubleCode, type PostState } from '#shared/contract/post.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { postTroubleText } from '#shared/wording/post.ts';
import { DayClosePage } from '#renderer/features/day-close/DayClosePage.tsx';
import { PostMark, PostPanel } from '#renderer/features/post/index.ts';
import { aCounterStore, anAcceptedAction, NO_HUB, type FakeStore } from '#tests/builders/a-counter-store.ts';

const HUB = {
  address: 'http://127.0.0.1:30130',
  hub: '00000000-0000-4000-8000-0000000000aa',
  office: '00000000-0000-4000-8000-0000000000bb',
  since: '2022-08-22T01:00:00.000Z',
};
const joined = (change: Partial<PostState> = {}): PostState => ({
  ...NO_HUB,
  hub: HUB,
  count: 12,
  acknowledged: 12,
  acknowledgedAt: '2022-08-22T09:05:00.000Z',
  restsOn: 'one-node',
  ...change,
});
const trouble = (code: PostTroubleCode, nextAt: string | null): PostState['trouble'] => ({
  code,
  step: 'run',
  at: '2022-08-22T09:05:00.000Z',
  nextAt,
});
const withPost = (state: PostState, role: 'administrator' | 'windowClerk' = 'administrator'): FakeStore => {
  const store = aCounterStore({ role });
  store.post.state = state;
  return store;
};
const panel = () => screen.findByRole('region', { name: '接收端' });

describe('接收端', () => {
  it('is joined by the code, into the ledger, and says how far the post is', async () => {
    const user = userEvent.setup();
    const store = withPost({ ...NO_HUB, count: 12 });
    store.post.joining = success(joined({ acknowledged: 3 }));
    render(<PostPanel store={store} />);
    expect(await screen.findByText(/没有加入接收端：办件只在本机和备份里/u)).toBeInTheDocument();
    await user.type(screen.getByLabelText('加入码'), 'AB3DEF-GH4JKM-NP5QRS{Enter}');
    expect(await screen.findByText(/台账 12 条/u)).toHaveTextContent('已同步 3 条，未同步 9 条（回执');
    const events = await store.cases.events('office');
    expect(events.ok && events.value.map(({ content }) => content)).toEqual([
      { type: 'hubJoined', address: HUB.address, hub: HUB.hub, office: HUB.office },
    ]);
  });

  it('after a restore asks to join again, with the address of before, and marks it on the top line', async () => {
    const store = withPost(NO_HUB);
    await store.recordOffice({
      type: 'hubJoined',
      address: 'https://10.0.0.5:30130',
      hub: HUB.hub,
      office: HUB.office,
    });
    render(
      <>
        <PostMark store={store} />
        <PostPanel store={store} />
      </>,
    );
    expect(await screen.findByText(/这份台账原来送往/u)).toHaveTextContent('恢复到这台电脑后须重新加入');
    expect(screen.getByLabelText('接收端地址')).toHaveValue('https://10.0.0.5:30130');
    expect(screen.getByText('接收端须重新加入').closest('a')).toHaveAttribute('href', '#/settings');
  });

  it('says nothing of the kind where the hub was left on purpose', async () => {
    const store = withPost(NO_HUB);
    await store.recordOffice({
      type: 'hubJoined',
      address: 'https://10.0.0.5:30130',
      hub: HUB.hub,
      office: HUB.office,
    });
    await store.recordOffice({ type: 'hubLeft', hub: HUB.hub });
    render(<PostPanel store={store} />);
    expect(await screen.findByText(/没有加入接收端：办件只在本机和备份里/u)).toBeInTheDocument();
    await waitFor(() => expect(screen.getByLabelText('接收端地址')).toHaveValue('http://127.0.0.1:30130'));
    expect(screen.queryByText(/须重新加入/u)).toBeNull();
  });

  it.each([
    ['yes', /可以凭打印的恢复码从接收端恢复/u],
    ['not-yet', /现在还不能只靠接收端恢复/u],
    ['no-recovery-key', /没有打印的恢复码：电脑坏了不能从接收端恢复/u],
  ] as const)('says what of this machine comes back from the hub: %s', async (restores, words) => {
    render(<PostPanel store={withPost(joined({ restores }))} />);
    expect(await screen.findByText(words)).toBeInTheDocument();
  });

  it('keeps what was typed when it was refused, and says why, what is safe and what to do', async () => {
    const user = userEvent.setup();
    const store = withPost(NO_HUB);
    store.post.joining = failed('post-not-joined', { reason: 'code-refused', step: 'join' });
    render(<PostPanel store={store} />);
    await user.type(await screen.findByLabelText('加入码'), 'AB3DEF');
    await user.click(screen.getByRole('button', { name: '加入' }));
    expect(await screen.findByRole('alert')).toHaveTextContent(/加入码不对、已用过或已过期.*没有改动/u);
    expect(screen.getByLabelText('加入码')).toHaveValue('AB3DEF');
  });

  it('is not joined where the ledger does not take it', async () => {
    const user = userEvent.setup();
    const store = withPost(NO_HUB);
    store.post.joining = success(joined());
    store.failing.add('recordOffice');
    render(<PostPanel store={store} />);
    await user.type(await screen.findByLabelText('加入码'), 'AB3DEF{Enter}');
    expect(await screen.findByRole('alert')).toBeInTheDocument();
    await waitFor(() => expect(store.calls).toContain('post.leave'));
    expect(store.post.state.hub).toBeNull();
  });

  it('is left only by an administrator, after a question whose Enter does nothing', async () => {
    const user = userEvent.setup();
    const store = withPost(joined());
    render(<PostPanel store={store} />);
    await user.click(await screen.findByRole('button', { name: '退出接收端' }));
    await user.keyboard('{Enter}');
    expect(store.post.state.hub).not.toBeNull();
    await user.click(screen.getByRole('button', { name: '退出接收端' }));
    await user.click(screen.getByRole('button', { name: '退出', hidden: true }));
    expect(await screen.findByText(/没有加入接收端/u)).toBeInTheDocument();
    const events = await store.cases.events('office');
    expect(events.ok && events.value.map(({ content }) => content)).toEqual([{ type: 'hubLeft', hub: HUB.hub }]);
  });

  it('goes by stick where there is no network, and says that nothing is 已同步 before the word is back', async () => {
    const user = userEvent.setup();
    const store = withPost(joined({ acknowledged: 4 }), 'windowClerk');
    render(<PostPanel store={store} />);
    await user.click(await screen.findByRole('button', { name: '没有网络，用 U 盘送件' }));
    await user.type(screen.getByLabelText('位置'), '/media/usb{Enter}');
    expect(await screen.findByRole('status')).toHaveTextContent(
      /已同步到第 4 条。第 5—12 条已写到 U 盘。.*读到回执以前不算已同步/u,
    );
    store.failing.add('post.stick');
    await user.click(screen.getByRole('button', { name: '读回执并写送件' }));
    expect(await screen.findByRole('alert')).toBeInTheDocument();
    expect(screen.getByLabelText('位置')).toHaveValue('/media/usb');
  });

  it('shows a clerk how far it is and lets him send, not join or leave', async () => {
    render(<PostPanel store={withPost(joined({ acknowledged: 9 }), 'windowClerk')} />);
    expect(within(await panel()).getByText(/未同步/u)).toBeInTheDocument();
    expect(screen.getByRole('button', { name: '立即送件' })).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: '退出接收端' })).not.toBeInTheDocument();
  });

  it('tells a hub that was put back, and a clock that is off', async () => {
    const lowered = { from: 12, to: 4, at: '2022-08-22T09:05:00.000Z' };
    render(<PostPanel store={withPost(joined({ acknowledged: 4, lowered, clockMinutes: -75 }))} />);
    expect(await screen.findByText(/恢复到了较旧的状态：原有 12 条，恢复后 4 条/u)).toBeInTheDocument();
    expect(screen.getByText(/接收端的时钟比本机慢 75 分钟/u)).toBeInTheDocument();
  });

  it.each(PostTroubleCode.options)('%s says what is safe and what to do, without a word of English', async (code) => {
    render(<PostPanel store={withPost(joined({ trouble: trouble(code, null) }))} />);
    const told = (await screen.findByText(/发现。处理后请按“立即送件”/u)).textContent ?? '';
    expect(told).toContain(postTroubleText[code]);
    expect(told.replace(/https?:\/\/[\d.:]*/gu, '')).not.toMatch(/[A-Za-z]{2,}/u);
    expect(told).toMatch(/完好|都在|没有改动|没有送出|没有收下|没有加入|不受影响|一小时内/u);
  });
});

describe('the top line', () => {
  const shown = async (state: PostState): Promise<string> => {
    const { container } = render(<PostMark store={withPost(state)} />);
    await waitFor(() => expect(container.textContent).not.toBe(''));
    return container.textContent ?? '';
  };
  it.each([
    ['all there', joined(), '已同步'],
    ['on its way', joined({ acknowledged: 9 }), '待同步 3'],
    ['offline', joined({ acknowledged: 9, trouble: trouble('unreachable', '2022-08-22T09:06:00Z') }), '离线，待同步 3'],
    ['stopped', joined({ acknowledged: 9, trouble: trouble('differs', null) }), '！送件已停，未同步 3 条'],
  ])('%s', async (_, state, text) => {
    expect(await shown(state)).toBe(text);
  });

  it('says nothing where no hub was joined', async () => {
    const { container } = render(<PostMark store={withPost(NO_HUB)} />);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(container.textContent).toBe('');
  });
});

describe('日终 with a hub', () => {
  it('counts as 已同步 the cases of which every entry is acknowledged, and prints that', async () => {
    const store = aCounterStore();
    for (const n of [1, 2])
      await store.cases.record({ entryId: `s${n}`, caseId: `case-${n}`, action: anAcceptedAction(n, [{}]) });
    store.post.state = joined({ count: 2, acknowledged: 1 });
    render(<DayClosePage store={store} businessDate={plainDate('2022-08-22')} tasks={null} />);
    const cell = (): string => screen.getByText('已同步', { selector: 'dt' }).parentElement?.textContent ?? '';
    await waitFor(() => expect(cell()).toContain('1 件'));
    expect(cell()).toContain('✕ 差 1 件');
    const sync = within(screen.getByRole('region', { name: '同步' }));
    expect(sync.getByText(/台账 2 条/u)).toHaveTextContent('已同步 1 条，未同步 1 条');
    store.post.state = joined({ count: 2, acknowledged: 2 });
    await userEvent.setup().click(sync.getByRole('button', { name: '立即送件' }));
    await waitFor(() => expect(cell()).toContain('✓ 一致'));
  });
});
