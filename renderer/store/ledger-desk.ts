/**
 * The state of the ledger for the one signed in: what stops the writing, and an administrator's answers to it. Nothing is wiped
 * by any of them; what was before stays readable.
 */
import type { AnewBecause, WindowEvent } from '#shared/casework/window-events.ts';
import type { Marks } from '#shared/casework/journal.ts';
import type { HostDescription, JournalState, Trouble, WritingWindow } from '#shared/contract/channels.ts';
import { failed, success, type Result } from '#shared/contract/failure.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import type { OwnedCaseStore } from './cases/sealed-case-store.ts';
import { authorOf, type StoreParts } from './cases/store-parts.ts';
import { keysGone } from './cases/mend-journal.ts';
import { checkLedger, type LedgerFindings } from './check-ledger.ts';

export interface LedgerDesk {
  /** What stopped the writing when the store was opened; empty while all is well. */
  readonly troubles: readonly Trouble[];
  /** Prefixes that may not be used again. */
  readonly usedPrefixes: readonly string[];
  /** The folder is here for good, the place where it was is given up. */
  declareMoved(reason: string): Promise<Result<null>>;
  /** Goes on as a window of its own under a new prefix; what is here stays readable. */
  beginAnew(because: AnewBecause, prefix: string, reason: string): Promise<Result<null>>;
  /** Takes note of lines and keys that no copy could give. */
  acceptDamage(reason: string): Promise<Result<null>>;
  /** Keys of purged cases that the disk held on to: asked of it again; `keys-left` where it still does. */
  removeKeysLeft(): Promise<Result<null>>;
  /** Opens and compares every entry; nothing is written. */
  check(onProgress: (done: number, total: number) => void): Promise<Result<LedgerFindings>>;
}

export interface LedgerDeskParts {
  readonly parts: StoreParts;
  readonly cases: Pick<OwnedCaseStore, 'recordMarked'>;
  readonly description: Pick<HostDescription, 'machine' | 'installationId'>;
  readonly state: JournalState;
  /** Writes the settings with the new prefix, after the ledger has it. */
  readonly savePrefix: (prefix: string) => Promise<Result<null>>;
}

const lostLines = (troubles: readonly Trouble[]): number[] =>
  troubles.flatMap((trouble) => (trouble.kind === 'lines-damaged' ? trouble.lines : []));
const lostKeys = (troubles: readonly Trouble[]): string[] =>
  troubles.flatMap((trouble) => (trouble.kind === 'keys-missing' ? trouble.subjects : []));

export function ledgerDesk(desk: LedgerDeskParts): LedgerDesk {
  const { parts, cases, description, state } = desk;
  const { machine, installationId: installation } = description;
  const writer = state.writer;

  const record = async (event: WindowEvent, marks: Marks, next?: WritingWindow): Promise<Result<null>> => {
    if (authorOf(parts).capacity !== 'administrator') return failed('administrator-only');
    const recorded = await cases.recordMarked({
      entryId: globalThis.crypto.randomUUID(),
      kind: 'window',
      subjectId: (next ?? writer)?.window ?? parts.officer.id,
      on: plainDate(parts.now().slice(0, 10)),
      content: event,
      takeBatchNumber: false,
      marks,
      ...(next === undefined ? {} : { writer: next }),
    });
    return recorded.ok ? success(null) : recorded;
  };

  return {
    troubles: state.troubles,
    usedPrefixes: [...new Set([...state.tally, ...state.witnessed].map(([, , prefix]) => prefix))],
    declareMoved: async (reason) => {
      if (writer === null) return failed('action-not-allowed');
      const { window, generation, prefix } = writer;
      const next = { window, generation: generation + 1, prefix };
      return record({ type: 'moved', reason }, { binding: { prefix, machine, installation } }, next);
    },
    beginAnew: async (because, prefix, reason) => {
      const known = state.troubles.flatMap((trouble) => (trouble.kind === 'behind' ? [trouble.known] : []))[0] ?? 0;
      const next = { window: globalThis.crypto.randomUUID(), generation: 1, prefix };
      const event: WindowEvent = { type: 'begunAnew', because, prefixBefore: writer?.prefix ?? '', known, reason };
      const before = { count: state.count, head: state.head };
      const lines = lostLines(state.troubles);
      const keys = lostKeys(state.troubles);
      const accepts = lines.length + keys.length > 0 ? { accepts: { lines, keys } } : {};
      const begun = await record(event, { binding: { prefix, machine, installation }, before, ...accepts }, next);
      return begun.ok ? desk.savePrefix(prefix) : begun;
    },
    removeKeysLeft: () => keysGone(parts),
    check: (onProgress) => checkLedger(parts, onProgress),
    acceptDamage: async (reason) => {
      const lines = lostLines(state.troubles);
      const keys = lostKeys(state.troubles);
      const event: WindowEvent = { type: 'damageAccepted', lines: lines.length, keys: keys.length, reason };
      return record(event, { accepts: { lines, keys } });
    },
  };
}
