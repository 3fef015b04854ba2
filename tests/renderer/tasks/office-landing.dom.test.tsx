/** Tasks of the office open where they are done: payments, days, lists, packs, the calendar, the post. Registers: tests/e2e/tasks. */
import { configure, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AftercareEvent } from '#shared/aftercare/event.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { packById } from '#shared/policy/pack-library.ts';
import type { CounterStore } from '#renderer/store/counter-store.ts';
import { listenToKeys } from '#renderer/ui/keys.ts';
import { aCounterStore, type FakeStore, NO_HUB } from '#tests/builders/a-counter-store.ts';
import { aListRow, listBegun, rowsTaken } from '#tests/builders/a-list.ts';
import { aPaidStore, aPublishedStore, pay, recordAll } from '#tests/builders/a-paid-store.ts';
import { informed, recoveryEvent, rulesForRecovery } from '#tests/builders/a-recovery.ts';
import { passed } from '#tests/builders/an-aftercare.ts';
import { aRow, begun, inquiryEvent } from '#tests/builders/an-inquiry.ts';
import { follow, restedAround, restedOn, there } from './followed.tsx';

configure({ asyncUtilTimeout: 15_000 });
vi.setConfig({ testTimeout: 60_000 });

let stopKeys = (): void => undefined;
beforeEach(() => {
  stopKeys = listenToKeys(window);
});
afterEach(() => stopKeys());

const on = plainDate('2022-08-22');
const button = (name: RegExp) => () => screen.getByRole('button', { name });
const rowIn = (table: string, name: RegExp) => () =>
  within(screen.getByRole('table', { name: table })).getByRole('row', { name });

async function sourcesIn(store: FakeStore) {
  const read = await store.aftercare.read();
  if (!read.ok) throw new Error(read.failure.code);
  return read.value.items.map(({ source }) => source);
}

describe('后续', () => {
  it('a payment that failed is the row of its firm', async () => {
    const onTheWay = await aPublishedStore([1, 1], 'told');
    await pay(onTheWay, new Set(['p1']));
    await follow(onTheWay.store, /支付失败/u, { day: '2022-08-28' });
    expect(await restedOn(rowIn('单位', /湛江海晟食品2有限公司.*失败 F04/u))).toHaveFocus();
  });

  it('公示 of a batch is registered at its button', async () => {
    const { store } = await aPublishedStore([1], 'notice');
    await follow(store, /公示结果/u, { day: '2022-08-26' });
    expect(await restedOn(button(/^公示结果登记/u))).toHaveFocus();
  });

  it('a list that came down is answered row by row', async () => {
    const store = await aPaidStore(1);
    const rows = inquiryEvent({ act: 'rowsRead', part: 0, rows: [aRow(1)] });
    await recordAll(store, [
      { event: inquiryEvent(begun(1)), day: '2022-09-12', subjectId: 'q' },
      { event: rows, day: '2022-09-12', subjectId: 'q' },
    ]);
    await follow(store, /名单答复/u, { day: '2022-10-10' });
    expect(await restedOn(() => screen.getByRole('row', { name: /人员1/u }))).toHaveFocus();
  });

  it('追回 goes on with its next act', async () => {
    const store = await aPaidStore(1);
    const [source] = await sourcesIn(store);
    const itemId = source?.itemId ?? '';
    const item = { itemId, amountFen: 150_000, reason: 'N12', fact: '已由外省单位享受', evidenceOn: '2022-10-08' };
    const act = { act: 'opened', finding: 'inquiry', reference: '', items: [item] };
    await recordAll(store, [
      { event: rulesForRecovery, day: '2022-10-10' },
      { event: { step: 'recovery', act }, day: '2022-10-17', subjectId: 'r1' },
      { event: recoveryEvent(informed), day: '2022-10-17', subjectId: 'r1' },
    ]);
    await follow(store, /陈述/u, { day: '2022-10-24' });
    expect(
      await restedOn(() => {
        const place = document.querySelector<HTMLElement>('.button--primary[data-landing]');
        return there(place);
      }),
    ).toHaveFocus();
    expect(window.location.hash).toBe('#/recoveries/r1');
  });

  it('上报 opens the month that is overdue, not the one that is current', async () => {
    const store = await aPaidStore(1);
    await follow(store, /2022年8月已享受人员信息表/u, { day: '2022-10-19' });
    expect(await restedOn(rowIn('须改的', /陈海晴/u))).toHaveFocus();
    expect(screen.getByLabelText('数据期别')).toHaveValue('202208');
  });
});

