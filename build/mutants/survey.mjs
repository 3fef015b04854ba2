/**
 * Which places of the code each test file reaches, and how long it takes: found by running it once on the unchanged
 * code with notes (`probed`). What was found is kept in `.tmp/mutants` under a digest of the test file and of all that
 * it imports, so a second run surveys only what has changed.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { probed } from './changes.mjs';
import { digestOf } from './related-tests.mjs';

/** More than any source file is long. */
const span = 10_000_000;
const limit = 900_000;

export const isUnit = (path) => path.endsWith('.unit.test.ts');

/** Every product file with its notes, and how to read the numbers of a note. */
function allProbed(root, graph) {
  const files = [...graph.keys()].map((path) => relative(root, path)).filter((file) => !file.startsWith('tests/'));
  const sources = {};
  files.forEach((file, index) => {
    const path = join(root, file);
    sources[path] = probed(file, readFileSync(path, 'utf8'), index * span);
  });
  const byFile = (notes) => {
    const found = {};
    for (const note of notes) (found[files[Math.floor(note / span)]] ??= []).push(note % span);
    return found;
  };
  return { sources, byFile };
}

function readKept(path) {
  if (!existsSync(path)) return {};
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return {};
  }
}

/**
 * @param {string} root
 * @param {Map<string, string[]>} graph
 * @param {string[]} tests absolute paths
 * @param {import('./lane.mjs').Lane} lane
 * @param {(line: string) => void} log
 * @returns {Promise<Map<string, { milliseconds: number, running: Record<string, number[]>, loading: Record<string, number[]> }>>}
 *   of the tests that pass on the unchanged code; the others are named in the log
 */
export async function survey(root, graph, tests, lane, log) {
  const place = join(root, '.tmp/mutants/survey.json');
  const kept = readKept(place);
  const digests = new Map(tests.map((path) => [path, digestOf(graph, path)]));
  const passed = new Map();
  for (const path of tests) {
    const found = kept[relative(root, path)];
    if (found?.digest === digests.get(path)) passed.set(path, found);
  }
  const open = tests.filter((path) => !passed.has(path));
  if (open.length === 0) return passed;
  log(`mutants：先在原样代码上运行 ${open.length} 个相关测试文件，记下各自经过的代码…`);
  const { sources, byFile } = allProbed(root, graph);
  const keep = ({ path, state, milliseconds, failure, reached, reachedLoading }) => {
    if (state === 'failed') log(`  原样代码上未通过，不计入：${relative(root, path)} ${failure}`);
    if (state !== 'passed') return;
    const found = {
      digest: digests.get(path),
      milliseconds,
      running: byFile(reached),
      loading: byFile(reachedLoading),
    };
    passed.set(path, found);
    kept[relative(root, path)] = found;
  };
  mkdirSync(dirname(place), { recursive: true });
  for (const part of [open.filter(isUnit), open.filter((path) => !isUnit(path))]) {
    if (part.length === 0) continue;
    const answer = await lane.run({ sources, tests: part, untilFailure: false }, () => limit, keep);
    if ('hung' in answer) throw new Error(`${answer.hung} does not end on the unchanged code`);
    writeFileSync(place, JSON.stringify(kept));
  }
  return passed;
}
