/** Whether an entry that the window made fits behind what the journal has: place, writer, numbers, marks. */
import type { JournalAppend } from '#shared/casework/journal.ts';
import { nextNumbers, sameTally, tallyAfter } from '#shared/casework/ledger-numbers.ts';
import type { Trouble } from '#shared/contract/channels.ts';
import { failed, type Result } from '#shared/contract/failure.ts';
import type { JournalIndex } from './journal-index.ts';

export interface JournalEnd {
  readonly count: number;
  readonly head: string;
  readonly index: JournalIndex;
  /** Digest of this machine's identity. */
  readonly machine: string;
  readonly troubles: readonly Trouble[];
}

const refused = (path: string): Result<never> => failed('bad-request', { channel: 'journal.append', path });

/** `null` when it fits; `journal-moved` when something came in between; `writing-stopped` while damage is unanswered. */
export function misfit(entry: JournalAppend, end: JournalEnd): Result<never> | null {
  const { header, previous } = entry;
  const { count, head, index } = end;
  if (header.sequence !== count + 1 || previous !== head) return failed('journal-moved', { count, head });
  return stopped(entry, end) ?? wrongWriter(entry, end) ?? wrongNumbers(entry, index) ?? wrongStands(entry, index);
}

/** Whether this entry is the answer to a trouble. */
function answers(trouble: Trouble, { header }: JournalAppend, { index }: JournalEnd): boolean {
  const { accepts, binding } = header.marks;
  const newWindow = binding !== undefined && header.window !== index.last.window;
  switch (trouble.kind) {
    case 'lines-damaged':
      return accepts !== undefined && trouble.more === 0 && trouble.lines.every((line) => accepts.lines.includes(line));
    case 'keys-missing':
      return accepts !== undefined && trouble.more === 0 && trouble.subjects.every((one) => accepts.keys.includes(one));
    case 'behind':
    case 'forked':
      return newWindow;
    case 'elsewhere':
      return binding !== undefined && (newWindow || header.generation === index.last.generation + 1);
    case 'keys-left':
      // Only the disk answers this one; what answers a graver trouble does not wait for it.
      return accepts !== undefined || binding !== undefined;
    case 'changed-under':
    case 'taken-over':
      return false;
  }
}

function stopped(entry: JournalAppend, end: JournalEnd): Result<never> | null {
  const open = end.troubles.find((trouble) => !answers(trouble, entry, end));
  if (open === undefined) return null;
  const about = open.kind === 'behind' ? { have: open.have, known: open.known, by: open.by } : {};
  return failed('writing-stopped', { trouble: open.kind, ...about });
}

function wrongWriter({ header }: JournalAppend, { count, head, index, machine }: JournalEnd): Result<never> | null {
  const { last } = index;
  const { binding, before, vault, settings } = header.marks;
  if (binding !== undefined && binding.machine !== machine) return refused('marks.binding.machine');
  if (last.format === 1) {
    // The first entry of this format takes over what stands before, or begins the ledger.
    if (binding === undefined || vault === undefined || settings === undefined) return refused('marks');
    if (count > 0 && (before?.count !== count || before.head !== head)) return refused('marks.before');
    return header.generation === 1 ? null : refused('generation');
  }
  const same = header.window === last.window && header.generation === last.generation;
  if (same) return null;
  if (binding === undefined) return refused('window');
  if (header.window === last.window) return header.generation === last.generation + 1 ? null : refused('generation');
  const used = index.tally().some(([, , prefix]) => prefix === binding.prefix);
  if (used || binding.prefix === index.marks.binding?.prefix) return failed('prefix-used', { prefix: binding.prefix });
  return header.generation === 1 ? null : refused('generation');
}

function wrongNumbers({ header }: JournalAppend, index: JournalIndex): Result<never> | null {
  const prefix = header.marks.binding?.prefix ?? index.marks.binding?.prefix ?? '';
  const year = Number(header.on.slice(0, 4));
  const right = nextNumbers(
    index.tally(),
    header.numbers.map(({ series }) => series),
    year,
    prefix,
  );
  if (JSON.stringify(right) !== JSON.stringify(header.numbers)) return refused('numbers');
  return sameTally(header.tally, tallyAfter(index.tally(), header.numbers)) ? null : refused('tally');
}

function wrongStands({ header }: JournalAppend, { stands, marks }: JournalIndex): Result<never> | null {
  const here = (name: 'vault' | 'settings' | 'binding'): number =>
    header.marks[name] === undefined ? stands[name] : header.sequence;
  const right = [here('vault'), here('settings'), here('binding')];
  if (JSON.stringify(right) !== JSON.stringify(header.stands)) return refused('stands');
  for (const name of ['vault', 'settings'] as const)
    if ((header.marks[name]?.revision ?? Infinity) <= (marks[name]?.revision ?? 0)) return refused(`marks.${name}`);
  return null;
}
