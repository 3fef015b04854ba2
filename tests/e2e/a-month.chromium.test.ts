/**
 * A month of the training county by keyboard on the built program: a list of 60 rows and eight cases of the window, completed, published,
 * paid with three failures and paid again, twelve rows of 应发未发 answered, one recovery by instalments, the list that goes up, the
 * monthly report. What the screens, papers and files say is compared with what was typed and handed in (month-plan.ts).
 */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { run as verify } from '#electron/cli/verify.ts';
import { pressShown, tabTo, typeInto } from './keyboard.ts';
import { MonthDesk, tableIn } from './month-desk.ts';
import { answerTwelve, supplementAll } from './month-inquiry.ts';
import { passList, takeCases } from './month-list.ts';
import { EACH, planMonth, sumOf, yuan, type Plan, type Sum } from './month-plan.ts';
import { claimBack } from './month-recovery.ts';
import { dialogOf, firstRow, setBusinessDate, vouch } from './pages/aftercare-page.ts';
import { squeezed } from './printed.ts';

const desk = new MonthDesk();
let page: Page;
let plan: Plan;
/** Everybody to be paid, by what was typed and handed in; the two firms of the training's own cases among them. */
const due: { readonly firm: string; readonly name: string; readonly citizenId: string; readonly listed: boolean }[] =
  [];

const all = (): Sum => sumOf(due);
const failing = () => due.filter(({ firm }) => plan.failing.includes(firm));
const paidAtOnce = () => due.filter(({ firm }) => !plan.failing.includes(firm));

beforeAll(async () => {
  plan = await planMonth();
  await desk.open();
  page = desk.page;
}, 240_000);
afterAll(() => desk.app.close());

it('takes six cases in at the window, beside the two that are there', async () => {
  await takeCases(desk, plan.atWindow);
  for (const { firm, name, citizenId } of plan.atWindow) due.push({ firm: firm.name, name, citizenId, listed: false });
  await page.keyboard.press('Alt+a');
  await page.getByRole('heading', { name: '后续', level: 1 }).waitFor();
  await desk
    .rows()
    .filter({ hasText: plan.atWindow.at(-1)?.firm.name ?? '' })
    .waitFor();
  const own = new Set(plan.atWindow.map(({ firm }) => firm.name));
  const wholly = (await desk.rowTexts()).filter(
    ([firm = '', , , persons]) => !own.has(firm) && plan.earlier.get(firm)?.length === Number(persons),
  );
  for (const [firm = ''] of wholly.slice(0, 2))
    for (const one of plan.earlier.get(firm) ?? []) due.push({ firm, ...one, listed: false });
  for (const firm of new Set(due.map((one) => one.firm))) {
    await desk.openRow(firm);
    await desk.confirm();
    await desk.rows().filter({ hasText: firm }).waitFor({ state: 'detached' });
  }
  expect(new Set(due.map((one) => one.firm)).size).toBe(8);
});

it('takes the list of sixty, passes 57 and refuses three on evidence', async () => {
  const conclusions = await passList(desk, plan);
  expect(conclusions.map((row) => row[8])).toEqual(
    plan.listed.map((one) => (plan.refused.includes(one) ? '不通过' : '通过')),
  );
  expect(conclusions.slice(-3).map((row) => row[9])).toEqual(['N04', 'N11', 'N05']);
  await desk.picture('1-list');
  for (const { firm, name, citizenId } of plan.listed.filter((one) => !plan.refused.includes(one)))
    due.push({ firm: firm.name, name, citizenId, listed: true });
  expect(due.filter(({ listed }) => listed)).toHaveLength(57);
});

