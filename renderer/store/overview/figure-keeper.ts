/**
 * Says to the host the figures of this window's cases, so that the hub can add them up for the overview of the office. Runs beside the
 * work, after every change. In training the made-up past is told as well: it is in no other window's figures.
 */
import { figuresOf } from '#shared/casework/figures-of-case.ts';
import type { Area } from '#shared/contract/channels.ts';
import type { Host } from '#shared/contract/host.ts';
import type { CaseStore } from '../cases/case-store.ts';
import { purgedSince } from '../cases/purged-since.ts';
import { postWatch } from '../post-desk.ts';

export interface FigureKeeperParts {
  readonly host: Host;
  readonly area: Area;
  readonly cases: Pick<CaseStore, 'list' | 'events' | 'ledger' | 'subscribe'>;
}

export interface FigureKeeper {
  close(): Promise<void>;
}

/** A host that did not answer, or joined a hub meanwhile, is found by then. */
const LOOK_MS = 10_000;
const CASES_AT_ONCE = 500;

export function figureKeeper({ host, area, cases }: FigureKeeperParts): FigureKeeper {
  const watch = postWatch(host, cases);
  const state: { closed: boolean; wanted: boolean; running: Promise<void> | null } = {
    closed: false,
    wanted: false,
    running: null,
  };
  /** Cases when they were all told last; fewer: some were destroyed. */
  let wholeList = 0;

  const round = async (): Promise<void> => {
    const post = await host.call('post.state', { area });
    if (!post.ok || post.value.hub === null) return;
    let { through } = post.value.figures;
    const { count } = cases.ledger();
    if (count <= through && cases.list().length >= wholeList && wholeList > 0) return;
    const say = async (upTo: number, told: Partial<{ cases: ReturnType<typeof figuresOf>[]; dropped: string[] }>) =>
      (await host.call('post.tellFigures', { area, through: Math.max(1, upTo), cases: [], dropped: [], ...told })).ok;
    const all = cases.list();
    const dropped = through > 0 && all.length >= wholeList && wholeList > 0 ? [] : await purgedSince(cases, through);
    // First, while what is looked through ends before them: whoever is interrupted finds them again.
    for (let at = 0; at < dropped.length; at += CASES_AT_ONCE)
      if (!(await say(through, { dropped: dropped.slice(at, at + CASES_AT_ONCE) }))) return;
    const changed = all
      .filter(({ lastSequence }) => lastSequence > through)
      .toSorted((one, other) => one.lastSequence - other.lastSequence);
    for (let at = 0; at < changed.length && !state.closed; at += CASES_AT_ONCE) {
      const page = changed.slice(at, at + CASES_AT_ONCE);
      through = page.at(-1)?.lastSequence ?? through;
      if (!(await say(through, { cases: page.map(figuresOf) }))) return;
    }
    if (state.closed) return;
    if (count > through && !(await say(count, {}))) return;
    wholeList = all.length;
  };

  const rounds = async (): Promise<void> => {
    while (state.wanted && !state.closed) {
      state.wanted = false;
      // What failed is tried again at the next look.
      await round().catch(() => undefined);
    }
  };
  const check = (): void => {
    state.wanted = true;
    state.running ??= rounds().finally(() => {
      state.running = null;
    });
  };
  const stop = watch.subscribe(check);
  const timer = setInterval(check, LOOK_MS);
  check();
  return {
    close: async () => {
      state.closed = true;
      clearInterval(timer);
      stop();
      await state.running;
    },
  };
}
