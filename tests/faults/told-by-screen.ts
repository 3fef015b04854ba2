/** What the screen tells the clerk is done, heard at the moment when it stands there: nothing of it may be lost afterwards. */
import type { BrowserContext } from 'playwright-core';

export type Told =
  | { readonly what: 'saved'; readonly number: string }
  /** A paper went to the printer: its record comes first. `number`: of the case that was on the screen. */
  | { readonly what: 'printed'; readonly number: string }
  | { readonly what: 'exported'; readonly batch: string; readonly folder: string }
  | { readonly what: 'backedUp'; readonly count: number }
  | { readonly what: 'imported' };

const SAID = {
  saved: /已保存 (〔\d{4}〕[A-Z]+\d+-\d{6})（两份落盘）/u,
  exported: /已导出 批次 ([^，]+)，\d+ 件 \d+ 人(.+?)文件是明文/u,
  backedUp: /已备份并读回核对：到台账第 (\d+) 条/u,
  imported: /已启用 参保缴费：截至 [\d-]+/u,
} as const;

type Hear = (what: string, found: readonly string[]) => void;

/** Runs in the window: tells each sentence once for as long as it stands there, and each paper that goes to the printer. */
function listen(patterns: readonly (readonly [string, string])[]): void {
  const { heard } = window.top as unknown as { heard: Hear };
  window.print = () => heard('printed', []);
  if (window.top !== window) return;
  let standing = new Set<string>();
  const look = (): void => {
    const text = document.body?.textContent ?? '';
    const now = new Set<string>();
    for (const [what, pattern] of patterns) {
      const found = new RegExp(pattern, 'u').exec(text);
      if (found === null) continue;
      now.add(found[0]);
      if (!standing.has(found[0])) heard(what, [...found].slice(1));
    }
    standing = now;
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
}

export class Heard {
  readonly all: Told[] = [];
  #number = '';

  /** To be called before a page of the context is opened. */
  async listenIn(context: BrowserContext): Promise<void> {
    await context.exposeBinding('heard', (_, what: string, found: readonly string[]) => this.#note(what, found));
    const patterns = Object.entries(SAID).map(([what, { source }]) => [what, source] as const);
    await context.addInitScript(listen, patterns);
  }

  #note(what: string, [first = '', second = '']: readonly string[]): void {
    if (what === 'saved') this.#number = first;
    if (what === 'saved') this.all.push({ what, number: first });
    else if (what === 'printed') this.all.push({ what, number: this.#number });
    else if (what === 'exported') this.all.push({ what, batch: first, folder: second.trim() });
    else if (what === 'backedUp') this.all.push({ what, count: Number(first) });
    else if (what === 'imported') this.all.push({ what });
  }
}
