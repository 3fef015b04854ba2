/** What the hub has of one window's log, from its first line to its last. Everything here rejects with DatabaseError. */
import { parsedJson } from '#shared/domain/parsed-json.ts';
import type { Marks } from '#shared/casework/journal.ts';
import { SealedOffice } from '#shared/contract/sealed-office.ts';
import { fetchLimits } from '#shared/post/fetching.ts';
import type { JournalIndex } from '#electron/host/journal-index.ts';
import type { Database } from './database.ts';

export interface LogRow {
  readonly office: string;
  readonly window_id: string;
  readonly generation: number;
  readonly prefix: string;
  readonly held: string;
}
type LogKey = Pick<LogRow, 'office' | 'window_id'>;

export interface HeldLine {
  readonly sequence: number;
  /** `null`: a place that the window lost. */
  readonly line: string | null;
}

/** The window that writes under a prefix; `several` where more than one office, or training window, has it. */
export async function findLog(
  database: Database,
  { prefix, office }: { readonly prefix: string; readonly office: string | null },
): Promise<LogRow | 'no-window' | 'several'> {
  const logs = await database.rows<LogRow>(
    `SELECT office, window_id, generation, prefix, held FROM log WHERE prefix = $1 AND ($2::uuid IS NULL OR office = $2)`,
    [prefix, office],
  );
  const [log] = logs;
  if (log === undefined) return 'no-window';
  return logs.length > 1 ? 'several' : log;
}

/** The lines behind `after` up to where the log was when it was looked at: a page of them. */
export async function pageOf(
  database: Database,
  log: Omit<LogRow, 'prefix' | 'generation'>,
  after: number,
): Promise<readonly HeldLine[]> {
  const rows = await database.rows<{ sequence: string; line: string | null }>(
    'SELECT sequence, line FROM log_page($1, $2, $3, $4, $5, $6)',
    [log.office, log.window_id, after, log.held, fetchLimits.lines, fetchLimits.bytes],
  );
  return rows.map(({ sequence, line }) => ({ sequence: Number(sequence), line }));
}

/** All of them; the log only grows. */
export async function* linesOf(
  database: Database,
  log: Omit<LogRow, 'prefix' | 'generation'>,
): AsyncGenerator<HeldLine> {
  for (let after = 0; after < Number(log.held);) {
    const page = await pageOf(database, log, after);
    if (page.length === 0) return;
    yield* page;
    after = page.at(-1)?.sequence ?? Number(log.held);
  }
}

/** Vault and settings of these marks, sealed; `null` where they are not here. */
export async function sealedOfficeOf(
  database: Database,
  log: LogKey,
  { vault, settings }: Pick<Marks, 'vault' | 'settings'>,
): Promise<SealedOffice | null> {
  const body = await officeBodyOf(database, log, { vault: vault?.digest ?? '', settings: settings?.digest ?? '' });
  const read = SealedOffice.safeParse(body === null ? undefined : parsedJson(body));
  return read.success ? read.data : null;
}

export async function officeBodyOf(
  database: Database,
  { office, window_id: window }: LogKey,
  { vault, settings }: { readonly vault: string; readonly settings: string },
): Promise<string | null> {
  const [row] = await database.rows<{ body: string }>(
    'SELECT body FROM sealed_office WHERE office = $1 AND window_id = $2 AND vault_digest = $3 AND settings_digest = $4',
    [office, window, vault, settings],
  );
  return row?.body ?? null;
}

/** Wrapped keys by subject, those behind `after`; `most`: a page of them. */
export async function keysOf(
  database: Database,
  { office, window_id: window }: LogKey,
  after = '',
  most: number | null = null,
): Promise<[string, string][]> {
  const rows = await database.rows<{ subject: string; wrapped: string }>(
    `SELECT subject, wrapped FROM content_key
      WHERE office = $1 AND window_id = $2 AND subject > $3 COLLATE "C" AND dropped_at IS NULL AND wrapped IS NOT NULL
      ORDER BY subject COLLATE "C" LIMIT $4`,
    [office, window, after, most],
  );
  return rows.map(({ subject, wrapped }) => [subject, wrapped]);
}

/** Cases whose key is neither here nor destroyed or given up: they would not open after a restore. */
export async function keysMissing(
  database: Database,
  log: LogKey,
  { keyed, destroyed, acceptedKeys }: JournalIndex,
): Promise<number> {
  const there = new Set((await keysOf(database, log)).map(([subject]) => subject));
  return [...keyed].filter((one) => !there.has(one) && !destroyed.has(one) && !acceptedKeys.has(one)).length;
}
