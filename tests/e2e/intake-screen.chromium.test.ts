/**
 * 新受理 as a screen: the roster has the room at every size, no verdict is seen that flips by itself, one key has one
 * meaning, a file of another firm begins another application, and one in a company's own words is asked about once.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { citizenIdCheckCharacter } from '#shared/domain/citizen-id.ts';
import { CounterApp } from './counter-app.ts';
import { tabTo } from './keyboard.ts';
import { IntakePageModel } from './pages/intake-page.ts';
import { startTraining } from './pages/start-page.ts';
import { until } from './until.ts';
import { stopWatching, watchVerdicts } from './watched-verdicts.ts';

/** The real viewport of a 1366×768 desktop: title bar and taskbar take the rest. */
const app = new CounterApp({ width: 1366, height: 696, scrollBars: true });
let page: Page;
let intake: IntakePageModel;
const sample = (name: string): string => join(app.dataFolder, 'samples', name);
const DECIDING = /^(?:\|*判定中…\|*|\|*未判定\|*|(?:未判定\|)*判定中…\|)$/u;

beforeAll(async () => {
  page = await app.open();
  await startTraining(page);
});
afterAll(() => app.close());

/** Rows with a person that are wholly in view. */
const rowsInView = (): Promise<number> =>
  page.evaluate(() => {
    const view = document.querySelector('.grid__view');
    const bar = document.querySelector('.outcome-bar')?.getBoundingClientRect();
    const head = document.querySelector('.grid__head')?.getBoundingClientRect();
    if (view === null || bar === undefined || head === undefined) return 0;
    const bottom = Math.min(view.getBoundingClientRect().top + view.clientHeight, bar.top, window.innerHeight) + 1;
    return [...document.querySelectorAll('.grid__row:not(.grid__row--blank)')].filter((row) => {
      const box = row.getBoundingClientRect();
      return box.top >= head.bottom - 1 && box.bottom <= bottom;
    }).length;
  });

/** Numbers of papers that the columns which stay cover in part: a cut number is read as a whole one. */
const numbersCut = (): Promise<readonly string[]> =>
  page.evaluate(() => {
    const edge = document.querySelector('.grid__row .is-edge-end')?.getBoundingClientRect().left ?? 0;
    return [...document.querySelectorAll<HTMLElement>('.grid__row:not(.grid__row--blank) .grid__cell.number')]
      .filter((cell) => cell.getBoundingClientRect().left < edge - 1 && !cell.classList.contains('is-sticky'))
      .filter((cell) => {
        const text = document.createRange();
        text.selectNodeContents(cell);
        const { left, right } = text.getBoundingClientRect();
        return (left < edge && right > edge) || cell.scrollWidth > cell.clientWidth;
      })
      .map((cell) => cell.textContent ?? '');
  });

/** What stands beside the roster lies on top where it is. */
const besideInView = (): Promise<boolean> =>
  page.evaluate(() => {
    const beside = document.querySelector('.intake__middle > :not(.roster)');
    const box = beside?.getBoundingClientRect();
    if (beside === null || box === undefined) return false;
    return beside.contains(document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2));
  });

async function atTextSize(size: string): Promise<void> {
  await page.evaluate((percent) => {
    document.documentElement.dataset['text'] = percent;
    window.dispatchEvent(new Event('resize'));
    return new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  }, size);
}

describe('a verdict', () => {
  it('is never seen before it is final, from the drop to the rest', async () => {
    intake = await new IntakePageModel(page).open();
    await intake.fillEmployer({ search: 'hssp', name: '湛江海晟食品有限公司' });
    await watchVerdicts(page);
    await intake.choose(sample('海晟花名册.xls'));
    await intake.expectFigures('10 人 ✓ 符合 2 ✕ 不符合 2 ！ 可补正 2 ？ 待核 2 待更正 2');
    await page.waitForTimeout(1500);
    const { frames, said } = await stopWatching(page);
    expect(frames).toBeGreaterThan(10);
    const rows = [...said].filter(([who]) => who !== 'key' && who !== 'figures');
    expect(rows).toHaveLength(10);
    const early = rows.flatMap(([who, states]) =>
      states.slice(0, -1).flatMap((state) => (DECIDING.test(state) ? [] : [`${who}: ${state}`])),
    );
    expect(early).toEqual([]);
    const figures = said.get('figures') ?? [];
    expect(figures.slice(0, -1).filter((text) => /符合/u.test(text))).toEqual([]);
  });
});

