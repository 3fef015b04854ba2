/** 名单 on the screen: read, told, recorded once, checked against the copies, reviewed, gaps filled, files out. */
import type * as AnswerReading from '#renderer/store/answer-reading.ts';
import { configure, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { success } from '#shared/contract/failure.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import type { RegistrySet } from '#shared/domain/registries.ts';
import type { ListMapping } from '#shared/lists/list-columns.ts';
import { openBook } from '#shared/files/open-book.ts';
import { ListsPage } from '#renderer/features/aftercare/index.ts';
import { listenToKeys } from '#renderer/ui/keys.ts';
import type { CounterStore } from '#renderer/store/counter-store.ts';
import { aCaseFile } from '#tests/builders/a-case-file.ts';
import { aCounterStore, anAcceptedAction, type FakeStore } from '#tests/builders/a-counter-store.ts';
import { keyTable } from '#renderer/ui/key-table.ts';

// The test's document has no workers: files are read in place.
vi.mock('#renderer/store/answer-reading.ts', async (original) => {
  const real = await original<typeof AnswerReading>();
  const { readAccountTable, readListTable } = await import('#renderer/store/list-table.ts');
  const readListOf = (file: File, mapping: ListMapping, signal?: AbortSignal) =>
    real.readListOf(file, mapping, signal, () => ({
      read: (bytes: Uint8Array) => readListTable(bytes, mapping),
      end: () => undefined,
    }));
  const readAccountsOf = (file: File, mapping: ListMapping) =>
    real.readAccountsOf(file, mapping, () => ({
      read: (bytes: Uint8Array) => readAccountTable(bytes, mapping),
      end: () => undefined,
    }));
  return { ...real, readListOf, readAccountsOf };
});
configure({ asyncUtilTimeout: 15_000 });
vi.setConfig({ testTimeout: 60_000 });

const today = plainDate('2022-08-22');
let stopKeys = (): void => undefined;
beforeEach(() => {
  stopKeys = listenToKeys(window);
});
afterEach(() => stopKeys());

const good = aCaseFile({ persons: 2 });
const bad = aCaseFile({ persons: 2, seed: 2, unmet: 1 });
const registries: RegistrySet = Object.fromEntries(
  Object.entries(good.registries).map(([kind, copy]) => [
    kind,
    { ...copy, rows: [...(copy?.rows ?? []), ...(bad.registries[kind as keyof RegistrySet]?.rows ?? [])] },
  ]),
);

const headings = ['期别', '单位名称', '统一社会信用代码', '姓名', '证件号码', '上月缴费状态', '联系人', '手机'];
const rowsOf = ({ employer, roster }: typeof good, status = '正常'): string[][] =>
  roster.map(({ name, citizenId }) => [
    '202208',
    employer.name,
    employer.unifiedSocialCreditCode ?? '',
    name,
    citizenId,
    status,
    '林会计',
    '13800000000',
  ]);
const file = (rows: readonly (readonly string[])[], heads = headings, name = '名单.csv'): File =>
  new File([`${[heads, ...rows].map((row) => row.join(',')).join('\n')}\n`], name, { type: 'text/csv' });

function aStore(): CounterStore & { readonly fake: FakeStore } {
  const fake = aCounterStore({ role: 'administrator' });
  const registry = { ...fake.registry, gather: async () => success(registries), subscribe: () => () => undefined };
  return { ...fake, registry, fake };
}

interface Opened {
  readonly user: ReturnType<typeof userEvent.setup>;
  readonly show: (listId: string) => void;
  readonly onOpenList: ReturnType<typeof vi.fn<(listId: string) => void>>;
}

function opened(store: CounterStore): Opened {
  const user = userEvent.setup();
  const onOpenList = vi.fn<(listId: string) => void>();
  const page = (listId: string) => (
    <ListsPage
      store={store}
      businessDate={today}
      listId={listId}
      onOpenList={onOpenList}
      onOpenCase={() => undefined}
      onClose={() => undefined}
    />
  );
  const view = render(page(''));
  return { user, onOpenList, show: (listId) => view.rerender(page(listId)) };
}

/** Reads the file, records it and opens the list. */
async function taken(store: CounterStore, chosen: File): Promise<Opened> {
  const page = opened(store);
  await page.user.upload(await screen.findByLabelText('名单文件'), chosen);
  await screen.findByRole('button', { name: /^核对并登记 \d+ 人/u });
  await page.user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(page.onOpenList).toHaveBeenCalledTimes(1));
  page.show(page.onOpenList.mock.calls[0]?.[0] ?? '');
  await screen.findByRole('heading', { name: /^名单202208/u });
  return page;
}

const steps = (store: CounterStore & { readonly fake: FakeStore }) =>
  store.fake.calls.filter((call) => call.startsWith('recordEvent:list'));

