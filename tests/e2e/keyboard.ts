/** What a clerk without a mouse does: Tab until the control has the focus, arrows to a cell, letters into it. */
import type { Page } from 'playwright-core';

const MOST = 80;

/** What the focused control is called: its label, its name for assistive technology, or what stands on it. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement)) return '';
    if (element.closest('[role=grid], [data-grid]') !== null || element.matches('.grid__editor')) return '花名册表格';
    const labels = 'labels' in element ? (element.labels as NodeListOf<HTMLLabelElement> | null) : null;
    const text = labels?.[0]?.textContent ?? element.getAttribute('aria-label') ?? element.innerText;
    return text.replace(/\s+/gu, ' ').trim();
  });

/** Presses a key once a button on the page shows it and is available: a clerk reads the key there, too. */
export async function pressShown(page: Page, key: string): Promise<void> {
  await page.locator(`button[aria-keyshortcuts="${key}"]:not([aria-disabled=true])`).first().waitFor();
  await page.keyboard.press(key);
}

/** Presses Tab until the focused control's name begins so. */
export async function tabTo(page: Page, name: string): Promise<void> {
  const seen: string[] = [];
  for (let steps = 0; steps < MOST; steps += 1) {
    const here = await focused(page);
    if (here.startsWith(name)) return;
    seen.push(here.slice(0, 12));
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never came to ${name}; it came to ${[...new Set(seen)].join(' | ')}`);
}

/** Tab to a field and type over what is in it. */
export async function typeInto(page: Page, name: string, text: string): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press('Control+a');
  await page.keyboard.type(text);
}

/** Tab to a choice and go down in it until it has this value. */
export async function chooseIn(page: Page, name: string, value: string): Promise<void> {
  await tabTo(page, name);
  const now = (): Promise<string> => page.evaluate(() => (document.activeElement as HTMLSelectElement).value);
  await page.keyboard.press('Home');
  for (let steps = 0; (await now()) !== value && steps < MOST; steps += 1) await page.keyboard.press('ArrowDown');
  if ((await now()) !== value) throw new Error(`${name} has no ${value}`);
}

/** Space on a box that is not ticked. */
export async function tick(page: Page, name: string): Promise<void> {
  await tabTo(page, name);
  const ticked = await page.evaluate(() => (document.activeElement as HTMLInputElement).checked);
  if (!ticked) await page.keyboard.press('Space');
}

async function press(page: Page, key: string, times: number): Promise<void> {
  for (let time = 0; time < times; time += 1) await page.keyboard.press(key);
}

/** Arrows from the active cell of the roster to another one. */
export async function arrowTo(page: Page, to: { readonly row: number; readonly column: number }): Promise<void> {
  await tabTo(page, '花名册表格');
  const at = await page.locator('.grid__cell.is-active').evaluate((cell) => ({
    row: Number((cell as HTMLElement).dataset['row']),
    column: Number((cell as HTMLElement).dataset['column']),
  }));
  await press(page, to.row > at.row ? 'ArrowDown' : 'ArrowUp', Math.abs(to.row - at.row));
  await press(page, to.column > at.column ? 'ArrowRight' : 'ArrowLeft', Math.abs(to.column - at.column));
}
