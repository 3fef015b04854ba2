/** The roster grid in real Chromium: input method, clipboard, keys, long rosters, accessibility. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser, type CDPSession, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aCitizenId } from '#tests/builders/a-roster.ts';
import { serveHarness, type Harness } from './serve-harness.ts';

const LAUNCH = {
  executablePath: '/usr/bin/chromium',
  args: [
    '--headless=new',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};
const SHOTS = process.env['GRID_SHOTS'];

let harness: Harness;
let browser: Browser;
let page: Page;
let problems: string[];

beforeAll(async () => {
  harness = await serveHarness();
  browser = await chromium.launch(LAUNCH);
});
afterAll(async () => {
  await browser.close();
  harness.close();
});
beforeEach(async () => {
  const context = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  page = await context.newPage();
  problems = [];
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(error.message));
});
afterEach(async () => {
  await page.context().close();
  if (problems.length > 0) throw new Error(problems.join('\n'));
});

const open = async (query = '') => {
  await page.goto(`${harness.address}${query}`);
  await page.waitForSelector('[role=grid]');
};
const cellAt = (row: number, column: number) => page.locator(`[data-row="${row}"][data-column="${column}"]`);
const textAt = (row: number, column: number) => cellAt(row, column).innerText();
const names = () => page.evaluate(() => window.probe.entries.map((entry) => entry.name));
const entries = () => page.evaluate(() => window.probe.entries);
const active = () =>
  page
    .locator('.grid__cell.is-active')
    .evaluate((cell) => [
      Number((cell as HTMLElement).dataset['row']),
      Number((cell as HTMLElement).dataset['column']),
    ]);
const focusIsEditable = () => page.evaluate(() => document.activeElement instanceof HTMLTextAreaElement);
const copyText = (text: string) => page.evaluate((value) => navigator.clipboard.writeText(value), text);
const copied = () => page.evaluate(() => navigator.clipboard.readText());
const press = async (...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};

/** Composes as an input method does: text under composition, key presses with code 229, then the chosen characters. */
async function compose(session: CDPSession, steps: readonly string[], chosen: string): Promise<void> {
  for (const text of steps) {
    await session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', windowsVirtualKeyCode: 229, key: 'Process' });
    await session.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
  }
  await session.send('Input.dispatchKeyEvent', {
    type: 'rawKeyDown',
    windowsVirtualKeyCode: 229,
    key: 'Enter',
    code: 'Enter',
  });
  await session.send('Input.insertText', { text: chosen });
}

describe('input method', () => {
  it('composes into a selected cell: 我, not w我, and Enter of the input method does not move', async () => {
    await open();
    await cellAt(1, 0).click();
    expect(await focusIsEditable()).toBe(true);
    const session = await page.context().newCDPSession(page);
    await compose(session, ['w', 'wo'], '我');
    expect(await active()).toEqual([1, 0]);
    expect(await page.locator('.grid__editor').inputValue()).toBe('我');
    await press('Enter');
    expect(await active()).toEqual([2, 0]);
    expect((await names())[1]).toBe('我');
    expect(await focusIsEditable()).toBe(true);
  });

  it('tells nobody of text under composition, and Esc inside it leaves the cell alone', async () => {
    await open();
    await cellAt(0, 0).click();
    const before = (await names())[0];
    const session = await page.context().newCDPSession(page);
    await session.send('Input.imeSetComposition', { text: 'zh', selectionStart: 2, selectionEnd: 2 });
    expect((await names())[0]).toBe(before);
    await session.send('Input.imeSetComposition', { text: '', selectionStart: 0, selectionEnd: 0 });
    await press('Escape');
    expect((await names())[0]).toBe(before);
  });

  it('composes on inside an open editor', async () => {
    await open();
    await cellAt(0, 2).click();
    await press('F5');
    const session = await page.context().newCDPSession(page);
    await compose(session, ['x', 'xue'], '学');
    await press('Enter');
    expect((await entries())[0]?.school).toBe('广东海洋大学学');
  });
});

