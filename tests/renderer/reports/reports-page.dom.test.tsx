/** 上报月报 on the screen: what stops a list, a broken export that goes on with the same bytes, a report that stays as it was sent. */
import { configure, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { AftercareEvent } from '#shared/aftercare/event.ts';
import { success } from '#shared/contract/failure.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { DeadlinesPage } from '#renderer/features/deadlines/index.ts';
import { ReportsPage } from '#renderer/features/reports/index.ts';
import { listenToKeys } from '#renderer/ui/keys.ts';
import type { RegistryStore } from '#renderer/store/registry/registry-store.ts';
import { aCounterStore, anAcceptedAction, type FakeStore } from '#tests/builders/a-counter-store.ts';
import { aPayee, rules } from '#tests/builders/an-aftercare.ts';

configure({ asyncUtilTimeout: 15_000 });
vi.setConfig({ testTimeout: 120_000 });
let stopKeys = (): void => undefined;
beforeEach(() => {
  stopKeys = listenToKeys(window);
});
afterEach(() => stopKeys());

const seal = (officerId: string) => ({ officerId, at: '2022-08-22T10:00:00+08:00', seal: 'c2VhbA==' });

/** Rows of everybody of the case, as the agency's register of a month has them. */
function registerOf(asOf: string): Pick<RegistryStore, 'gather' | 'subscribe'> {
  return {
    gather: async ({ citizenIds, unifiedSocialCreditCode = '' }) => {
      const rows = citizenIds.map((citizenId) => ({
        citizenId,
        unifiedSocialCreditCode,
        insurance: '210' as const,
        enrolledOn: plainDate('2022-07-04'),
        status: '1' as const,
        monthsContributed: 2,
      }));
      return success({ insurance: { asOf: plainDate(asOf), digest: 'copy', rows } });
    },
    subscribe: () => () => undefined,
  };
}

/** One firm of two persons; paid on 26 August where `paid`. */
async function paidStore(asOf = '2022-08-31', paid = true): Promise<FakeStore & { pay: () => Promise<void> }> {
  const plain = aCounterStore({ role: 'administrator' });
  const store = { ...plain, registry: { ...plain.registry, ...registerOf(asOf) } } as FakeStore;
  await store.cases.record({ entryId: 'seed', caseId: 'c1', action: anAcceptedAction(1, [{}, {}]) });
  const add = async (day: string, event: AftercareEvent, subjectId = 's') => {
    const done = await store.aftercare.record({ entryId: crypto.randomUUID(), subjectId, on: plainDate(day), event });
    if (!done.ok) throw new Error(JSON.stringify(done.failure));
  };
  const book = await store.aftercare.read();
  if (!book.ok) throw new Error(book.failure.code);
  const sources = book.value.items.map(({ source }) => source);
  const itemIds = sources.map(({ itemId }) => itemId);
  const firmKey = sources[0]?.firmKey ?? '';
  const totals = { firms: 1, persons: 2, amountFen: 300_000 };
  const day = '2022-08-22';
  await add(day, rules);
  await add(day, { step: 'reviewed', items: sources.map((source) => ({ conclusion: 'passed', source, note: '' })) });
  await add(day, { step: 'payeeSet', firmKey, payee: aPayee(), confirmation: seal('o9') });
  const reviewer = { kind: 'officer', officerId: 'o9', name: '张样例', confirmation: seal('o9') } as const;
  const stages = ['examined', 'submitted', 'begun', 'confirmed', 'filed'] as const;
  await add(day, {
    step: 'secondReviewed',
    itemIds,
    stages: [...stages],
    reviewer,
    conclusion: 'passed',
    opinion: '同意',
  });
  const notice = {
    step: 'noticeBegun' as const,
    training: false,
    period: '2022年8月',
    itemIds,
    ...totals,
    filedOn: plainDate(day),
    beginsOn: plainDate('2022-08-23'),
    lastDay: plainDate('2022-08-25'),
    registerFrom: plainDate('2022-08-26'),
    days: 3,
    firstDayCounted: true,
  };
  await add(day, notice, 'b');
  const last = '2022-08-26';
  await add(last, { step: 'noticeRegistered', conclusion: '无异议' }, 'b');
  await add(last, { step: 'allocated', ...totals, checkedBy: '陈复核', approvedBy: '周主任' }, 'b');
  await add(last, { step: 'agencyTold', toldOn: plainDate(last), manner: '电话', receivedBy: '吴样例' }, 'b');
  await add(last, { step: 'paymentBegun', attemptId: 'a1', firmKey, planNumber: 'P-1', knownUnpaid: '' }, 'b');
  const pay = () =>
    add(
      last,
      {
        step: 'paymentAnswered',
        attemptId: 'a1',
        result: { outcome: 'paid', paidOn: plainDate(last), amountFen: 300_000 },
      },
      'b',
    );
  if (paid) await pay();
  await add('2022-09-01', {
    step: 'reportRulesSet',
    period: 'previousMonth',
    localDay: 15,
    recovered: 'stay',
    documentNumber: '湛核〔2022〕2号',
  });
  const persons = sources.map(({ citizenId }, at) => ({ citizenId, insuredPersonNumber: `9000${at}` }));
  const firms = [{ firmKey, employerNumber: '', economicType: '173', affiliation: '90', industry: 'C13' }];
  await add('2022-09-01', { step: 'supplemented', firms, persons, origin: '社保经办机构' });
  return { ...store, pay };
}

const shown = (store: FakeStore) => render(<ReportsPage store={store} businessDate={plainDate('2022-09-02')} />);
const exportButton = () => screen.findByRole('button', { name: /^导出名单/u });

it('stops every row while the register is of another month, and says so', async () => {
  const store = await paidStore('2022-09-01');
  shown(store);
  const said = await screen.findAllByText(/不是报告期当月的：缴费状态和缴费月数不能用别的月份代替/u);
  expect(said).toHaveLength(3);
  expect(await exportButton()).toHaveAttribute('aria-disabled', 'true');
  expect(screen.getByText(/本地报送 2022-09-15；2022-09-20 前上报/u)).toBeInTheDocument();
  expect(store.exported.size).toBe(0);
});

it('goes on after a broken export with the very same files, and closes the list', async () => {
  const store = await paidStore();
  const user = userEvent.setup();
  shown(store);
  await waitFor(async () => expect(await exportButton()).not.toHaveAttribute('aria-disabled'));
  store.failing.add('export.commit');
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(await screen.findByText(/取了号，文件没有写完/u)).toBeInTheDocument();
  expect(store.exported.size).toBe(0);
  store.failing.clear();
  await user.click(screen.getByRole('button', { name: '续做' }));
  expect(await screen.findByText(/^已导出，王样例 2022-09-02/u)).toBeInTheDocument();
  const [[name, files] = ['', new Map<string, Uint8Array>()]] = [...store.exported];
  expect(name).toMatch(/^paid-list-2022-202208-2022-W03-\d{6}$/u);
  expect([...files.keys()].toSorted()).toEqual(['manifest.json', 'paid-list-2022.csv', 'paid-list-2022.xlsx']);
  expect(await screen.findByText(/与本期已导出的名单相同/u)).toBeInTheDocument();
});

it('keeps a report as it was sent, names what changed since, and reports it as a correction', async () => {
  const store = await paidStore('2022-08-31', false);
  const user = userEvent.setup();
  shown(store);
  await user.click(await screen.findByRole('tab', { name: /^月报/u }));
  const table = await screen.findByRole('table', { name: '月报数字' });
  expect(within(table).getByRole('row', { name: /^发放 0 户/u })).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: /^报出月报/u }));
  await user.click(screen.getByRole('button', { name: /^报出( |$)/u }));
  expect(await screen.findByText(/^报出：/u)).toBeInTheDocument();
  await store.pay();
  expect(await screen.findByText(/报出之后台账有变化/u)).toBeInTheDocument();
  expect(
    within(screen.getByRole('table', { name: '月报数字' })).getByRole('row', { name: /^发放 0 户/u }),
  ).toBeInTheDocument();
  await user.click(screen.getByRole('button', { name: /^报出更正/u }));
  const confirm = within(screen.getByRole('dialog')).getByRole('button', { name: /^报出更正/u });
  await user.click(confirm);
  expect(screen.getByText('写明更正的原因')).toBeInTheDocument();
  await user.type(screen.getByLabelText('更正原因'), '银行结果迟到');
  await user.click(confirm);
  expect(await screen.findByText(/^更正（银行结果迟到）/u)).toBeInTheDocument();
  await waitFor(() => expect(screen.queryByText(/报出之后台账有变化/u)).toBeNull());
  expect(within(screen.getByRole('table', { name: '月报数字' })).getAllByText('更正').length).toBeGreaterThan(3);
});

it('stands on the board until it is written, by the county’s day, and leads to the page', async () => {
  const store = await paidStore();
  const onGo = vi.fn<(path: string) => void>();
  render(<DeadlinesPage store={store} businessDate={plainDate('2022-09-16')} onOpen={() => undefined} onGo={onGo} />);
  const row = await screen.findByRole('row', { name: /2022年8月已享受人员信息表/u });
  expect(row).toHaveTextContent('2022-09-15');
  expect(row).toHaveTextContent('逾期 1 天');
  expect(row).toHaveTextContent('人社失业司便函〔2022〕59号');
  await userEvent.setup().click(row);
  expect(onGo).toHaveBeenCalledWith('/aftercare/reports/202208');
});
