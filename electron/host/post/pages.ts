/** Pages of changes that a hub hands out: whether one answers what was asked, and goes on from where the window was. */
import type { LogName } from '#shared/post/heads.ts';

interface Page extends LogName {
  readonly hub: string;
  readonly nonce: string;
}

/** Whether an answer of a hub names this window, that hub and the question. Its signature is for the caller to check. */
export const namesQuestion = (page: Page, log: LogName, hub: string, nonce: string): boolean =>
  page.office === log.office &&
  page.area === log.area &&
  page.window === log.window &&
  page.generation === log.generation &&
  page.hub === hub &&
  page.nonce === nonce;

interface Changes {
  readonly rows: readonly { readonly change: number }[];
  readonly upTo: number;
}

/** Whether a page goes on from `after` as the one order of the office does: whoever skipped changes would never hear of them. */
export function goesOn({ rows, upTo }: Changes, after: number): boolean {
  const places = [after, ...rows.map(({ change }) => change)];
  return places.every((place, at) => at === 0 || place > (places[at - 1] ?? 0)) && upTo === places.at(-1);
}