describe('免申即享 lists', () => {
  async function aListStore(parts: number, ...more: readonly AftercareEvent[]): Promise<FakeStore> {
    const store = aCounterStore();
    const rows = parts === 1 ? [aListRow(1), aListRow(2, 1, 3)] : [aListRow(1)];
    const steps = [listBegun('l1', { rows: 2, parts }), rowsTaken(rows), ...more];
    await recordAll(
      store,
      steps.map((event) => ({ event, day: '2022-08-20' })),
    );
    return store;
  }

  it('are reviewed firm by firm', async () => {
    await follow(await aListStore(1), /待初审 2 人/u);
    expect(await restedOn(rowIn('待初审的单位', /湛江样例1有限公司/u))).toHaveFocus();
  });

  it('ask for accounts where only those are missing', async () => {
    const store = await aListStore(1);
    await recordAll(store, [{ event: passed(...(await sourcesIn(store))), day: '2022-08-21' }]);
    await follow(store, /待补收款信息 1 户/u);
    expect(await restedOn(rowIn('缺收款信息的单位', /湛江样例1有限公司/u))).toHaveFocus();
  });

  it('are read in again where a part is missing', async () => {
    await follow(await aListStore(2), /还差 1 部分/u);
    expect(await restedOn(button(/^读入名单/u))).toHaveFocus();
  });
});

describe('days of the office', () => {
  it('a registered 公示 is its line among several', async () => {
    const store = aCounterStore();
    for (const [id, name] of [
      ['j', '第2批'],
      ['k', '第3批'],
    ] as const)
      await store.cases.recordEvent({
        entryId: id,
        kind: 'clock',
        subjectId: id,
        on,
        takeBatchNumber: false,
        content: { step: 'opened', clock: 'publicNotice', name, from: on },
      });
    await follow(store, /第3批/u);
    expect(await restedOn(() => screen.getByRole('row', { name: /第3批/u }))).toHaveFocus();
  });

  it('an authorisation that ends is its panel', async () => {
    const store = aCounterStore({ role: 'administrator' });
    await store.recordOffice({
      type: 'systemAuthorised',
      officerId: 'o2',
      name: '王样例',
      documentNumber: '湛信〔2022〕3号',
      from: on,
      to: plainDate('2022-09-30'),
    });
    await follow(store, /省系统授权/u, { day: '2022-09-28' });
    expect(await restedAround(() => screen.getByRole('heading', { name: '省系统授权' }))).toHaveFocus();
  });
});

describe('政策数据', () => {
  it('a pack before 核定 is its panel', async () => {
    await follow(aCounterStore({ role: 'administrator' }), /广东省一次性扩岗补助（2026年招用）.*核定/u, {
      day: '2026-07-01',
    });
    expect(
      await restedAround(() => screen.getByRole('region', { name: '广东省一次性扩岗补助（2026年招用）' })),
    ).toHaveFocus();
  });

  it('two packs on one day are looked at where they stand side by side', async () => {
    const store = aCounterStore({ role: 'administrator' });
    const held = there(packById('zhanjiang-2022'));
    const pack = { ...held.pack, id: 'zhanjiang-other', title: '另一个湛江包' };
    const content = { type: 'imported', pack };
    const entry = { entryId: 'x', kind: 'policy', subjectId: pack.id, on, content, takeBatchNumber: false } as const;
    await store.cases.recordEvent(entry);
    await follow(store, /另一个湛江包/u);
    expect(
      await restedOn(() => {
        const board = screen.getByRole('table', { name: '政策参数包' });
        const clashing = within(board).getAllByRole('row', { name: /与其他包同日生效/u })[0];
        return within(clashing ?? board).getByRole('button', { name: /^查看/u });
      }),
    ).toHaveFocus();
  });

  it('a year without its calendar is the calendar', async () => {
    await follow(aCounterStore({ role: 'administrator' }), /工作日历/u, { day: '2030-01-05' });
    expect(await restedAround(() => screen.getByRole('region', { name: '工作日历' }))).toHaveFocus();
  });

  it('what the hub does not have is the panel of the hub', async () => {
    const plain = aCounterStore({ role: 'administrator' });
    const since = new Date(Date.now() - 4 * 86_400_000).toISOString();
    const host: CounterStore['host'] = {
      call: async (channel, request) =>
        channel === 'journal.read'
          ? ({ ok: true, value: { entries: [{ format: 2, header: { at: since } }] } } as never)
          : await plain.host.call(channel, request),
    };
    const hub = { address: 'http://127.0.0.1:30130', hub: 'h', office: 'o', since };
    plain.post.state = { ...NO_HUB, hub, count: 9, acknowledged: 4 };
    await follow({ ...plain, host }, /台账第 5 条起/u);
    expect(await restedAround(() => screen.getByRole('region', { name: '接收端' }))).toHaveFocus();
  });
});
