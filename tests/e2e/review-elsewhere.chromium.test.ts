/**
 * 复核 for another window, by keyboard on the built program: two windows of an office with one roll over a real hub; what the first accepted
 * is seen at the second with its evidence, sent back for one person, and the first has it in its case.
 */
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { actedBy, aDecision, anOffice } from '#tests/builders/a-case-action.ts';
import { aPostgres, type TestPostgres } from '#tests/builders/a-hub.ts';
import { officers } from '#tests/store/a-counter.ts';
import { valueOf } from '#tests/store/an-office-on.ts';
import { TwoWindows } from '#tests/store/two-windows.ts';
import { pressShown } from './keyboard.ts';
import { takePictures } from './pictures.ts';
import { programOn, signInAnew, type Program } from './program-on.ts';
import { english, runsOff, runsOffEnlarged, seriousFindings } from './screen-findings.ts';
import { until } from './until.ts';

const other = officers[2];
const shots = process.env['COUNTER_SHOTS'];
if (shots !== undefined) mkdirSync(shots, { recursive: true });
let postgres: TestPostgres;
let windows: TwoWindows;
let program: Program;
let page: Page;
let number = '';

const shot = async (name: string): Promise<void> => {
  const found = [...(await runsOff(page)), ...(await runsOffEnlarged(page)), ...(await english(page))];
  expect([name, ...found, ...(await seriousFindings(page))]).toEqual([name]);
  if (shots !== undefined) await takePictures(page, shots, `review-elsewhere-${name}`, ['100', '150']);
};

beforeAll(async () => {
  postgres = await aPostgres();
  windows = await TwoWindows.open(postgres);
  const decision = aDecision('accepted');
  if (decision.kind !== 'accepted') throw new Error('not accepted');
  const office = { ...anOffice, review: { takes: 'acceptances', by: 'anybody' } as const };
  const action = actedBy({ ...decision, office }, windows.here.officer);
  const done = await windows.here.cases.record({ entryId: randomUUID(), caseId: randomUUID(), action });
  ({ number } = valueOf(done).summary);
  // The second window goes on in the built program, on the same folder and machine.
  await windows.there.close();
  await windows.second.stop();
  program = await programOn(windows.second.folder, windows.disks.second, '窗口四');
  ({ page } = program);
}, 240_000);
afterAll(async () => {
  await program.end();
  await windows.here.close();
  await windows.first.stop();
  await windows.hub.end();
  await postgres.end();
  await windows.disks.clear();
});

it('lists what the first window waits for, and shows it with its evidence', async () => {
  await signInAnew(page, other);
  await page.keyboard.press('Control+F6');
  const row = page.getByRole('row').filter({ hasText: number });
  await row.waitFor({ timeout: 30_000 });
  await shot('list');
  await row.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: number }).waitFor();
  const persons = page.getByRole('table', { name: '人员与结论' });
  await persons.waitFor();
  expect(await persons.innerText()).toContain('440802 20000315 0026');
  await shot('answer');
});

it('sends it back for a person, and the first window has it in its case', async () => {
  await pressShown(page, 'Control+Enter');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.type('合同与花名册不符');
  await shot('dialog');
  await page.keyboard.press('Enter');
  await page.getByText('本窗口送出的复核').waitFor();
  await shot('sent');
  await until(
    async () => {
      await windows.first.host.call('post.send', { area: 'office' });
      return windows.here.cases.list()[0]?.rounds[0]?.review?.state ?? '';
    },
    (state) => state === 'returned',
    'sent back at the first window',
  );

  const word = windows.here.cases.list()[0]?.rounds[0]?.review?.word;
  expect(word).toMatchObject({ officerId: other.id, reasons: [{ text: '合同与花名册不符' }] });
});
