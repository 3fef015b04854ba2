/** Every screen of a day at the window, in order; for screenshots and for the checks that hold on every screen. */
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import type { CounterApp } from '../counter-app.ts';
import { pressShown } from '../keyboard.ts';
import { IntakePageModel } from './intake-page.ts';

/** `part`: what the picture is of, where that is not the beginning of the page. */
export type OnScreen = (name: string, part?: Locator) => Promise<void>;

async function goTo(page: Page, link: string, heading: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: link }).click();
  await page.getByRole('heading', { name: heading, level: 1 }).waitFor();
}

/** Begins on the first-start screen; ends on the settings. Calls `onScreen` once each screen has settled. */
export async function tour(app: CounterApp, page: Page, onScreen: OnScreen): Promise<void> {
  await page.getByRole('button', { name: '开始培训' }).waitFor();
  await onScreen('first-start');
  await page.keyboard.press('Enter');
  await page.getByText('培训数据已备好').waitFor({ timeout: 90_000 });
  await onScreen('training-ready');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '办件' }).waitFor();
  await page.getByRole('tab', { name: /^全部/u }).click();
  await onScreen('worklist');
  const intake = await new IntakePageModel(page).open();
  await intake.fillEmployer({ search: 'hssp', name: '湛江海晟食品有限公司' });
  await onScreen('employer');
  await page.keyboard.press('F4');
  await intake.drop(join(app.dataFolder, 'samples', '海晟花名册.xls'));
  await intake.expectFigures('待更正 2');
  await onScreen('intake-messy');
  await intake.correctId('林𠮷安', '440881199909179351');
  await intake.correctId('梁晓彤', '440804200006019261');
  await intake.expectFigures('✓ 符合 4');
  await intake.goToCell('黄志远', '参保');
  await onScreen('intake');
  await intake.goToCell('庞思琪', '毕业');
  await page.keyboard.press('F8');
  await page.getByRole('status').getByText('已有 1 人进入核验队列').waitFor();
  await page.keyboard.press('F7');
  await page.getByRole('dialog').waitFor();
  await onScreen('attest');
  await page.keyboard.press('Enter');
  await intake.expectFigures('✓ 符合 5');
  for (const digit of '12345') await page.keyboard.press(`Alt+${digit}`);
  await page.keyboard.press('Control+Enter');
  await page.getByText(/^已保存/u).waitFor();
  await onScreen('saved');
  await page.getByRole('button', { name: /^预览受理通知书/u }).click();
  await page.getByRole('dialog').waitFor();
  await onScreen('notice');
  await page.keyboard.press('Escape');
  await page.keyboard.press('F3');
  await page.getByLabel(/^姓名、拼音首字母/u).fill('hssp');
  await page
    .getByRole('row', { name: /湛江海晟/u })
    .first()
    .waitFor();
  await onScreen('find');
  await page
    .getByRole('row', { name: /湛江海晟/u })
    .first()
    .click();
  await page.getByRole('heading', { name: /〔2022〕/u, level: 1 }).waitFor();
  await page
    .getByRole('button', { name: /^(打印|补打)/u })
    .first()
    .waitFor();
  await onScreen('case');
  await page.keyboard.press('Control+F11');
  await page.getByRole('heading', { name: '待办', level: 1 }).waitFor();
  await page.getByRole('table', { name: '待办' }).waitFor();
  await onScreen('tasks');
  await goTo(page, '期限', '期限');
  await onScreen('deadlines');
  await goTo(page, '后续', '后续');
  await page.getByRole('tablist', { name: '队列' }).waitFor();
  await onScreen('aftercare');
  for (const [key, heading, screen] of [
    ['Control+F2', '名单', 'lists'],
    ['Control+F9', '上报月报', 'reports'],
    ['Control+F7', '核查', 'findings'],
    ['Control+F8', '追回', 'recoveries'],
  ] as const) {
    await page.keyboard.press(key);
    await page.getByRole('heading', { name: heading, level: 1 }).waitFor();
    await onScreen(screen);
  }
  await goTo(page, '核验', '核验');
  await pressShown(page, 'Control+Enter');
  await page.getByText('已生成查询文件，1 人').waitFor();
  await onScreen('verification');
  await goTo(page, '数据', '数据');
  await onScreen('registry');
  await goTo(page, '政策', '政策');
  await page.getByText(/^已比对 \d+ 件/u).waitFor();
  await onScreen('policy');
  await goTo(page, '日终', '日终');
  await page.getByRole('button', { name: /^导出 \d+ 件/u }).waitFor();
  await onScreen('day-close');
  await page.keyboard.press('Alt+V');
  await page.getByRole('heading', { name: '省系统返回' }).waitFor();
  await onScreen('returns');
  await goTo(page, '录入助手', '录入助手');
  await onScreen('typing-aid');
  await goTo(page, '设置', '设置');
  await onScreen('settings');
  for (const [name, screen] of [
    ['接收端', 'settings-post'],
    ['更新', 'settings-update'],
  ] as const) {
    await page.getByRole('region', { name }).scrollIntoViewIfNeeded();
    await onScreen(screen);
  }
  await page.getByRole('region', { name: '台账记事' }).getByRole('table').scrollIntoViewIfNeeded();
  await onScreen('settings-ledger');
  await page.keyboard.press('F1');
  await page.getByRole('dialog').waitFor();
  await onScreen('keys');
  await page.keyboard.press('Escape');
}
