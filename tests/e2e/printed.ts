/** What `window.print()` was called with: the frame's markup and style sheets, as one document that Chromium sets into a PDF. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';

/** Keeps every printed document of this page; call before the page loads. */
export async function keepPrints(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const top = window.top as unknown as { printed?: string[] };
    window.print = () => {
      const css = [...document.adoptedStyleSheets]
        .flatMap((sheet) => [...sheet.cssRules].map((rule) => rule.cssText))
        .join('\n');
      const copy = document.documentElement.cloneNode(true) as HTMLElement;
      const style = document.createElement('style');
      style.textContent = css;
      copy.querySelector('head')?.append(style);
      (top.printed ??= []).push(`<!doctype html>${copy.outerHTML}`);
    };
  });
}

/** Documents printed so far, oldest first. */
export const printsOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => (window as unknown as { printed?: string[] }).printed ?? []);

export interface ReadPdf {
  readonly text: string;
  readonly pages: number;
  readonly pageSize: string;
  readonly bytes: Buffer;
}

/** Sets a printed document as Chromium prints it and reads it back with pdftotext. */
export async function readAsPdf(context: BrowserContext, html: string): Promise<ReadPdf> {
  const page = await context.newPage();
  await page.setContent(html, { waitUntil: 'load' });
  const bytes = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  await page.close();
  const folder = mkdtempSync(join(tmpdir(), 'counter-pdf-'));
  const file = join(folder, 'paper.pdf');
  writeFileSync(file, bytes);
  execFileSync('pdftotext', ['-layout', file, join(folder, 'paper.txt')]);
  const facts = execFileSync('pdfinfo', [file], { encoding: 'utf8' });
  const text = readFileSync(join(folder, 'paper.txt'), 'utf8');
  rmSync(folder, { recursive: true, force: true });
  return {
    text,
    bytes,
    pages: Number(/Pages:\s+(\d+)/u.exec(facts)?.[1] ?? 0),
    pageSize: /Page size:\s+(.*)/u.exec(facts)?.[1] ?? '',
  };
}

/** Text without any white space: Chinese set in columns is cut anywhere. */
export const squeezed = (text: string): string => text.replace(/\s/gu, '');
