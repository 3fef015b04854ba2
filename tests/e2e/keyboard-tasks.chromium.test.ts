/**
 * What a clerk does besides the main job, by keyboard alone: persons by hand with an input method and by paste, a case that is
 * interrupted, finding it again, a firm that comes back with the missing papers, the end of the day.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CounterApp } from './counter-app.ts';
import { pressShown, tabTo } from './keyboard.ts';
import { IntakePageModel } from './pages/intake-page.ts';
import { enterTraining, startTraining } from './pages/start-page.ts';
import { keepPrints, printsOf, squeezed } from './printed.ts';
import { until } from './until.ts';

const app = new CounterApp({ width: 1366, height: 768 });
const firm = { search: 'yfhl', name: '湛江云帆互联信息技术有限公司' };
const BY_HAND = ['郑𠮷祥', '欧阳若琳', '买买提'] as const;
let page: Page;
let intake: IntakePageModel;
const cells = (name: string): Promise<string> => page.getByRole('row').filter({ hasText: name }).innerText();
const numberIn = (text: string): string => /〔2022〕[A-Z]+\d+-\d{6}/u.exec(text)?.[0] ?? '';

/** As a pinyin input method: letters under composition, keys with code 229, then the chosen characters. */
async function compose(session: CDPSession, letters: readonly string[], chosen: string): Promise<void> {
  const key = { windowsVirtualKeyCode: 229, key: 'Process' };
  for (const text of letters) {
    await session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...key });
    await session.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
  }
  await session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...key });
  await session.send('Input.insertText', { text: chosen });
}

async function answerPrinted(): Promise<void> {
  const answer = page.getByRole('button', { name: '是，已打印' });
  await answer.waitFor();
  await page.keyboard.press('Enter');
  await answer.waitFor({ state: 'detached' });
}

async function save(): Promise<string> {
  await page.keyboard.press('Control+Enter');
  const saved = page.getByText(/^已保存/u);
  await saved.waitFor();
  return numberIn(await saved.innerText());
}

/** F3, what is remembered of the case, Enter on the first hit. */
async function find(words: string, hit: RegExp): Promise<string> {
  await page.keyboard.press('F3');
  await page.getByLabel(/^姓名、拼音首字母/u).waitFor();
  await page.keyboard.type(words);
  const row = page.getByRole('row', { name: hit }).first();
  await row.waitFor();
  return (await row.innerText()).replace(/\s+/gu, ' ');
}

beforeAll(async () => {
  page = await app.open();
  await keepPrints(page.context());
  await page.reload();
  await startTraining(page);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
});
afterAll(() => app.close());

describe('three persons by hand', () => {
  it('one by the input method, whose Enter and Tab stay its own until it is done', async () => {
    intake = await new IntakePageModel(page).open();
    await intake.fillEmployer(firm);
    await page.keyboard.press('F4');
    await tabTo(page, '花名册表格');
    const session = await page.context().newCDPSession(page);
    await compose(session, ['z', 'zheng', 'zhengji', "zheng'ji'xiang"], BY_HAND[0]);
    await page.keyboard.press('Tab');
    await page.keyboard.type('440802200003159020');
    await page.keyboard.press('Enter');
    expect((await cells(BY_HAND[0])).replace(/\s/gu, '')).toContain('440802200003159020');
    await compose(session, ['ou', "ou'yang"], BY_HAND[1]);
    await page.keyboard.press('Tab');
    await page.keyboard.type('440803200004154025');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '花名册 2 人' }).waitFor();
  });

  it('one pasted from the firm’s own table, as it stands there', async () => {
    await page.evaluate(
      (text) => navigator.clipboard.writeText(text),
      `${BY_HAND[2]}\t44082319981123403x\t广东海洋大学\r\n`,
    );
    await page.keyboard.press('Home');
    await page.keyboard.press('Control+v');
    await page.getByRole('heading', { name: '花名册 3 人' }).waitFor();
    expect((await cells(BY_HAND[2])).replace(/\s/gu, '')).toContain('44082319981123403X');
    await intake.expectFigures('3 人');
  });
});

