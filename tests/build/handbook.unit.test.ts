/** The handbook names only keys, pages, buttons and screens that exist. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keyActions, keyName } from '#renderer/ui/key-table.ts';
import { fillHandbook, handbookMarks, handbookWords } from '#tests/e2e/handbook-text.ts';

const root = resolve(import.meta.dirname, '../..');
const source = readFileSync(join(root, 'build/handbook/handbook.html'), 'utf8');
const tour = readFileSync(join(root, 'tests/e2e/pages/tour.ts'), 'utf8');
const window = readdirSync(join(root, 'renderer/features'), { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/u.test(name))
  .map((name) => readFileSync(join(root, 'renderer/features', name), 'utf8').replace(/\/\*[\s\S]*?\*\//gu, ''))
  .join('\n');
const named = (kind: string): string[] =>
  handbookMarks(source).flatMap((mark) => (mark.kind === kind ? [mark.name] : []));

describe('the handbook', () => {
  it('names keys of the table only, and none beside it', () => {
    expect(named('key').length).toBeGreaterThan(10);
    expect(named('key').filter((name) => !(keyActions as readonly string[]).includes(name))).toEqual([]);
    expect(handbookWords(source)).not.toMatch(/(?<![\w-])F(?:[1-9]|1[0-2])(?![\w-])|(?:Ctrl|Control|Alt)\+/u);
  });

  it('names pages by the headings or labels they have', () => {
    expect(named('page').length).toBeGreaterThan(3);
    expect(
      named('page').filter((name) => !window.includes(`<h1>${name}<`) && !window.includes(`label: '${name}'`)),
    ).toEqual([]);
  });

  it('names buttons as they are written on the screen', () => {
    expect(named('word').length).toBeGreaterThan(5);
    expect(named('word').filter((name) => !window.includes(name))).toEqual([]);
  });

  it('shows screens that the tour comes by', () => {
    expect(named('screen').length).toBeGreaterThan(5);
    expect(named('screen').filter((name) => !tour.includes(`onScreen('${name}')`))).toEqual([]);
  });

  it('is Chinese: no word of another language is left', () => {
    const words = handbookWords(source).replaceAll(/<[^>]*>/gu, '');
    expect([...new Set(words.match(/[A-Za-z]{2,}/gu))]).toEqual(['logs']);
  });

  it('leaves no mark unfilled, and refuses one that nothing answers to', () => {
    const filled = fillHandbook(source, (screen) => `${screen}.png`);
    expect(filled).not.toContain('{{');
    expect(filled).toContain(`<kbd>${keyName('save')}</kbd>`);
    expect(filled).toContain('src="day-close.png"');
    expect(() => fillHandbook('{{key:nothing}}', String)).toThrow('key:nothing');
  });
});
