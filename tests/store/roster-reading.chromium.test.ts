/** Reading rosters in real Chromium: the built worker under the program's content security policy, real files from disk. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { trainingCounty, type TrainingCounty } from '#shared/training/training-county.ts';
import { serveHarness, type Harness } from '#tests/renderer/grid/serve-harness.ts';
import type { RosterProbe } from './roster-harness/main.ts';

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

let harness: Harness;
let browser: Browser;
let page: Page;
let county: TrainingCounty;
let folder = '';
const problems: string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'counter-rosters-'));
  county = await trainingCounty();
  harness = await serveHarness(new URL('./roster-harness', import.meta.url));
  browser = await chromium.launch(LAUNCH);
  page = await browser.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  page.on('pageerror', (error) => problems.push(error.message));
  await page.goto(harness.address);
});
afterAll(async () => {
  await browser.close();
  harness.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Summary {
  readonly ok: boolean;
  readonly failure?: { readonly code: string };
  readonly value?: {
    readonly ok: boolean;
    readonly entries?: readonly { readonly name: string }[];
    readonly issues?: readonly { readonly cell: string }[];
    readonly error?: { readonly code: string };
  };
}

async function chosen(name: string, bytes: Uint8Array): Promise<string> {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  await page.setInputFiles('input', path);
  return path;
}

const read = (cancel = false): Promise<Summary> =>
  page.evaluate(
    (stop) => (window as unknown as { rosterProbe: RosterProbe }).rosterProbe.read(stop),
    cancel,
  ) as Promise<Summary>;

describe('a roster in Chromium', () => {
  it('is read from .xlsx, .xls and .csv as anywhere else', async () => {
    const counts: unknown[] = [];
    for (const { fileName, bytes } of county.samples) {
      await chosen(fileName, bytes);
      const { value } = await read();
      counts.push([value?.entries?.length, value?.issues?.map(({ cell }) => cell)]);
    }
    expect(counts).toEqual([
      [4, []],
      [10, ['D10', 'D11']],
      [6, []],
    ]);
  });

  it('that is damaged comes back with its sentence', async () => {
    await chosen('坏.xlsx', county.samples[0]?.bytes.slice(0, 1500) ?? new Uint8Array());
    expect((await read()).value?.error?.code).toBe('file-damaged');
  });

  it('of 50 MB is refused unread', async () => {
    await chosen('大.xlsx', new Uint8Array(50 * 1024 * 1024));
    expect((await read()).failure?.code).toBe('file-too-large');
  });

  it('on a stick that was pulled out is reported', async () => {
    rmSync(await chosen('拔.csv', new TextEncoder().encode('姓名,身份证号\n')));
    expect((await read()).failure?.code).toBe('file-vanished');
  });

  it('can be cancelled', async () => {
    await chosen('海晟花名册.xls', county.samples[1]?.bytes ?? new Uint8Array());
    expect((await read(true)).failure?.code).toBe('cancelled');
    expect((await read()).value?.entries).toHaveLength(10);
  });

  it('stands beside the same training county', async () => {
    const there = await page.evaluate(() =>
      (window as unknown as { rosterProbe: RosterProbe }).rosterProbe.registers(),
    );
    expect(there).toEqual(county.registries.map(({ bytes }) => createHash('sha256').update(bytes).digest('hex')));
  });

  it('broke no rule of the content security policy', () => {
    expect(problems).toEqual([]);
  });
});
