/**
 * Beside the work: tells the office's other windows what this one has for them, and acts on what they told. What is told follows from the
 * ledger alone, so whoever was interrupted goes on at the next look.
 */
import { dispatchLimits, type SentDispatch } from '#shared/casework/dispatches.ts';
import type { PostDispatches } from '#shared/contract/post.ts';
import type { CaseStore } from '../cases/case-store.ts';
import type { StoreParts } from '../cases/store-parts.ts';
import { postWatch } from '../post-desk.ts';
import { documentLetters, type DocumentsAtHand } from '../documents/document-letters.ts';
import { answerLetters, type AnswersAtHand } from './answer-letters.ts';
import { hallLetters } from './hall-letters.ts';
import type { Letters, Look, Telling, Wanted } from './letters.ts';
import { reviewLetters } from './review-letters.ts';
import { sealedDispatch } from './sealed-dispatch.ts';

export interface DispatchKeeperParts {
  readonly parts: StoreParts;
  readonly cases: Pick<CaseStore, 'list' | 'open' | 'record' | 'events' | 'recordEvent' | 'ledger' | 'subscribe'>;
  /** Resolves once it is known whether the windows have a key in common. */
  readonly keyed: Promise<void>;
  readonly atHand: AnswersAtHand;
  readonly documentsAtHand: DocumentsAtHand;
}

export interface DispatchKeeper {
  /** Looks at once. */
  check(): void;
  close(): Promise<void>;
}

/** How often the host is asked what other windows sent. */
const LOOK_MS = 3_000;
const PUT_AT_ONCE = 5;

export function dispatchKeeper(keeping: DispatchKeeperParts): DispatchKeeper {
  const { parts, cases, keyed, atHand, documentsAtHand } = keeping;
  const { host, area, rolls } = parts;
  const letters: readonly Letters[] = [
    reviewLetters(parts, cases),
    hallLetters(parts, cases),
    answerLetters(parts, cases, atHand),
    documentLetters(parts, cases, documentsAtHand),
  ];
  const watch = postWatch(host, cases);
  const state: { closed: boolean; wanted: boolean; running: Promise<void> | null } = {
    closed: false,
    wanted: false,
    running: null,
  };
  /** What was looked through last, so that nothing is opened again while nothing changes. */
  let looked = '';
  /** Whether something could not be written in this look: the next one tries again. */
  let undone = false;

  const tell = async (own: PostDispatches['own'], wanted: Wanted, window: string): Promise<void> => {
    const keep = own.map(({ name }) => name).filter((name) => wanted.has(name));
    const told = new Set(keep);
    const put: SentDispatch[] = [];
    const say = async (): Promise<boolean> =>
      (await host.call('post.tellDispatches', { area, keep: [...told], put: put.splice(0) })).ok;
    for (const [name, { to, content }] of wanted) {
      if (state.closed || told.has(name)) continue;
      const said = await content();
      const sealed = said === null ? null : await sealedDispatch(parts, { window, to, name }, said);
      // Larger than any window takes: it is reviewed at its own.
      if (sealed === null || sealed.length > dispatchLimits.content) continue;
      put.push({ name, to, content: sealed });
      told.add(name);
      if (put.length >= PUT_AT_ONCE && !(await say())) {
        undone = true;
        return;
      }
    }
    if ((put.length > 0 || keep.length < own.length) && !(await say())) undone = true;
  };

  const round = async (): Promise<void> => {
    const post = await host.call('post.state', { area });
    if (!post.ok || post.value.hub === null || post.value.claims.key === null || rolls.recorded.length === 0) return;
    const [ledger, found] = [await host.call('journal.state', { area }), await host.call('post.dispatches', { area })];
    const window = ledger.ok ? ledger.value.writer?.window : undefined;
    if (!found.ok || window === undefined || state.closed) return;
    const { own, received } = found.value;
    const seen = JSON.stringify([cases.ledger().head, own.map(({ name }) => name), received, rolls.recorded.length]);
    if (seen === looked) return;
    undone = false;
    const at: Look = { received, window, closed: () => state.closed, undone: () => (undone = true) };
    const wanted = new Map<string, Telling>();
    for (const kind of letters) for (const [name, telling] of await kind.look(at)) wanted.set(name, telling);
    if (state.closed) return;
    await tell(own, wanted, window);
    looked = undone ? '' : seen;
    watch.told(null);
  };

  const rounds = async (): Promise<void> => {
    await keyed;
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
    check,
    close: async () => {
      state.closed = true;
      clearInterval(timer);
      stop();
      await state.running;
    },
  };
}