it('completes every firm by two officers, has all reviewed a second time and publishes', async () => {
  await page.keyboard.press('Alt+a');
  await desk.queue('待补信息', 2);
  await expect.poll(() => desk.rows().count()).toBe(all().firms);
  for (let left = all().firms; left > 0; left -= 1) {
    await firstRow(page).focus();
    await page.keyboard.press('Enter');
    await vouch(page);
    await expect.poll(() => desk.rows().count()).toBe(left - 1);
  }
  await desk.queue('复审', 3);
  await firstRow(page).waitFor();
  await desk.main();
  await vouch(page, '复审人员口令');
  await desk.queue('待公示', 4);
  await firstRow(page).waitFor();
  await pressShown(page, 'Alt+N');
  await typeInto(page, '核定依据文号', '培训核定〔2022〕1号');
  await desk.confirm();
  await page.getByRole('button', { name: `建公示批次（${all().persons} 人）` }).waitFor();
  await desk.main();
  await dialogOf(page).getByText('公示 2022-08-23 至 2022-08-25').waitFor();
  await desk.confirm();
  await desk.queue('公示与发放', 5);
  await firstRow(page).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /^批次/u }).waitFor();
  await expectBatch();
  const notice = await desk.printed('notice');
  const { firms, persons, amountFen } = all();
  expect(notice).toContain(
    squeezed(`拟向 ${firms} 户企业发放一次性扩岗补助，涉及 ${persons} 人，共 ${yuan(amountFen)} 元`),
  );
  await tabTo(page, '公示导出文件');
  await page.keyboard.press('Enter');
  const [head, ...lines] = tableIn(await desk.folderAfter('公示文件已写入 '));
  expect(head).toEqual(['序号', '单位名称', '人数', '金额（元）']);
  expect(Object.fromEntries(lines.map(([, firm, count, money]) => [firm, [count, money]]))).toEqual(byFirm(due));
});

/** What is due to each firm, as words. */
function byFirm(persons: typeof due): Record<string, [string, string]> {
  const firms = new Map<string, number>();
  for (const { firm } of persons) firms.set(firm, (firms.get(firm) ?? 0) + 1);
  return Object.fromEntries([...firms].map(([firm, count]) => [firm, [String(count), yuan(count * EACH)]]));
}
async function expectBatch(): Promise<void> {
  const { firms, persons, amountFen } = all();
  await page
    .getByText(`${firms} 户 ${persons} 人 ${yuan(amountFen)} 元`, { exact: true })
    .first()
    .waitFor();
}

it('allocates what was published, and pays all but three firms', async () => {
  await setBusinessDate(page, '2022-08-26', /批次/u);
  await desk.main();
  await dialogOf(page).waitFor();
  await desk.confirm();
  await desk.main();
  await typeInto(page, '复核人', '陈复核');
  await typeInto(page, '负责人', '周主任');
  await desk.confirm();
  await desk.main();
  await typeInto(page, '社保局接收人', '吴样例');
  await desk.confirm();
  const sheet = await desk.printed('allocation');
  const number = /批次(\d{4}-[A-Z]+\d+-\d+)/u.exec(sheet)?.[1] ?? '';
  const { firms, persons, amountFen } = all();
  for (const words of [`${firms} 户`, `${persons} 人`, yuan(amountFen)]) expect(sheet).toContain(squeezed(words));
  const plans = await desk.planAll(
    (await desk.rowTexts()).map(([firm = '']) => firm),
    'P',
  );
  await desk.answer(
    '支付结果一',
    plans.map(([number, firm]) =>
      plan.failing.includes(firm)
        ? [number, dueTo(firm), '支付失败', '账号不存在', '']
        : [number, dueTo(firm), '支付成功', '', '2022-08-26'],
    ),
  );
  await expect.poll(() => page.getByText(/失败 F\d+/u).count()).toBe(3);
  await desk.scanned(`PC-${number}`, '打开批次');
  await page.getByText(`发放中，已发放 ${yuan(sumOf(paidAtOnce()).amountFen)} 元`).waitFor();
  await desk.picture('2-three-failed');
});

const dueTo = (firm: string): string => (sumOf(due.filter((one) => one.firm === firm)).amountFen / 100).toFixed(2);

