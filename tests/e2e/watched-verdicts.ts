/** Writes down, frame by frame, what each row of the roster says of a person: nothing that flips by itself may be seen. */
import type { Page } from 'playwright-core';

interface WatchedWindow {
  watched?: { readonly frames: Map<string, string[]>; stop: boolean; count: number };
}

/** Begins to look at every frame that is drawn. */
export async function watchVerdicts(page: Page): Promise<void> {
  await page.evaluate(() => {
    const watched = { frames: new Map<string, string[]>(), stop: false, count: 0 };
    (window as unknown as WatchedWindow).watched = watched;
    const look = () => {
      watched.count += 1;
      const note = (who: string, said: string) => {
        const before = watched.frames.get(who) ?? [];
        if (before.at(-1) !== said) watched.frames.set(who, [...before, said]);
      };
      for (const row of document.querySelectorAll('[role=grid] .grid__row')) {
        const cells = [...row.querySelectorAll('[role=gridcell]')].map((cell) => cell.textContent ?? '');
        const who = cells[0] ?? '';
        if (who !== '') note(who, cells.slice(-8).join('|'));
      }
      const key = document.querySelector('.outcome-bar [aria-keyshortcuts="Control+Enter"]')?.firstChild?.textContent;
      note('key', key ?? '');
      note('figures', document.querySelector('.outcome-bar__figures')?.textContent ?? '');
      if (!watched.stop) requestAnimationFrame(look);
    };
    look();
  });
}

export interface Watched {
  readonly frames: number;
  /** What each row said, one after the other, without repetitions; `key` and `figures` beside the rows. */
  readonly said: ReadonlyMap<string, readonly string[]>;
}

export async function stopWatching(page: Page): Promise<Watched> {
  const { frames, said } = await page.evaluate(() => {
    const { watched } = window as unknown as WatchedWindow;
    if (watched === undefined) throw new Error('nothing is watched');
    watched.stop = true;
    return { frames: watched.count, said: [...watched.frames] };
  });
  return { frames, said: new Map(said) };
}
