/**
 * 寄送, by keyboard on the built program: a register's file and a policy pack that the first window's administrator sent are in 待办 at the
 * second, open in the forms of their pages, and serve once they were looked at; a file that is imported there goes back the other way.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { plainDate } from '#shared/domain/plain-date.ts';
import { canonicalJson } from '#shared/policy/canonical-json.ts';
import { packFile } from '#shared/policy/pack-import.ts';
import { packById } from '#shared/policy/pack-library.ts';
import { PolicyPack } from '#shared/policy/pack.ts';
import type { DocumentContents } from '#shared/casework/document-dispatches.ts';
import { aCreditCode } from '#tests/builders/an-export-case.ts';
import { aPostgres, type TestPostgres } from '#tests/builders/a-hub.ts';
import { officers } from '#tests/store/a-counter.ts';
import { valueOf } from '#tests/store/an-office-on.ts';
import { TwoWindows } from '#tests/store/two-windows.ts';
import { pressShown, tabTo, typeInto } from './keyboard.ts';
import { takePictures } from './pictures.ts';
import { programOn, signInAnew, type Program } from './program-on.ts';
import { english, runsOff, runsOffEnlarged, seriousFindings } from './screen-findings.ts';
import { until } from './until.ts';

const [boss] = officers;
const shots = process.env['COUNTER_SHOTS'];
if (shots !== undefined) mkdirSync(shots, { recursive: true });
let postgres: TestPostgres;
let windows: TwoWindows;
let program: Program;
let page: Page;

const shot = async (name: string): Promise<void> => {
  const found = [...(await runsOff(page)), ...(await runsOffEnlarged(page)), ...(await english(page))];
  expect([name, ...found, ...(await seriousFindings(page))]).toEqual([name]);
  if (shots !== undefined) await takePictures(page, shots, `documents-${name}`, ['100', '150']);
};

const firms = `统一社会信用代码,单位名称,登记状态\n${aCreditCode(1)},湛江海晟科技有限公司,存续\n`;
const business: DocumentContents = {
  kind: 'registry',
  registry: 'business',
  asOf: plainDate('2022-08-20'),
  scope: '440800',
  source: '湛江市市场监管局',
  mapping: null,
};
/** A pack of another year, so that its days are free. */
const pack = PolicyPack.parse(
  JSON.parse(
    JSON.stringify({ ...packById('zhanjiang-2022')?.pack, id: 'zhanjiang-2023' }).replaceAll('2022-', '2023-'),
  ),
);

const sendFromFirst = async (file: File, contents: DocumentContents) =>
  valueOf(await windows.here.documents.send(file, contents, () => undefined, new AbortController().signal));
const sentAtFirst = async () => valueOf(await windows.here.documents.sent());
/** Until the first window has heard what the second made of it. */
const heard = (kind: string) =>
  until(
    async () => {
      await windows.first.host.call('post.send', { area: 'office' });
      const one = (await sentAtFirst()).find(({ document }) => document.contents.kind === kind);
      return one?.became.map(({ prefix, became }) => `${prefix} ${became}`).join() ?? '';
    },
    (became) => became !== '',
    'heard at the first window',
  );

beforeAll(async () => {
  postgres = await aPostgres();
  windows = await TwoWindows.open(postgres);
  await windows.signIn('first', boss);
  await windows.there.close();
  await windows.second.stop();
  await sendFromFirst(new File([firms], '企业登记0820.csv'), business);
  await sendFromFirst(new File([canonicalJson(packFile(pack))], '更正.json'), {
    kind: 'policyPack',
    title: pack.title,
  });
  program = await programOn(windows.second.folder, windows.disks.second, '窗口四');
  ({ page } = program);
  await signInAnew(page, boss);
}, 240_000);
afterAll(async () => {
  await program.end();
  await windows.here.close();
  await windows.first.stop();
  await windows.hub.end();
  await postgres.end();
  await windows.disks.clear();
});

