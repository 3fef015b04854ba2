/** What the hub has of one window's log, read from its first line to its last. */
import { fastHash } from '#electron/host/journal-file.ts';
import { indexedOf, journalIndex, type JournalIndex } from '#electron/host/journal-index.ts';
import { readLine } from '#shared/casework/journal-line.ts';
import { SealedOffice } from '#shared/contract/sealed-office.ts';
import type { Database } from './database.ts';

export interface LogRow {
  readonly office: string;
  readonly window_id: string;
  readonly held: string;
}

export interface ReadLog {
  readonly index: JournalIndex;
  /** Number and hash of the last line that is there. */
  readonly count: number;
  readonly head: string;
}

/** Lines at once: at most some megabytes, unless they are large ones. */
const PAGE = 200;

/** Lines up to where the log was when it was looked at; it only grows. Rejects with DatabaseError. */
export async function readLog(
  database: Database,
  { office, window_id: window, held }: LogRow,
  onLine: (line: string) => Promise<void> = async () => await Promise.resolve(),
): Promise<ReadLog> {
  const index = journalIndex();
  let [count, head] = [0, ''];
  for (let after = 0; after < Number(held);) {
    const rows: { sequence: string; line: string | null }[] = await database.rows(
      `SELECT sequence, line FROM unit WHERE office = $1 AND window_id = $2 AND sequence > $3 AND sequence <= $4
        ORDER BY sequence LIMIT ${PAGE}`,
      [office, window, after, held],
    );
    if (rows.length === 0) break;
    for (const { sequence, line } of rows) {
      after = Number(sequence);
      if (line === null) continue;
      const reading = readLine(line, fastHash);
      if (reading.state === 'entry') {
        index.add(indexedOf(reading.entry, 0, 0));
        index.learn(reading.entry);
        [count, head] = [reading.entry.header.sequence, reading.entry.hash];
      }
      await onLine(line);
    }
  }
  return { index, count, head };
}

/** Vault and settings of where the lines end, sealed; `null` where they are not here. Rejects with DatabaseError. */
export async function sealedOfficeOf(
  database: Database,
  { office, window_id: window }: Pick<LogRow, 'office' | 'window_id'>,
  { vault, settings }: JournalIndex['marks'],
): Promise<SealedOffice | null> {
  const [row] = await database.rows<{ body: string }>(
    'SELECT body FROM sealed_office WHERE office = $1 AND window_id = $2 AND vault_digest = $3 AND settings_digest = $4',
    [office, window, vault?.digest ?? '', settings?.digest ?? ''],
  );
  const read = SealedOffice.safeParse(row === undefined ? undefined : parsed(row.body));
  return read.success ? read.data : null;
}

/** Cases whose key is neither here nor destroyed or given up: they would not open after a restore. Rejects with DatabaseError. */
export async function keysMissing(
  database: Database,
  { office, window_id: window }: Pick<LogRow, 'office' | 'window_id'>,
  { keyed, destroyed, acceptedKeys }: JournalIndex,
): Promise<number> {
  const rows = await database.rows<{ subject: string }>(
    'SELECT subject FROM content_key WHERE office = $1 AND window_id = $2 AND dropped_at IS NULL AND wrapped IS NOT NULL',
    [office, window],
  );
  const there = new Set(rows.map(({ subject }) => subject));
  return [...keyed].filter((one) => !there.has(one) && !destroyed.has(one) && !acceptedKeys.has(one)).length;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
