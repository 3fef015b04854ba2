/** 概览 on the screen: whose figures, of when, and what is missing; the last answer where none comes, and nothing for who may not see it. */
import { configure, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OfficeOverview, WindowOverview } from '#shared/casework/office-overview.ts';
import { failed, success } from '#shared/contract/failure.ts';
import type { AskedOverview } from '#shared/contract/post.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { chartSvg } from '#shared/papers/chart.ts';
import { statusChart, windowChart } from '#shared/papers/overview-report.ts';
import { OverviewPage } from '#renderer/features/overview/index.ts';
import { listenToKeys } from '#renderer/ui/keys.ts';
import { aCounterStore, NO_HUB, type FakeStore } from '#tests/builders/a-counter-store.ts';

configure({ asyncUtilTimeout: 15_000 });

const today = plainDate('2022-08-22');
const [own, theirs] = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222'];
const at = '2022-08-22T02:00:00.000Z';
const aWindow = (wish: Partial<WindowOverview>): WindowOverview => ({
  window: own,
  prefix: 'W03',
  generation: 1,
  retired: false,
  held: 9,
  lastOn: today,
  lastAt: at,
  shippedAt: at,
  seenAt: at,
  toldAt: at,
  through: 9,
  statuses: [{ status: 'accepted', cases: 2, persons: 8, met: 6, amountFen: 900_000 }],
  clocks: [{ clock: 'decision', missed: 1, close: 2, undated: 3 }],
  claims: 6,
  ...wish,
});
const overview: OfficeOverview = {
  on: today,
  until: plainDate('2022-08-29'),
  from: plainDate('2021-08-23'),
  at,
  windows: [
    aWindow({}),
    aWindow({ window: theirs, prefix: 'W04', toldAt: null, through: null, statuses: [], clocks: [] }),
  ],
  days: [{ on: today, status: 'accepted', cases: 2, persons: 8, met: 6, amountFen: 900_000 }],
  claims: { persons: 6, twice: 1 },
};

let stopKeys = (): void => undefined;
let store: FakeStore;
let asked: AskedOverview;
beforeEach(() => {
  stopKeys = listenToKeys(window);
  const plain = aCounterStore();
  asked = { given: { overview, window: own, own: 'agrees' }, trouble: null };
  const hub = { address: 'http://127.0.0.1:30130', hub: own, office: own, since: at };
  plain.post.state = { ...NO_HUB, hub, count: 12, acknowledged: 9 };
  store = {
    ...plain,
    capacity: 'administrator',
    host: {
      ...plain.host,
      call: async (channel, request) =>
        channel === 'post.overview' || channel === 'post.lastOverview'
          ? ((await Promise.resolve(success(asked))) as never)
          : await plain.host.call(channel, request),
    },
  };
});
afterEach(() => stopKeys());

const shown = async (): Promise<string> => {
  render(<OverviewPage store={store} businessDate={today} />);
  await screen.findByLabelText('合计');
  return document.body.textContent;
};

describe('概览', () => {
  it('says of each window how far it is, what waits here, and which tells no figures', async () => {
    const text = await shown();
    const rows = within(screen.getByRole('table', { name: '各窗口' })).getAllByRole('row');
    expect(rows[1]?.textContent).toContain('W03 · 本窗口9 条');
    expect(rows[1]?.textContent).toContain('3 条已报全28');
    expect(rows[2]?.textContent).toContain('没有报送——');
    expect(text).toContain('W04 没有报送过数字');
    expect(text).toContain('有 3 项期限因日历没有更新定不出日期');
    expect(text).toContain('数字截至 2022-08-22');
  });

  it('shows the last figures with their instant where the hub does not answer', async () => {
    asked = { ...asked, trouble: 'unreachable' };
    expect(await shown()).toMatch(/连不上接收端.*下面是 2022-08-22 \d\d:\d\d 取到的数字，以后的变化不在内/u);
  });

  it('warns where the hub says something else of this window than it told, and where figures are on their way', async () => {
    asked = { given: { overview, window: own, own: 'differs' }, trouble: null };
    expect(await shown()).toContain('接收端所列本窗口的条数或数字与本窗口不一致');
    document.body.replaceChildren();
    asked = { given: { overview, window: own, own: 'open' }, trouble: null };
    expect(await shown()).toContain('本窗口还有办件的数字没有送到');
  });

  it('has nothing where no hub was joined or none ever answered, and nothing for a clerk', async () => {
    store.post.state = NO_HUB;
    render(<OverviewPage store={store} businessDate={today} />);
    expect(await screen.findByText(/没有加入接收端，看不到其他窗口/u)).toBeTruthy();
    expect(screen.queryByLabelText('合计')).toBeNull();
    document.body.replaceChildren();
    render(<OverviewPage store={{ ...store, capacity: 'windowClerk' }} businessDate={today} />);
    expect(await screen.findByText(/概览由管理员查看/u)).toBeTruthy();
  });

  it('says in a sentence what failed here', async () => {
    store = {
      ...store,
      host: { ...store.host, call: async () => await Promise.resolve(failed('host-unreachable')) },
    };
    render(<OverviewPage store={store} businessDate={today} />);
    expect((await screen.findByRole('alert')).textContent).not.toBe('');
  });
});

describe('the charts', () => {
  it('write every value beside its bar, and tell parts apart without a colour', () => {
    const bars = chartSvg(statusChart(overview));
    expect(bars).toContain('2 件 8 人 9,000.00 元');
    const parts = chartSvg(windowChart(overview));
    expect(parts).toContain('没有报送');
    expect([...`${bars}${parts}`.matchAll(/(?:fill|stroke)="([^"]+)"/gu)].map(([, paint]) => paint)).not.toContainEqual(
      expect.not.stringMatching(/^(?:none|#000)$/u),
    );
  });

  it('escape what stands in them', () => {
    const spec = { ...statusChart(overview), rows: [{ label: '<b>', values: [1], text: '&' }] };
    expect(chartSvg(spec)).toContain('&lt;b&gt;');
    expect(chartSvg({ ...spec, rows: [] })).toContain('<svg');
  });
});
