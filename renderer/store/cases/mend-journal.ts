/**
 * The working copy gives back what the journal lost: lines, its end, content keys. Everything it gives is proved by the host
 * (hash by hash); a copy that went another way than the journal gives nothing, and neither side is changed.
 */
import type { JournalState, Trouble } from '#shared/contract/channels.ts';
import { failed, success, type Result } from '#shared/contract/failure.ts';
import type { ActionRow } from '../database.ts';
import { fromRow } from './entries.ts';
import { readLedger } from './ledger-meta.ts';
import type { StoreParts } from './store-parts.ts';

/** Bytes of sealed content sent in one call. */
const SENT_BYTES = 4 << 20;
const SENT_ROWS = 500;

export interface Mended {
  readonly lines: number;
  readonly keys: number;
}

export const NOTHING_MENDED: Mended = { lines: 0, keys: 0 };

function* inLots(rows: readonly ActionRow[]): Generator<readonly ActionRow[]> {
  let lot: ActionRow[] = [];
  let bytes = 0;
  for (const row of rows) {
    lot.push(row);
    bytes += row.sealed.length;
    if (bytes < SENT_BYTES && lot.length < SENT_ROWS) continue;
    yield lot;
    lot = [];
    bytes = 0;
  }
  if (lot.length > 0) yield lot;
}

async function give(
  { host, area }: StoreParts,
  rows: readonly ActionRow[],
  before: JournalState,
): Promise<Result<{ lines: number; state: JournalState }>> {
  let state = before;
  let lines = 0;
  // From the end of a gap on: a line is proved by the one behind it.
  for (const lot of inLots(rows)) {
    const answer = await host.call('journal.mend', { area, entries: lot.map(fromRow) });
    if (!answer.ok) return answer;
    lines += answer.value.mended;
    state = answer.value.state;
    if (answer.value.mended === 0) break;
  }
  return success({ lines, state });
}

const damaged = (troubles: readonly Trouble[]): readonly number[] | null =>
  troubles.flatMap((trouble) => (trouble.kind === 'lines-damaged' ? [trouble.lines] : []))[0] ?? null;

/** Puts back lines in the middle; the host also clears away what lies between whole lines. */
async function mendGaps(
  parts: StoreParts,
  before: JournalState,
): Promise<Result<{ lines: number; state: JournalState }>> {
  const lines = damaged(before.troubles);
  if (lines === null) return success({ lines: 0, state: before });
  const rows = (await parts.db.actions.bulkGet([...lines])).filter((row) => row !== undefined);
  if (rows.length === 0) {
    const answer = await parts.host.call('journal.mend', { area: parts.area, entries: [] });
    return answer.ok ? success({ lines: answer.value.mended, state: answer.value.state }) : answer;
  }
  return give(parts, rows.toReversed(), before);
}

/** Puts back what follows the journal's end, where the copy is the same journal, only longer. */
async function mendEnd(
  parts: StoreParts,
  before: JournalState,
): Promise<Result<{ lines: number; state: JournalState }>> {
  const { count, head } = await readLedger(parts.db);
  const same = success({ lines: 0, state: before });
  if (count < before.count || (count === before.count && head === before.head)) return same;
  const parted = (): Result<never> => failed('journal-behind-store', { journal: before.count, store: count });
  if (count === before.count) return parted();
  const last = before.count === 0 ? undefined : await parts.db.actions.get(before.count);
  if (before.count > 0 && last !== undefined && last.hash !== before.head) return parted();
  const rows = await parts.db.actions.where('sequence').above(before.count).sortBy('sequence');
  const given = await give(parts, rows, before);
  if (!given.ok) return given;
  return given.value.state.count < count ? parted() : given;
}

async function mendKeys(parts: StoreParts, state: JournalState): Promise<Result<number>> {
  const trouble = state.troubles.find((one) => one.kind === 'keys-missing');
  if (trouble?.kind !== 'keys-missing') return success(0);
  const rows = (await parts.db.contentKeys.bulkGet(trouble.subjects)).filter((row) => row !== undefined);
  const good: Record<string, string> = {};
  for (const { caseId, wrapped } of rows)
    if (await parts.crypto.contentKeyOpens(caseId, wrapped)) good[caseId] = wrapped;
  if (Object.keys(good).length === 0) return success(0);
  const put = await parts.host.call('contentKeys.put', { area: parts.area, keys: good, replace: false });
  return put.ok ? success(put.value.put) : put;
}

/** Keys of purged cases that the disk would not let go of: asked of the host once more. Answers with the journal as it stands. */
async function removeKeysLeft(
  { host, area }: Pick<StoreParts, 'host' | 'area'>,
  before: JournalState,
): Promise<Result<JournalState>> {
  if (!before.troubles.some(({ kind }) => kind === 'keys-left')) return success(before);
  const answer = await host.call('journal.mend', { area, entries: [] });
  return answer.ok ? success(answer.value.state) : answer;
}

/** A purge is done when the host has no key of it any more; `keys-left` where its disk holds on to one, also after another try. */
export async function keysGone(parts: Pick<StoreParts, 'host' | 'area'>): Promise<Result<null>> {
  const before = await parts.host.call('journal.state', { area: parts.area });
  const state = before.ok ? await removeKeysLeft(parts, before.value) : before;
  if (!state.ok) return state;
  const left = state.value.troubles.find((trouble) => trouble.kind === 'keys-left');
  return left === undefined ? success(null) : failed('keys-left', { cases: left.subjects.length + left.more });
}

/**
 * Mends what can be mended; answers with what was, and with the journal as it stands now. `journal-behind-store` where copy and
 * journal went different ways.
 */
export async function mendJournal(
  parts: StoreParts,
  before: JournalState,
): Promise<Result<{ readonly mended: Mended; readonly state: JournalState }>> {
  const gaps = await mendGaps(parts, before);
  if (!gaps.ok) return gaps;
  const cleared = await removeKeysLeft(parts, gaps.value.state);
  if (!cleared.ok) return cleared;
  const end = await mendEnd(parts, cleared.value);
  if (!end.ok) return end;
  const keys = await mendKeys(parts, end.value.state);
  if (!keys.ok) return keys;
  const lines = gaps.value.lines + end.value.lines;
  if (lines === 0 && keys.value === 0) return success({ mended: NOTHING_MENDED, state: end.value.state });
  const state = await parts.host.call('journal.state', { area: parts.area });
  return state.ok ? success({ mended: { lines, keys: keys.value }, state: state.value }) : state;
}
