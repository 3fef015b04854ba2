/** What a clerk of a training office does in the real window while it is killed: saves, prints, exports, backs up, imports. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { makeCounty, type Newcomer } from '#shared/training/county-rows.ts';
import { randomFrom as randomOfCounty } from '#shared/training/random.ts';
import { TRAINING_SEED, trainingCounty } from '#shared/training/training-county.ts';
import type { CounterApp } from '#tests/e2e/counter-app.ts';
import { pressShown } from '#tests/e2e/keyboard.ts';
import { IntakePageModel } from '#tests/e2e/pages/intake-page.ts';
import { fillAgain, fillFirstTime } from '#tests/e2e/pages/next-in-line.ts';

/** One thing that is done: made ready, then pressed; `done` resolves when the screen says so. */
export interface Work {
  readonly name: string;
  readonly ready: () => Promise<void>;
  readonly press: () => Promise<void>;
  readonly done: () => Promise<void>;
}

const HEADINGS = '姓名,身份证号,毕业院校,毕业证书编号,毕业时间,劳动合同起始日期,劳动合同终止日期,参保日期';

/** Persons of the county whom no earlier case can have: they came after its month began. By firm. */
function newFirms(): (readonly Newcomer[])[] {
  const byFirm = new Map<string, Newcomer[]>();
  for (const person of makeCounty(randomOfCounty(TRAINING_SEED)).newcomers) {
    const fresh = person.enrolledOn >= '2022-07-01' && person.enrolledOn < '2022-08-01';
    if (!fresh || person.contractFrom === '' || !person.graduatedOn.startsWith('2022')) continue;
    byFirm.set(person.firm.name, [...(byFirm.get(person.firm.name) ?? []), person]);
  }
  return [...byFirm.values()];
}

export class WindowWork {
  readonly #app: CounterApp;
  readonly #place: string | null;
  readonly #firms = newFirms();
  #came = false;
  #imports = 0;
  /** The file whose rows were on their way into the register when last seen, and those before it. */
  readonly files: string[] = [];
  page: Page;

  /** `place`: a folder on another device for the backups; `null` where there is none. */
  constructor(app: CounterApp, page: Page, place: string | null) {
    this.#app = app;
    this.page = page;
    this.#place = place;
  }

