/** Which test files import a source file, however many files lie between, and how many those are. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { parseSync } from 'vite';

/** Absolute paths of the TypeScript files under a folder, in the order of their names. */
export function sourcesUnder(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && /(?<!\.d)\.m?tsx?$/u.test(file.name))
    .map((file) => join(file.parentPath, file.name))
    .filter((path) => !path.includes('/node_modules/'))
    .toSorted((a, b) => (a < b ? -1 : 1));
}

/** The files that a file loads when it runs: `import type` loads nothing. */
function importsOf(root, path) {
  const { module } = parseSync(path, readFileSync(path, 'utf8'));
  const names = [
    ...module.staticImports
      .filter(({ entries }) => entries.length === 0 || entries.some(({ isType }) => !isType))
      .map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) =>
      entries
        .filter(({ isType, moduleRequest }) => !isType && moduleRequest)
        .map(({ moduleRequest }) => moduleRequest.value),
    ),
  ];
  const source = readFileSync(path, 'utf8');
  for (const { moduleRequest } of module.dynamicImports) {
    const text = source.slice(moduleRequest.start, moduleRequest.end);
    if (/^['"]/u.test(text)) names.push(text.slice(1, -1));
  }
  return names.flatMap((name) => {
    if (name.startsWith('#')) return [join(root, name.slice(1))];
    return name.startsWith('.') ? [resolve(dirname(path), name)] : [];
  });
}

const isTest = (root, path) => relative(root, path).startsWith('tests/') && /\.(unit|node)\.test\.ts$/u.test(path);

/** @returns {Map<string, string[]>} of every source file: what it imports, as absolute paths */
export function importGraph(root) {
  const files = ['shared', 'electron', 'renderer', 'tests'].flatMap((folder) => sourcesUnder(join(root, folder)));
  return new Map(files.map((path) => [path, importsOf(root, path)]));
}

/**
 * @param {string} root of the project
 * @param {Map<string, string[]>} graph
 * @returns {(path: string) => Map<string, number>} for a source file: the test files and their distance in imports
 */
export function relatedTests(root, graph) {
  const importers = new Map();
  for (const [path, imports] of graph) {
    for (const imported of imports) importers.set(imported, [...(importers.get(imported) ?? []), path]);
  }
  return (path) => {
    const distances = new Map([[path, 0]]);
    for (const reached of distances.keys()) {
      for (const importer of importers.get(reached) ?? []) {
        if (!distances.has(importer)) distances.set(importer, distances.get(reached) + 1);
      }
    }
    return new Map([...distances].filter(([found]) => isTest(root, found)));
  };
}

/** A digest of a file and of all that it imports, however far: what a test's behaviour hangs on. */
export function digestOf(graph, path) {
  const loaded = new Set([path]);
  for (const file of loaded) for (const imported of graph.get(file) ?? []) loaded.add(imported);
  const hash = createHash('sha256');
  const inOrder = [...loaded].toSorted((a, b) => (a < b ? -1 : 1));
  for (const file of inOrder) if (existsSync(file)) hash.update(file).update(readFileSync(file));
  return hash.digest('hex');
}
