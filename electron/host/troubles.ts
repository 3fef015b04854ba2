/** What stops the writing, judged anew at every call: mended or answered, it is gone. */
import type { Trouble } from '#shared/contract/channels.ts';
import type { ContentKeys } from './content-keys.ts';
import type { JournalScan } from './journal-file.ts';
import type { JournalIndex } from './journal-index.ts';
import type { Remembered } from './ledger-watch.ts';

/** How many lines or keys are listed by number; the rest is counted. */
const LISTED = 1000;

export interface TroubleParts {
  readonly count: number;
  readonly scan: JournalScan;
  readonly index: JournalIndex;
  readonly keys: Pick<ContentKeys, 'has' | 'isDestroyed'>;
  readonly remembered: Remembered;
  readonly everWritten: boolean;
  readonly ground: Trouble | null;
  readonly machine: string;
}

function damagedLines({ scan, index, count }: TroubleParts): Trouble[] {
  const open = scan.holes.filter((line) => line <= count && !index.acceptedLines.has(line));
  if (open.length === 0 && !scan.litter) return [];
  return [{ kind: 'lines-damaged', lines: open.slice(0, LISTED), more: Math.max(0, open.length - LISTED) }];
}

function missingKeys({ index, keys }: TroubleParts): Trouble[] {
  const gone: string[] = [];
  // In a ledger of format 1 only the key file tells the host of purges.
  const destroyed = (subject: string): boolean =>
    index.destroyed.has(subject) || (index.last.format === 1 && keys.isDestroyed(subject));
  for (const subject of index.keyed)
    if (!keys.has(subject) && !destroyed(subject) && !index.acceptedKeys.has(subject)) gone.push(subject);
  return gone.length === 0
    ? []
    : [{ kind: 'keys-missing', subjects: gone.slice(0, LISTED), more: Math.max(0, gone.length - LISTED) }];
}

/** Purged cases whose key is still in the file; looked up anew each time, since the disk may have refused to let it go. */
export function keysLeft({ index, keys }: Pick<TroubleParts, 'index' | 'keys'>): string[] {
  return [...index.destroyed].filter((subject) => keys.has(subject));
}

function leftKeys(parts: TroubleParts): Trouble[] {
  const left = keysLeft(parts);
  return left.length === 0
    ? []
    : [{ kind: 'keys-left', subjects: left.slice(0, LISTED), more: Math.max(0, left.length - LISTED) }];
}

function behindOrForked({ count, index, remembered, everWritten }: TroubleParts): Trouble[] {
  for (const { by, memory } of remembered.known(index.left)) {
    if (memory.sequence > count)
      return [{ kind: 'behind', by, have: count, known: memory.sequence, head: memory.head, at: memory.at }];
    const here = index.hashOf(memory.sequence);
    if (memory.head !== '' && here !== undefined && here !== memory.head)
      return [{ kind: 'forked', by, sequence: memory.sequence }];
  }
  return count === 0 && everWritten ? [{ kind: 'behind', by: 'mark', have: 0, known: 1, head: '', at: '' }] : [];
}

function elsewhere({ index, remembered, machine }: TroubleParts): Trouble[] {
  const bound = index.marks.binding?.machine;
  if (bound === undefined) return [];
  if (remembered.copied()) return [{ kind: 'elsewhere', copied: true }];
  return bound !== machine && bound !== 'unknown' && machine !== 'unknown'
    ? [{ kind: 'elsewhere', copied: false }]
    : [];
}

/** Gravest first. */
export function troublesOf(parts: TroubleParts): Trouble[] {
  return [
    ...(parts.ground === null ? [] : [parts.ground]),
    ...behindOrForked(parts),
    ...damagedLines(parts),
    ...missingKeys(parts),
    ...elsewhere(parts),
    ...leftKeys(parts),
  ];
}
