/** What may be wrong with any screen: serious for axe, off the side, cut, in English. */
import axe from 'axe-core';
import type { Page } from 'playwright-core';

export async function seriousFindings(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const runner = (window as unknown as { axe: typeof axe }).axe;
    const { violations } = await runner.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'best-practice'] });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(
        ({ id, nodes }) =>
          `${id}: ${nodes
            .map(({ target }) => String(target))
            .slice(0, 3)
            .join(' | ')}`,
      );
  });
}

/** Elements that reach past the window's right edge, and buttons whose text does not fit them. */
export const runsOff = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const wide = document.documentElement.scrollWidth > window.innerWidth ? ['the page scrolls sideways'] : [];
    const cut = [
      ...document.querySelectorAll('button, h1, h2, .field__label, th, td, [role=gridcell], [role=rowheader]'),
    ]
      .filter(
        (element) =>
          element instanceof HTMLElement &&
          element.offsetParent !== null &&
          element.scrollWidth > element.clientWidth + 1 &&
          getComputedStyle(element).overflow !== 'visible' &&
          // A cell that is cut on purpose shows its whole text when it is pointed at.
          element.title === '',
      )
      .map((element) => `cut: ${element.textContent?.trim().slice(0, 30)}`);
    const off = [...document.querySelectorAll('button, a[href], input, select, textarea, h1')]
      .filter((element) => {
        if (!(element instanceof HTMLElement) || element.offsetParent === null) return false;
        const { right, width } = element.getBoundingClientRect();
        return width > 0 && right > window.innerWidth + 1 && element.closest('[role=grid]') === null;
      })
      .map((element) => `off the screen: ${(element.textContent ?? '').trim().slice(0, 30)}`);
    return [...wide, ...cut, ...off];
  });

/** The same with large text: only what a layout can break is looked at again. */
export async function runsOffEnlarged(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const size of ['125', '150']) {
    await page.evaluate((percent) => {
      document.documentElement.dataset['text'] = percent;
      window.dispatchEvent(new Event('resize'));
    }, size);
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    found.push(...(await runsOff(page)).map((what) => `${size} %: ${what}`));
  }
  await page.evaluate(() => {
    document.documentElement.removeAttribute('data-text');
    window.dispatchEvent(new Event('resize'));
  });
  return found;
}

/** Words of three and more Latin letters that are no key, code, file name, path or class of number. */
const ALLOWED =
  /^(?:Ctrl|Alt|Esc|Enter|Tab|Shift|Insert|Delete|Home|End|PageUp|PageDown|xls|xlsx|csv|CSV|GBK|UTF|BOM|GB|SHA|AAB|AAC|AAE|AJC|MB|WPS|Excel|Windows|AppleWebKit|Chromium|root)\w*$/u;

export async function english(page: Page): Promise<string[]> {
  const words = await page.evaluate(() => {
    const copy = document.body.cloneNode(true) as HTMLElement;
    for (const element of copy.querySelectorAll(
      'kbd, .settings__hash, .start__path, code, [data-machine], input, script, iframe, .visually-hidden',
    ))
      element.remove();
    return [...(copy.textContent ?? '').matchAll(/(?<![\w/.:-])[A-Za-z]{3,}(?![\w/.:-])/gu)].map(([word]) => word);
  });
  return words.filter((word) => !ALLOWED.test(word));
}