describe('the roster is the screen', () => {
  it.each([
    { width: 1366, height: 696, text: '100', alone: 10, withForm: 4 },
    { width: 1366, height: 696, text: '125', alone: 10, withForm: 4 },
    { width: 1366, height: 696, text: '150', alone: 10, withForm: 4 },
    { width: 1366, height: 768, text: '100', alone: 10, withForm: 4 },
    { width: 1366, height: 768, text: '125', alone: 10, withForm: 4 },
    { width: 1366, height: 768, text: '150', alone: 10, withForm: 4 },
    { width: 1920, height: 1080, text: '100', alone: 10, withForm: 4 },
    { width: 1920, height: 1080, text: '125', alone: 10, withForm: 4 },
    { width: 1920, height: 1080, text: '150', alone: 10, withForm: 4 },
  ])('at $width × $height and $text %: $alone rows, with the form open $withForm', async (size) => {
    await page.setViewportSize(size);
    await atTextSize(size.text);
    expect(await rowsInView()).toBeGreaterThanOrEqual(size.alone);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(size.width);
    expect(size.text === '100' || size.width === 1366 ? await numbersCut() : []).toEqual([]);
    expect(await besideInView()).toBe(true);
    expect(
      await page
        .getByRole('region', { name: '单位' })
        .getByRole('button', { name: /^修改单位/u })
        .count(),
    ).toBe(1);
    await page.keyboard.press('F4');
    await page.getByRole('form', { name: '申请表' }).waitFor();
    await page.keyboard.press('Alt+I');
    await page.getByRole('complementary', { name: '读入时发现的问题' }).waitFor();
    await atTextSize(size.text);
    expect(await rowsInView()).toBeGreaterThanOrEqual(size.withForm);
    expect(await besideInView()).toBe(true);
    await page.keyboard.press('Alt+I');
    await page.keyboard.press('F4');
    await page.getByRole('form', { name: '申请表' }).waitFor({ state: 'hidden' });
  });

  it('comes back to the usual size', async () => {
    await page.setViewportSize({ width: 1366, height: 696 });
    await atTextSize('100');
    expect(await rowsInView()).toBeGreaterThanOrEqual(10);
  });
});

describe('keys', () => {
  it('that a dialog keeps from the page are said in it, never swallowed', async () => {
    await page.keyboard.press('F9');
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    await page.keyboard.press('F3');
    expect(await dialog.getByRole('status').innerText()).toBe('F3（查找）：先按 Esc 关闭这个窗口');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });

  it('F1 says what the page is for, and lets the next key through', async () => {
    await page.keyboard.press('F1');
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    expect(await dialog.locator('ol li').count()).toBe(5);
    await page.keyboard.press('F4');
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('form', { name: '申请表' }).waitFor();
    await page.keyboard.press('F4');
  });

  it('F5 edits the cell, F2 in it begins a new application and keeps this one', async () => {
    await intake.goToCell('陈海晴', '姓名');
    await page.keyboard.press('F5');
    await page.locator('.grid__editor.is-editing').waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('F2');
    await page.getByRole('combobox', { name: /^查企业登记/u }).waitFor();
    expect(await page.getByRole('heading', { name: '花名册 0 人' }).count()).toBe(1);
    await page.keyboard.press('Alt+B');
    await page.keyboard.press('Alt+1');
    await page.getByRole('row', { name: /湛江海晟食品有限公司.*10 人/u }).waitFor();
    await page.keyboard.press('Enter');
    await intake.expectFigures('10 人');
    expect(await page.getByRole('row', { name: /陈海晴/u }).count()).toBe(1);
  });

  it('F6 with another firm’s roster and Enter begins another application; nobody is added here', async () => {
    await intake.choose(sample('南桥花名册.csv'));
    await page.getByRole('dialog', { name: /另一家单位/u }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '花名册 6 人' }).waitFor();
    await page.keyboard.press('Alt+B');
    await page.keyboard.press('Alt+1');
    const kept = page.getByRole('row', { name: /湛江海晟食品有限公司.*10 人/u });
    await kept.waitFor();
    expect(await kept.count()).toBe(1);
  });
});

