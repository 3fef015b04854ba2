/**
 * Rosters of 100 and 1,000 persons dropped into the real window over a register of a million rows, and over no registers at
 * all: from the drop to the last change of the figures under the roster, with every verdict that a row shows on the way.
 * And the start beside that of an empty page: see start-times.ts.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { CounterApp } from '../e2e/counter-app.ts';
import { IntakePageModel } from '../e2e/pages/intake-page.ts';
import { startTraining } from '../e2e/pages/start-page.ts';
import { citizen, writeInsuranceFile } from './made-up-insurance.mjs';
import { watchDisturbance } from './disturbance.mjs';
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

async function importCopy(page: Page): Promise<void> {
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

/** A roster of persons that the register knows, other ones each time. */
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

interface Seen {
  dropped: number;
  changed: number;
  /** By row and column: every verdict that was shown there since the drop, in order. */
  readonly verdicts: Record<string, string[]>;
}

/** Notes when a file is dropped, when the figures last changed, and each verdict that a row shows on the way. */
const watchFigures = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const seen: Seen = { dropped: 0, changed: 0, verdicts: {} };
    Object.defineProperty(window, 'benchSeen', { value: seen, configurable: true });
    window.addEventListener('drop', () => (seen.dropped = performance.now()), { capture: true, once: true });
    let before = '';
    const noteVerdicts = (): void => {
      for (const mark of document.querySelectorAll('[role=row][aria-rowindex] .verdict')) {
        const cell = mark.closest('[role=gridcell]');
        const row = mark.closest('[role=row]');
        const place = `${row?.getAttribute('aria-rowindex') ?? ''}/${cell?.getAttribute('aria-colindex') ?? ''}`;
        const shown = (seen.verdicts[place] ??= []);
        const verdict = [...mark.classList].find((name) => name.startsWith('verdict--')) ?? '';
        if (shown.at(-1) !== verdict) shown.push(verdict);
      }
    };
    new MutationObserver(() => {
      if (seen.dropped === 0) return;
      noteVerdicts();
      const now = document.querySelector('.outcome-bar__figures')?.textContent ?? '';
      if (now === before) return;
      before = now;
      requestAnimationFrame(() => (seen.changed = performance.now()));
    }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
  });

interface Drop {
  readonly ms: number;
  /** Rows whose shown verdict changed between the drop and the rest. */
  readonly flips: number;
}

/** `registered`: the firm is found in the register; without registers its name is typed. */
async function dropped(page: Page, people: number, round: number, registered = true): Promise<Drop> {
  await page.getByRole('link', { name: /^新受理/u }).click();
  const intake = new IntakePageModel(page);
  await page.getByRole('form', { name: '申请表' }).waitFor();
  if (registered) await intake.fillEmployer({ search: 'hssp', name: '湛江海晟食品有限公司' });
  else await page.getByLabel('单位名称', { exact: true }).fill('湛江海晟食品有限公司');
  await page.keyboard.press('F4');
  await watchFigures(page);
  await intake.drop(rosterFile(people, round));
  await intake.expectFigures(`${people.toLocaleString('zh-CN')} 人`).catch(() => intake.expectFigures(`${people} 人`));
  await sleep(people > 500 ? 4000 : 1500);
  return page.evaluate(() => {
    const { dropped: from, changed, verdicts } = (window as unknown as { benchSeen: Seen }).benchSeen;
    const flipped = Object.entries(verdicts).filter(([, shown]) => shown.length > 1);
    return { ms: changed - from, flips: new Set(flipped.map(([place]) => place.split('/')[0])).size };
  });
}

/** Takes every register off this machine. */
async function removePacks(page: Page): Promise<void> {
  await page.getByRole('link', { name: '数据' }).click();
  const remove = page.getByRole('button', { name: /^删除/u });
  for (let left = await remove.count(); left > 0; left -= 1) {
    await remove.first().click();
    await page.getByRole('button', { name: '确认删除' }).click();
    await page.getByRole('button', { name: '确认删除' }).waitFor({ state: 'detached' });
  }
}

const inMs = (drops: readonly Drop[]): string => drops.map(({ ms }) => Math.round(ms)).join('、');
const times = (drops: readonly Drop[]): readonly number[] => drops.map(({ ms }) => ms);
const ratioOf = (value: number, floor: number): number => Math.round((value / floor) * 1000) / 1000;
const disturbance = watchDisturbance();

try {
  const page = await app.open();
  await startTraining(page);
  await importCopy(page);
  say('数据已导入');
  const hundred: Drop[] = [];
  for (let round = 0; round < runs; round += 1) hundred.push(await dropped(page, 100, round));
  say(`100 人：${inMs(hundred)} ms`);
  const thousand: Drop[] = [];
  for (let round = 0; round < 3; round += 1) thousand.push(await dropped(page, 1000, round));
  say(`1000 人：${inMs(thousand)} ms`);
  await removePacks(page);
  const empty: Drop[] = [];
  for (let round = 0; round < runs; round += 1) empty.push(await dropped(page, 100, round, false));
  say(`100 人，没有登记数据：${inMs(empty)} ms`);
  await app.killAll();
  const starts = await startTimes(5);
  const p95For100 = p95(times(hundred));
  const p95For100Empty = p95(times(empty));
  const line = {
    name: 'intake',
    packRows,
    p95For100Ms: Math.round(p95For100),
    p95For100EmptyMs: Math.round(p95For100Empty),
    ratio: ratioOf(p95For100, p95For100Empty),
    medianFor1000Ms: Math.round(median(times(thousand))),
    startMs: Math.round(median(starts.program)),
    emptyPageMs: Math.round(median(starts.emptyPage)),
    startRatio: ratioOf(median(starts.program), median(starts.emptyPage)),
    flips: [...hundred, ...thousand].reduce((sum, { flips }) => sum + flips, 0),
    ...disturbance.stop(),
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
} finally {
  await app.close();
}
