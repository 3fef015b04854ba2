/** Pictures of a screen at one text size or several; the size that the page had is put back. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';

/** Sets the text size in percent as 设置 does; `null` for the usual one. Waits until the page has been drawn twice. */
async function setTextSize(page: Page, percent: string | null): Promise<void> {
  await page.evaluate((size) => {
    if (size === null || size === '100') document.documentElement.removeAttribute('data-text');
    else document.documentElement.dataset['text'] = size;
    window.dispatchEvent(new Event('resize'));
    return new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  }, percent);
}

/** `NAME.png` at 100 %, `NAME-150.png` at 150 %, in `folder`. `part` is scrolled to the top of each. */
export async function takePictures(
  page: Page,
  folder: string,
  name: string,
  sizes: readonly string[] = ['100'],
  part?: Locator,
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const before = await page.evaluate(() => document.documentElement.dataset['text'] ?? null);
  for (const size of sizes) {
    await setTextSize(page, size);
    await part?.evaluate((element) => element.scrollIntoView({ block: 'start' }));
    await page.screenshot({ path: join(folder, `${name}${size === '100' ? '' : `-${size}`}.png`) });
  }
  await setTextSize(page, before);
}
