/** What lies beside and over the roster: the list of firms is never cut off, and the reasons of a person name each source once. */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CounterApp } from './counter-app.ts';
import { tabTo } from './keyboard.ts';
import { IntakePageModel } from './pages/intake-page.ts';
import { startTraining } from './pages/start-page.ts';

const shots = process.env['COUNTER_SHOTS'];
const app = new CounterApp({ width: 1366, height: 696, scrollBars: true });
let page: Page;
let intake: IntakePageModel;

beforeAll(async () => {
  page = await app.open();
  await startTraining(page);
});
afterAll(() => app.close());

async function atTextSize(size: string): Promise<void> {
  await page.evaluate((percent) => {
    document.documentElement.dataset['text'] = percent;
    window.dispatchEvent(new Event('resize'));
    return new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  }, size);
}

const shot = async (name: string): Promise<void> => {
  if (shots !== undefined) await page.screenshot({ path: join(shots, `${name}.png`) });
};

/** Options of the open list that lie on top at all four corners, and all of them. */
const optionsOnTop = (): Promise<readonly [number, number]> =>
  page.evaluate(() => {
    const options = [...document.querySelectorAll('.combobox__option')];
    const onTop = options.filter((option) => {
      const { left, right, top, bottom } = option.getBoundingClientRect();
      return [left + 3, right - 3].every((x) =>
        [top + 3, bottom - 3].every((y) => option.contains(document.elementFromPoint(x, y))),
      );
    });
    return [onTop.length, options.length] as const;
  });

describe('the list of firms', () => {
  it.each(['100', '125', '150'])(
    'is whole at 1366×696 and text of %s %, the chosen one always in view',
    async (size) => {
      intake = await new IntakePageModel(page).open();
      await atTextSize(size);
      await tabTo(page, '查企业登记');
      await page.keyboard.type('yxgs');
      await page.locator('.combobox__option').first().waitFor();
      const [onTop, all] = await optionsOnTop();
      expect(all).toBeGreaterThan(8);
      expect(onTop).toBeGreaterThanOrEqual(Math.min(all, 8));
      await shot(`firm-list-${size}`);
      await page.keyboard.press('ArrowUp');
      const last = page.locator('.combobox__option[aria-selected=true]');
      expect(await last.evaluate((option) => option === option.parentElement?.lastElementChild)).toBe(true);
      const inView = await last.evaluate((option) => {
        const { left, top, height } = option.getBoundingClientRect();
        return option.contains(document.elementFromPoint(left + 20, top + height / 2));
      });
      expect(inView).toBe(true);
      await page.keyboard.press('Escape');
      await page.locator('.combobox__option').first().waitFor({ state: 'detached' });
      await atTextSize('100');
    },
  );

  it('begins with the firm whose name after the place has these initials', async () => {
    intake = await new IntakePageModel(page).open();
    await tabTo(page, '查企业登记');
    await page.keyboard.type('hs');
    await page.locator('.combobox__option').first().waitFor();
    await page.locator('.combobox__option').filter({ hasText: '湛江海晟食品有限公司' }).waitFor();
    await shot('firm-list-ranked');
    const names = await page.locator('.combobox__option > :first-child').allInnerTexts();
    expect(names.slice(0, 10).filter((name) => !/^湛江(?:海晟|恒顺)/u.test(name))).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('combobox', { name: /^查企业登记/u }).fill('');
  });
});

describe('the reasons of a person', () => {
  it('say a source once, the field that decided beside its check, and what is met folded', async () => {
    await intake.fillEmployer({ search: 'hssp', name: '湛江海晟食品有限公司' });
    await intake.choose(join(app.dataFolder, 'samples', '海晟花名册.xls'));
    await intake.expectFigures('10 人 ✓ 符合 2 ✕ 不符合 2 ！ 可补正 2 ？ 待核 2 待更正 2');
    const panel = page.getByRole('complementary', { name: '依据与证据' });
    await intake.goToCell('黄志远', '姓名');
    await panel.getByText('黄志远').first().waitFor();
    await panel.locator('.evidence__deciding').first().waitFor();
    for (const part of ['.evidence__groups > .evidence__group', '.evidence__settled']) {
      const sources = await panel.locator(`${part} .evidence__source`).allTextContents();
      expect(sources.length).toBeGreaterThan(0);
      expect(new Set(sources).size).toBe(sources.length);
    }
    const fold = panel.getByText(/另有 \d+ 项符合/u);
    expect(await fold.isVisible()).toBe(true);
    for (const size of ['100', '125', '150']) {
      await atTextSize(size);
      await shot(`evidence-${size}`);
    }
    await atTextSize('100');
    await fold.click();
    await shot('evidence-open');
  });
});