describe('an interrupted case', () => {
  it('waits in 暂存 while another firm is served, with the time it was left', async () => {
    await page.keyboard.press('F2');
    await page.getByRole('combobox', { name: /^查企业登记/u }).waitFor();
    await page.keyboard.press('Alt+B');
    await page.keyboard.press('Alt+1');
    const draft = page.getByRole('row', { name: /湛江云帆互联信息技术有限公司.*3 人/u });
    await draft.waitFor();
    expect(await draft.innerText()).toMatch(/\d{2}:\d{2}/u);
  });

  it('is whole after everything was killed, one key from the list', async () => {
    await app.killAll();
    page = await app.open();
    await keepPrints(page.context());
    await page.reload();
    await enterTraining(page);
    await page.keyboard.press('Alt+1');
    await page.getByRole('row', { name: /湛江云帆互联信息技术有限公司.*3 人/u }).waitFor();
    await page.keyboard.press('Enter');
    intake = new IntakePageModel(page);
    await intake.expectFigures('3 人');
    for (const name of BY_HAND) expect(await page.getByRole('row').filter({ hasText: name }).count()).toBe(1);
    await page.keyboard.press('F4');
    expect(await page.getByLabel('账号', { exact: true }).inputValue()).toBe('2015020109024512345');
    await page.keyboard.press('F4');
  });
});

describe('a firm that comes back', () => {
  const firmName = '湛江南桥小镇餐饮管理有限公司';
  let number = '';
  it('is told everything at once', async () => {
    intake = await new IntakePageModel(page).open();
    await intake.fillEmployer({ search: 'nqxz', name: firmName });
    await page.keyboard.press('F4');
    await intake.choose(join(app.dataFolder, 'samples', '南桥花名册.csv'));
    await intake.expectFigures('6 人 ✓ 符合 3');
    await page.keyboard.press('Alt+1');
    await page.getByRole('button', { name: '保存并一次性告知' }).waitFor();
    number = await save();
    expect(number).not.toBe('');
    await pressShown(page, 'F10');
    await answerPrinted();
    const notice = squeezed((await printsOf(page)).at(-1) ?? '');
    for (const words of ['补正材料一次性告知书', firmName, '劳动合同', '培训']) expect(notice).toContain(words);
  });

  it('is found by initials, by the last four of a person, and by the firm; the hit says which person', async () => {
    expect(await find('nqxz', new RegExp(number, 'u'))).toContain('湛江南桥小镇');
    const hit = await find('908X', new RegExp(number, 'u'));
    expect(hit).toContain('…908X');
    expect(await find('南桥小镇', new RegExp(number, 'u'))).toContain('3 / 6');
  });

  it('brings the papers: the same case is decided again and accepted', async () => {
    await find(number.slice(-6), new RegExp(number, 'u'));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: number }).waitFor();
    await pressShown(page, 'Alt+G');
    intake = new IntakePageModel(page);
    await intake.expectFigures('6 人');
    await page.keyboard.press('Alt+0');
    await page.getByRole('button', { name: /保存并受理/u }).waitFor();
    expect(await save()).toBe(number);
    await pressShown(page, 'F10');
    await answerPrinted();
    expect(squeezed((await printsOf(page)).at(-1) ?? '')).toContain('受理通知书');
  });
});

describe('the end of the day', () => {
  it('names the draft that is left, exports, and prints the sheet that agrees with the screen', async () => {
    await page.keyboard.press('Alt+R');
    await page.getByRole('heading', { name: '日终', level: 1 }).waitFor();
    await page
      .getByText(/湛江云帆互联信息技术有限公司/u)
      .first()
      .waitFor();
    const batches = join(app.dataFolder, 'exports', 'training');
    await pressShown(page, 'Control+Enter');
    const [batch] = await until(
      async () => (existsSync(batches) ? readdirSync(batches).filter((name) => name.startsWith('培训')) : []),
      (names) => names.length === 1,
      'the batch folder',
    );
    const batchNumber = `2022-W03-${Number(/2022-W03-(\d+)/u.exec(batch ?? '')?.[1])}`;
    await page.getByText(`批次 ${batchNumber}`).first().waitFor();
    const before = (await printsOf(page)).length;
    await pressShown(page, 'F10');
    await answerPrinted();
    const sheet = squeezed(
      (
        await until(
          () => printsOf(page),
          (all) => all.length > before,
          'the sheet',
        )
      ).at(-1) ?? '',
    );
    const said = ['湛江南桥小镇餐饮管理有限公司', batchNumber, '另有暂存1份'].filter((words) => sheet.includes(words));
    expect({ said, batches: /四、导出批次.{0,300}/u.exec(sheet.replace(/<[^>]+>/gu, '|'))?.[0] }).toMatchObject({
      said: expect.toSatisfy((all: string[]) => all.length === 3) as string[],
    });
  });
});
