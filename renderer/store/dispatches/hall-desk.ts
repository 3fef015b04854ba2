/** 合并导出 for the screens: releasing what is accepted here, and at the exporting window what others released to it. */
import { foldBatches, type ReleasedInBatch } from '#shared/batches/batch-events.ts';
import {
  foldHall,
  isReleased,
  ReleasedCase,
  releasedName,
  releaseKey,
  roundKey,
  roundsInBatches,
  releasesInBatches,
  releaseStatement,
  type SaidOfRelease,
} from '#shared/batches/hall-dispatches.ts';
import { releasedCase } from '#shared/batches/released-case.ts';
import type { CaseAction } from '#shared/casework/action.ts';
import { dispatchLimits } from '#shared/casework/dispatches.ts';
import { leavingRounds } from '#shared/casework/release.ts';
import type { ExportingWindow } from '#shared/casework/roll.ts';
import { failed, success, type Result } from '#shared/contract/failure.ts';
import { normaliseCode } from '#shared/domain/normalise.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import type { CaseStore, CaseSummary } from '../cases/case-store.ts';
import { thisWindow, type StoreParts } from '../cases/store-parts.ts';
import type { ClaimDesk } from '../claims/claim-desk.ts';
import { postWatch } from '../post-desk.ts';
import type { Changing } from '../read-again.ts';
import { sayWords } from './hall-letters.ts';
import { openedDispatch, sealedDispatch } from './sealed-dispatch.ts';

/** Who exports here. `each`: nobody for all, or the post that it takes is not there. */
export type HallRole =
  { readonly role: 'each' } | { readonly role: 'here' | 'elsewhere'; readonly window: ExportingWindow };

/** A case that another window released to this one. */
export interface ReceivedRelease {
  readonly window: string;
  readonly prefix: string;
  /** The hub's instant. */
  readonly at: string;
  readonly released: ReleasedCase;
  /** Whether it is signed by somebody on the roll: otherwise it can only be given back. */
  readonly held: boolean;
  /** By citizen ID: the own case that left with the person, and was second at the hub, while nobody decided which of the two stands. */
  readonly claimed: Readonly<Record<string, string>>;
}

export interface ReceivedReleases {
  /** In no batch and not given back; the owner's window, then its number. */
  readonly waiting: readonly ReceivedRelease[];
  /** Words that their owner's window could not add, and why: the batch and the case there disagree. */
  readonly refused: readonly SaidOfRelease[];
  /** Words that are on their way. */
  readonly onTheWay: number;
  /** Sealed under another key, or of a later program. */
  readonly unreadable: number;
  readonly asOf: string | null;
}

const NOTHING: ReceivedReleases = { waiting: [], refused: [], onTheWay: 0, unreadable: 0, asOf: null };

/** What came of a press on 交出. */
export interface ReleaseOutcome {
  readonly released: number;
  /** Left here: somebody is claimed at another window and nobody decided; not compared at the hub yet; too long for a letter. */
  readonly barred: number;
  readonly uncompared: number;
  readonly tooLong: number;
}

/** `subscribe` tells of entries, and of what came from other windows. */
export interface HallDesk extends Changing {
  role(): Promise<HallRole>;
  /**
   * Releases all that may leave, but these cases. Bound from then on until the exporting window answers. `not-on-roll`,
   * `hall-elsewhere-only`.
   */
  release(on: PlainDate, except: ReadonlySet<string>): Promise<Result<ReleaseOutcome>>;
  received(): Promise<Result<ReceivedReleases>>;
  /** The releases that a batch was begun with, as long as they lie here: `hall-not-waiting` where one does not. */
  inBatch(wanted: readonly ReleasedInBatch[]): Promise<Result<readonly ReceivedRelease[]>>;
  /** Gives cases of other windows back unexported: `hall-not-waiting`, `not-on-roll`. */
  handBack(releases: readonly ReceivedRelease[], reason: string, on: PlainDate): Promise<Result<null>>;
}

export interface HallDeskParts {
  readonly parts: StoreParts;
  readonly cases: Pick<CaseStore, 'list' | 'open' | 'record' | 'events' | 'recordEvent' | 'subscribe'>;
  readonly claims: Pick<ClaimDesk, 'meetings'>;
  /** Something is to be told now. */
  readonly onSaid: () => void;
}

const standsAs = ({ persons }: CaseSummary, id: string) =>
  persons.find(({ citizenId }) => normaliseCode(citizenId) === id)?.standing;

