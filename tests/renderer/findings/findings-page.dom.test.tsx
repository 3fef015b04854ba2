/** 核查 on the screen: a file is shown before it is read in, rows are answered on evidence, checked by another officer and reported. */
import type * as AnswerReading from '#renderer/store/answer-reading.ts';
import { configure, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { plainDate } from '#shared/domain/plain-date.ts';
import type { NamedHeadings } from '#shared/lists/inquiry-file.ts';
import { FindingsPage } from '#renderer/features/findings/index.ts';
import { listenToKeys } from '#renderer/ui/keys.ts';
import type { FakeStore } from '#tests/builders/a-counter-store.ts';
import { aPaidStore, recordAll } from '#tests/builders/a-paid-store.ts';

// The test's document has no workers: files are read in place.
vi.mock('#renderer/store/answer-reading.ts', async (original) => {
  const real = await original<typeof AnswerReading>();
  const { readInquiryTable } = await import('#renderer/store/return-table.ts');
  const readInquiryOf = (file: File, named: NamedHeadings) =>
    real.readInquiryOf(file, named, () => ({
      read: (bytes: Uint8Array) => readInquiryTable(bytes, named),
      end: () => undefined,
    }));
  return { ...real, readInquiryOf };
});
configure({ asyncUtilTimeout: 15_000 });
vi.setConfig({ testTimeout: 60_000 });

let stopKeys = (): void => undefined;
beforeEach(() => {
  stopKeys = listenToKeys(window);
});
afterEach(() => stopKeys());

const main = '{Control>}{Enter}{/Control}';
const inDialog = () => within(screen.getByRole('dialog'));

function Pages({ store, day, first }: { store: FakeStore; day: string; first: string }) {
  const [place, setPlace] = useState(first);
  return (
    <FindingsPage
      store={store}
      businessDate={plainDate(day)}
      place={place}
      onOpen={setPlace}
      onClose={() => setPlace('')}
    />
  );
}

function opened(store: FakeStore, day = '2022-09-20', first = '') {
  render(<Pages store={store} day={day} first={first} />);
  return userEvent.setup();
}

type Row = readonly string[];
const HEADINGS: Row = ['姓名', '身份证号', '单位名称', '统一社会信用代码', '行政区划'];
const fileOf = (rows: readonly Row[], headings: Row = HEADINGS): File =>
  new File([`${[headings, ...rows].map((row) => row.join(',')).join('\n')}\n`], '应发未发.csv', { type: 'text/csv' });

async function paidPersons(store: FakeStore): Promise<readonly Row[]> {
  const read = await store.aftercare.read();
  return (read.ok ? read.value.items : []).map(({ source }) => [
    source.name,
    source.citizenId,
    source.employerName,
    source.unifiedSocialCreditCode,
    '',
  ]);
}
const stranger: Row = ['陈无人', '440802200003150001', '湛江未见过有限公司', '', ''];

async function readIn(user: ReturnType<typeof userEvent.setup>, file: File): Promise<void> {
  await user.upload(await screen.findByLabelText('核查名单文件'), file);
  await screen.findByRole('dialog');
}

describe('a list that came down', () => {
  it('is shown with its days and what is not ours, and the same file again changes nothing', async () => {
    const store = await aPaidStore(2);
    const user = opened(store);
    const file = fileOf([...(await paidPersons(store)), stranger, ['乙', '440803200003150002', '某', '', '440803']]);
    await readIn(user, file);
    expect(await screen.findByText(/1 行是其他县区的，不读入：/u)).toHaveTextContent('霞山区 1 行');
    await user.clear(screen.getByLabelText('下发日期'));
    await user.type(screen.getByLabelText('下发日期'), '20220912');
    expect(await screen.findByText(/^内部目标/u)).toHaveTextContent(
      '内部目标 2022-09-30，报省期限 2022-10-07（25日），报部期限 2022-10-12（30日）',
    );
    await user.click(inDialog().getByRole('button', { name: /^读入 3 行/u }));
    expect(await screen.findByRole('row', { name: /应发未发\.csv/u })).toHaveTextContent('2022-09-30');
    const before = store.calls.length;
    await readIn(user, file);
    expect(await screen.findByText(/已经读入，没有改动任何内容/u)).toBeInTheDocument();
    await user.click(inDialog().getByRole('button', { name: /^关闭/u }));
    expect(store.calls.length).toBe(before);
  });

  it('whose columns nobody knows is read as the clerk says', async () => {
    const store = await aPaidStore(1);
    const user = opened(store);
    await readIn(user, fileOf([['甲', '440802200003150001', '某公司']], ['人员', '证照号', '用工主体']));
    await user.selectOptions(await screen.findByLabelText('证件号'), '证照号');
    await user.selectOptions(screen.getByLabelText('姓名'), '人员');
    await user.click(inDialog().getByRole('button', { name: /^按所说的列读入/u }));
    expect(await screen.findByRole('alert')).toHaveTextContent('请逐项指出是哪一列');
    await user.selectOptions(screen.getByLabelText('单位名称'), '用工主体');
    await user.click(inDialog().getByRole('button', { name: /^按所说的列读入/u }));
    expect(await screen.findByRole('button', { name: /^读入 1 行/u })).toBeInTheDocument();
  });

  it('is answered on evidence alone, checked by another officer, exported row by row', async () => {
    const store = await aPaidStore(2);
    const user = opened(store);
    await readIn(user, fileOf([...(await paidPersons(store)), stranger]));
    await user.click(await screen.findByRole('button', { name: /^读入 3 行/u }));
    await user.click(await screen.findByRole('row', { name: /应发未发\.csv/u }));
    expect(await screen.findAllByText(/建议 Y4/u)).toHaveLength(2);
    expect(screen.getByRole('row', { name: /陈无人/u })).toHaveTextContent('本机记录没有依据，逐条核查');
    await user.keyboard(main);
    await user.click(await screen.findByRole('button', { name: /^登记 2 行/u }));
    await user.click(await screen.findByRole('row', { name: /陈无人/u }));
    await user.selectOptions(await screen.findByLabelText('核查结果'), 'N04');
    await user.type(screen.getByLabelText(/^说明/u), '未在库中见到');
    await user.type(screen.getByLabelText('证据'), '参保库{Enter}');
    expect(await screen.findByRole('alert')).toHaveTextContent('“未在库中见到”不是理由');
    await user.clear(screen.getByLabelText(/^说明/u));
    await user.type(screen.getByLabelText(/^说明/u), '7月已停保，社保系统截至8月31日{Enter}');
    await user.click(await screen.findByRole('button', { name: /^待复核 3/u }));
    await user.keyboard(main);
    await user.type(await screen.findByLabelText('复核人员口令'), '口令{Enter}');
    await user.click(await screen.findByRole('button', { name: /^待报 3/u }));
    await user.keyboard(main);
    expect(await screen.findByText(/^答复文件已写入/u)).toBeInTheDocument();
    expect(await screen.findByRole('button', { name: /^办结 3/u })).toBeInTheDocument();
    const [folder] = [...store.exported.values()];
    const text = new TextDecoder().decode([...(folder?.values() ?? [])][0]);
    expect(text.trim().split('\r\n')).toHaveLength(4);
    expect(text).toContain('N04,7月已停保');
    expect(text).toContain('Y4,已发放');
  });

  it('stays open where the answer is no last word', async () => {
    const store = await aPaidStore(1);
    const user = opened(store);
    await readIn(user, fileOf([stranger]));
    await user.click(await screen.findByRole('button', { name: /^读入 1 行/u }));
    await user.click(await screen.findByRole('row', { name: /应发未发\.csv/u }));
    await user.click(await screen.findByRole('row', { name: /陈无人/u }));
    await user.selectOptions(await screen.findByLabelText('核查结果'), 'Y2');
    await user.type(screen.getByLabelText(/^说明/u), '正补开户银行');
    await user.type(screen.getByLabelText('证据'), '9月15日电话催告{Enter}');
    await user.click(await screen.findByRole('button', { name: /^待复核 1/u }));
    await user.keyboard(main);
    await user.type(await screen.findByLabelText('复核人员口令'), '口令{Enter}');
    await user.click(await screen.findByRole('button', { name: /^待报 1/u }));
    await user.keyboard(main);
    expect(await screen.findByRole('button', { name: /^已报，未了 1/u })).toBeInTheDocument();
  });
});

describe('the monthly check', () => {
  it('shows every amount, keeps the seed, and takes no result from who handled the person', async () => {
    const store = await aPaidStore(2, 1);
    const user = opened(store, '2022-09-20', 'audit');
    expect(await screen.findByText(/全部相符$/u)).toHaveTextContent(
      '应发 4,500.00 核拨 4,500.00 计划 4,500.00 实发 4,500.00',
    );
    await user.keyboard(main);
    await user.click(inDialog().getByRole('button', { name: /^登记对账/u }));
    expect(await screen.findByText(/登记对账：全部相符/u)).toBeInTheDocument();
    await user.keyboard('{Alt>}n{/Alt}');
    await user.click(await screen.findByRole('button', { name: /^抽样并登记/u }));
    expect(await screen.findByText(/抽 3 人（5%，至少 5 人，种子 \d+）/u)).toBeInTheDocument();
    const table = screen.getByRole('table', { name: '抽查' });
    const drawn = within(table).getAllByRole('row')[2] ?? table;
    await user.click(drawn);
    await user.click(inDialog().getByRole('button', { name: /^登记/u }));
    expect(await screen.findByRole('alert')).toHaveTextContent('由没有经办过的人员抽查');
  });

  it('of a month that is not over is shown and not registered', async () => {
    const store = await aPaidStore(1);
    opened(store, '2022-08-30', 'audit');
    expect(await screen.findByRole('button', { name: /^登记对账/u })).toHaveAttribute('aria-disabled', 'true');
  });
});

it('says what is missing where a stop left a list half read', async () => {
  const store = await aPaidStore(1);
  const begun = {
    act: 'listBegun',
    kind: 'dueButUnpaid',
    fileName: '半份.csv',
    digest: 'a'.repeat(64),
    issuedOn: '2022-09-12',
    rows: 3,
    elsewhere: [],
  };
  await recordAll(store, [{ event: { step: 'inquiry', act: begun }, day: '2022-09-12', subjectId: 'l1' }]);
  opened(store, '2022-09-20', 'l1');
  expect(await screen.findByText(/名单共 3 行，只读到 0 行/u)).toBeInTheDocument();
});
