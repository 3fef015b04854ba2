/** 正式启用 as an administrator types it, and what follows at the sign-in. */
import type { Page } from 'playwright-core';

export interface TypedOfficer {
  readonly name: string;
  readonly passphrase: string;
}

export interface TypedOffice {
  readonly name: string;
  readonly receiptPrefix: string;
  readonly administrator: TypedOfficer;
  readonly clerk: TypedOfficer;
}

/** Types into a field as an input method does: focus, then the committed text. */
export async function commitInto(page: Page, scope: ReturnType<Page['locator']>, text: string): Promise<void> {
  await scope.click();
  await page.keyboard.insertText(text);
}

async function typeOfficer(page: Page, group: string, { name, passphrase }: TypedOfficer): Promise<void> {
  const fields = page.getByRole('group', { name: group });
  await commitInto(page, fields.getByLabel('姓名'), name);
  await commitInto(page, fields.getByLabel('口令', { exact: true }), passphrase);
  await commitInto(page, fields.getByLabel('再输一次口令'), passphrase);
}

/** From the doors to the sign-in. Returns the recovery key's groups. */
export async function setUpOffice(page: Page, office: TypedOffice): Promise<string[]> {
  await page.getByRole('button', { name: '正式启用' }).click();
  const fields = {
    单位名称: office.name,
    行政区划代码: '440802',
    地址: '湛江市赤坎区某路1号',
    咨询电话: '0759-1234567',
    监督电话: '0759-7654321',
    窗口号: '3',
    印章名称: office.name,
    办件号前缀: office.receiptPrefix,
  };
  for (const [label, value] of Object.entries(fields)) await commitInto(page, page.getByLabel(label), value);
  await typeOfficer(page, '管理员', office.administrator);
  await typeOfficer(page, '窗口人员 1', office.clerk);
  await page.getByRole('button', { name: '建立并显示恢复码' }).click();
  await page.getByRole('heading', { name: '恢复码' }).waitFor({ timeout: 60_000 });
  const groups = await page.locator('.recovery-key__groups li').allInnerTexts();
  await commitInto(page, page.getByLabel('照纸面输入第 3 组'), groups[2] ?? '');
  await commitInto(page, page.getByLabel('照纸面输入第 8 组'), groups[7] ?? '');
  await page.getByRole('button', { name: '已妥善保存，完成启用' }).click();
  await page.getByLabel('人员').waitFor({ timeout: 60_000 });
  return groups;
}

/** At the sign-in: chooses who it is and types the passphrase. */
export async function signInAs(page: Page, label: string, passphrase: string): Promise<void> {
  await page.getByLabel('人员').selectOption({ label });
  await commitInto(page, page.getByLabel('口令'), passphrase);
  await page.keyboard.press('Enter');
}
