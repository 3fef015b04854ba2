/** The firm that came before comes again with one person: the quickest way to one more case, by keyboard. */
import type { Page } from 'playwright-core';
import { IntakePageModel } from './intake-page.ts';

const FIRM = '湛江海晟食品有限公司';
const SEARCH = 'hssp';

async function typePerson(page: Page): Promise<void> {
  await page.keyboard.press('F4');
  await page.keyboard.press('Home');
  await page.keyboard.type('陈海晴');
  await page.keyboard.press('Tab');
  await page.keyboard.type('440802200003159020');
  await page.keyboard.press('Enter');
}

async function untilDecided(page: Page): Promise<IntakePageModel> {
  const intake = new IntakePageModel(page);
  await intake.expectFigures(' 元');
  await page.locator('button[aria-keyshortcuts="Control+Enter"]:not([aria-disabled])').waitFor();
  return intake;
}

/** The firm's first time: everything of it is typed. Up to the decision, which is not saved yet. */
export async function fillFirstTime(page: Page): Promise<void> {
  const intake = await new IntakePageModel(page).open();
  await intake.fillEmployer({ search: SEARCH, name: FIRM });
  await typePerson(page);
  await untilDecided(page);
}

/** What the firm said the last time is taken by one key; only the authorisation is seen anew. */
export async function fillAgain(page: Page): Promise<void> {
  const intake = await new IntakePageModel(page).open();
  await intake.findEmployer({ search: SEARCH, name: FIRM });
  await page
    .getByRole('status')
    .getByText(/经办人 李小燕/u)
    .waitFor();
  await page.keyboard.press('Alt+T');
  await page.getByText('取自上次办件').first().waitFor();
  await page.keyboard.press('Space');
  await typePerson(page);
  await untilDecided(page);
}