it('is in 待办 once it is whole, and opens in the form of its page, filled in as its sender said', async () => {
  await page.keyboard.press('Alt+j');
  const panel = page.getByRole('region', { name: '其他窗口寄来的文件' });
  await panel.getByText('已收齐').waitFor({ timeout: 30_000 });
  expect(await page.evaluate(() => document.activeElement?.ariaLabel)).toBe('导入企业登记');
  await shot('received');
  await page.keyboard.press('Control+F11');
  const row = page.getByRole('row').filter({ hasText: '寄来的登记数据' });
  await row.waitFor();
  await shot('tasks');
  await row.focus();
  await page.keyboard.press('Enter');
  await panel.waitFor();
  await tabTo(page, '打开核对');
  await page.keyboard.press('Enter');
  await page.getByText('企业登记0820.csv').first().waitFor();
  await expect.poll(async () => await page.getByLabel('提供部门').inputValue()).toBe('湛江市市场监管局');
  expect(await page.getByLabel('数据日期（截至）').inputValue()).toBe('2022-08-20');
  expect(await page.getByLabel('覆盖范围（区划代码）').inputValue()).toBe('440800');
  await shot('opened');
});

it('serves once it was taken in, and its sender hears of it', async () => {
  await pressShown(page, 'Control+Enter');
  await page.getByText('已启用 企业登记').waitFor();
  await expect.poll(async () => await page.getByRole('region', { name: '其他窗口寄来的文件' }).count()).toBe(0);
  expect(await heard('registry')).toBe('W04 takenIn');
  await shot('imported');
});

it('shows what a pack would change, and is left alone where somebody says so', async () => {
  await page.keyboard.press('Alt+z');
  await page.getByRole('region', { name: '其他窗口寄来的文件' }).getByText('已收齐').waitFor({ timeout: 30_000 });
  await tabTo(page, '打开核对');
  await page.keyboard.press('Enter');
  await page.getByRole('group', { name: '导入前核对' }).waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.ariaLabel)).toBe('导入参数包');
  await shot('pack');
  await tabTo(page, '不采用');
  await page.keyboard.press('Enter');
  await expect.poll(async () => await page.getByRole('region', { name: '其他窗口寄来的文件' }).count()).toBe(0);
  expect(await heard('policyPack')).toBe('W04 declined');
});

it('is offered after an import here, and comes to the first window', async () => {
  const path = join(windows.disks.second, '企业登记0822.csv');
  writeFileSync(path, firms.replace('海晟科技', '海晟信息'));
  await page.keyboard.press('Alt+j');
  await page.getByRole('heading', { name: '数据', level: 1 }).waitFor();
  await pressShown(page, 'Alt+1');
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), pressShown(page, 'F6')]);
  await chooser.setFiles(path);
  await typeInto(page, '数据日期（截至）', '20220822');
  await typeInto(page, '提供部门', '湛江市市场监管局');
  await pressShown(page, 'Control+Enter');
  await tabTo(page, '寄送给其他窗口');
  await page.keyboard.press('Enter');
  await page.getByText('已交给本机寄送').waitFor();
  const sent = page.getByRole('region', { name: '寄送各窗口的文件' });
  await sent.getByText('已送到接收端').waitFor({ timeout: 30_000 });
  await shot('sent');
  const found = await until(
    async () => {
      await windows.first.host.call('post.send', { area: 'office' });
      return valueOf(await windows.here.documents.received());
    },
    (all) => all[0]?.lying?.state === 'here',
    'whole at the first window',
  );
  const [one] = found;
  if (one === undefined) throw new Error('nothing came');
  expect(await valueOf(await windows.here.documents.file(one)).text()).toContain('海晟信息');
  await tabTo(page, '停止寄送');
  await page.keyboard.press('Enter');
  await expect.poll(async () => await sent.count()).toBe(0);
  await until(
    async () => {
      await windows.first.host.call('post.send', { area: 'office' });
      return valueOf(await windows.here.documents.received());
    },
    (all) => all.length === 0,
    'gone at the first window',
  );
});
