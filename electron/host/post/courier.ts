/**
 * Ships one ledger to its hub, entry by entry in order, whenever there is something to ship and the hub can be reached: also while the
 * window is locked. Nothing here ever holds up a save. What it says is durable rests on a signed acknowledgement over the own hash.
 */
import { randomUUID } from 'node:crypto';
import type { Area, JournalState } from '#shared/contract/channels.ts';
import type { PostStep, PostTrouble, PostTroubleCode } from '#shared/contract/post.ts';
import type { Result } from '#shared/contract/failure.ts';
import { clockMinutes, judgeAcknowledgement, waitAfter, type JoinedLog } from '#shared/post/courier.ts';
import { acknowledgementText, logRequestText, type Acknowledgement, type LogRequest } from '#shared/post/heads.ts';
import { POST_VERSION } from '#shared/post/parts.ts';
import { problemReach } from '#shared/post/problem.ts';
import { errnoOf } from '../disk-failure.ts';
import type { Journal } from '../journal.ts';
import { knownHub } from './certificate-check.ts';
import type { Claiming } from './claiming.ts';
import type { Dispatching } from './dispatching.ts';
import type { Documenting } from './documenting.ts';
import type { Figuring } from './figuring.ts';
import type { HubClient } from './hub-client.ts';
import type { Keeping } from './keeping.ts';
import type { Joined, PostRecord } from './post-record.ts';
import { nextUnits, signedRun } from './run-making.ts';
import type { StickCourier } from './stick.ts';
import { stopOf, type Done, type Stop } from './stop.ts';

export interface CourierParts {
  readonly area: Area;
  readonly journal: Pick<Journal, 'state' | 'lineAt' | 'index' | 'hubKnows'>;
  readonly joined: Joined;
  readonly client: HubClient;
  /** What goes before the lines. */
  readonly keeping: Keeping;
  /** What goes after them. */
  readonly claiming: Claiming;
  readonly figuring: Figuring;
  readonly dispatching: Dispatching;
  /** What is large goes when nothing else is to be done. */
  readonly documenting: Documenting;
  readonly sign: (text: string) => Promise<string>;
  /** Checks a signature of the hub that was joined. */
  readonly verify: (text: string, signature: string) => Promise<boolean>;
  /** What is remembered of the post; `remember` changes it and has it written. Rejects with errno errors. */
  readonly record: () => PostRecord;
  readonly remember: (change: Partial<PostRecord>) => Promise<void>;
  readonly now: () => Date;
  /** 0 to 1. */
  readonly random: () => number;
  /** A trouble that came up, or `null` when the last one is over. */
  readonly onTrouble: (trouble: PostTrouble | null) => void;
  readonly onBug: (error: unknown) => void;
  readonly waits?: Partial<CourierWaits>;
}

export interface CourierWaits {
  /** After an entry was added: what is saved together goes together. */
  readonly quickMs: number;
  /** How often the hub is asked when there is nothing to send: for other windows' claims, and one that was put back shows then. */
  readonly idleMs: number;
  /** Factor of every wait after a failure; smaller in tests. */
  readonly scale: number;
}

const USUAL_WAITS: CourierWaits = { quickMs: 200, idleMs: 60_000, scale: 1 };
const LEAST_SHARE = 1 / 512;
const MOST_GAPS = 3;
/** While one of these stands, the ledger may not be the one that the hub knows: nothing is said in its name. */
const STOPS = new Set(['behind', 'forked', 'elsewhere', 'changed-under', 'taken-over']);
/** Troubles of here and of the way that pass by themselves; those of the hub's answers say it by their reach. */
const PASSES = new Set<PostTroubleCode>([
  'unreachable',
  'timed-out',
  'no-hub',
  'gap',
  'line-damaged',
  'ledger-stopped',
  'disk',
  'busy',
  'unavailable',
]);