it('answers twelve rows of 应发未发, ten on the records and two by hand', async () => {
  const paid = paidAtOnce()
    .filter(({ listed }) => listed)
    .slice(0, 4);
  await answerTwelve(desk, plan, paid);
  const [head = [], ...lines] = tableIn(await desk.folderAfter('答复文件已写入 '));
  const cell = (line: readonly string[], heading: string): string => line[head.indexOf(heading)] ?? '';
  expect(lines).toHaveLength(12);
  const already = lines.filter((line) => cell(line, '核查结果码') === 'Y4');
  const numbers = already.flatMap((line) => line.filter((text) => /^\d{17}[\dX]$/u.test(text)));
  expect(numbers.sort()).toEqual(paid.map(({ citizenId }) => citizenId).sort());
  expect(lines.filter((line) => line.at(-1) === '未了')).toHaveLength(1);
  expect(lines.filter((line) => /^N\d\d$/u.test(cell(line, '核查结果码')))).toHaveLength(7);
  await desk.picture('3-answered');
});

it('corrects three accounts by two officers and pays them again', async () => {
  await page.keyboard.press('Alt+a');
  await page.getByRole('heading', { name: '后续', level: 1 }).waitFor();
  await setBusinessDate(page, '2022-09-05', /后续/u);
  await desk.queue('公示与发放', 5);
  await desk.enter(/^批次/u);
  for (const [at, firm] of plan.failing.entries()) {
    await tabTo(page, `更正账户：${firm}`);
    await page.keyboard.press('Enter');
    await typeInto(page, '账号', `6222020200112${100 + at}`);
    await vouch(page);
  }
  const plans = await desk.planAll(plan.failing, 'R');
  await desk.answer(
    '支付结果二',
    plans.map(([number, firm]) => [number, dueTo(firm), '支付成功', '', '2022-09-05']),
  );
  await page.getByText('已发放', { exact: true }).waitFor();
  const shown = Object.fromEntries(
    (await desk.rowTexts()).map(([firm = '', persons, , paid]) => [firm, [persons, paid]]),
  );
  expect(shown).toEqual(byFirm(due));
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { name: '后续', level: 1 }).waitFor();
  const { amountFen } = all();
  await page.getByText(`应发 ${yuan(amountFen)} 元，已发放 ${yuan(amountFen)} 元`, { exact: true }).waitFor();
  await desk.picture('4-paid-again');
});

it('reconciles the month: every amount agrees, firm by firm', async () => {
  await page.keyboard.press('Control+F7');
  await firstRow(page).waitFor();
  await pressShown(page, 'Alt+N');
  await page.getByRole('heading', { name: '对账和抽查' }).waitFor();
  await page.getByText('全部相符').first().waitFor();
  const { firms } = all();
  const amounts = (await desk.rowTexts()).filter((cells) => cells.length >= 8 && cells[1] !== '');
  expect(amounts.length).toBe(firms);
  const wanted = byFirm(due);
  for (const [firm = '', persons, payable, allocated, , paid] of amounts) {
    const [count, money] = wanted[firm] ?? [];
    expect([firm, persons, payable, allocated, paid]).toEqual([firm, count, money, money, money]);
  }
});

it('sends up everybody whom the bank paid in August, each once, with the sum', async () => {
  await page.keyboard.press('Control+F9');
  await page.getByRole('heading', { name: '上报月报' }).waitFor();
  await pressShown(page, 'Alt+N');
  await typeInto(page, '核定依据文号', '培训核定〔2022〕2号');
  await desk.confirm();
  expect(await page.getByLabel('数据期别').inputValue()).toBe('202208');
  await supplementAll(desk);
  await page.getByRole('button', { name: `导出名单（${paidAtOnce().length} 人）` }).waitFor();
  await desk.main();
  await page
    .getByText(/^已导出/u)
    .first()
    .waitFor();
  const folder = (await page.locator('.notice--good .reports__digest').innerText()).trim();
  const quiet = { stdout: () => undefined, stderr: () => undefined };
  expect(await verify([folder], quiet)).toBe(0);
  const [, , , ...lines] = tableIn(folder);
  expect(lines.map((line) => line[13]).sort()).toEqual(
    paidAtOnce()
      .map(({ citizenId }) => citizenId)
      .sort(),
  );
  expect(new Set(lines.map((line) => line.at(-2)))).toEqual(new Set(['20220826']));
  expect(lines.reduce((sum, line) => sum + Math.round(Number(line.at(-1)) * 100), 0)).toBe(
    sumOf(paidAtOnce()).amountFen,
  );
});

