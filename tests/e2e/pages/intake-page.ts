/** 新受理 as the clerk works it: by keyboard wherever there is a key. */
import type { Page } from 'playwright-core';
import { arrowTo, chooseIn, tabTo, tick, typeInto } from '../keyboard.ts';
import { until } from '../until.ts';

export interface EmployerTyping {
  readonly search: string;
  readonly name: string;
  readonly employerNumber?: string;
}

export class IntakePageModel {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
    // Somebody always listens, so that no file dialog of the browser ever opens.
    page.on('filechooser', () => undefined);
  }

  /** F2 from anywhere outside the grid. */
  async open(): Promise<this> {
    await this.page.keyboard.press('F2');
    await this.page.getByRole('form', { name: '申请表' }).waitFor();
    return this;
  }

  /** Finds the firm in the register by initials or a part of its name. */
  async findEmployer({ search, name }: EmployerTyping): Promise<void> {
    const { page } = this;
    await tabTo(page, '查企业登记');
    await page.keyboard.type(search);
    await page.getByRole('option', { name }).first().waitFor();
    const chosen = page.locator('.combobox__option[aria-selected=true]');
    for (let steps = 0; !(await chosen.innerText()).startsWith(name) && steps < 30; steps += 1)
      await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await until(
      () => page.getByLabel('单位名称', { exact: true }).inputValue(),
      (value) => value === name,
      '单位名称',
    );
  }

  /** The firm from the register, then what the agent says, typed. */
  async fillEmployer({ search, name, employerNumber }: EmployerTyping): Promise<void> {
    const { page } = this;
    await this.findEmployer({ search, name });
    if (employerNumber !== undefined) await typeInto(page, '单位编号（社保）', employerNumber);
    // The register says where the firm is; only where it does not, the clerk chooses.
    if ((await page.getByLabel('失业保险参保地').inputValue()) !== '440802')
      await chooseIn(page, '失业保险参保地', '440802');
    await typeInto(page, '法定代表人（负责人）', '陈建国');
    await typeInto(page, '开户银行（支行全称）', '中国工商银行湛江赤坎支行');
    await typeInto(page, '账号', '2015020109024512345');
    await typeInto(page, '经办人姓名', '李小燕');
    await typeInto(page, '经办人身份证号', '440802199001019029');
    await typeInto(page, '经办人联系电话', '13800138000');
    await tick(page, '已核对单位授权委托书');
  }

  /** F6, then the file in the system's dialog. */
  async choose(path: string): Promise<void> {
    const asked = this.page.waitForEvent('filechooser');
    await this.page.keyboard.press('F6');
    await (await asked).setFiles(path);
  }

  /** Drops a file from the disk over the roster, as from the file manager. */
  async drop(path: string): Promise<void> {
    const { page } = this;
    const box = await page.getByRole('grid').boundingBox();
    if (box === null) throw new Error('the roster is not on screen');
    const at = { x: box.x + box.width / 2, y: box.y + Math.min(60, box.height / 2) };
    const client = await page.context().newCDPSession(page);
    const data = { items: [], files: [path], dragOperationsMask: 1 };
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await client.send('Input.dispatchDragEvent', { type, ...at, data });
    await client.detach();
  }

  async figures(): Promise<string> {
    return (await this.page.locator('.outcome-bar__figures').innerText()).replace(/\s+/gu, ' ');
  }

  /** Waits until the line under the roster reads so. */
  async expectFigures(part: string): Promise<void> {
    await until(
      () => this.figures(),
      (figures) => figures.includes(part),
      part,
    );
  }

  /** Goes to the cell of a person under a heading, by arrows. */
  async goToCell(name: string, heading: string): Promise<void> {
    const grid = this.page.getByRole('grid');
    const column = await grid.getByRole('columnheader', { name: heading, exact: true }).getAttribute('aria-colindex');
    const cell = grid.getByRole('row', { name: new RegExp(name, 'u') }).locator(`[aria-colindex="${column}"]`);
    const row = Number(await cell.getAttribute('data-row'));
    await arrowTo(this.page, { row, column: Number(await cell.getAttribute('data-column')) });
  }

  /** Types a number over the cell. */
  async correctId(name: string, id: string): Promise<void> {
    await this.goToCell(name, '证件号');
    await this.page.keyboard.type(id);
    await this.page.keyboard.press('Enter');
  }

  /** F7 on one cell: the original was seen; Enter takes the usual answer. */
  async attest(name: string, heading: string): Promise<void> {
    await this.goToCell(name, heading);
    await this.page.keyboard.press('F7');
    const dialog = this.page.getByRole('dialog');
    await dialog.waitFor();
    await this.page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
  }
}
