/** 应发未发 of twelve rows, and what is missing of the 19 indicators, as a clerk goes through them. */
import { expect } from 'vitest';
import { haisheng, nanqiao, type SampleRoster } from '#shared/training/sample-rosters.ts';
import { chooseIn, tabTo, typeInto } from './keyboard.ts';
import type { MonthDesk } from './month-desk.ts';
import type { Plan } from './month-plan.ts';
import { dialogOf, firstRow, vouch } from './pages/aftercare-page.ts';

const byHand = [
  ['N08', '毕业证书为2021年颁发，不在毕业年度', '9月1日窗口核对毕业证书原件'],
  ['Y2', '符合，正补开户银行支行名称', '8月25日电话催告'],
] as const;

interface PaidOne {
  readonly firm: string;
  readonly name: string;
  readonly citizenId: string;
}

/** Four who were paid, and eight of the sample firms: ten are answered as proposed, two by hand; all are checked and written. */
export async function answerTwelve(desk: MonthDesk, plan: Plan, paid: readonly PaidOne[]): Promise<void> {
  const { page } = desk;
  const rowsOf = ({ firm, persons }: SampleRoster, ...names: readonly string[]) =>
    persons
      .filter(({ name }) => names.includes(name))
      .map(({ name, citizenId }) => [name, citizenId, firm.name, firm.unifiedSocialCreditCode, '440802']);
  const codes = new Map(plan.listed.map(({ firm }) => [firm.name, firm.unifiedSocialCreditCode]));
  const asked = [
    ...paid.map(({ name, citizenId, firm }) => [name, citizenId, firm, codes.get(firm) ?? '', '440802']),
    ...rowsOf(haisheng, '黄志远', '吴嘉敏', '庞思琪', '苏文博', '许若琳'),
    ...rowsOf(nanqiao, '符静宜', '庞一鸣', '揭文博'),
  ];
  expect(asked).toHaveLength(12);
  await page.keyboard.press('Control+F7');
  await page.getByRole('heading', { name: '核查', level: 1 }).waitFor();
  await desk.choose(
    desk.csv('应发未发202208.csv', [['姓名', '证件号', '单位名称', '统一社会信用代码', '行政区划'], ...asked]),
  );
  await tabTo(page, '下发日期');
  await desk.confirm();
  await desk.enter(/应发未发名单/u);
  await page.getByText('按建议登记（10 行）').waitFor();
  await desk.main();
  await dialogOf(page).getByText('Y4 已发放').first().waitFor();
  await desk.confirm();
  for (const [code, note, evidence] of byHand) {
    await firstRow(page).focus();
    await page.keyboard.press('Enter');
    await dialogOf(page).waitFor();
    await chooseIn(page, '核查结果', code);
    await desk.typeAll([
      ['说明', note],
      ['证据', evidence],
    ]);
    await desk.confirm();
  }
  await desk.queue('待复核', 2);
  await firstRow(page).waitFor();
  await desk.main();
  await vouch(page);
  await desk.queue('待报', 3);
  await firstRow(page).waitFor();
  await desk.main();
  await page.getByText(/^答复文件已写入/u).waitFor();
}

/** Types what the agency knows of each firm and its persons, until nothing is missing. */
export async function supplementAll(desk: MonthDesk): Promise<void> {
  const { page } = desk;
  for (let left = await desk.rows().count(), number = 1; left > 0;) {
    await firstRow(page).focus();
    await page.keyboard.press('Enter');
    await dialogOf(page).waitFor();
    await chooseIn(page, '经济类型', '173');
    await chooseIn(page, '隶属关系', '90');
    await typeInto(page, '所属行业', 'c13');
    await page.keyboard.press('Tab');
    const persons = await page.getByLabel(/^个人编号/u).count();
    for (let at = 0; at < persons; at += 1, number += 1) {
      await page.keyboard.press('Tab');
      await page.keyboard.type(`9000${String(number).padStart(3, '0')}`);
    }
    await desk.confirm();
    await expect.poll(() => desk.rows().count()).toBeLessThan(left);
    left = await desk.rows().count();
  }
}
