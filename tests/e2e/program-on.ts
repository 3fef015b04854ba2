/** The built program in Chromium, on a window's folder and machine, as far as the sign-in screen. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { diskLayer } from '#electron/host/file-layer.ts';
import { prepareProfile } from '#electron/loopback/browser-profile.ts';
import { startChromium, startHost } from './counter-app.ts';
import { chooseIn, typeInto } from './keyboard.ts';

export interface Program {
  readonly page: Page;
  readonly end: () => Promise<void>;
}

const SIZE = { width: 1366, height: 768 };

/** `disk`: of the machine, where witness and profile lie; `name`: what the machine is called. */
export async function programOn(folder: string, disk: string, name: string): Promise<Program> {
  const host = await startHost(folder, { COUNTER_WITNESS: join(disk, 'config'), COUNTER_MACHINE: name });
  const profile = join(disk, 'profile');
  await prepareProfile(diskLayer, profile, new URL(host.address).origin);
  const browser = await startChromium(profile, SIZE);
  const page = await (browser.browser.contexts()[0] ?? (await browser.browser.newContext())).newPage();
  await page.setViewportSize(SIZE);
  await page.goto(pathToFileURL(host.page).href);
  return {
    page,
    end: async () => {
      await browser.close();
      await host.stop();
    },
  };
}

/** Signs in by keyboard, in a browser that has no working copy of the folder yet: it is made from the ledger, and that is said. */
export async function signInAnew(
  page: Page,
  { id, passphrase }: { readonly id: string; readonly passphrase: string },
): Promise<void> {
  await page.getByLabel('人员').waitFor();
  await chooseIn(page, '人员', id);
  await typeInto(page, '口令', passphrase);
  await page.keyboard.press('Enter');
  await page.getByText('知道了，继续').waitFor({ timeout: 60_000 });
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '办件', level: 1 }).waitFor();
}
