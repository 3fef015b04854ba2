import type { Page } from 'playwright-core';

/** First start: the focused door is 培训模式; one key, then the sheet that shows where the samples lie. */
export async function startTraining(page: Page): Promise<void> {
  await page.getByRole('button', { name: '开始培训' }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByText('培训数据已备好').waitFor({ timeout: Number(process.env['COUNTER_PATIENCE_MS'] ?? 90_000) });
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '办件' }).waitFor();
}

/** A later start after something was lost: what the program says of it before the work list. */
export async function enterAfterLoss(page: Page): Promise<string> {
  await page.getByRole('button', { name: '进入培训模式' }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '打开时发现' }).waitFor({ timeout: 60_000 });
  const told = await page.getByRole('alert').innerText();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '办件', level: 1 }).waitFor();
  return told;
}

/** A later start: the training area is there. */
export async function enterTraining(page: Page): Promise<void> {
  await page.getByRole('button', { name: '进入培训模式' }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '办件' }).waitFor({ timeout: 60_000 });
}