describe('clipboard', () => {
  it('pastes 2×2 cells with CRLF, in one step of undo', async () => {
    await open();
    const before = await entries();
    await cellAt(2, 2).click();
    await copyText('湛江科技学院\t"甲""乙"\r\n广东医科大学\t丙\r\n');
    await press('Control+v');
    const after = await entries();
    expect([after[2]?.school, after[2]?.diplomaNumber, after[3]?.school, after[3]?.diplomaNumber]).toEqual([
      '湛江科技学院',
      '甲"乙',
      '广东医科大学',
      '丙',
    ]);
    expect(after.length).toBe(before.length);
    await press('Control+z');
    expect(await entries()).toEqual(before);
    await press('Control+y');
    expect(await entries()).toEqual(after);
  });

  it('adds rows for what is pasted past the end', async () => {
    await open();
    await cellAt(10, 0).click();
    await copyText(`钱一\t${aCitizenId(101)}\r\n钱二\t${aCitizenId(102)}\r\n钱三\t${aCitizenId(103)}`);
    await press('Control+v');
    expect((await names()).slice(10)).toEqual(['钱一', '钱二', '钱三']);
  });

  it('copies numbers ungrouped and verdicts as words', async () => {
    await open();
    await cellAt(0, 0).click();
    await press('Shift+ArrowRight', 'Shift+ArrowDown', 'Control+c');
    const rows = await entries();
    expect(await copied()).toBe(`${rows[0]?.name}\t${rows[0]?.citizenId}\r\n${rows[1]?.name}\t${rows[1]?.citizenId}`);
    expect(await textAt(0, 1)).toMatch(/^\d{6} \d{8} [\dX]{4}$/u);
    await cellAt(1, 14).click();
    await press('Control+c');
    expect(await copied()).toBe('不符合');
  });

  it('cuts, and brings the cells back', async () => {
    await open();
    const before = await entries();
    await cellAt(4, 0).click();
    await press('Control+x');
    expect((await names())[4]).toBe('');
    await press('Control+z');
    expect(await entries()).toEqual(before);
  });

  it('reads a pasted table by its own headings, into an empty roster', async () => {
    await open('?empty');
    await page.locator('.grid__editor').focus();
    await copyText(
      `海晟公司花名册\t\t\r\n序号\t身份证号码\t姓名\r\n1\t${aCitizenId(7)}\t周一\r\n2\t${aCitizenId(8)}\t周二\r\n合计\t2人\t\r\n`,
    );
    await press('Control+v');
    await page.waitForFunction(() => window.probe.entries.length === 2);
    expect((await entries()).map(({ name, citizenId, row }) => [name, citizenId, row])).toEqual([
      ['周一', aCitizenId(7), 3],
      ['周二', aCitizenId(8), 4],
    ]);
    expect(await page.evaluate(() => window.probe.source)).toBe('粘贴的表格 第 3–4 行');
    await press('Control+z');
    expect(await entries()).toEqual([]);
  });
});

describe('keys', () => {
  it('walks and edits without the mouse', async () => {
    await open();
    await page.locator('.grid__editor').focus();
    await press('ArrowDown', 'ArrowDown', 'ArrowRight');
    expect(await active()).toEqual([2, 1]);
    await press('Home');
    expect(await active()).toEqual([2, 0]);
    await press('End');
    expect(await active()).toEqual([2, 15]);
    await press('Control+Home');
    expect(await active()).toEqual([0, 0]);
    await press('Control+End');
    expect(await active()).toEqual([9, 15]);
    await press('Control+Home', 'Tab', 'Tab', 'Enter');
    expect(await active()).toEqual([1, 0]);
    await press('F5');
    await page.keyboard.type('A');
    await press('Escape');
    const before = (await names())[1];
    expect(before).not.toContain('A');
    await press('Control+y');
    expect((await names())[1]).toBe(`${before}A`);
    await press('Control+z', 'Delete');
    expect((await names())[1]).toBe('');
    await press('Control+z');
    expect((await names())[1]).toBe(before);
  });

  it('goes to the next person who is not ✓, and stops where the problem is', async () => {
    await open();
    await page.locator('.grid__editor').focus();
    await press('Control+ArrowDown');
    expect(await active()).toEqual([1, 9]);
    expect(await page.evaluate(() => window.probe.selection)).toEqual({ entryIds: ['entry-1'], group: 'insurance' });
    await press('Control+ArrowDown', 'Control+ArrowDown', 'Control+ArrowDown');
    expect(await active()).toEqual([5, 1]);
    await press('Control+ArrowUp');
    expect(await active()).toEqual([4, 0]);
  });

  it('leaves the grid by Tab from the blank line, and by Shift+Tab from the first cell', async () => {
    await open();
    await page.locator('.grid__editor').focus();
    await press('Shift+Tab');
    expect(await focusIsEditable()).toBe(false);
    await page.locator('.grid__editor').focus();
    await press('Control+End', 'ArrowDown', 'Tab');
    expect(await focusIsEditable()).toBe(false);
  });

  it('selects a column by its heading for F7, cells by dragging', async () => {
    await open();
    await page.locator('[data-heading="10"]').click();
    expect(await page.evaluate(() => window.probe.selection)).toMatchObject({ group: 'diploma' });
    expect(await page.evaluate(() => window.probe.selection?.entryIds.length)).toBe(10);
    await cellAt(2, 11).hover();
    await page.mouse.down();
    await cellAt(4, 11).hover();
    await page.mouse.up();
    expect(await page.evaluate(() => window.probe.selection)).toEqual({
      entryIds: ['entry-2', 'entry-3', 'entry-4'],
      group: 'contract',
    });
  });
});

