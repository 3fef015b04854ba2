/** One table of keys: no file of the window but the table names one, and no two actions share one. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chordOfAction, keyActions } from '#renderer/ui/key-table.ts';

const root = resolve(import.meta.dirname, '../..');
const TABLE = 'renderer/ui/key-table.ts';
/** A function key, or a key with Ctrl or Alt, in a text of the program: in a sentence as on a button. */
const CHORD = /(?<![\w-])F(?:[1-9]|1[0-2])(?![\w-])|(?:Ctrl|Control|Alt)\+/u;

const sources = readdirSync(join(root, 'renderer'), { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/u.test(name))
  .map((name) => join('renderer', name))
  .filter((file) => file !== TABLE);

/** Texts of a file that name a key; comments are not looked at. */
function namedKeys(file: string, text: string): string[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//gu, '').replace(/(?<=^|[\s;{}(,])\/\/.*$/gmu, '');
  return code.split('\n').flatMap((line) => (CHORD.test(line) ? [`${file}: ${line.trim()}`] : []));
}

describe('the keys of the program', () => {
  it('are named in one table only', () => {
    const found = sources.flatMap((file) => namedKeys(file, readFileSync(join(root, file), 'utf8')));
    expect(found).toEqual([]);
  });

  it.each([
    ['const hint = "Ctrl+S";', 1],
    ["useKeys({ 'F10': print });", 1],
    ['const line = <p>按 F6 选择文件</p>;', 1],
    ['const line = `第 ${place} 项：Alt+${place}`;', 1],
    ['// F7 opens it\nconst hash = "SHA-F12-x";', 0],
  ])('are seen in %s', (text, count) => expect(namedKeys('probe.tsx', text)).toHaveLength(count));

  it('mean one thing each', () => {
    const chords = keyActions.map(chordOfAction);
    expect(chords.filter((chord, index) => chords.indexOf(chord) !== index)).toEqual([]);
  });
});
