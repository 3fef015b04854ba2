/** A run: units in order, with the head that the window signed. Taken whole or not at all. */
import { z } from 'zod';
import { GENESIS } from '../casework/journal.ts';
import type { HashText } from '../casework/journal-line.ts';
import { Acknowledgement, RunHead } from './heads.ts';
import { linkOf, Quarantined, Unit, type LineLink } from './unit.ts';

export const runLimits = {
  units: 500,
  /** Lines and sides of a run in UTF-8, before compression; a run of one unit may be larger. */
  bytes: 1 << 20,
  /** A line, which `journal.append` holds to as well, and a side. */
  lineBytes: 32 << 20,
  sideBytes: 2 << 20,
  /** A whole request, unpacked: one largest unit, escaped as JSON. */
  requestBytes: 40 << 20,
} as const;

export const Run = z.strictObject({ head: RunHead, units: z.array(Unit).min(1).max(runLimits.units) });
export type Run = z.infer<typeof Run>;

/** Answer to a run, also to a repeated one: how far everything is durable now, and which units of this run act on nothing. */
export const RunTaken = z.strictObject({ acknowledgement: Acknowledgement, quarantined: z.array(Quarantined) });
export type RunTaken = z.infer<typeof RunTaken>;

/** A unit at its place. `hash` is `null` only for a lost line of which nothing is known. */
export interface PlacedUnit {
  readonly sequence: number;
  readonly hash: string | null;
  /** `null` where a lost line says nothing of the one before. */
  readonly previous: string | null;
  readonly unit: Unit;
  readonly link: LineLink | null;
}

export type BrokenBy = 'hash' | 'sequence' | 'previous' | 'head';

export type RunReading =
  | { readonly ok: true; readonly placed: readonly PlacedUnit[] }
  | { readonly ok: false; readonly code: 'too-large'; readonly sequence: number | null }
  | { readonly ok: false; readonly code: 'broken-chain'; readonly sequence: number; readonly by: BrokenBy };

export interface RunTools {
  readonly hashText: HashText;
  /** Length of a text in UTF-8. */
  readonly byteLength: (text: string) => number;
}

/**
 * Checks a run in itself: sizes, every line's hash, sequences without a hole, each `previous` the hash before, the head that of the
 * last unit. The first unit's `previous` is for the hub to compare with what it has.
 */
export function readRun({ head, units }: Run, { hashText, byteLength }: RunTools): RunReading {
  const sizes = units.map((unit) =>
    'lost' in unit ? { line: 0, side: 0 } : { line: byteLength(unit.line), side: byteLength(unit.side ?? '') },
  );
  if (sizes.some(({ line, side }) => line > runLimits.lineBytes || side > runLimits.sideBytes))
    return { ok: false, code: 'too-large', sequence: null };
  if (units.length > 1 && sizes.reduce((total, { line, side }) => total + line + side, 0) > runLimits.bytes)
    return { ok: false, code: 'too-large', sequence: null };
  const placed: PlacedUnit[] = [];
  for (const unit of units) {
    const one = placedUnit(unit, hashText);
    const before = placed.at(-1);
    const expected = (before?.sequence ?? head.sequence - units.length) + 1;
    const broken = one === null ? 'hash' : brokenBy(one, before, expected);
    if (one === null || broken !== null)
      return { ok: false, code: 'broken-chain', sequence: expected, by: broken ?? 'hash' };
    placed.push(one);
  }
  const last = placed.at(-1);
  if (last?.sequence !== head.sequence || last.hash !== head.hash)
    return { ok: false, code: 'broken-chain', sequence: head.sequence, by: 'head' };
  return { ok: true, placed };
}

function placedUnit(unit: Unit, hashText: HashText): PlacedUnit | null {
  if ('lost' in unit) return { ...unit.lost, previous: null, unit, link: null };
  const link = linkOf(unit.line, hashText);
  return link === null ? null : { sequence: link.sequence, hash: link.hash, previous: link.previous, unit, link };
}

function brokenBy(one: PlacedUnit, before: PlacedUnit | undefined, expected: number): BrokenBy | null {
  if (one.sequence !== expected) return 'sequence';
  if (one.sequence === 1 && one.previous !== null && one.previous !== GENESIS) return 'previous';
  const known = before !== undefined && before.hash !== null && one.previous !== null;
  return known && before.hash !== one.previous ? 'previous' : null;
}
