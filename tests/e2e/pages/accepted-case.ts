/** The firm of the training county that a walk accepts: ten persons, of whom four meet the conditions once two slips are mended. */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { IntakePageModel } from './intake-page.ts';

/** Up to the decision, which is not saved yet. */
export async function fillAcceptable(page: Page, dataFolder: string): Promise<IntakePageModel> {
  const intake = await new IntakePageModel(page).open();
  await intake.fillEmployer({ search: 'hssp', name: '湛江海晟食品有限公司' });
  await page.keyboard.press('F4');
  await intake.choose(join(dataFolder, 'samples', '海晟花名册.xls'));
  return intake;
}

export async function acceptCase(page: Page, dataFolder: string): Promise<void> {
  const intake = await fillAcceptable(page, dataFolder);
  await intake.expectFigures('10 人 ✓ 符合 2');
  await intake.correctId('林𠮷安', '440881199909179351');
  await intake.correctId('梁晓彤', '440804200006019261');
  await intake.expectFigures('✓ 符合 4');
  for (const digit of '12345') await page.keyboard.press(`Alt+${digit}`);
  await page.getByRole('button', { name: /保存并受理/u }).waitFor();
  await page.keyboard.press('Control+Enter');
  await page.getByText(/^已保存/u).waitFor();
}
