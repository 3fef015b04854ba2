/** The direction of imports (README "Import rule"): the lint rule stops most, this test reads every import and knows the whole table. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, normalize, relative, resolve } from 'node:path';
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

/** The first circle of files that load one another, from the file where it was met; none, an empty list. */
function firstCircle(): readonly string[] {
  const loads = new Map<string, string[]>();
  for (const { file, target } of all.filter(({ loaded }) => loaded))
    loads.set(file, [...(loads.get(file) ?? []), target]);
  const done = new Set<string>();
  const from = (file: string, way: readonly string[]): readonly string[] => {
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
    if (done.has(file)) return [];
    for (const target of loads.get(file) ?? []) {
      const circle = from(target, [...way, file]);
      if (circle.length > 0) return circle;
    }
    done.add(file);
    return [];
  };
  for (const file of loads.keys()) {
    const circle = from(file, []);
    if (circle.length > 0) return circle;
  }
  return [];
}

describe('direction of imports', () => {
  it('never comes back to where it began', () => {
    expect(firstCircle()).toEqual([]);
  });

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

describe('what comments cite', () => {
  it('is a page of the repository', () => {
    const pages = new Set(
      ['.', 'shared', 'renderer', 'electron', 'tests', 'build'].flatMap((folder) =>
        readdirSync(join(root, folder), folder === '.' ? {} : { recursive: true })
          .map(String)
          .filter((name) => name.endsWith('.md'))
          .map((name) => basename(name)),
      ),
    );
    const cited = ['shared', 'electron', 'renderer'].flatMap((folder) =>
      sourceFiles(folder).flatMap((file) =>
        [...readFileSync(join(root, file), 'utf8').matchAll(/[\w-]+\.md\b/gu)].map(([page]) => ({ file, page })),
      ),
    );
    expect(cited.length).toBeGreaterThan(5);
    expect(cited.filter(({ page }) => !pages.has(page))).toEqual([]);
  });
});
