/** What the clerk of a month does again and again, and what is read off screens, papers and files. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { CounterApp } from './counter-app.ts';
import { pressShown, typeInto } from './keyboard.ts';
import { dialogClosed, dialogOf, firstRow } from './pages/aftercare-page.ts';
import { startTraining } from './pages/start-page.ts';
import { keepPrints, printsOf, readAsPdf, squeezed } from './printed.ts';

const pictures = process.env['COUNTER_SHOTS'];

/** The cells of a line; amounts are quoted where they hold commas. */
const cellsOf = (line: string): string[] =>
  (line.match(/("[^"]*"|[^,]*)(,|$)/gu) ?? []).slice(0, -1).map((cell) => cell.replace(/,$/u, '').replaceAll('"', ''));

/** The one .csv of a folder, line by line. */
export function tableIn(folder: string): string[][] {
  const name = readdirSync(folder).find((one) => one.endsWith('.csv')) ?? '';
  const text = readFileSync(join(folder, name), 'utf8').replace('\uFEFF', '').trim();
  return text.split('\r\n').map(cellsOf);
}

export class MonthDesk {
  readonly app = new CounterApp();
  page!: Page;

  async open(): Promise<void> {
    this.page = await this.app.open();
    await keepPrints(this.page.context());
    await this.page.reload();
    await startTraining(this.page);
  }

  readonly main = (): Promise<void> => pressShown(this.page, 'Control+Enter');
  readonly rows = (): Locator => this.page.locator('tr.is-link');

  async rowTexts(): Promise<readonly (readonly string[])[]> {
    const read = async (row: Locator) => (await row.locator('td').allInnerTexts()).map((text) => text.trim());
    return Promise.all((await this.rows().all()).map(read));
  }

  /** Opens the dialog of the row in which this stands. */
  async openRow(text: string): Promise<void> {
    await this.rows().filter({ hasText: text }).first().focus();
    await this.page.keyboard.press('Enter');
    await dialogOf(this.page).waitFor();
  }

  async confirm(): Promise<void> {
    await this.page.keyboard.press('Enter');
    await dialogClosed(this.page);
  }

  /** Goes to a queue once its tab stands there with what waits in it. */
  async queue(name: string, place: number): Promise<void> {
    await this.page
      .locator('[role=tab], .findings__tabs button')
      .filter({ hasText: new RegExp(`^${name}\\s*\\d`, 'u') })
      .waitFor();
    await this.page.keyboard.press(`Alt+${place}`);
  }

  /** Opens the first row's own page. */
  async enter(heading: RegExp): Promise<void> {
    await firstRow(this.page).focus();
    await this.page.keyboard.press('Enter');
    await this.page.getByRole('heading', { name: heading, level: 1 }).waitFor();
  }

  async typeAll(fields: readonly (readonly [label: string, text: string])[]): Promise<void> {
    for (const [label, text] of fields) await typeInto(this.page, label, text);
  }

  async picture(name: string): Promise<void> {
    if (pictures === undefined) return;
    mkdirSync(pictures, { recursive: true });
    await this.page.screenshot({ path: join(pictures, `month-${name}.png`) });
  }

  async choose(path: string): Promise<void> {
    const [chooser] = await Promise.all([this.page.waitForEvent('filechooser'), pressShown(this.page, 'F6')]);
    await chooser.setFiles(path);
  }

  csv(name: string, table: readonly (readonly string[])[]): string {
    const path = join(this.app.dataFolder, name);
    writeFileSync(path, `\uFEFF${table.map((row) => row.join(',')).join('\r\n')}\r\n`);
    return path;
  }

  /** Prints what the print key prints; answers with its text without white space. */
  async printed(name: string): Promise<string> {
    await pressShown(this.page, 'F10');
    await this.page.getByRole('button', { name: /^是，已打印/u }).waitFor();
    await this.confirm();
    const pdf = await readAsPdf(this.page.context(), (await printsOf(this.page)).at(-1) ?? '');
    if (pictures !== undefined) writeFileSync(join(pictures, `month-${name}.pdf`), pdf.bytes);
    return squeezed(pdf.text);
  }

  /** The folder that a notice on the screen names behind these words. */
  async folderAfter(words: string): Promise<string> {
    const text = await this.page.getByText(new RegExp(`^${words}`, 'u')).innerText();
    return text.replace(words, '').trim();
  }

  /** A plan line for each firm, typed; answers with numbers and firms. */
  async planAll(firms: readonly string[], prefix: string): Promise<readonly (readonly [string, string])[]> {
    for (const [at, firm] of firms.entries()) {
      await this.openRow(firm);
      await typeInto(this.page, '支付计划号', `${prefix}-${at}`);
      await this.confirm();
    }
    return firms.map((firm, at) => [`${prefix}-${at}`, firm] as const);
  }

  /** The bank's answers, by a file: plan, amount, result, cause, day. */
  async answer(name: string, lines: readonly (readonly string[])[]): Promise<void> {
    const headings = ['支付计划号', '支付金额', '支付结果', '失败原因', '支付日期'];
    await this.choose(this.csv(`${name}.csv`, [headings, ...lines]));
    await dialogOf(this.page).getByText(`对上 ${lines.length} 户。`).waitFor();
    await this.confirm();
  }

  /** A paper's code with another digest, as a scanner types it: told as not ours, and the next Enter opens what it names. */
  async scanned(reference: string, word: string): Promise<void> {
    const { page } = this;
    await page.keyboard.press('F3');
    await page.getByRole('heading', { name: '查找', level: 1 }).waitFor();
    await page.keyboard.type(`KGBZ1 ${reference} ${'0'.repeat(64)}`);
    await page.keyboard.press('Enter');
    await page.getByText('内容不符', { exact: true }).waitFor();
    await page.getByRole('button', { name: new RegExp(`^${word}`, 'u') }).waitFor();
    await this.picture(`scanned-${reference}`);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '查找', level: 1 }).waitFor({ state: 'detached' });
  }

  /** 月报数字 of a month as they stand on the screen: by the line's name, nine cells. */
  async report(month: string): Promise<Readonly<Record<string, readonly string[]>>> {
    await this.page.getByLabel('月份').selectOption(month);
    const table = this.page.getByRole('table', { name: '月报数字' });
    await table.waitFor();
    await this.page.getByText('正在统计…').waitFor({ state: 'detached' });
    const lines = await table.locator('tbody tr').all();
    const read = async (line: Locator) =>
      [
        (await line.locator('th').innerText()).trim(),
        (await line.locator('td').allInnerTexts()).map((text) => text.trim()),
      ] as const;
    return Object.fromEntries(await Promise.all(lines.map(read)));
  }
}
