/**
 * Names of provinces, prefectures and counties. Apart from division.ts, so that only what shows names loads the table.
 * The table grows old: `divisionNamesAsOf` says when it was true, and a code it lacks has no name, never a guessed one.
 */
import divisions from '../data/divisions.json';
import { divisionPrefix } from './division.ts';

const names: Readonly<Record<string, string>> = divisions.names;

/** The day the table describes. */
export const divisionNamesAsOf: string = divisions.asOf;

const OMITTED = /^(市辖区|县|(省|自治区)直辖县级行政区划)$/u;

/** The last part of the name (`赤坎区`); `null` for a code that is not in the table. `own`: the office's own entries. */
export function divisionName(code: string, own: Readonly<Record<string, string>> = {}): string | null {
  const prefix = divisionPrefix(code);
  return own[code] ?? names[prefix] ?? null;
}

/** The whole name (`广东省湛江市赤坎区`); `null` for a code that is not in the table. */
export function divisionFullName(code: string, own: Readonly<Record<string, string>> = {}): string | null {
  const last = divisionName(code, own);
  if (last === null) return null;
  const prefix = divisionPrefix(code);
  const above = [2, 4].filter((length) => length < prefix.length).map((length) => names[prefix.slice(0, length)] ?? '');
  return [...above, last].filter((name) => !OMITTED.test(name)).join('');
}
