/** Pages in real Chromium, as PDF and read back as text. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

/** Chromium as the build machine needs it (root, no display, no network). */
export async function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['COUNTER_CHROMIUM'] ?? '/usr/bin/chromium',
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
  });
}

export interface ReadPdf {
  /** Laid out as on paper. */
  readonly pages: readonly string[];
  /** The same text cell by cell, in the order in which it was set. */
  readonly raw: string;
  /** Width and height of each page in mm, rounded. */
  readonly sizes: readonly (readonly [number, number])[];
}

const MM_PER_POINT = 25.4 / 72;

/** Prints a standalone page by its own page rules and reads the PDF back. The file is removed again. */
export async function pdfOf(browser: Browser, html: string): Promise<ReadPdf> {
  const folder = mkdtempSync(join(tmpdir(), 'counter-pdf-'));
  const page = await browser.newPage();
  try {
    await page.setContent(html);
    const file = join(folder, 'paper.pdf');
    writeFileSync(file, await page.pdf({ preferCSSPageSize: true }));
    const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
    const raw = execFileSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' });
    const info = execFileSync('pdfinfo', ['-f', '1', '-l', '9999', file], { encoding: 'utf8' });
    const sizes = [...info.matchAll(/size:\s+([\d.]+) x ([\d.]+) pts/gu)].map(
      ([, width, height]) =>
        [Math.round(Number(width) * MM_PER_POINT), Math.round(Number(height) * MM_PER_POINT)] as const,
    );
    return { pages: text.split('\f').slice(0, -1), raw, sizes };
  } finally {
    await page.close();
    rmSync(folder, { recursive: true });
  }
}

/** Text without white space: line breaks of a table cell do not matter. */
export const squeezed = (text: string): string => text.replace(/\s+/gu, '');
