/**
 * `npm run --silent mutants -- [N=60] [SEED=1] [FOLDER=…] [LIMIT=60] [LANES=…]`: makes N small changes to the code,
 * one at a time, and runs the related tests for each: does a test notice? The last line of stdout is
 * `{name, mutants, killed, survivors: ["file:line change"]}`, progress goes to stderr. The same SEED on the same code
 * makes the same changes. FOLDER: path prefixes with commas between, each with an equal share of the changes.
 * LIMIT: a change is given as many tests as usually take so many seconds. LANES: changes tried at the same time.
 *
 * A changed source is served to the test runner from memory, so the working tree stays as it is whatever happens.
 * What therefore cannot notice a change: tests that start a built program, and windows in Chromium. Component tests
 * (.dom) are not run either.
 *
 * First the related tests (those that import a changed file, however far) run once on the unchanged code with notes of
 * which places they reach; then a change needs only the tests that reach it, the nearest and quickest first. Stryker's
 * sandbox with a run of all tests before the first change, and its lack of a bounded seeded sample, made a small script
 * over the parser that Vite brings the quicker way.
 */
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative } from 'node:path';
import { changed, changesOf, parses } from './mutants/changes.mjs';
import { Lane } from './mutants/lane.mjs';
import { importGraph, relatedTests, sourcesUnder } from './mutants/related-tests.mjs';
import { isUnit, survey } from './mutants/survey.mjs';

const root = process.cwd();
const log = (line) => process.stderr.write(`${line}\n`);

function settings() {
  const given = { N: '60', SEED: '1', FOLDER: 'shared,electron/host,renderer/store', LIMIT: '60', LANES: '' };
  for (const word of process.argv.slice(2)) {
    const [name, value] = /^\d+$/u.test(word) ? ['N', word] : word.split('=', 2);
    if (!(name in given) || value === undefined || (name !== 'FOLDER' && !/^\d+$/u.test(value))) {
      log(`mutants：不认识“${word}”。用法：npm run --silent mutants -- [N=60] [SEED=1] [FOLDER=shared/policy,…]`);
      process.exit(2);
    }
    given[name] = value;
  }
  const lanes = Number(given.LANES) || Math.min(4, availableParallelism());
  return {
    n: Number(given.N),
    seed: Number(given.SEED),
    folders: given.FOLDER.split(','),
    limit: Number(given.LIMIT),
    lanes,
  };
}

