/**
 * What the browser keeps for itself: nothing of the office. Its profile is searched as bytes after a set-up and a few cases
 * by an ordinary user, with the product's own arguments and preferences.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, describe, expect, it } from 'vitest';
import { PROFILE_PREFERENCES } from '#electron/loopback/browser-profile.ts';
import { commitInto, setUpOffice, signInAs } from './pages/office-setup.ts';
import { IntakePageModel } from './pages/intake-page.ts';
import { Desktop } from './profile/desktop.ts';
import { searchFolder } from './profile/search-folder.ts';

const ADMINISTRATOR = { name: '褚榕荫', passphrase: '大榕树下乘凉的褚家一九八八' };
const CLERK = { name: '麦浪澜', passphrase: '麦家窗外有咸咸的海风二零零一' };
const CASES = [
  { firm: '湛江庹氏拾贝有限公司', person: '庹海晴', id: '440802200003159020', account: '2015020109024512345' },
  { firm: '湛江阚记晒盐有限公司', person: '阚守潮', id: '440881199909179351', account: '6230580000987650123' },
];
const AGENT = { name: '幸小燕', id: '440802199001019029', phone: '13827700451' };
const WORDS = [
  ...[ADMINISTRATOR, CLERK].flatMap((officer) => [officer.name, officer.passphrase]),
  ...CASES.flatMap((one) => [one.firm, one.person, one.id, one.account]),
  AGENT.name,
  AGENT.id,
  AGENT.phone,
];
const CONTROL = 'that-which-a-search-must-find';

const desktop = new Desktop();
afterAll(() => desktop.remove());

async function takeIn(page: Page, { firm, person, id, account }: (typeof CASES)[number]): Promise<void> {
  await new IntakePageModel(page).open();
  await commitInto(page, page.getByLabel('单位名称', { exact: true }), firm);
  await commitInto(page, page.getByLabel('统一社会信用代码'), '91440802MA5A1B2C13');
  await page.getByLabel('失业保险参保地').selectOption('440802');
  await commitInto(page, page.getByLabel('法定代表人（负责人）'), AGENT.name);
  await commitInto(page, page.getByLabel('开户名'), firm);
  await commitInto(page, page.getByLabel('开户银行（支行全称）'), '中国工商银行湛江赤坎支行');
  await commitInto(page, page.getByLabel('账号', { exact: true }), account);
  await commitInto(page, page.getByLabel('经办人姓名'), AGENT.name);
  await commitInto(page, page.getByLabel('经办人身份证号'), AGENT.id);
  await commitInto(page, page.getByLabel('经办人联系电话'), AGENT.phone);
  await page.getByLabel('已核对单位授权委托书').check();
  await page.getByRole('grid').getByRole('gridcell').first().click();
  await page.keyboard.insertText(person);
  await page.keyboard.press('Tab');
  await page.keyboard.type(id);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+Enter');
  await page.getByText(/^已保存/u).waitFor();
}

/** Puts a word into the same kinds of files, so that the search below is known to find what is there. */
async function leaveControl(page: Page): Promise<void> {
  await page.evaluate(async (word) => {
    const opened = indexedDB.open('control', 1);
    const database = await new Promise<IDBDatabase>((done) => {
      opened.onupgradeneeded = () => opened.result.createObjectStore('rows', { autoIncrement: true });
      opened.onsuccess = () => done(opened.result);
    });
    // More than LevelDB keeps in its log, so that it writes tables with compressed blocks; each value small enough to lie in them.
    for (let turn = 0; turn < 20; turn += 1) {
      const transaction = database.transaction('rows', 'readwrite');
      for (let row = 0; row < 20; row += 1)
        transaction.objectStore('rows').add(`${word} ${'and much beside it '.repeat(1000)}`);
      await new Promise((done) => (transaction.oncomplete = done));
    }
    database.close();
  }, CONTROL);
}

/** What the browser itself says of each setting: one that it does not know, or took back, has its own value or none. */
async function settingsInUse(window: Page): Promise<Record<string, unknown>> {
  const page = await window.context().newPage();
  await page.goto('chrome://prefs-internals/');
  const told = JSON.parse(await page.locator('body').innerText()) as unknown;
  await page.close();
  const value = (name: string): unknown =>
    [...name.split('.'), 'value'].reduce((place, key) => (place as Record<string, unknown> | undefined)?.[key], told);
  return Object.fromEntries(Object.keys(PROFILE_PREFERENCES).map((name) => [name, value(name)]));
}

describe('the profile of the browser', () => {
  it('holds no officer, passphrase, person, number or account after a set-up and a day', async () => {
    const page = await desktop.open();
    await setUpOffice(page, {
      name: '湛江市赤坎区就业服务中心',
      receiptPrefix: 'W03',
      administrator: ADMINISTRATOR,
      clerk: CLERK,
    });
    await signInAs(page, `${CLERK.name}（窗口人员）`, CLERK.passphrase);
    await page.getByRole('heading', { name: '办件' }).waitFor({ timeout: 60_000 });
    for (const one of CASES) await takeIn(page, one);
    await page.keyboard.press('Control+l');
    await signInAs(page, `${ADMINISTRATOR.name}（管理员）`, ADMINISTRATOR.passphrase);
    await page.getByRole('heading', { name: '办件' }).waitFor({ timeout: 60_000 });
    await leaveControl(page);
    expect(await settingsInUse(page)).toEqual(PROFILE_PREFERENCES);
    await desktop.closeWindow(page);

    const { found, files, tables } = searchFolder(desktop.profile, [...WORDS, CONTROL]);
    const control = found.filter(({ word }) => word === CONTROL);
    expect(control.some(({ file }) => file.endsWith('.ldb'))).toBe(true);
    expect(tables).toBeGreaterThan(0);
    expect(files).toBeGreaterThan(20);
    expect(found.filter(({ word }) => word !== CONTROL)).toEqual([]);
    const shared = JSON.parse(readFileSync(join(desktop.profile, 'Local State'), 'utf8')) as unknown;
    expect(shared).toMatchObject({ user_experience_metrics: { reporting_enabled: false } });
  });
});