describe('files', () => {
  it('asks before a second roster replaces the first, and can be undone', async () => {
    await open();
    const before = await entries();
    const kept = before[0];
    const csv = `姓名,身份证号,毕业院校\n${kept?.name},${kept?.citizenId},${kept?.school}\n新人,${aCitizenId(300)},某大学\n错号,44080220000315001,某大学\n`;
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: '新名单.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
    const dialog = page.locator('dialog[open]');
    await dialog.waitFor();
    const [added, unchanged, changed, gone] = await dialog.locator('dd').allInnerTexts();
    expect(added?.trim()).toBe('2 人 新人、错号');
    expect(unchanged?.trim()).toBe('0 人');
    expect(changed).toMatch(/^1 人\n.* 毕业证书编号：\d+ → （空）/u);
    expect(gone).toMatch(/^9 人 .*何雨桐/u);
    await press('Enter');
    await page.waitForFunction(() => window.probe.entries.length === 3);
    const issue = page.locator('.roster__issue', { hasText: 'B4' });
    expect(await issue.innerText()).toContain('不是 18 位');
    await issue.click();
    expect(await active()).toEqual([2, 1]);
    await press('Control+z');
    expect(await entries()).toEqual(before);
  });

  it('says why a file that is no table was not read, and keeps what is there', async () => {
    await open();
    const before = await entries();
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: '照片.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 nothing') });
    expect(await page.locator('[role=alert]').innerText()).toContain('没有读入');
    expect(await entries()).toEqual(before);
  });
});

describe('long rosters', () => {
  it('draws only what is seen of 2,000 rows, and stays under the keys', async () => {
    await open('?rows=2000');
    const drawn = () => page.locator('.grid__row').count();
    expect(await drawn()).toBeLessThan(60);
    await page.locator('.grid__editor').focus();
    await press('Control+End');
    expect(await active()).toEqual([1999, 15]);
    expect(await cellAt(1999, 15).isVisible()).toBe(true);
    await press('Home', 'PageUp');
    await page.keyboard.type('末页');
    await press('Enter');
    expect((await names()).filter((name) => name === '末页').length).toBe(1);
    expect(await drawn()).toBeLessThan(60);
    expect(await page.locator('[role=grid]').getAttribute('aria-rowcount')).toBe('2002');
  });
});

describe('accessibility and looks', () => {
  it('has nothing that axe calls serious', async () => {
    await open();
    await page.locator('.grid__editor').focus();
    await press('Control+ArrowDown');
    await page.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8'));
    const found = await page.evaluate(async () => {
      const { axe } = window as unknown as {
        axe: {
          run(
            context: Element,
            options: object,
          ): Promise<{
            violations: { id: string; impact: string; nodes: { html: string; failureSummary: string }[] }[];
          }>;
        };
      };
      const result = await axe.run(document.querySelector('.roster') as Element, {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'],
      });
      return result.violations.map(
        ({ id, impact, nodes }) => `${impact} ${id}: ${nodes[0]?.html} ${nodes[0]?.failureSummary}`,
      );
    });
    expect(found).toEqual([]);
  });

  it.each([
    ['1366', 1366, 768, ''],
    ['1920', 1920, 1080, ''],
    ['1366-large', 1366, 768, '150'],
    ['1366-empty', 1366, 768, 'empty'],
  ])('lines headings up with cells at %s', async (name, width, height, kind) => {
    await page.setViewportSize({ width, height });
    await open(kind === 'empty' ? '?empty' : '');
    if (kind === '150') await page.evaluate(() => document.documentElement.setAttribute('data-text', '150'));
    await page.locator('.grid__editor').focus();
    if (kind === '') await press('ArrowDown', 'ArrowDown');
    const edges = await page.evaluate(() => {
      const box = (element: Element | null) => element?.getBoundingClientRect();
      return [...document.querySelectorAll('[data-heading]')].map((heading, index) => {
        const cell = box(document.querySelector(`[data-row="0"][data-column="${index}"]`));
        const head = box(heading);
        return Math.abs((head?.left ?? 0) - (cell?.left ?? 1e6)) + Math.abs((head?.right ?? 0) - (cell?.right ?? 1e6));
      });
    });
    expect(Math.max(...edges)).toBeLessThan(1);
    if (SHOTS !== undefined) await page.screenshot({ path: `${SHOTS}/roster-${name}.png` });
  });
});