/** A generator of numbers in [0, 1) that repeats for a seed (mulberry32). */
function randomOf(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The possible changes of a folder, by the line they stand on: each line is equally likely, then each change of it. */
function linesOf(folder) {
  const lines = new Map();
  for (const path of sourcesUnder(join(root, folder.split('/')[0]))) {
    const file = relative(root, path);
    if (!file.startsWith(folder)) continue;
    for (const change of changesOf(file, readFileSync(path, 'utf8'))) {
      const line = `${file}:${change.line}`;
      lines.set(line, [...(lines.get(line) ?? []), change]);
    }
  }
  return [...lines.values()];
}

/** N changes, no two of one line, taken from each folder in turn. */
function choose({ n, seed, folders }) {
  const random = randomOf(seed);
  const lines = folders.map(linesOf);
  lines.forEach((found, index) => {
    if (found.length === 0) log(`mutants：${folders[index]} 下没有可改动的代码。`);
  });
  const chosen = [];
  for (let turn = 0; chosen.length < n && lines.some((found) => found.length > 0); turn += 1) {
    const found = lines[turn % lines.length];
    if (found.length === 0) continue;
    const [changes] = found.splice(Math.floor(random() * found.length), 1);
    const change = changes[Math.floor(random() * changes.length)];
    const taken = chosen.some(({ file, line }) => file === change.file && line === change.line);
    if (taken || !parses(readFileSync(join(root, change.file), 'utf8'), change)) continue;
    chosen.push({ ...change, id: chosen.length });
  }
  return chosen;
}

const testsOf = (chosen, related) => [...new Set(chosen.flatMap(({ file }) => [...related(join(root, file)).keys()]))];
const quick = 10_000;

/** Whether a test stands where the tests of a file's folder stand: it is the likeliest to notice a change. */
const isKin = (test, file) => relative(root, test).startsWith(`tests/${file.split('/').slice(0, 2).join('/')}`);

/**
 * The tests that can notice a change, as many as usually take `limit` seconds, in the rounds in which they run: quick
 * before slow, plain before processes, and in each the likeliest and cheapest first.
 */
function roundsOf(change, related, passed, limit) {
  const { file, place } = change;
  const distances = related(join(root, file));
  const whenLoaded = place === null || [...passed.values()].some(({ loading }) => loading[file]?.includes(place));
  const usual = (path) => passed.get(path).milliseconds;
  const effort = (path) => distances.get(path) * 500 + (isKin(path, file) ? usual(path) / 5 : usual(path) + 1000);
  const tests = [...distances.keys()]
    .filter((path) => passed.has(path) && (whenLoaded || passed.get(path).running[file]?.includes(place)))
    .toSorted((a, b) => effort(a) - effort(b));
  const isQuick = (path) => usual(path) < quick;
  // What is worked out once and kept is noted only in the first of the unit tests, which share what they import.
  const unnoted = [...distances.keys()]
    .filter((path) => passed.has(path) && isUnit(path) && !tests.includes(path))
    .toSorted((a, b) => effort(a) - effort(b));
  let time = 0;
  return [
    tests.filter((path) => isUnit(path) && isQuick(path)),
    tests.filter((path) => !isUnit(path) && isQuick(path)),
    tests.filter((path) => isUnit(path) && !isQuick(path)),
    tests.filter((path) => !isUnit(path) && !isQuick(path)),
    unnoted,
  ]
    .map((round) => round.filter((path) => (time += usual(path)) - usual(path) < limit * 1000))
    .filter((round) => round.length > 0);
}

/** @returns {Promise<{ killed: boolean, words: string }>} */
async function tryChange(lane, change, rounds, passed) {
  if (rounds.length === 0) return { killed: false, words: 'no test reaches it' };
  const path = join(root, change.file);
  const sources = { [path]: changed(readFileSync(path, 'utf8'), change) };
  // Whatever the machine does beside: a file that takes so much longer than usual does not end.
  const limitOf = (file) => 20_000 + 8 * (passed.get(file)?.milliseconds ?? 3000);
  for (const tests of rounds) {
    const answer = await lane.run({ sources, tests, untilFailure: true }, limitOf);
    if ('hung' in answer) return { killed: true, words: `never ends: ${relative(root, answer.hung)}` };
    const failed = answer.files.find(({ state }) => state === 'failed');
    if (failed) return { killed: true, words: `${relative(root, failed.path)}: ${failed.failure}` };
    if (answer.unhandled > 0) return { killed: true, words: 'an error outside the tests' };
  }
  return { killed: false, words: `passed ${rounds.flat().length} test files` };
}

async function main() {
  const wanted = settings();
  const began = Date.now();
  const chosen = choose(wanted);
  const graph = importGraph(root);
  const related = relatedTests(root, graph);
  const lanes = Array.from({ length: wanted.lanes }, () => new Lane(root));
  const close = () => lanes.forEach((lane) => lane.close());
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      close();
      process.exit(1);
    });
  }
  try {
    const passed = await survey(root, graph, testsOf(chosen, related), lanes[0], log);
    log(`mutants：用时 ${Math.round((Date.now() - began) / 1000)} 秒，开始逐处改动。`);
    const results = [];
    const queue = [...chosen];
    const work = async (lane) => {
      for (let change = queue.shift(); change !== undefined; change = queue.shift()) {
        const from = Date.now();
        const result = await tryChange(lane, change, roundsOf(change, related, passed, wanted.limit), passed);
        results[change.id] = result;
        const seconds = ((Date.now() - from) / 1000).toFixed(1);
        const mark = result.killed ? '✓' : '✗ survived';
        log(`${mark} ${change.file}:${change.line} ${change.words}  (${result.words}, ${seconds} s)`);
      }
    };
    await Promise.all(lanes.map(work));
    const survivors = chosen
      .filter(({ id }) => !results[id].killed)
      .map(({ file, line, words }) => `${file}:${line} ${words}`);
    log(`mutants：共 ${Math.round((Date.now() - began) / 1000)} 秒。`);
    const report = { name: 'mutants', mutants: chosen.length, killed: chosen.length - survivors.length, survivors };
    process.stdout.write(`${JSON.stringify(report)}\n`);
  } finally {
    close();
  }
}

await main();
process.exit(0);
