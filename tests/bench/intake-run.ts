/**
 * Rosters of 100 and 1,000 persons dropped into the real window over a pack of a million rows: from the drop to the last
 * change of the figures under the roster. And the start: see start-times.ts.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { CounterApp } from '../e2e/counter-app.ts';
import { IntakePageModel } from '../e2e/pages/intake-page.ts';
import { startTraining } from '../e2e/pages/start-page.ts';
import { citizen, writeInsuranceFile } from './made-up-insurance.mjs';
import { startTimes } from './start-times.ts';

const settings = Object.fromEntries(process.argv.slice(2).map((setting) => setting.split('=')));
const packRows = Number(settings['ROWS'] ?? 1_000_000);
const runs = Number(settings['RUNS'] ?? 12);
const say = (text: string): void => {
  process.stderr.write(`${text}\n`);
};
const sorted = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);
const median = (values: readonly number[]): number => sorted(values)[Math.floor(values.length / 2)] ?? 0;
const p95 = (values: readonly number[]): number => sorted(values)[Math.ceil(values.length * 0.95) - 1] ?? 0;

const app = new CounterApp();

async function importPack(page: Page): Promise<void> {
  const file = join(app.folder, '参保.csv');
  writeInsuranceFile(file, packRows);
  await page.getByRole('link', { name: '数据' }).click();
  await page.getByRole('button', { name: '更新参保缴费' }).click();
  // The library copies files over its own wire, at most 50 MB; the browser itself takes the path.
  const client = await page.context().newCDPSession(page);
  const { root } = await client.send('DOM.getDocument');
  const { nodeId } = await client.send('DOM.querySelector', { nodeId: root.nodeId, selector: 'input[type=file]' });
  await client.send('DOM.setFileInputFiles', { nodeId, files: [file] });
  await client.detach();
  await page.getByLabel('数据日期（截至）').fill('20220821');
  await page.getByLabel('提供部门').fill('测量');
  await page.getByRole('button', { name: '导入并替换' }).click();
  await page.getByText('已启用 参保缴费').waitFor({ timeout: 300_000 });
}

/** A roster of persons that the pack knows, other ones each time. */
function rosterFile(people: number, round: number): string {
  const path = join(app.folder, `花名册-${people}-${round}.csv`);
  const lines = Array.from({ length: people }, (_, index) => {
    const person = citizen((round * 131_071 + index * Math.max(1, Math.floor(packRows / people))) % packRows);
    return `测试${'甲乙丙丁戊己庚辛'[index % 8]},${person},广东海洋大学,2022-06-25,2022-07-01,2025-06-30,2022-07-01`;
  });
  writeFileSync(
    path,
    `姓名,身份证号,毕业院校,毕业时间,劳动合同起始日期,劳动合同终止日期,参保日期\n${lines.join('\n')}\n`,
  );
  return path;
}

/** Notes when a file is dropped and when the figures last changed. */
const watchFigures = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const seen = { dropped: 0, changed: 0 };
    Object.defineProperty(window, 'benchSeen', { value: seen, configurable: true });
    window.addEventListener('drop', () => (seen.dropped = performance.now()), { capture: true });
    let before = '';
    new MutationObserver(() => {
      const now = document.querySelector('.outcome-bar__figures')?.textContent ?? '';
      if (now === before) return;
      before = now;
      requestAnimationFrame(() => (seen.changed = performance.now()));
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });

async function dropped(page: Page, people: number, round: number): Promise<number> {
  await page.getByRole('link', { name: /^新受理/u }).click();
  const intake = new IntakePageModel(page);
  await page.getByRole('form', { name: '申请表' }).waitFor();
  await intake.fillEmployer({ search: 'hssp', name: '湛江海晟食品有限公司' });
  await page.keyboard.press('F4');
  await watchFigures(page);
  await intake.drop(rosterFile(people, round));
  await intake.expectFigures(`${people.toLocaleString('zh-CN')} 人`).catch(() => intake.expectFigures(`${people} 人`));
  await sleep(people > 500 ? 4000 : 1500);
  return page.evaluate(() => {
    const { dropped: from, changed } = (window as unknown as { benchSeen: { dropped: number; changed: number } })
      .benchSeen;
    return changed - from;
  });
}

try {
  const page = await app.open();
  await startTraining(page);
  await importPack(page);
  say('数据已导入');
  const hundred: number[] = [];
  for (let round = 0; round < runs; round += 1) hundred.push(await dropped(page, 100, round));
  say(`100 人：${hundred.map(Math.round).join('、')} ms`);
  const thousand: number[] = [];
  for (let round = 0; round < 3; round += 1) thousand.push(await dropped(page, 1000, round));
  say(`1000 人：${thousand.map(Math.round).join('、')} ms`);
  await app.killAll();
  const starts = await startTimes(5);
  say(`启动：${starts.map(Math.round).join('、')} ms`);
  const [p95For100Ms, medianFor1000Ms, start] = [p95(hundred), median(thousand), median(starts)].map(Math.round);
  process.stdout.write(
    `${JSON.stringify({ name: 'intake', packRows, p95For100Ms, medianFor1000Ms, startMs: start })}\n`,
  );
} finally {
  await app.close();
}
