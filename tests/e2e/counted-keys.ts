/** Counts every key that a clerk presses: each letter and figure of data, each key of the program, each answer in the system's file dialog. */
import type { Page } from 'playwright-core';

export class CountedKeys {
  readonly #page: Page;
  readonly #pressed: string[] = [];

  constructor(page: Page) {
    this.#page = page;
  }

  get count(): number {
    return this.#pressed.length;
  }

  /** What was pressed, for the message of a test that fails. */
  get pressed(): string {
    return this.#pressed.join(' ');
  }

  async press(key: string, times = 1): Promise<void> {
    for (let time = 0; time < times; time += 1) {
      this.#pressed.push(key);
      await this.#page.keyboard.press(key);
    }
  }

  async type(text: string): Promise<void> {
    this.#pressed.push(...text.split(''));
    await this.#page.keyboard.type(text);
  }

  /** Presses a key once a button on the page shows it and is available. */
  async pressShown(key: string): Promise<void> {
    await this.#page.locator(`button[aria-keyshortcuts="${key}"]:not([aria-disabled=true])`).first().waitFor();
    await this.press(key);
  }

  /** The program's key for a file, then in the system's dialog the file and Enter. */
  async chooseFile(key: string, path: string): Promise<void> {
    const asked = this.#page.waitForEvent('filechooser');
    await this.press(key);
    this.#pressed.push('ArrowDown', 'Enter');
    await (await asked).setFiles(path);
  }
}
