import type { Page } from 'playwright-core';

/** First start: the focused door is 培训模式; one key, then the sheet that shows where the samples lie. */
export async function startTraining(page: Page): Promise<void> {
  await page.getByRole('button', { name: '开始培训' }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByText('培训数据已备好').waitFor({ timeout: Number(process.env['COUNTER_PATIENCE_MS'] ?? 90_000) });
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '办件' }).waitFor();
}

/**
 * A later start after something was lost: what the program says of it before the work list. A kill may
 * fall between the two copies of a mark, so there may be more than one thing to say.
 */
export async function enterAfterLoss(page: Page): Promise<string> {
  await page.getByRole('button', { name: '进入培训模式' }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '打开时发现' }).waitFor({ timeout: 60_000 });
  const told = await page.getByRole('alert').allInnerTexts();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '办件', level: 1 }).waitFor();
  return told.join('\n');
}

/** A later start: the training area is there. */
export async function enterTraining(page: Page): Promise<void> {
  await page.getByRole('button', { name: '进入培训模式' }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '办件' }).waitFor({ timeout: 60_000 });
}

/** Of the administrator whom {@link setUpOffice} names. */
export const OFFICE_PASSPHRASE = '一棵大榕树下乘凉 1988';

/** 正式启用 of an office with two officers; answers with the recovery key as printed. */
export async function setUpOffice(page: Page): Promise<string> {
  await page.getByRole('button', { name: '正式启用' }).click();
  const office = {
    单位名称: '湛江市赤坎区就业服务中心',
    行政区划代码: '440802',
    地址: '湛江市赤坎区某路1号',
    咨询电话: '0759-1234567',
    监督电话: '0759-7654321',
    窗口号: '3',
    印章名称: '湛江市赤坎区就业服务中心',
    办件号前缀: 'W03',
  };
  for (const [label, value] of Object.entries(office)) await page.getByLabel(label).fill(value);
  const officers = [
    { group: '管理员', name: '王主任', passphrase: OFFICE_PASSPHRASE },
    { group: '窗口人员 1', name: '李窗口', passphrase: '窗口外面有海风 2001' },
  ];
  for (const { group, name, passphrase } of officers) {
    const fields = page.getByRole('group', { name: group });
    await fields.getByLabel('姓名').fill(name);
    await fields.getByLabel('口令', { exact: true }).fill(passphrase);
    await fields.getByLabel('再输一次口令').fill(passphrase);
  }
  await page.getByRole('button', { name: '建立并显示恢复码' }).click();
  await page.getByRole('heading', { name: '恢复码' }).waitFor({ timeout: 60_000 });
  const key = await page.locator('.recovery-key__groups li').allInnerTexts();
  await page.getByLabel('照纸面输入第 3 组').fill(key[2] ?? '');
  await page.getByLabel('照纸面输入第 8 组').fill(key[7] ?? '');
  await page.getByRole('button', { name: '已妥善保存，完成启用' }).click();
  return key.join('-');
}

export async function signInToOffice(page: Page): Promise<void> {
  await page.getByLabel('人员').waitFor({ timeout: 60_000 });
  await page.getByLabel('人员').selectOption({ label: '王主任（管理员）' });
  await page.getByLabel('口令').fill(OFFICE_PASSPHRASE);
  await page.keyboard.press('Enter');
}
