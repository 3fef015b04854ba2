/**
 * What a window would print, without a dialog: an init script for Chromium that keeps the printed frame's markup and style
 * sheets on the top window, and the document made of both.
 */
import type { Page } from 'playwright-core';

export interface CapturedPrint {
  readonly title: string;
  readonly html: string;
}

/** To be added with `page.addInitScript` before the window is opened; runs in every frame. */
export const captureScript = `
window.print = function () {
  const sheets = [...document.adoptedStyleSheets, ...document.styleSheets];
  const css = sheets.flatMap((sheet) => [...sheet.cssRules].map((rule) => rule.cssText)).join('\\n');
  const root = document.documentElement.cloneNode(true);
  const style = document.createElement('style');
  style.textContent = css;
  root.querySelector('head').append(style);
  (window.top.capturedPrints ??= []).push({ title: document.title, html: '<!doctype html>' + root.outerHTML });
  window.dispatchEvent(new Event('afterprint'));
};`;

/** Everything that was printed in this window so far, oldest first. */
export async function capturedPrints(page: Page): Promise<readonly CapturedPrint[]> {
  return page.evaluate(() => (window as unknown as { capturedPrints?: CapturedPrint[] }).capturedPrints ?? []);
}
