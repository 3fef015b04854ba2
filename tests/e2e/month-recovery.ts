/** 追回 of one person from the finding to the last instalment, by keyboard. */
import type { Page } from 'playwright-core';
import { chooseIn, pressShown, tabTo, typeInto } from './keyboard.ts';
import type { MonthDesk } from './month-desk.ts';
import { dialogOf, setBusinessDate, vouch } from './pages/aftercare-page.ts';

const state = (page: Page, name: string): Promise<void> =>
  page.locator('.page__head strong', { hasText: name }).waitFor();

/** `returned`: yuan of each instalment as typed. Answers with the text of the printed decision. */
export async function claimBack(desk: MonthDesk, returned: readonly string[]): Promise<string> {
  const { page } = desk;
  await page.keyboard.press('Control+F8');
  await page.getByRole('heading', { name: '追回', level: 1 }).waitFor();
  await setBusinessDate(page, '2022-10-17', /追回/u);
  await desk.main();
  await dialogOf(page).waitFor();
  await chooseIn(page, '来源', 'inquiry');
  await typeInto(page, '来源编号', '2022年9月疑似重复名单 第3行');
  const someone = dialogOf(page)
    .getByText(/已发放 1,500\.00 元/u)
    .first();
  await chooseIn(page, (await someone.innerText()).slice(0, 3), 'N12');
  await typeInto(page, '事实', '经与省外核对，本人已由外省单位享受，对方先发');
  await desk.confirm();
  await pressShown(page, 'Alt+N');
  await desk.typeAll([
    ['作出决定的机关', '湛江市赤坎区社会保险基金管理局'],
    ['核定依据文号', '培训核定〔2022〕3号'],
    ['收款户名', '湛江市财政局社会保险基金财政专户'],
    ['开户银行', '中国银行湛江分行'],
    ['账号', '6200112233445566'],
    ['社保局确认人', '吴样例'],
    ['陈述申辩期限', '5'],
    ['退回期限', '15'],
  ]);
  await desk.confirm();
  await desk.enter(/^追回 /u);
  await desk.main();
  await desk.typeAll([
    ['收件人', '林晓彤'],
    ['陈述申辩末日', '20221024'],
  ]);
  await desk.confirm();
  await state(page, '已告知');
  await setBusinessDate(page, '2022-10-25', /追回/u);
  await desk.main();
  await chooseIn(page, '陈述申辩', 'none');
  await typeInto(page, '内容', '期满未提出');
  await desk.confirm();
  await setBusinessDate(page, '2022-11-01', /追回/u);
  await desk.main();
  await typeInto(page, '文号', '湛赤社退〔2022〕1号');
  await vouch(page);
  await state(page, '已决定');
  const decision = await desk.printed('decision');
  await desk.scanned(/追回登记(W\d+-\d+)/u.exec(decision)?.[1]?.replace(/^/u, 'ZH-') ?? '', '打开追回');
  await state(page, '已决定');
  await setBusinessDate(page, '2022-11-07', /追回/u);
  await desk.main();
  await typeInto(page, '收件人', '林晓彤');
  await desk.confirm();
  await state(page, '已送达');
  await tabTo(page, '登记还款协议');
  await page.keyboard.press('Enter');
  await typeInto(page, '期数', String(returned.length));
  await desk.confirm();
  await state(page, '分期中');
  for (const [round, amount] of returned.entries()) {
    await desk.main();
    await desk.typeAll([
      ['金额', amount],
      ['凭证号', `2022110${round}`],
      ['社保局确认人', '吴样例'],
    ]);
    await desk.confirm();
  }
  await state(page, '结清');
  await page.keyboard.press('Escape');
  return decision;
}
