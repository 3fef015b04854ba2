/** Set up in each test file: tells the runner which of the probed places (`probed` in changes.mjs) the file reached. */
import { afterAll, beforeAll } from 'vitest';

const loading = new Set();
const running = new Set();
let seen = loading;
globalThis.reached = (id) => seen.add(id);

beforeAll(() => {
  seen = running;
});
// The runner reads the parameters of a hook as names of fixtures: the suite is its second argument, taken without one.
afterAll(function tell() {
  const { file } = arguments[1];
  file.meta.reachedLoading = [...loading];
  file.meta.reached = [...running];
});
