/** Two windows anew for each test of a file, over one PostgreSQL for all of them. */
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { aPostgres, type TestPostgres } from '#tests/builders/a-hub.ts';
import { TwoWindows } from './two-windows.ts';

/** Called at the top of a file; gives the windows of the test that runs. */
export function eachTwoWindows(exporting?: 'here' | 'each'): () => TwoWindows {
  let postgres: TestPostgres;
  let windows: TwoWindows;
  beforeAll(async () => {
    postgres = await aPostgres();
  });
  afterAll(async () => {
    await postgres.end();
  });
  beforeEach(async () => {
    windows = await TwoWindows.open(postgres, exporting);
  });
  afterEach(async () => {
    await windows.close();
  });
  return () => windows;
}