const ownWords = (): string => join(app.dataFolder, '名单.csv');
const OWN_WORDS = [
  '员工,证照编码,母校,拿证日子,签约日,到期日,籍贯',
  '周晓彤,440802199902034015,广东海洋大学,2022-06-30,2022-07-04,2025-07-03,湛江',
  '古丽娜尔.买买提,440803200004154025,广东海洋大学,2022-06-28,2022-07-04,2025-07-03,喀什',
];

describe('a roster in own words', () => {
  it('asks for the one column that content does not tell, with the likely answer chosen', async () => {
    intake = await new IntakePageModel(page).open();
    await intake.findEmployer({ search: 'hssp', name: '湛江海晟食品有限公司' });
    writeFileSync(ownWords(), `\ufeff${OWN_WORDS.join('\r\n')}\r\n`);
    await intake.choose(ownWords());
    const dialog = page.getByRole('dialog', { name: '这几列是什么？' });
    await dialog.waitFor();
    const select = dialog.getByLabel('D 列 “拿证日子”');
    expect(await dialog.getByRole('combobox').count()).toBe(1);
    expect(await select.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(await select.inputValue()).toBe('graduatedOn');
    expect(await dialog.innerText()).toContain('2022-06-30、2022-06-28');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    const row = await until(
      async () =>
        (await page.getByRole('row').filter({ hasText: '古丽娜尔·买买提' }).innerText()).replace(/\s+/gu, ' '),
      (text) => text.includes('2022-06-28'),
      'the day of the diploma',
    );
    expect(row).toContain('2025-07-03');
  });

  it('is not asked again for the firm’s next file', async () => {
    await intake.choose(ownWords());
    const dialog = page.getByRole('dialog', { name: '已有花名册，怎样处理新读入的？' });
    await dialog.waitFor();
    expect(await page.getByRole('dialog', { name: '这几列是什么？' }).count()).toBe(0);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  });
});

describe('a thousand persons', () => {
  const DIGITS = '甲乙丙丁戊己庚辛壬癸'.split('');
  const person = (index: number): string => {
    const born = `2000${String(1 + (index % 12)).padStart(2, '0')}${String(1 + (index % 28)).padStart(2, '0')}`;
    const first17 = `440802${born}${String(index % 1000).padStart(3, '0')}`;
    const name = `陈${String(index)
      .split('')
      .map((digit) => DIGITS[Number(digit)])
      .join('')}`;
    return `${name},${first17}${citizenIdCheckCharacter(first17)},广东海洋大学`;
  };

  it('are decided without a verdict before its time, and the last is one key away', async () => {
    const lines = ['姓名,证件号,毕业院校', ...Array.from({ length: 1000 }, (_, index) => person(index))];
    const file = join(app.dataFolder, '千人.csv');
    writeFileSync(file, `\ufeff${lines.join('\r\n')}\r\n`);
    intake = await new IntakePageModel(page).open();
    await intake.findEmployer({ search: 'yfhl', name: '湛江云帆互联信息技术有限公司' });
    await watchVerdicts(page);
    await intake.choose(file);
    await intake.expectFigures(' 元');
    await page.waitForTimeout(500);
    const { said } = await stopWatching(page);
    expect(await intake.figures()).toMatch(/^1,?000 人/u);
    const early = [...said]
      .filter(([who]) => who.startsWith('陈'))
      .flatMap(([who, states]) =>
        states.slice(0, -1).flatMap((state) => (DECIDING.test(state) ? [] : [`${who}: ${state}`])),
      );
    expect(early).toEqual([]);
    await tabTo(page, '花名册表格');
    await page.keyboard.press('Control+End');
    await page.getByRole('row', { name: /陈癸癸癸/u }).waitFor();
  });

  it('keep a cell that was typed by half when the next firm begins', async () => {
    await intake.goToCell('陈癸癸癸', '姓名');
    await page.keyboard.type('只打了一半');
    await page.keyboard.press('F2');
    await page.getByRole('heading', { name: '花名册 0 人' }).waitFor();
    await page.keyboard.press('Alt+B');
    await page.keyboard.press('Alt+1');
    await page.getByRole('row', { name: /湛江云帆.*1,?000 人/u }).waitFor();
    await page.keyboard.press('F3');
    await page.getByLabel(/^姓名、拼音首字母/u).waitFor();
    await page.keyboard.type('只打了一半');
    const hit = page.getByRole('row', { name: /湛江云帆/u });
    await hit.waitFor();
    expect(await hit.innerText()).toContain('只打了一半');
  });
});