/** From so many persons on, the letter is measured before the case is bound by it. */
const MEASURED_FROM = 100;

export function hallDesk({ parts, cases, claims, onSaid }: HallDeskParts): HallDesk {
  const { host, area, crypto } = parts;
  const watch = postWatch(host, cases);
  /** What was opened, by where and when it came. */
  const opened = new Map<string, { readonly released: ReleasedCase; readonly statement: string }>();

  const role = async (): Promise<HallRole> => {
    const exporting = parts.rolls.recorded.at(-1)?.roll.exporting ?? null;
    const [post, here] = [await host.call('post.state', { area }), await thisWindow(parts)];
    if (exporting === null || here === null || !post.ok || post.value.hub === null) return { role: 'each' };
    return { role: exporting.window === here.window ? 'here' : 'elsewhere', window: exporting };
  };

  /** Whether its rows are more than one letter carries. */
  const isTooLong = async (
    { caseId, persons }: CaseSummary,
    to: string,
    rounds: readonly number[],
  ): Promise<boolean> => {
    if (persons.length < MEASURED_FROM) return false;
    const record = await cases.open(caseId);
    if (!record.ok) return true;
    const { summary, actions } = record.value;
    const last = actions.at(-1)?.sequence ?? 0;
    const release = { to: { window: to, prefix: '' }, ledgerNumber: last, on: summary.receivedOn, rounds } as const;
    const rows = releasedCase({ summary: { ...summary, release }, actions });
    const sealed = await sealedDispatch(parts, { window: to, to, name: releasedName(caseId, last) }, rows);
    // The signature, and a longer number, are a few hundred characters more.
    return sealed === null || sealed.length > dispatchLimits.content - 1000;
  };

  /** Claimed at another window as well, while nobody decided which stands: by case. */
  const barredCases = async (): Promise<Result<ReadonlySet<string>>> => {
    const met = await claims.meetings();
    if (!met.ok) return met;
    return success(new Set(met.value.all.flatMap(({ caseId, settled }) => (settled === null ? [caseId] : []))));
  };

  const release: HallDesk['release'] = async (on, except) => {
    const who = await role();
    if (who.role !== 'elsewhere') return failed('hall-elsewhere-only');
    const probe = await crypto.signWord(parts.officer.id, parts.now(), 'release');
    if (probe === null) return failed('not-on-roll');
    const [barred, post] = [await barredCases(), await host.call('post.state', { area })];
    if (!barred.ok) return barred;
    if (!post.ok) return post;
    const { state, waiting, through } = post.value.claims;
    const compared = state === 'exchanged' && waiting === 0 ? through : 0;
    const { id, name } = parts.officer;
    const left = { released: 0, barred: 0, uncompared: 0, tooLong: 0 };
    for (const summary of cases.list()) {
      const rounds = leavingRounds(summary);
      if (rounds.length === 0 || except.has(summary.caseId)) continue;
      // The hub orders claims: whoever of two windows was second knows of the first by the time that it has the own claim there.
      if (summary.decidedAt > compared) left.uncompared += 1;
      else if (barred.value.has(summary.caseId)) left.barred += 1;
      else if (await isTooLong(summary, who.window.window, rounds)) left.tooLong += 1;
      else {
        const base = { kind: 'released', at: parts.now(), on, officer: { id, name } } as const;
        const action: CaseAction = { ...base, to: who.window, rounds: [...rounds] };
        const entryId = globalThis.crypto.randomUUID();
        const done = await cases.record({ entryId, caseId: summary.caseId, action });
        if (!done.ok) return done;
        left.released += 1;
      }
    }
    onSaid();
    return success(left);
  };

  const read = async (row: { window: string; to: string | null; name: string; at: string }) => {
    const key = `${row.window} ${row.name} ${row.at}`;
    const known = opened.get(key);
    if (known !== undefined) return known;
    const released = await openedDispatch(parts, row, ReleasedCase);
    // Under another name the same release would be there twice.
    if (released === null || row.to === null || row.name !== releasedName(released.caseId, released.of)) return null;
    const found = { released, statement: releaseStatement(row.window, row.to, released) };
    opened.set(key, found);
    return found;
  };

  /**
   * By the other case: who left from here already. Its window was compared before this one's claim was at the hub, so nobody barred it
   * there; where the own claim was first, that window heard of it and vouched.
   */
  const leftFromHere = async (): Promise<Result<ReadonlyMap<string, Record<string, string>>>> => {
    const met = await claims.meetings();
    if (!met.ok) return met;
    const found = new Map<string, Record<string, string>>();
    for (const { citizenId, summary, other, order, settled } of met.value.all) {
      const id = normaliseCode(citizenId);
      const left = summary.batchNumber !== null && standsAs(summary, id) === 'met';
      if (settled !== null || !left || (order !== null && order < other.order)) continue;
      const key = `${other.window} ${other.subject}`;
      found.set(key, { ...found.get(key), [id]: summary.number });
    }
    return success(found);
  };

  const received: HallDesk['received'] = async () => {
    // Asked after every entry: without a roll nobody can have released anything, and no entry is opened for it.
    if (parts.rolls.recorded.length === 0) return success(NOTHING);
    const [found, exports] = [await host.call('post.dispatches', { area }), await cases.events('export')];
    const exchange = await cases.events('exchange');
    if (!found.ok) return found;
    if (!exports.ok) return exports;
    if (!exchange.ok) return exchange;
    const left = await leftFromHere();
    if (!left.ok) return left;
    const window = (await thisWindow(parts))?.window;
    const { said, unanswered } = foldHall(exchange.value.map(({ content }) => content));
    const batches = foldBatches(exports.value);
    const [taken, rounds] = [releasesInBatches(batches), roundsInBatches(batches)];
    const waiting: ReceivedRelease[] = [];
    let unreadable = 0;
    for (const row of found.value.received) {
      if (!isReleased(row.name) || row.to !== window) continue;
      const one = await read(row);
      if (one === null) {
        unreadable += 1;
        continue;
      }
      const key = releaseKey(row.window, one.released);
      if (taken.has(key) || said.has(key)) continue;
      // Released anew after its window was restored: its owner is told of the batch that it is in (hall-letters.ts).
      const { caseId } = one.released;
      if (one.released.rounds.some((round) => rounds.has(roundKey(row.window, caseId, round)))) continue;
      const { word } = await crypto.judgeWord(one.released.by, one.statement);
      const { prefix, at } = row;
      const claimed = left.value.get(`${row.window} ${one.released.caseId}`) ?? {};
      waiting.push({ window: row.window, prefix, at, released: one.released, held: word === 'held', claimed });
    }
    const inOrder = ({ prefix, released }: ReceivedRelease): string => `${prefix} ${released.number}`;
    return success({
      waiting: waiting.toSorted((one, other) => (inOrder(one) < inOrder(other) ? -1 : 1)),
      refused: [...said.values()].filter(({ became }) => became !== null && became !== 'applied'),
      onTheWay: unanswered.reduce((sum, { words }) => sum + words.length, 0),
      unreadable,
      asOf: found.value.asOf,
    });
  };

  const inBatch: HallDesk['inBatch'] = async (wanted) => {
    const dispatches = await host.call('post.dispatches', { area });
    if (!dispatches.ok) return dispatches;
    const found: ReceivedRelease[] = [];
    for (const { window, caseId, of, hash } of wanted) {
      const name = releasedName(caseId, of);
      const row = dispatches.value.received.find((one) => one.window === window && one.name === name);
      const one = row === undefined ? null : await read(row);
      if (row === undefined || one === null || one.released.hash !== hash) return failed('hall-not-waiting');
      // Believed when the batch was begun: what its officer is since changes nothing about it.
      found.push({ window, prefix: row.prefix, at: row.at, released: one.released, held: true, claimed: {} });
    }
    return success(found);
  };

  const handBack: HallDesk['handBack'] = async (releases, reason, on) => {
    const now = await received();
    if (!now.ok) return now;
    const keyOf = ({ window, released }: ReceivedRelease): string => releaseKey(window, released);
    const waiting = new Set(now.value.waiting.map(keyOf));
    if (!releases.every((one) => waiting.has(keyOf(one)))) return failed('hall-not-waiting');
    for (const { window, prefix, released } of releases) {
      const { caseId, number, of, hash } = released;
      const word = { caseId, number, of, hash, on, said: { became: 'handedBack', reason: reason.trim() } } as const;
      const done = await sayWords(parts, cases, { window, prefix }, [word]);
      if (!done.ok) return done;
    }
    onSaid();
    return success(null);
  };

  return { role, release, received, inBatch, handBack, subscribe: (listener) => watch.subscribe(listener) };
}
