/**
 * The packs of 2025 and 2026 at work: an administrator sets and confirms what is open, registers of 2026 are taken in, and
 * a roster under both packs becomes two. Pictures are kept where COUNTER_PICTURES names a folder.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CounterApp } from './counter-app.ts';
import { pressShown, typeInto } from './keyboard.ts';
import { IntakePageModel } from './pages/intake-page.ts';
import { startTraining } from './pages/start-page.ts';
import { runsOff, runsOffEnlarged, seriousFindings } from './screen-findings.ts';

const pictures = process.env['COUNTER_PICTURES'];
const app = new CounterApp({ width: 1366, height: 696 });
let page: Page;

const FIRM = '湛江海晟食品有限公司';
/** Hired in November 2025 as a graduate of that year; hired in February 2026, registered unemployed until then. */
const GRADUATE = { name: '陈海晴', id: '440802200003150026', hired: '2025-11-03' };
const YOUNG = { name: '李小燕', id: '44080220040315902X', hired: '2026-02-02' };

async function picture(name: string): Promise<void> {
  if (pictures === undefined) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`) });
}

const goTo = (path: string): Promise<void> =>
  page.evaluate((hash) => {
    location.hash = hash;
  }, path);

async function businessDate(day: string): Promise<void> {
  const field = page.getByLabel('业务日期', { exact: true });
  await field.fill(day);
  await field.press('Enter');
}

const written = (name: string, lines: readonly string[]): string => {
  const path = join(app.dataFolder, name);
  writeFileSync(path, `\ufeff${lines.join('\r\n')}\r\n`);
  return path;
};

/** Takes a register in over the one that serves; in training everybody is the administrator. */
async function takeIn(place: number, path: string): Promise<void> {
  await page.keyboard.press('Alt+J');
  await pressShown(page, `Alt+${place}`);
  const asked = page.waitForEvent('filechooser');
  await pressShown(page, 'F6');
  await (await asked).setFiles(path);
  await page.getByLabel('提供部门').waitFor();
  await typeInto(page, '数据日期（截至）', '20260808');
  await typeInto(page, '提供部门', '培训');
  await pressShown(page, 'Control+Enter');
  const anyway = page.getByRole('button', { name: '仍然替换' });
  const done = page.getByText(/^已启用/u);
  await anyway.or(done).first().waitFor();
  if (await anyway.isVisible()) await anyway.click();
  await done.waitFor();
}

async function confirm(year: string, figures: Readonly<Record<string, string>>): Promise<void> {
  await page.getByRole('button', { name: `查看广东省一次性扩岗补助（${year}年招用）` }).click();
  for (const [label, value] of Object.entries(figures)) await page.getByLabel(label, { exact: true }).fill(value);
  await page.getByLabel('本地文件文号').fill('培训文〔2026〕1号');
  await picture(`confirm-${year}`);
  await page.getByRole('button', { name: '核定全部数值' }).click();
  await page.getByText(/依据 培训文〔2026〕1号 核定/u).waitFor();
}

beforeAll(async () => {
  page = await app.open();
  await startTraining(page);
  await businessDate('2026-08-10');
});
afterAll(() => app.close());

describe('the packs of 2025 and 2026', { timeout: 300_000 }, () => {
  it('show what is open, and decide once an administrator has set and confirmed it', async () => {
    await goTo('/policy');
    await page.getByText(/没有适用的政策包/u).waitFor();
    await page.getByRole('button', { name: '查看广东省一次性扩岗补助（2026年招用）' }).click();
    await page.getByLabel('补助标准（元/人）').waitFor();
    await picture('policy-open');
    expect(await runsOff(page)).toEqual([]);
    expect(await runsOffEnlarged(page)).toEqual([]);
    expect(await seriousFindings(page)).toEqual([]);
    await confirm('2026', { '补助标准（元/人）': '1000' });
    await confirm('2025', { '补助标准（元/人）': '1000', 受理截止: '2026-12-31' });
    await page.getByText(/2 个政策包的受理期重叠/u).waitFor();
    await page.evaluate(() => scrollTo(0, 0));
    await picture('policy-overlap');
    const table = await page.getByRole('table', { name: '政策参数包' }).innerText();
    expect(table.match(/业务日期适用，按招用日/gu)).toHaveLength(2);
    expect(table.match(/本地改定/gu)).toHaveLength(2);
  });

  it('divide a roster at import, and say who went where', async () => {
    const intake = await new IntakePageModel(page).open();
    await intake.fillEmployer({ search: 'hssp', name: FIRM });
    const code = await page.getByLabel('统一社会信用代码', { exact: true }).inputValue();
    const paid = [GRADUATE, YOUNG].flatMap(({ name, id, hired }) =>
      ['失业保险', '工伤保险', '养老保险'].map((kind) =>
        [id, name, code, FIRM, '440802', kind, hired, hired, '正常', '6', '202607', '否'].join(','),
      ),
    );
    const insurance = written('参保缴费.csv', [
      '证件号码,姓名,统一社会信用代码,单位名称,行政区划代码,险种,参保日期,本次参加工作时间,缴费状态,实际缴费月数,缴至月份,是否缓缴',
      ...paid,
    ]);
    const graduates = written('毕业生.csv', [
      '证件号码,姓名,学校名称,毕业日期,学历类别,学习形式',
      `${GRADUATE.id},${GRADUATE.name},广东海洋大学,2025-06-25,普通,全日制`,
    ]);
    const unemployed = written('失业登记.csv', [
      '证件号码,姓名,失业登记日期,失业注销日期',
      `${YOUNG.id},${YOUNG.name},2025-12-01,`,
    ]);
    await takeIn(2, insurance);
    await takeIn(3, graduates);
    await takeIn(8, unemployed);
    await picture('registry');
    await intake.open();
    await intake.fillEmployer({ search: 'hssp', name: FIRM });
    const roster = written('花名册.csv', [
      '姓名,身份证号,毕业院校,毕业时间,合同起,合同止',
      `${GRADUATE.name},${GRADUATE.id},广东海洋大学,2025-06-25,2025-11-03,2028-11-02`,
      `${YOUNG.name},${YOUNG.id},,,2026-02-02,2029-02-01`,
    ]);
    await intake.choose(roster);
    const told = page.getByText(/花名册 2 人分属 2 个政策包，已分成 2 件/u);
    await told.waitFor();
    await picture('split');
    expect(await told.innerText()).toMatch(/陈海晴（2025-11-03 招用）.*李小燕（2026-02-02 招用）/u);
    expect(await runsOff(page)).toEqual([]);
    expect(await runsOffEnlarged(page)).toEqual([]);
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('link', { name: '打开另一件' }).click();
    await page.getByText(/本件按“广东省一次性扩岗补助（2026年招用）”：李小燕/u).waitFor();
    await intake.expectFigures('1 人');
    await intake.goToCell(YOUNG.name, '毕业');
    await page.getByText('2026-02-02 招用，适用“广东省一次性扩岗补助（2026年招用）”').waitFor();
    await page.getByText('符合：16—24岁登记失业青年。').waitFor();
    await picture('other-sheet');
    expect(await page.getByRole('row', { name: /李小燕/u }).innerText()).toContain('失业');
  });
});