describe('a list file', () => {
  it('is told row by row, recorded once, and the same file again changes nothing', async () => {
    const store = aStore();
    const rows = [
      ...rowsOf(good),
      ...rowsOf(good).slice(0, 1),
      ['202209', ...rowsOf(bad)[0].slice(1)],
      ['202208', '某公司', '', '', '1', '', '', ''],
    ];
    const page = await taken(store, file(rows));
    expect(steps(store)).toEqual(['recordEvent:listBegun', 'recordEvent:listRowsTaken']);
    await page.user.keyboard('{Alt>}4{/Alt}');
    const table = await screen.findByRole('table', { name: '没有采用的行' });
    expect(
      within(table)
        .getAllByRole('row')
        .slice(1)
        .map((row) => row.textContent),
    ).toEqual([
      expect.stringMatching(/^4陈海晴同一人同一单位在名单里列了两次，只算一次（第 2 行）/u),
      expect.stringMatching(/^5A5陈海晴期别与本名单不同/u),
      expect.stringMatching(/^6D6没有姓名/u),
      expect.stringMatching(/^6E6证件号位数/u),
      expect.stringMatching(/^6C6没有单位名称，或/u),
    ]);
    page.show('');
    await page.user.upload(await screen.findByLabelText('名单文件'), file(rows));
    await screen.findByText(/以前已经登记为名单202208，没有改动任何内容/u);
    expect(steps(store)).toHaveLength(2);
  });

  it('asks once what a strange column is, and remembers it', async () => {
    const store = aStore();
    const strange = [...headings.slice(0, 7), '经办手机'];
    const page = opened(store);
    await page.user.upload(await screen.findByLabelText('名单文件'), file(rowsOf(good), strange));
    await page.user.selectOptions(await screen.findByLabelText('经办手机'), '联系电话');
    await page.user.keyboard('{Control>}{Enter}{/Control}');
    await screen.findByRole('button', { name: /^核对并登记 2 人/u });
    expect(store.fake.preferences.get('listHeadings')).toEqual({ 经办手机: 'mobile' });
    await page.user.upload(screen.getByLabelText('名单文件'), file(rowsOf(bad), strange, '另一份.csv'));
    await screen.findByText('另一份.csv');
    await screen.findByRole('button', { name: /^核对并登记 2 人/u });
    expect(screen.queryByRole('form', { name: '说明名单的列' })).toBeNull();
  });

  it('goes on from where a full disk stopped it', async () => {
    const store = aStore();
    const page = opened(store);
    store.fake.failing.add('recordEvent:listRowsTaken');
    await page.user.upload(await screen.findByLabelText('名单文件'), file(rowsOf(good)));
    await screen.findByRole('button', { name: /^核对并登记 2 人/u });
    await page.user.keyboard('{Control>}{Enter}{/Control}');
    await screen.findByText(/已登记的部分保留/u);
    store.fake.failing.clear();
    await screen.findByText(/从那里接着登记/u);
    await page.user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(page.onOpenList).toHaveBeenCalledTimes(1));
    expect(steps(store)).toEqual(['recordEvent:listBegun', 'recordEvent:listRowsTaken']);
  });
});

