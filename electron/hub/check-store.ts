/** `check`: the whole store read again — every line's hash and place, counts, heads, signatures. Nothing is written. */
import { fastHash } from '#electron/host/journal-file.ts';
import { GENESIS } from '#shared/casework/journal.ts';
import { verifierOf } from '#shared/crypto/signing.ts';
import { headText, RunHead } from '#shared/post/heads.ts';
import { linkOf } from '#shared/post/unit.ts';
import type { Database } from './database.ts';
import { unitTrouble } from './post-store.ts';
import { rollCards } from './roll-cards.ts';
import { keysMissing, linesOf, sealedOfficeOf } from './read-log.ts';
import { indexedOf, journalIndex } from '#electron/host/journal-index.ts';
import { readLine } from '#shared/casework/journal-line.ts';

/** `claims`: changes of an office's claims that are numbered twice, or beyond its count: windows would miss some. */
export type StoreProblemCode =
  'line-hash' | 'chain' | 'count' | 'head' | 'head-signature' | 'quarantine' | 'no-log' | 'claims';
export interface StoreProblem {
  readonly window: string;
  /** 0 where the log as a whole is meant. */
  readonly sequence: number;
  readonly code: StoreProblemCode;
}

export interface StoreCheck {
  readonly offices: number;
  readonly windows: number;
  readonly units: number;
  readonly lost: number;
  readonly quarantined: number;
  /** Windows that come back from here with their office's recovery key, up to their last line. */
  readonly restorable: number;
  /** Content keys that a window has not sent (yet). */
  readonly keysMissing: number;
  /** Live claims, and persons whom more than one window of an office claims. */
  readonly claims: number;
  readonly personsTwice: number;
  /** Cases whose figures their windows have told, and windows that have told none. */
  readonly figures: number;
  readonly untold: number;
  readonly problems: readonly StoreProblem[];
}

interface LogRow {
  readonly office: string;
  readonly window_id: string;
  readonly public_key: string;
  readonly held: string;
  readonly head: string;
  readonly window_head: unknown;
  readonly head_key: string | null;
}
interface UnitRow {
  readonly sequence: string;
  readonly hash: string | null;
  readonly line: string | null;
  readonly side: string | null;
  readonly quarantined: string | null;
}

/** Lines at once: at most some megabytes, unless they are large ones. */
const PAGE = 200;
const MOST_PROBLEMS = 1000;

/** A consistent view is not needed: logs only grow, and each is read up to what it held when it was looked at. */
export async function checkStore(database: Database): Promise<StoreCheck> {
  const logs = await database.rows<LogRow>('SELECT * FROM log ORDER BY office, window_id');
  const sums = { units: 0, lost: 0, quarantined: 0, restorable: 0, keysMissing: 0 };
  const problems: StoreProblem[] = [];
  for (const log of logs) {
    const found = await checkLog(database, log);
    sums.units += found.units;
    sums.lost += found.lost;
    sums.quarantined += found.quarantined;
    problems.push(...found.problems.slice(0, MOST_PROBLEMS));
    const index = journalIndex();
    for await (const { line } of linesOf(database, log)) {
      const reading = line === null ? null : readLine(line, fastHash);
      if (reading?.state !== 'entry') continue;
      index.add(indexedOf(reading.entry, 0, 0));
      index.learn(reading.entry);
    }
    const missing = await keysMissing(database, log, index);
    const sealed = await sealedOfficeOf(database, log, index.marks);
    sums.keysMissing += missing;
    if (missing === 0 && sealed !== null && sealed.recovery !== null) sums.restorable += 1;
  }
  const strays = await database.rows<{ window_id: string }>(
    'SELECT DISTINCT u.window_id FROM unit u LEFT JOIN log l USING (office, window_id) WHERE l.window_id IS NULL',
  );
  for (const { window_id: window } of strays) problems.push({ window, sequence: 0, code: 'no-log' });
  const claims = await checkClaims(database);
  for (const window of claims.wrong) problems.push({ window, sequence: 0, code: 'claims' });
  const { live, twice } = claims;
  return {
    offices: new Set(logs.map(({ office }) => office)).size,
    windows: logs.length,
    ...sums,
    claims: live,
    personsTwice: twice,
    ...(await countFigures(database)),
    problems,
  };
}

