/** The direction of imports (README "Import rule"): the lint rule stops most, this test reads every import and knows the whole table. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allowedFolders, layerOf, type Layer } from './layers.ts';

const root = resolve(import.meta.dirname, '../..');
const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s(?:[^'"`;]*?\sfrom\s)?\s*['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|new URL\(\s*['"]([^'"]+)['"],\s*import\.meta\.url/gu;

interface Import {
  readonly file: string;
  readonly layer: Layer;
  readonly target: string;
  /** Loaded together with the file: neither a type nor asked for later. */
  readonly loaded: boolean;
}

function sourceFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/u.test(name) && !name.includes('node_modules'))
    .map((name) => normalize(join(folder, name)));
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\//gu, '');
  return [...text.matchAll(IMPORT)].map((match) => {
    const specifier = match[1] ?? match[2] ?? match[3] ?? '';
    const target = specifier.startsWith('.')
      ? relative(root, resolve(root, dirname(file), specifier))
      : specifier.replace(/^#/u, '');
    const loaded = match[1] !== undefined && !/^\s*(?:import|export)\s+type\s/u.test(match[0]);
    return { file, layer: layerOf(file), target, loaded };
  });
}

const all = ['shared', 'electron', 'renderer'].flatMap((folder) => sourceFiles(folder).flatMap(importsOf));

/** Everything that is loaded before a file runs. */
function loadedWith(start: string): ReadonlySet<string> {
  const reached = new Set([start]);
  for (const file of reached) for (const one of all) if (one.file === file && one.loaded) reached.add(one.target);
  return reached;
}

describe('what the window loads before anybody signs in', () => {
  const reached = [...loadedWith('renderer/main.tsx')];
  const has = (name: string) => reached.filter((target) => target === name || target.startsWith(`${name}/`));

  it('is the way to the sign-in screen', () => {
    expect(reached).toContain('renderer/features/start/SignIn.tsx');
    expect(has('react-dom')).not.toEqual([]);
  });

  it.each(['hucre', '@e965/xlsx', 'papaparse', 'react-hook-form', 'uqr', 'pinyin-pro', 'renderer/features/frame'])(
    'leaves out %s',
    (name) => {
      expect(has(name)).toEqual([]);
    },
  );
});

describe('direction of imports', () => {
  it('reads the sources', () => {
    expect(all.length).toBeGreaterThan(20);
  });

  it('keeps to the table', () => {
    const wrong = all.filter(({ layer, target, file }) => !allowedFolders(layer, target, file));
    expect(wrong.map(({ file, target }) => `${file} -> ${target}`)).toEqual([]);
  });

  it.each([
    ['shared/policy/evaluate.ts', 'shared/wording/reasons.ts'],
    ['shared/domain/money.ts', 'node:fs'],
    ['renderer/features/intake/IntakePage.tsx', 'dexie'],
    ['renderer/features/intake/IntakePage.tsx', 'renderer/features/registry/internal.ts'],
    ['renderer/ui/Field.tsx', 'renderer/store/cases.ts'],
    ['renderer/app.tsx', 'node:path'],
    ['electron/host/journal.ts', 'electron'],
    ['electron/host/journal.ts', 'electron/loopback/server.ts'],
    ['electron/loopback/server.ts', 'renderer/app.tsx'],
  ])('refuses %s -> %s', (file, target) => {
    expect(allowedFolders(layerOf(file), target, file)).toBe(false);
  });
});
