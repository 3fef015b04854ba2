/**
 * 再删一次 in a real window: a key that was destroyed at the case's term is back in its file, as after a restored folder, and the
 * disk will not let it go. It is said, nothing is written meanwhile, and one press removes it once the disk gives way.
 */
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { plainDate } from '#shared/domain/plain-date.ts';
import { actedBy, aDecision } from '#tests/builders/a-case-action.ts';
import { aCounter, officers } from '#tests/store/a-counter.ts';
import { CounterApp } from './counter-app.ts';
import { runsOff, seriousFindings } from './screen-findings.ts';
import { until } from './until.ts';

const app = new CounterApp();
const keys = join(app.dataFolder, 'areas', 'office', 'content-keys.jsonl');
/** While this file is there, the disk of the host refuses to replace the keys. */
const holding = join(app.folder, 'holding');
const holdsOn = `
import files from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
const { rename } = files;
files.rename = async (from, to) => {
  if (String(to).endsWith('content-keys.jsonl') && existsSync(${JSON.stringify(holding)}))
    throw Object.assign(new Error('EIO: for the test'), { code: 'EIO' });
  return rename(from, to);
};
syncBuiltinESMExports();
`;

const valueOf = <T>(result: { readonly ok: true; readonly value: T } | { readonly ok: false }): T => {
  if (!result.ok) throw new Error(JSON.stringify(result));
  return result.value;
};
const wrapOf = (caseId: string): unknown =>
  readFileSync(keys, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { subjectId: string; wrapped: string | null })
    .findLast(({ subjectId }) => subjectId === caseId)?.wrapped;

/** An office in which one case was destroyed at its term, and its key put back into the file afterwards. */
beforeAll(async () => {
  const counter = await aCounter(undefined, app.dataFolder);
  const store = valueOf(await counter.open('o1', officers[0].passphrase));
  const rule = { caseYears: 1, packDays: {}, documentNumber: '湛档〔2020〕1号' };
  valueOf(await store.recordOffice({ type: 'retentionSet', rule }));
  const long = plainDate('2020-05-01');
  for (const caseId of ['gone', 'kept']) {
    const action = actedBy({ ...aDecision('declined'), on: long }, officers[0]);
    valueOf(await store.cases.record({ entryId: randomUUID(), caseId, action }));
  }
  copyFileSync(keys, `${keys}.before`);
  const purge = { entryId: randomUUID(), caseIds: ['gone'], on: plainDate('2022-08-22'), reason: '保存期满' };
  valueOf(await store.cases.purge(purge));
  await store.close();
  await counter.host.stop();
  if (typeof wrapOf('gone') === 'string') throw new Error('the key was not destroyed');
  copyFileSync(`${keys}.before`, keys);
  rmSync(`${keys}.before`);
  writeFileSync(holding, '');
  process.env['NODE_OPTIONS'] = `--import=data:text/javascript,${encodeURIComponent(holdsOn)}`;
});
afterAll(async () => {
  delete process.env['NODE_OPTIONS'];
  await app.close();
  rmSync(`${app.dataFolder}-witness`, { recursive: true, force: true });
});

it('is offered, says why it did not work, and works once the disk lets go', async () => {
  const page = await app.open();
  await page.getByLabel('人员').waitFor({ timeout: 60_000 });
  await page.getByLabel('人员').selectOption({ label: '李样例（管理员）' });
  await page.getByLabel('口令').fill(officers[0].passphrase);
  await page.keyboard.press('Enter');
  // This browser has never seen the office: that is said first.
  await page.getByRole('heading', { name: '打开时发现' }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '台账停止写入，只能查看' }).waitFor();
  const again = page.getByRole('button', { name: /^再删一次/u });
  await again.waitFor();
  expect([...(await seriousFindings(page)), ...(await runsOff(page))]).toEqual([]);
  const alerts = async (): Promise<string> => (await page.getByRole('alert').allInnerTexts()).join('\n');
  const before = await alerts();
  expect(before).toContain('再删一次');
  await again.press('Enter');
  await until(alerts, (now) => now !== before, 'what the disk said');
  expect(wrapOf('gone')).toMatch(/^1:/u);
  rmSync(holding);
  await again.press('Enter');
  await until(
    () => Promise.resolve(wrapOf('gone') ?? null),
    (wrapped) => wrapped === null,
    'the key gone from the file',
  );
  await until(
    async () => (await page.getByRole('heading', { name: '台账停止写入，只能查看' }).count()) === 0,
    (gone) => gone,
    'the office open again',
  );
  expect(wrapOf('kept')).toMatch(/^1:/u);
});