async function checkClaims(database: Database) {
  const [sums] = await database.rows<{ live: string; twice: string }>(
    `SELECT coalesce(sum(n), 0) AS live, count(*) FILTER (WHERE windows > 1) AS twice FROM (
      SELECT count(*) AS n, count(DISTINCT window_id) AS windows FROM claim WHERE state <> 'released' GROUP BY office, digest) d`,
  );
  const wrong = await database.rows<{ window_id: string }>(
    `SELECT DISTINCT c.window_id FROM claim c JOIN office o USING (office)
      WHERE c.change > o.claims OR c.raised > c.change OR c.raised < 1 OR o.claim_key IS NULL`,
  );
  return {
    live: Number(sums?.live ?? 0),
    twice: Number(sums?.twice ?? 0),
    wrong: wrong.map(({ window_id: window }) => window),
  };
}

async function countFigures(database: Database): Promise<Pick<StoreCheck, 'figures' | 'untold'>> {
  const [sums] = await database.rows<{ figures: string; untold: string }>(
    `SELECT (SELECT count(*) FROM case_figures) AS figures, count(*) FILTER (WHERE figures_told = '') AS untold FROM log`,
  );
  return { figures: Number(sums?.figures ?? 0), untold: Number(sums?.untold ?? 0) };
}

async function checkLog(
  database: Database,
  log: LogRow,
): Promise<Pick<StoreCheck, 'units' | 'lost' | 'quarantined' | 'problems'>> {
  const { office, window_id: window } = log;
  const held = Number(log.held);
  const problems: StoreProblem[] = [];
  const tell = (sequence: number, code: StoreProblemCode): void => {
    problems.push({ window, sequence, code });
  };
  const verify = (await verifierOf(log.head_key ?? log.public_key)) ?? (async () => await Promise.resolve(false));
  const judge = { verify, cards: rollCards(database), office };
  let [units, lost, quarantined, at] = [0, 0, 0, 0];
  let before: string | null = GENESIS;
  while (at < held) {
    const rows: UnitRow[] = await database.rows<UnitRow>(
      `SELECT sequence, hash, line, side, quarantined FROM unit
        WHERE office = $1 AND window_id = $2 AND sequence > $3 AND sequence <= $4 ORDER BY sequence LIMIT ${PAGE}`,
      [office, window, at, held],
    );
    if (rows.length === 0) break;
    for (const row of rows) {
      const sequence = Number(row.sequence);
      if (sequence !== at + 1) tell(at + 1, 'count');
      at = sequence;
      units += 1;
      if (row.quarantined !== null) quarantined += 1;
      if (row.line === null) {
        lost += 1;
        before = row.hash;
        continue;
      }
      const link = linkOf(row.line, fastHash);
      if (link === null || link.hash !== row.hash || link.sequence !== sequence) tell(sequence, 'line-hash');
      else if (before !== null && link.previous !== before) tell(sequence, 'chain');
      before = row.hash;
      const unit = { line: row.line, ...(row.side === null ? {} : { side: row.side }) };
      const trouble = await unitTrouble({ sequence, hash: row.hash, previous: null, unit, link }, judge);
      // A side that an earlier key of the window signed is not judged by the later one.
      if (trouble !== row.quarantined && trouble !== 'side-signature') tell(sequence, 'quarantine');
    }
  }
  if (at !== held || units !== held) tell(0, 'count');
  if (before !== log.head) tell(held, 'head');
  if (held > 0) {
    const head = RunHead.safeParse(log.window_head);
    const fits = head.success && head.data.sequence === held && head.data.hash === log.head;
    if (!fits) tell(held, 'head');
    else if (!(await verify(headText(head.data), head.data.signature))) tell(held, 'head-signature');
  }
  return { units, lost, quarantined, problems };
}
