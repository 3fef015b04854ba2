/** The window's own printing under its real content policy: the style sheet arrives, the pages are the same as standalone. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build, type Rolldown } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { securityHeaders } from '#electron/host/content-security.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import type { Letter } from '#shared/domain/letter.ts';
import { buildPaper } from '#shared/papers/papers-of-case.ts';
import { aCasePaper, anApplication, aRosterEntry } from '#tests/builders/a-case-paper.ts';
import { capturedPrints, captureScript } from '#tests/builders/capture-print.ts';
import { launchChromium, pdfOf, squeezed } from '#tests/builders/pdf-of.ts';

const options = { copy: 2, printedOn: plainDate('2022-08-23') };
const paper = aCasePaper(anApplication([aRosterEntry(0), aRosterEntry(1)]), {
  kind: 'accepted',
  outcome: 'accept',
  training: true,
});

let server: Server;
let browser: Browser;
let page: Page;
const complaints: string[] = [];

async function bundle(): Promise<Map<string, string | Uint8Array>> {
  const result = (await build({
    configFile: false,
    root: fileURLToPath(new URL('../../..', import.meta.url)),
    logLevel: 'error',
    publicDir: false,
    build: {
      write: false,
      lib: { entry: 'tests/renderer/papers/window-under-test.ts', formats: ['es'], fileName: () => 'window.js' },
    },
  })) as Rolldown.RolldownOutput[];
  return new Map(
    result[0].output.map((file) => [`/${file.fileName}`, file.type === 'chunk' ? file.code : file.source]),
  );
}

beforeAll(async () => {
  const files = await bundle();
  files.set(
    '/',
    '<!doctype html><html lang="zh-CN"><head><title>窗口</title></head><body><script type="module" src="/window.js"></script></body></html>',
  );
  server = createServer(({ url }, response) => {
    const body = files.get(url ?? '');
    const type = url === '/' ? 'text/html' : url?.endsWith('.css') === true ? 'text/css' : 'text/javascript';
    response.writeHead(body === undefined ? 404 : 200, {
      ...securityHeaders,
      'Content-Type': `${type}; charset=utf-8`,
    });
    response.end(body);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  browser = await launchChromium();
  page = await browser.newPage();
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.addInitScript(captureScript);
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  await page.waitForFunction(() => 'printHere' in window);
});

afterAll(async () => {
  await browser.close();
  server.close();
});

interface Printed {
  readonly result: { readonly ok: boolean; readonly value?: string };
  readonly sent: readonly {
    readonly channel: string;
    readonly request: { readonly html: string; readonly page: string };
  }[];
  readonly frames: number;
}

type PrintHere = (letter: Letter, how: typeof options, direct: boolean) => Promise<Printed>;

const printHere = async (letter: Letter, direct: boolean): Promise<Printed> =>
  page.evaluate(
    async ([wanted, how, straight]) => (window as unknown as { printHere: PrintHere }).printHere(wanted, how, straight),
    [letter, options, direct] as const,
  );

describe('printing from the window', () => {
  it('prints the letter from a frame that is gone afterwards', async () => {
    const letter = buildPaper('acceptance', paper);
    const { result, frames } = await printHere(letter, false);
    expect(result).toEqual({ ok: true, value: 'sent' });
    expect(frames).toBe(0);
    const captured = (await capturedPrints(page)).at(-1);
    expect(captured?.title).toBe('受理通知书');
    const pdf = await pdfOf(browser, captured?.html ?? '');
    expect(pdf.sizes).toEqual([[210, 297]]);
    for (const text of ['受理通知书', '陈海晴', '第1页，共1页', '补打第1次', '【培训】'])
      expect(squeezed(pdf.pages.join(''))).toContain(text);
  });

  it('measures the strip of an 80 mm receipt', async () => {
    await printHere(buildPaper('narrowReceipt', paper), false);
    const { sizes, pages } = await pdfOf(browser, (await capturedPrints(page)).at(-1)?.html ?? '');
    expect(pages).toHaveLength(1);
    expect(sizes[0]?.[0]).toBe(80);
    const lines = pages[0]?.trimEnd().split('\n') ?? [];
    expect(squeezed(lines.slice(-2).join(''))).toContain('校验码');
  });

  it('hands a host that prints itself one standalone page', async () => {
    const { sent, result } = await printHere(buildPaper('narrowReceipt', paper), true);
    expect(result).toEqual({ ok: true, value: 'sent' });
    expect(sent.map(({ channel, request }) => [channel, request.page])).toEqual([['print.send', '80mm']]);
    expect(sent[0]?.request.html).toMatch(/^<!doctype html>[\s\S]*<style>[\s\S]*收件凭证/u);
  });

  it('sets the style sheet in a sandboxed preview too, and the content policy has nothing to complain of', async () => {
    const align = await page.evaluate(
      async ([letter, how]) =>
        (window as unknown as { showHere: (l: Letter, h: typeof options) => Promise<string> }).showHere(letter, how),
      [buildPaper('acceptance', paper), options] as const,
    );
    expect(align).toBe('center');
    expect(complaints.filter((text) => /Content Security|Error/u.test(text))).toEqual([]);
  });
});
