/** Rosters shaped after public bug reports of other programs, each as `expected.json` beside them says. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readRoster } from '#shared/files/read-roster.ts';
import type { ImportedEntry } from '#shared/files/roster-reading.ts';
import { accepted, refusedCode } from './rosters.ts';

const folder = resolve(import.meta.dirname, '../../fixtures/rosters/field');
const bytesOf = (name: string): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(join(folder, name)));

type Expected = Readonly<Record<string, Readonly<Record<string, readonly string[] | string>>>>;
const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Expected;
const columns: Readonly<Record<string, keyof ImportedEntry>> = { ids: 'citizenId', names: 'name' };
const readable = Object.entries(expected).filter(([, said]) => said['refusedOrSaid'] === undefined);

describe('a file from the field', () => {
  it('is told of in the list, and nothing else is', () => {
    expect(Object.keys(expected)).toEqual(readdirSync(folder).filter((name) => name.endsWith('.xlsx')));
  });

  it.each(readable)('%s', async (name, said) => {
    const first = accepted(await readRoster(bytesOf(name)));
    // A column that the clerk is asked about is what the dialog supposes: Enter takes it.
    const answers = new Map(first.questions.map(({ key, supposed }) => [key, supposed ?? 'none'] as const));
    const { entries } = answers.size === 0 ? first : accepted(await readRoster(bytesOf(name), undefined, answers));
    const read = Object.fromEntries(
      Object.keys(said)
        .filter((key) => key !== 'note')
        .map((key) => [key, entries.map((entry) => entry[columns[key] ?? (key as keyof ImportedEntry)])]),
    );
    const { note: _, ...values } = said;
    expect(read).toEqual(values);
  });

  it('whose first sheet does not unpack is refused, not read from its second', async () => {
    expect(refusedCode(await readRoster(bytesOf('f04-damaged-first-sheet.xlsx')))).toBe('file-damaged');
  });
});