const cells = ({ firms, persons, amountFen }: Sum): readonly string[] => [
  `${firms} 户`,
  String(persons),
  yuan(amountFen),
];

it('reports August and September by what the bank paid in each', async () => {
  await pressShown(page, 'Alt+2');
  const august = await desk.report('202208');
  const [once, later] = [paidAtOnce(), failing()];
  const listed = (persons: typeof due) => cells(sumOf(persons.filter((one) => one.listed)));
  const window = (persons: typeof due) => cells(sumOf(persons.filter((one) => !one.listed)));
  const inAugust = cells(sumOf(once));
  expect(august['发放']).toEqual([...inAugust, ...inAugust, ...inAugust]);
  expect(august['免申即享']?.slice(0, 3)).toEqual(listed(once));
  expect(august['窗口申请']?.slice(0, 3)).toEqual(window(once));
  expect(august['毕业年度毕业生']?.slice(0, 3)).toEqual(inAugust);
  expect(august['人群未注明']).toBeUndefined();
  expect(august['发放失败']?.slice(0, 3)).toEqual(['3 笔', '', yuan(sumOf(later).amountFen)]);
  for (const line of ['公示批次', '资金核拨'])
    expect(august[line]?.slice(0, 3)).toEqual(['1 批', String(due.length), yuan(all().amountFen)]);
  expect(august['免申即享名单']?.slice(0, 2)).toEqual(['1 份', '60']);
  expect(['应发未发下发', '其中已发放', '其中不应发', '其中办理中'].map((line) => august[line]?.[1])).toEqual([
    '12',
    '4',
    '7',
    '1',
  ]);
  await desk.picture('5-august');
  await desk.main();
  await typeInto(page, '问题与建议', '三户账户有误，已更正重发。');
  await desk.confirm();
  await page.getByText(/^报出：/u).waitFor();
  const paper = await desk.printed('report');
  expect(paper).toContain('期别：2022年8月');
  expect(paper).toContain(squeezed(`发放${inAugust.join('')}`));
  await desk.scanned(`YB-${/月报(W\d+-\d+)/u.exec(paper)?.[1]}`, '打开月报');
  await pressShown(page, 'Alt+2');
  const september = await desk.report('202209');
  expect(september['发放']).toEqual([...cells(sumOf(later)), ...cells(all()), ...cells(all())]);
  expect(september['失败后重发成功']?.slice(0, 3)).toEqual(['3 笔', '', yuan(sumOf(later).amountFen)]);
  expect(september['免申即享']?.slice(6)).toEqual(listed(due));
  expect(september['窗口申请']?.slice(6)).toEqual(window(due));
  await desk.picture('6-september');
});

const returned = ['750', '750'] as const;

it('claims one person’s money back by instalments until nothing is owed', async () => {
  const decision = await claimBack(desk, returned);
  expect(decision).toContain(squeezed(`现责令你单位自收到本通知书之日起15日内退回${yuan(EACH)}元`));
  await page.getByText(`应退 ${yuan(EACH)} 元，已退 ${yuan(EACH)} 元，余额 0.00 元`).waitFor();
});

it('has it all in the report of November, and what August said stays as it was sent', async () => {
  await page.keyboard.press('Control+F9');
  await page.getByRole('heading', { name: '上报月报' }).waitFor();
  await pressShown(page, 'Alt+2');
  const november = await desk.report('202211');
  const back = returned.reduce((sum, amount) => sum + Number(amount) * 100, 0);
  expect(november['追回应退']?.[8]).toBe(yuan(EACH));
  expect(november['其中已退']?.slice(0, 3)).toEqual([`${returned.length} 笔`, '', yuan(back)]);
  expect(november['期末余额']?.[2]).toBe(yuan(EACH - back));
  expect(november['发放']?.slice(6)).toEqual(cells(all()));
  const august = await desk.report('202208');
  expect(august['发放']?.slice(0, 3)).toEqual(cells(sumOf(paidAtOnce())));
  await page.getByText(/^报出：/u).waitFor();
  expect(await page.getByText(/报出之后台账有变化/u).count()).toBe(0);
  await desk.picture('7-november');
});
