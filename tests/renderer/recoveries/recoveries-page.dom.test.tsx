/** 追回 on the screen: from the finding to the decision by keyboard, what is refused says why, papers are in the ledger first. */
import { configure, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { success } from '#shared/contract/failure.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { RecoveriesPage } from '#renderer/features/recoveries/index.ts';
import { listenToKeys } from '#renderer/ui/keys.ts';
import type { FakeStore } from '#tests/builders/a-counter-store.ts';
import { aPaidStore, recordAll } from '#tests/builders/a-paid-store.ts';
import {
  agreed,
  decided,
  informed,
  recoveryEvent,
  repaid,
  rulesForRecovery,
  served,
  silent,
} from '#tests/builders/a-recovery.ts';

configure({ asyncUtilTimeout: 15_000 });
vi.setConfig({ testTimeout: 60_000 });

let stopKeys = (): void => undefined;
beforeEach(() => {
  stopKeys = listenToKeys(window);
});
afterEach(() => stopKeys());

function Pages({ store, day, first }: { store: FakeStore; day: string; first: string }) {
  const [id, setId] = useState(first);
  return (
    <RecoveriesPage
      store={store}
      businessDate={plainDate(day)}
      recoveryId={id}
      onOpen={setId}
      onClose={() => setId('')}
    />
  );
}

function opened(store: FakeStore, day: string, first = '') {
  render(<Pages store={store} day={day} first={first} />);
  return userEvent.setup();
}

/** Its host prints by itself, so that no dialog of the system is needed. */
function printing(store: FakeStore): FakeStore {
  return {
    ...store,
    description: { ...store.description, capabilities: { directPrint: true, revealFolder: true } },
    host: {
      ...store.host,
      call: (channel, request) =>
        channel === 'print.send'
          ? (Promise.resolve(success({ state: 'sent' })) as never)
          : store.host.call(channel, request),
    },
  };
}

const main = '{Control>}{Enter}{/Control}';

/** One person of the first firm, decided and served. */
async function servedStore(): Promise<FakeStore> {
  const store = await aPaidStore(2);
  const read = await store.aftercare.read();
  const itemId = (read.ok ? read.value.items[0]?.source.itemId : undefined) ?? '';
  const item = { itemId, amountFen: 150_000, reason: 'N12', fact: '已由外省单位享受', evidenceOn: '2022-10-08' };
  const act = { act: 'opened', finding: 'inquiry', reference: '', items: [item] };
  const of = (event: unknown, day: string) => ({ event, day, subjectId: 'r1' });
  await recordAll(store, [
    { event: rulesForRecovery, day: '2022-10-10' },
    of({ step: 'recovery', act }, '2022-10-10'),
    of(recoveryEvent(informed), '2022-10-17'),
    of(recoveryEvent(silent), '2022-10-25'),
    of(recoveryEvent(decided(150_000)), '2022-11-01'),
    of(recoveryEvent(served), '2022-11-07'),
  ]);
  return store;
}

describe('a recovery', () => {
  it('is begun from a finding, and no decision is taken before the place has said who signs', async () => {
    const store = await aPaidStore(2, 1);
    const user = opened(store, '2022-10-17');
    expect(await screen.findByText(/^没有追回。/u)).toBeInTheDocument();
    await user.keyboard(main);
    const [first = document.body] = await screen.findAllByLabelText(/已发放 1,500\.00 元/u);
    await user.selectOptions(first, 'N12');
    await user.type(screen.getByLabelText(/^事实/u), '本人已由外省单位享受{Enter}');
    const row = await screen.findByRole('row', { name: /拟追回/u });
    expect(row).toHaveTextContent('1,500.00');
    await user.click(row);
    await screen.findByRole('heading', { name: /^追回 / });
    await user.keyboard(main);
    await user.type(await screen.findByLabelText('收件人'), '林晓彤');
    await user.type(screen.getByLabelText(/^陈述申辩末日/u), '20221024{Enter}');
    expect(await screen.findByText('已告知')).toBeInTheDocument();
    await user.keyboard(main);
    await user.selectOptions(await screen.findByLabelText('陈述申辩'), 'none');
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: /^登记陈述申辩/u }));
    expect(await screen.findByRole('alert')).toHaveTextContent('期限还没有届满');
  });

  it('is decided with another officer’s word alone, on the rules as confirmed', async () => {
    const store = await aPaidStore(1);
    const read = await store.aftercare.read();
    const itemId = (read.ok ? read.value.items[0]?.source.itemId : undefined) ?? '';
    const item = { itemId, amountFen: 150_000, reason: 'N12', fact: '已享受', evidenceOn: '2022-10-08' };
    const act = { act: 'opened', finding: 'report', reference: '', items: [item] };
    const of = (event: unknown, day: string) => ({ event, day, subjectId: 'r1' });
    await recordAll(store, [
      of({ step: 'recovery', act }, '2022-10-10'),
      of(recoveryEvent(informed), '2022-10-17'),
      of(recoveryEvent(silent), '2022-10-25'),
    ]);
    const user = opened(store, '2022-11-01', 'r1');
    await screen.findByText('已告知');
    await user.keyboard(main);
    expect(await screen.findByText(/没有核定（待本地核定）/u)).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: /^取消/u }));
    await recordAll(store, [{ event: rulesForRecovery, day: '2022-11-01' }]);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await user.keyboard(main);
    expect(await screen.findByText(/^湛江市赤坎区社会保险基金管理局，责令退回 1,500\.00 元/u)).toBeInTheDocument();
    expect(screen.getByLabelText('依据 1')).toHaveValue(
      '《人力资源社会保障部办公厅 教育部办公厅 财政部办公厅关于加快落实一次性扩岗补助政策有关工作的通知》（人社厅发〔2022〕41号）第四条“对于不符合条件的企业，及时追回所发一次性扩岗补助”',
    );
    await user.type(screen.getByLabelText('文号'), '湛赤社退〔2022〕1号{Enter}');
    expect(await screen.findByRole('alert')).toHaveTextContent('请另一名人员本人输入口令');
    await user.type(screen.getByLabelText('复核人员口令'), '口令{Enter}');
    expect(await screen.findByText('已决定')).toBeInTheDocument();
  });

  it('takes money up to what is owed, and says so where it is more', async () => {
    const store = await servedStore();
    const user = opened(store, '2022-11-10', 'r1');
    await screen.findByText('已送达');
    expect(screen.getByText(/^期限：/u)).toHaveTextContent('限期退回 2022-11-22；复议至 2023-01-06；诉讼至 2023-05-08');
    await user.keyboard(main);
    await user.type(await screen.findByLabelText('金额（元）'), '1500.01');
    await user.type(screen.getByLabelText('凭证号'), 'V1');
    await user.type(screen.getByLabelText('社保局确认人'), '吴样例{Enter}');
    expect(await screen.findByRole('alert')).toHaveTextContent('退款超过应退余额');
    await user.clear(screen.getByLabelText('金额（元）'));
    await user.type(screen.getByLabelText('金额（元）'), '1500{Enter}');
    expect(await screen.findByText('结清')).toBeInTheDocument();
    expect(screen.getByText(/^应退 1,500\.00 元，已退/u)).toHaveTextContent('余额 0.00 元');
  });

  it('proposes equal instalments and takes them as changed only where the sum is right', async () => {
    const store = await servedStore();
    const user = opened(store, '2022-11-10', 'r1');
    await screen.findByText('已送达');
    await user.click(screen.getByRole('button', { name: /^登记还款协议/u }));
    expect(await screen.findByText(/各期合计 1,500\.00 元，相符/u)).toBeInTheDocument();
    const last = screen.getByLabelText('第 3 期金额（元）');
    await user.clear(last);
    await user.type(last, '400{Enter}');
    expect(await screen.findByRole('alert')).toHaveTextContent('各期金额之和须等于应退余额');
    await user.clear(last);
    await user.type(last, '500{Enter}');
    expect(await screen.findByText('分期中')).toBeInTheDocument();
    expect(within(screen.getByRole('table', { name: '分期' })).getAllByRole('row')).toHaveLength(4);
  });

  it('prints what is in the ledger already, and the same again for the same entry', async () => {
    const store = printing(await servedStore());
    const user = opened(store, '2022-11-10', 'r1');
    await screen.findByText('已送达');
    for (const round of [1, 2]) {
      await user.keyboard('{F10}');
      await user.click(await screen.findByRole('button', { name: /^是，已打印/u }));
      await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
      await recordAll(store, [{ event: recoveryEvent(repaid(`x${round}`, 100)), day: '2022-11-10', subjectId: 'r1' }]);
    }
    const events = await store.cases.events('print');
    const letters = (events.ok ? events.value : []).flatMap(({ content }) => {
      const { letter } = content as { letter?: unknown };
      return letter === undefined ? [] : [letter];
    });
    expect(letters).toHaveLength(2);
    expect(letters[1]).toEqual(letters[0]);
    expect(JSON.stringify(letters[0])).toContain('自收到本通知书之日起15日内退回1,500.00元（大写：壹仟伍佰元整）');
  });

  it('of which an instalment is missed shows it as overdue', async () => {
    const store = await servedStore();
    await recordAll(store, [{ event: recoveryEvent(agreed(50_000, 100_000)), day: '2022-11-10', subjectId: 'r1' }]);
    opened(store, '2022-12-11', 'r1');
    const table = await screen.findByRole('table', { name: '分期' });
    expect(within(table).getByRole('row', { name: /第 1 期/u })).toHaveTextContent('逾期');
    expect(within(table).getByRole('row', { name: /第 2 期/u })).toHaveTextContent('未到期');
  });
});