export interface CourierView {
  readonly sending: boolean;
  readonly trouble: PostTrouble | null;
  readonly clockMinutes: number;
}

export interface Courier {
  /** An entry was added. */
  wake(): void;
  /** Asks and ships at once, whatever it is waiting for; resolves when it has done what it can. */
  sendNow(): Promise<void>;
  view(): CourierView;
  /** For a stick; waits until nothing is on its way over the network. */
  stick(): Promise<StickCourier>;
  close(): Promise<void>;
}

export function createCourier(parts: CourierParts): Courier {
  const { area, journal, joined, client, keeping } = parts;
  const waits = { ...USUAL_WAITS, ...parts.waits };
  const { hub, office, window, generation } = joined;
  const log: JoinedLog = { hub, office, area, window, generation };
  let closed = false;
  let running: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;
  let wanted = false;
  let trouble: PostTrouble | null = null;
  let failures = 0;
  /** Whether the hub said how far it is since the last trouble. */
  let asked = false;
  let held = 0;
  let share = 1;
  let ahead = 0;
  /** The last round came to its end with nothing in the way. */
  let calm = false;
  let carrying: Promise<void> = Promise.resolve();
  let uncarried = 0;

  /** `anew`: the hub is asked how far it is before anything is sent. */
  const schedule = (ms: number, anew = false): void => {
    clearTimeout(timer);
    if (closed) return;
    timer = setTimeout(() => {
      if (anew) asked = false;
      void start();
    }, ms);
    timer.unref();
  };

  const over = (): void => {
    failures = 0;
    if (trouble === null) return;
    trouble = null;
    parts.onTrouble(null);
  };

  /** Takes the hub's word where it can be believed. */
  const settle = async (given: Acknowledgement, step: PostStep, count: number): Promise<Done> => {
    const signed = await parts.verify(acknowledgementText(given), given.signature);
    const before = parts.record().acknowledgement;
    const chain = { count, hashAt: (sequence: number) => journal.index().hashOf(sequence) };
    const judged = judgeAcknowledgement(given, { log, chain, before, signed });
    if (judged.state === 'foreign') return { code: 'hub-changed', step };
    // Somebody outside of the folder knows better: no number is given before a person has looked.
    const { sequence, hash: head } = given;
    if (judged.state === 'folder-behind' || judged.state === 'differs') journal.hubKnows({ sequence, head });
    if (judged.state === 'folder-behind') return { code: 'folder-behind', step };
    if (judged.state === 'differs') return { code: 'differs', step, sequence: given.sequence };
    held = given.sequence;
    ahead = clockMinutes(given.at, parts.now().getTime());
    if (judged.state === 'unproved') return null;
    // Something went through: what stood in the way is over, even if the next line stops again.
    if (step === 'run') over();
    const { lowered } = parts.record();
    const fallen = judged.lowered ? { from: before?.sequence ?? 0, to: given.sequence, at: given.at } : lowered;
    await parts.remember({
      acknowledgement: given,
      lowered: fallen !== null && given.sequence >= fallen.from ? null : fallen,
    });
    return null;
  };

  const ask = async (count: number): Promise<Done> => {
    const unsigned = { office, area, window, generation, nonce: randomUUID() };
    const request: LogRequest = {
      ...unsigned,
      version: POST_VERSION,
      signature: await parts.sign(logRequestText(unsigned)),
    };
    const state = await client.call('state', request);
    return state.ok ? await settle(state.value.acknowledgement, 'state', count) : stopOf(state, 'state');
  };

  /** What stands in the way on this side. */
  const unfit = (ledger: Result<JournalState>): Done => {
    if (!ledger.ok) return { code: 'ledger-stopped', step: 'ledger' };
    const stop = ledger.value.troubles.find(({ kind }) => STOPS.has(kind));
    if (stop?.kind === 'behind' && stop.by === 'hub') return { code: 'folder-behind', step: 'ledger' };
    if (stop?.kind === 'forked' && stop.by === 'hub')
      return { code: 'differs', step: 'ledger', sequence: stop.sequence };
    if (stop !== undefined) return { code: 'ledger-stopped', step: 'ledger' };
    const { writer } = ledger.value;
    if (writer === null) return { code: 'ledger-old', step: 'ledger' };
    return writer.window === window && writer.generation === generation
      ? null
      : { code: 'window-changed', step: 'ledger' };
  };

  /** One run of what lies before `limit`; `false` when there is nothing to send. */
  const sendRun = async (limit: number, count: number): Promise<Done | false> => {
    const next = await nextUnits(journal, { from: held + 1, count: limit, share });
    if (next.state === 'nothing') return false;
    if (next.state === 'damaged') return { code: 'line-damaged', step: 'ledger', sequence: next.sequence };
    const reply = await client.call('runs', await signedRun(log, next, parts.sign));
    if (reply.ok) {
      share = Math.min(1, share * 2);
      const settled = await settle(reply.value.acknowledgement, 'run', count);
      // Taken, and yet not durable: the same run again would have the same answer, for ever.
      return settled ?? (held < next.last.sequence ? { code: 'hub-contradicts', step: 'run' } : null);
    }
    const stop = stopOf(reply, 'run');
    if (!('problem' in reply) || problemReach[reply.problem.code] !== 'run' || stop.code === 'gap') return stop;
    // A run that was refused for itself is never sent again as it was: smaller ones show which line it is.
    if (next.units.length === 1 || share <= LEAST_SHARE) return { ...stop, sequence: held + 1 };
    share /= 2;
    return null;
  };

  /** Its ways with a stick, that never lower what is said: the stick may have lain in a drawer for weeks. */
  const stick: StickCourier = {
    log,
    believe: async (given) => {
      const before = parts.record().acknowledgement;
      // By the hub's own clock: of two words the later holds, also across an older state that was put back in between.
      if (before !== null && given.at <= before.at) return null;
      const ledger = await journal.state();
      const wrong = unfit(ledger);
      if (wrong !== null || !ledger.ok) return { reason: wrong?.code ?? 'ledger-stopped' };
      const stop = await settle(given, 'state', ledger.value.count);
      if (stop === null) await keeping.arrived(given);
      return stop === null ? given.sequence : { reason: stop.code };
    },
    letters: async () => await keeping.letters(),
    claims: parts.claiming.stick,
    figures: parts.figuring.stick,
    runs: async (put) => {
      const ledger = await journal.state();
      const wrong = unfit(ledger);
      if (wrong !== null || !ledger.ok) return { reason: wrong?.code ?? 'ledger-stopped' };
      const count = keeping.limit(ledger.value.count);
      for (let from = (parts.record().acknowledgement?.sequence ?? 0) + 1; from <= count;) {
        const next = await nextUnits(journal, { from, count, share: 1 });
        if (next.state !== 'units') return next.state === 'damaged' ? { reason: 'line-damaged' } : null;
        await put(await signedRun(log, next, parts.sign), from);
        await keeping.carried(next.last.sequence);
        from = next.last.sequence + 1;
      }
      return null;
    },
  };

  const ship = async (): Promise<Done> => {
    let gaps = 0;
    let epoch: string | null = null;
    for (;;) {
      if (closed) return null;
      const ledger = await journal.state();
      const wrong = unfit(ledger);
      if (wrong !== null || !ledger.ok) return wrong;
      const { count } = ledger.value;
      if (epoch === null) {
        const known = await knownHub(client, area, joined, parts.verify);
        if ('code' in known) return known;
        ({ epoch } = known);
      }
      if (!asked) {
        const answered = await ask(count);
        if (answered !== null) return answered;
        asked = true;
      }
      // Read after `count`: a case's key is in the folder before its first line is.
      const unkept = await keeping.keep(epoch);
      if (unkept !== null) return unkept;
      const limit = keeping.limit(count);
      const sent = await sendRun(limit, count);
      if (sent === false) {
        const stop =
          (await parts.claiming.exchange(epoch)) ??
          (await parts.dispatching.exchange(epoch)) ??
          (await parts.figuring.tell(epoch));
        if (stop !== null) return stop;
        return limit < count && held < count ? { code: 'office-unsealed', step: 'office' } : null;
      }
      if (sent !== null && sent.code !== 'gap') return sent;
      if (sent !== null) {
        // The hub has less than it said: it was put back in between, or another process of it lags.
        gaps += 1;
        asked = false;
        if (gaps > MOST_GAPS) return sent;
      }
    }
  };

  /** Keeps what stopped it; answers with the wait before the next try, `null` where a person has to act first. */
  const stopped = ({ code, step, sequence, seconds }: Stop): number | null => {
    failures += 1;
    asked = false;
    const wait = PASSES.has(code) ? waitAfter(failures, parts.random(), seconds) * waits.scale : null;
    const now = parts.now();
    const same = trouble?.code === code;
    trouble = {
      code,
      step,
      at: same && trouble !== null ? trouble.at : now.toISOString(),
      nextAt: wait === null ? null : new Date(now.getTime() + wait).toISOString(),
      ...(sequence === undefined ? {} : { sequence }),
    };
    if (!same) parts.onTrouble(trouble);
    return wait;
  };

  /** Beside everything else, and given up for it after the part that is on its way. */
  const carry = async (): Promise<void> => {
    const stop = await parts.documenting
      .exchange(() => closed || running !== null)
      .catch((error: unknown): Stop => {
        if (errnoOf(error) === null) parts.onBug(error);
        return { code: 'disk', step: 'documents' };
      });
    uncarried = stop === null ? 0 : uncarried + 1;
    // Tried again with everything else, sooner than the next usual look.
    if (stop !== null && trouble === null && running === null && PASSES.has(stop.code))
      schedule(Math.min(waits.idleMs, waitAfter(uncarried, parts.random(), stop.seconds) * waits.scale));
  };
  const carryOn = (): void => {
    carrying = carrying.then(carry);
  };

  const round = async (): Promise<void> => {
    let stop: Done;
    calm = false;
    try {
      stop = await ship();
    } catch (error) {
      if (errnoOf(error) === null) parts.onBug(error);
      stop = { code: 'disk', step: 'disk' };
    }
    if (closed) return;
    if (stop === null) {
      over();
      schedule(waits.idleMs, true);
      calm = true;
      return;
    }
    const wait = stopped(stop);
    if (wait !== null) schedule(wait);
  };

  /** What was added meanwhile goes as well, unless something stands in the way. */
  const rounds = async (): Promise<void> => {
    wanted = false;
    await round();
    if (wanted && trouble === null) await rounds();
  };

  const start = async (): Promise<void> => {
    clearTimeout(timer);
    if (closed) return;
    if (running !== null) {
      wanted = true;
      return await running;
    }
    running = rounds();
    try {
      await running;
    } finally {
      running = null;
      if (calm && !closed) carryOn();
    }
  };

  // The first word of the hub is asked for at once: what is shown of before may be old.
  schedule(waits.quickMs);
  return {
    wake: () => {
      if (running !== null) wanted = true;
      else if (trouble === null) schedule(waits.quickMs);
    },
    sendNow: async () => {
      // What is under way began before whatever this is asked for, and may end in the trouble that is over now.
      await running;
      failures = 0;
      asked = false;
      await start();
    },
    stick: async () => {
      await running;
      return stick;
    },
    view: () => ({ sending: running !== null, trouble, clockMinutes: ahead }),
    close: async () => {
      closed = true;
      clearTimeout(timer);
      client.close();
      await running?.catch(() => undefined);
      await carrying;
    },
  };
}