  readonly save: Work = {
    name: 'save',
    ready: async () => {
      await (this.#came ? fillAgain(this.page) : fillFirstTime(this.page));
    },
    press: () => this.page.keyboard.press('Control+Enter'),
    done: async () => {
      await this.page.getByText(/^已保存/u).waitFor();
      this.#came = true;
    },
  };

  /** A firm that never came, with persons who meet everything. */
  readonly accept: Work = {
    name: 'accept',
    ready: async () => {
      const [persons = []] = this.#firms.splice(0, 1);
      const name = persons[0]?.firm.name ?? '';
      const path = join(this.#app.folder, `花名册-${this.#firms.length}.csv`);
      const rows = persons.map((one) =>
        [
          one.name,
          one.citizenId,
          one.school,
          one.diplomaNumber,
          one.graduatedOn,
          one.contractFrom,
          one.contractTo,
          one.enrolledOn,
        ].join(','),
      );
      writeFileSync(path, `${[HEADINGS, ...rows].join('\n')}\n`);
      const intake = await new IntakePageModel(this.page).open();
      await intake.fillEmployer({ search: name, name });
      await this.page.keyboard.press('F4');
      await intake.choose(path);
      await intake.expectFigures(`${persons.length} 人`);
      for (const digit of '12345') await this.page.keyboard.press(`Alt+${digit}`);
      await this.page.locator('button[aria-keyshortcuts="Control+Enter"]:not([aria-disabled])').waitFor();
    },
    press: () => this.page.keyboard.press('Control+Enter'),
    done: () => this.page.getByText(/^已保存/u).waitFor(),
  };

  /** The paper of the case that was saved just now. */
  readonly print: Work = {
    name: 'print',
    ready: () => this.calmSave(),
    press: () => pressShown(this.page, 'F10'),
    done: async () => {
      const answer = this.page.getByRole('button', { name: '是，已打印' });
      await answer.waitFor();
      await this.page.keyboard.press('Enter');
      await answer.waitFor({ state: 'detached' });
    },
  };

  readonly export: Work = {
    name: 'export',
    ready: async () => {
      const some = this.page.getByRole('button', { name: /^导出 \d+ 件/u });
      const none = this.page.getByText('已受理的都已导出。');
      do {
        // Not every firm of the county meets everything: the next one then.
        await this.accept.ready();
        await this.accept.press();
        await this.accept.done();
        await this.toDayEnd();
        await some.or(none).waitFor();
      } while ((await some.count()) === 0);
    },
    press: () => pressShown(this.page, 'Control+Enter'),
    done: () =>
      this.page
        .getByText(/^已导出/u)
        .first()
        .waitFor(),
  };

  readonly backUp: Work = {
    name: 'backup',
    ready: async () => {
      await this.page.getByRole('navigation').getByRole('link', { name: '设置' }).click();
      await this.page.getByRole('region', { name: '备份' }).waitFor();
    },
    press: () => this.page.getByRole('button', { name: '现在备份' }).click(),
    done: () => this.page.getByText(/已备份并读回核对：/u).waitFor(),
  };

  /** The same rows in a file of another name, as a correction of the same day. */
  readonly import: Work = {
    name: 'import',
    ready: async () => {
      const { page } = this;
      const rows = (await trainingCounty()).registries.find(({ kind }) => kind === 'insurance');
      if (rows === undefined) throw new Error('the county has no insured persons');
      this.#imports += 1;
      const name = `参保-${this.#imports}.csv`;
      const path = join(this.#app.folder, name);
      writeFileSync(path, rows.bytes);
      await this.toRegisters();
      await page.getByRole('button', { name: '更新参保缴费' }).click();
      await page.locator('input[type=file]').setInputFiles(path);
      await page.getByLabel('数据日期（截至）').fill(rows.asOf.replaceAll('-', ''));
      await page.getByLabel(/^替换同日的数据/u).check();
      this.files.push(name);
    },
    press: () => this.page.getByRole('button', { name: '导入并替换' }).click(),
    done: () => this.page.getByText(/已启用 参保缴费/u).waitFor(),
  };

  /** What may be under way when somebody pulls the plug; each time something was told before. */
  get all(): readonly Work[] {
    const { print, export: exporting } = this;
    const behindASave = (work: Work): Work => ({
      ...work,
      ready: async () => {
        await this.calmSave();
        await work.ready();
      },
    });
    const others = [this.save, this.import, ...(this.#place === null ? [] : [this.backUp])].map(behindASave);
    return [print, exporting, ...others];
  }

  /** A case that nothing comes in between. */
  async calmSave(): Promise<void> {
    await this.save.ready();
    await this.save.press();
    await this.save.done();
  }

  async chooseBackupPlace(): Promise<void> {
    if (this.#place === null) return;
    await this.backUp.ready();
    await this.page.getByLabel('位置', { exact: true }).fill(this.#place);
    await this.page.keyboard.press('Enter');
    await this.page.getByText(/备份将放在/u).waitFor();
  }

  async toDayEnd(): Promise<void> {
    await this.page.keyboard.press('Alt+R');
    await this.page.getByText('未配置接收端', { exact: true }).waitFor();
  }

  async toRegisters(): Promise<void> {
    await this.page.getByRole('navigation').getByRole('link', { name: '数据' }).click();
    await this.page.getByRole('button', { name: '更新参保缴费' }).waitFor();
  }

  /** A batch that was begun is brought to its end before anything else. */
  async finishBatches(): Promise<void> {
    await this.toDayEnd();
    const go = this.page.getByRole('button', { name: '续做' });
    await this.page.getByRole('button', { name: /^导出/u }).waitFor();
    if ((await go.count()) === 0) return;
    await go.first().click();
    await this.page
      .getByText(/^已导出/u)
      .first()
      .waitFor();
  }

  /** From the door to the work; every entry that nobody confirmed is kept. Answers with what the program had to say. */
  async enter(): Promise<{ readonly told: boolean; readonly asked: readonly string[] }> {
    const { page } = this;
    await page.getByRole('button', { name: '进入培训模式' }).waitFor();
    await page.keyboard.press('Enter');
    const worklist = page.getByRole('heading', { name: '办件', level: 1 });
    const found = page.getByRole('button', { name: '知道了，继续' });
    const keep = page.getByRole('button', { name: /^保留/u });
    const insist = page.getByRole('button', { name: '在此窗口继续' });
    let told = false;
    const asked = new Set<string>();
    for (;;) {
      await worklist.or(found).or(insist).or(keep.first()).first().waitFor();
      if ((await worklist.count()) > 0) return { told, asked: [...asked] };
      if ((await insist.count()) > 0) await insist.click();
      else if ((await found.count()) > 0) {
        told = true;
        await found.click();
      } else {
        const names = await keep.evaluateAll((buttons) =>
          buttons.map((button) => button.getAttribute('aria-label') ?? ''),
        );
        for (const name of names) asked.add(name);
        // The last one goes with its page, maybe while it is looked for.
        await keep
          .first()
          .click({ timeout: 5000 })
          .catch(() => undefined);
        await page.waitForTimeout(100);
      }
    }
  }

  /** Numbers of all cases as the list shows them, once for each line. */
  async listed(): Promise<readonly string[]> {
    const { page } = this;
    await page.keyboard.press('Alt+9');
    await page.locator('tr.is-link').first().waitFor();
    const more = page.getByRole('button', { name: /^再显示/u });
    while ((await more.count()) > 0) await more.click();
    return page.locator('tr.is-link .case-no').allInnerTexts();
  }

  /** The file whose rows serve, as 数据 names it. */
  async servingFile(): Promise<string> {
    await this.toRegisters();
    const row = this.page.getByRole('row', { name: /^参保缴费/u });
    return /参保-\d+\.csv/u.exec(await row.innerText())?.[0] ?? '';
  }
}
