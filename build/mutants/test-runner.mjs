/**
 * The process that keeps the test runner warm: one per lane, forked by mutants.mjs. A request holds sources to serve in
 * place of files on the disk (nothing is ever written) and the test files to run in that order; the answer comes after
 * the first failing file, or after all. A file is announced when it begins, so that the parent can end a lane in which
 * a change has made an endless loop, and when it ends.
 *
 * Request `{ sources: {[path]: text}, tests: string[], untilFailure: boolean }`; announcements `{ began: path }` and
 * `{ ended: file }`; answer `{ files: { path, state, milliseconds, failure, reached, reachedLoading }[], unhandled }`.
 */
import { join } from 'node:path';
import { loadConfigFromFile } from 'vite';
import { createVitest } from 'vitest/node';

const root = process.cwd();
const served = new Map();

const serve = {
  name: 'counter:changed-sources',
  enforce: 'pre',
  transform: (_code, id) => {
    const text = served.get(id.split('?')[0]);
    return text === undefined ? null : { code: text, map: null };
  },
};

/** Runs files as they were asked for: the runner's own order is by size and by what failed last. */
class AsAsked {
  sort(specifications) {
    return specifications;
  }
  shard(specifications) {
    return specifications;
  }
}

async function open() {
  const { config } = await loadConfigFromFile(
    { command: 'serve', mode: 'test' },
    join(root, 'tests/vitest.config.mts'),
  );
  const projects = (config.test.projects ?? [])
    .filter(({ test }) => test.name === 'unit' || test.name === 'node')
    .map((project) => ({
      ...project,
      plugins: [serve],
      test: { ...project.test, maxWorkers: 1, setupFiles: [join(import.meta.dirname, 'reach.mjs')] },
    }));
  const reporter = {
    onTestModuleStart: (module) => process.send({ began: module.moduleId }),
    onTestModuleEnd: (module) => process.send({ ended: toFile(module) }),
  };
  const vitest = await createVitest('test', {
    config: false,
    root,
    watch: false,
    projects,
    reporters: [reporter],
    bail: 1,
    sequence: { sequencer: AsAsked },
  });
  await vitest.standalone();
  return { vitest, specifications: await vitest.globTestSpecifications() };
}

function failureOf(module) {
  const errors = [...module.errors()];
  for (const test of module.children.allTests('failed')) errors.push(...(test.result().errors ?? []));
  return errors[0]?.message?.split('\n')[0] ?? '';
}

const toFile = (module) => ({
  path: module.moduleId,
  state: module.state(),
  milliseconds: Math.round(module.diagnostic().duration + module.diagnostic().collectDuration),
  failure: failureOf(module),
  reached: module.meta().reached ?? [],
  reachedLoading: module.meta().reachedLoading ?? [],
});

/** A failure counts towards the next run's bail, and files of the run before would be told again. */
function forget(state) {
  for (const kept of [state.filesMap, state.pathsSet, state.idMap, state.errorsSet]) kept.clear();
}

async function run({ vitest, specifications }, { sources, tests, untilFailure }) {
  const before = [...served.keys()];
  served.clear();
  for (const [path, text] of Object.entries(sources)) served.set(path, text);
  for (const path of new Set([...before, ...served.keys()])) vitest.invalidateFile(path);
  for (const project of vitest.projects) project.config.bail = untilFailure ? 1 : 0;
  vitest.config.bail = untilFailure ? 1 : 0;
  forget(vitest.state);
  const wanted = tests.map((path) => specifications.find(({ moduleId }) => moduleId === path));
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(wanted.filter(Boolean), false);
  const files = testModules.filter(({ moduleId }) => tests.includes(moduleId)).map(toFile);
  return { files, unhandled: unhandledErrors.length };
}

const opened = await open();
process.send({ tests: opened.specifications.map(({ moduleId }) => moduleId) });
process.on('message', (request) => {
  void run(opened, request).then(
    (answer) => process.send(answer),
    (error) => process.send({ error: String(error?.stack ?? error) }),
  );
});
// Started as the leader of its group: whatever it started goes with it.
process.on('disconnect', () => process.kill(-process.pid, 'SIGKILL'));
