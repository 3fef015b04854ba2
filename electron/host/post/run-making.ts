/** The next run of a ledger: lines as they lie on the disk, places of lost ones kept free, under a head that the window signs. */
import { fitsRun } from '#shared/post/courier.ts';
import { headText, type LogName } from '#shared/post/heads.ts';
import { POST_VERSION } from '#shared/post/parts.ts';
import { runLimits, type Run } from '#shared/post/run.ts';
import type { Unit } from '#shared/post/unit.ts';
import type { Journal } from '../journal.ts';

export type NextUnits =
  | { readonly state: 'units'; readonly units: readonly Unit[]; readonly last: { sequence: number; hash: string } }
  /** Nothing can be sent from here on before this line is mended or taken note of. */
  | { readonly state: 'damaged'; readonly sequence: number }
  | { readonly state: 'nothing' };

export interface UnitWish {
  /** The first ledger number. */
  readonly from: number;
  /** The end of the ledger. */
  readonly count: number;
  /** Of the limits of a run; less than 1 after one was refused. */
  readonly share: number;
}

/** Units from `from` on, as many as go into a run. Rejects with errno errors. */
export async function nextUnits(journal: Pick<Journal, 'lineAt'>, wish: UnitWish): Promise<NextUnits> {
  const units: Unit[] = [];
  let bytes = 0;
  /** How many of the units make a run: it may not end with a lost line of which nothing is known. */
  let whole = 0;
  let last = { sequence: 0, hash: '' };
  for (let sequence = wish.from; sequence <= wish.count && units.length < runLimits.units; sequence += 1) {
    const line = await journal.lineAt(sequence);
    if (line.state === 'damaged') {
      if (whole === 0) return { state: 'damaged', sequence };
      break;
    }
    const size = line.state === 'line' ? Buffer.byteLength(line.text) : 0;
    if (whole > 0 && !fitsRun({ units: units.length, bytes }, size, wish.share)) break;
    units.push(line.state === 'line' ? { line: line.text } : { lost: { sequence, hash: line.hash } });
    bytes += size;
    if (line.hash === null) continue;
    whole = units.length;
    last = { sequence, hash: line.hash };
  }
  if (units.length === 0) return { state: 'nothing' };
  // A gap of which nothing is known, longer than a run.
  if (whole === 0) return { state: 'damaged', sequence: wish.from };
  return { state: 'units', units: units.slice(0, whole), last };
}

/** The run of these units, signed. */
export async function signedRun(
  log: LogName,
  { units, last }: Extract<NextUnits, { state: 'units' }>,
  sign: (text: string) => Promise<string>,
): Promise<Run> {
  const { office, area, window, generation } = log;
  const unsigned = { office, area, window, generation, ...last };
  return { head: { ...unsigned, version: POST_VERSION, signature: await sign(headText(unsigned)) }, units: [...units] };
}