describe('初审 of a list', () => {
  it('passes everybody who is met at once, and asks for the rest firm by firm with the evidence', async () => {
    const store = aStore();
    const page = await taken(store, file([...rowsOf(good), ...rowsOf(bad)]));
    await screen.findByRole('button', { name: /^符合的全部初审通过（3 人）/u });
    await page.user.keyboard('{Control>}{Enter}{/Control}');
    await screen.findByText(/仍然符合的登记初审通过/u);
    await page.user.keyboard('{Enter}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    const left = await screen.findByRole('table', { name: '待初审的单位' });
    expect(within(left).getAllByRole('row')).toHaveLength(2);
    await page.user.click(within(left).getAllByRole('row')[1]);
    await screen.findByRole('button', { name: /^登记初审（1 人）/u });
    const dialog = screen.getByRole('dialog');
    expect(within(dialog).getByText(/参保缴费数据 截至 2022-08-20/u)).toBeTruthy();
    expect((within(dialog).getAllByRole('combobox')[0] as HTMLSelectElement).value).toBe('N04');
    await page.user.click(screen.getByRole('button', { name: /^登记初审/u }));
    await screen.findByText('没有待初审的人员。');
    const read = await store.aftercare.read();
    const reviews = read.ok
      ? read.value.items.map(({ review }) => [review?.conclusion, review?.reason, review?.evidenceOn])
      : [];
    expect(reviews).toEqual([
      ['passed', null, null],
      ['passed', null, null],
      ['rejected', 'N04', '2022-08-20'],
      ['passed', null, null],
    ]);
    await page.user.keyboard('{Alt>}6{/Alt}');
    await screen.findByText(/初审结论表 4 行已写入/u);
    const [folder] = [...store.fake.exported.keys()];
    expect(folder).toMatch(/^名单202208-初审结论表-2022-08-22-1$/u);
    const bytes = store.fake.exported.get(folder ?? '')?.get('初审结论表.xlsx');
    const book = await openBook(bytes ?? new Uint8Array());
    const cells = book.ok ? book.value.sheets[0]?.rows.map((row) => row.cells.map(({ text }) => text)) : [];
    expect(cells?.[3]?.slice(8, 13)).toEqual(['不通过', 'N04', '已停保、减员或断缴', '', '2022-08-20']);
  });

  it('says which window case holds a person, and proposes the refusal', async () => {
    const store = aStore();
    const accepted = anAcceptedAction(1, [{}]);
    await store.cases.record({ entryId: 'a', caseId: 'c1', action: accepted });
    const person = 'application' in accepted ? accepted.application.roster[0] : undefined;
    const [row = []] = rowsOf(good);
    const page = await taken(
      store,
      file([[...row.slice(0, 3), person?.name ?? '', person?.citizenId ?? '', ...row.slice(5)]]),
    );
    const firms = await screen.findByRole('table', { name: '待初审的单位' });
    expect(within(firms).getByText(/1 人已由另一件办理/u)).toBeTruthy();
    await page.user.click(within(firms).getAllByRole('row')[1]);
    await screen.findByText(/此人已由办件〔2022〕W03-000001（.*）享受或正在办理/u);
    expect((within(screen.getByRole('dialog')).getAllByRole('combobox')[0] as HTMLSelectElement).value).toBe('N12');
  });
});

describe('what is missing of a firm', () => {
  it('is named, asked of the other offices by a file, read back from it, and offered with its source', async () => {
    const store = aStore();
    const page = await taken(store, file(rowsOf(good)));
    await page.user.keyboard('{Alt>}2{/Alt}');
    await screen.findByText('缺账户');
    await page.user.keyboard('{Alt>}7{/Alt}');
    await screen.findByText(/给税务局的单位表 1 行已写入/u);
    const [folder = ''] = [...store.fake.exported.keys()];
    const book = await openBook(store.fake.exported.get(folder)?.get('给税务局的单位表.xlsx') ?? new Uint8Array());
    const [heads = [], line = []] = book.ok
      ? (book.value.sheets[0]?.rows ?? []).map(({ cells }) => cells.map(({ text }) => text))
      : [];
    const filled = [...line.slice(0, 8), good.employer.name, '中国银行湛江赤坎支行', '0012345678901234'];
    await page.user.upload(screen.getByLabelText('补来的账户文件'), file([filled], [...heads], '税务.csv'));
    await screen.findByText(/对上 1 户/u);
    await page.user.selectOptions(screen.getByLabelText('哪里给的'), '税务局');
    await page.user.click(screen.getByRole('button', { name: /^登记 1 户，待两人核对/u }));
    await screen.findByText('齐全，待两人核对');
    await page.user.click(screen.getByText(good.employer.name));
    await page.user.keyboard('{Control>}{Enter}{/Control}');
    const dialog = await screen.findByRole('dialog');
    const value = (label: string) => within(dialog).getByLabelText<HTMLInputElement>(label).value;
    expect([value('联系人'), value('账号'), value('来源'), value('账户类别')]).toEqual([
      '林会计',
      '0012345678901234',
      'taxOffice',
      'contribution',
    ]);
  });

  it('leads the deferred to the window, with the day on which the firm was told', async () => {
    const store = aStore();
    const page = await taken(store, file(rowsOf(good, '缓缴')));
    await page.user.keyboard('{Alt>}3{/Alt}');
    await page.user.click(await screen.findByText(good.employer.name));
    await screen.findByText(/请补缴后携带申请表、花名册等材料到窗口申请/u);
    await page.user.keyboard('{Control>}{Enter}{/Control}');
    await page.user.click(await screen.findByRole('button', { name: '登记' }));
    await screen.findAllByText(/^2022-08-22 电话（王样例）$/u);
    const accepted = anAcceptedAction(1, [{}]);
    if (!('application' in accepted) || !('record' in accepted)) throw new Error('no case');
    const [person] = good.roster;
    const [entry] = accepted.application.roster;
    const roster = entry === undefined ? [] : [{ ...entry, citizenId: person?.citizenId ?? '' }];
    const action = { ...accepted, application: { ...accepted.application, roster } };
    await store.cases.record({ entryId: 'later', caseId: 'c9', action });
    await screen.findByRole('button', { name: /W03-000001/u });
    expect(screen.getAllByRole('button', { name: /W03-000001/u })).toHaveLength(1);
  });
});

it('has a key of its own', () => {
  expect(keyTable.openLists.chord).toBe('Ctrl+F2');
});
