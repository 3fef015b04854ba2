/** `counter -- roster` on the files that lie in tests/fixtures/rosters. */
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '#electron/cli/roster.ts';

const fixtures = join(import.meta.dirname, '../../fixtures/rosters');
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'counter-roster-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Answer {
  readonly exitCode: number;
  readonly json: {
    readonly entries?: readonly {
      readonly row: number;
      readonly name: string;
      readonly citizenId: string;
      readonly graduatedOn: string;
    }[];
    readonly issues?: readonly unknown[];
    readonly error?: {
      readonly code: string;
      readonly issues: readonly { readonly path: string; readonly message: string }[];
    };
  };
}

async function roster(...args: string[]): Promise<Answer> {
  let out = '';
  const exitCode = await run(args, {
    stdout: (text) => {
      out += text;
    },
    stderr: () => undefined,
  });
  return { exitCode, json: JSON.parse(out) as Answer['json'] };
}

describe('counter roster', () => {
  it.each(['gb18030.csv', 'utf8-bom.csv', 'utf16.csv', 'tsv.xls', 'html.xls', 'messy.xls'])(
    'reads %s',
    async (name) => {
      const { exitCode, json } = await roster(join(fixtures, name));
      expect(exitCode).toBe(0);
      expect(json.entries).toMatchObject([
        { row: 3, name: '陈海晴', citizenId: '440802200003159020', graduatedOn: '2022-06-25' },
        { row: 5, name: '𠮷田·买', citizenId: expect.stringMatching(/^440823199912019/u), graduatedOn: '2022-06-25' },
      ]);
      expect(json.issues).toEqual([]);
    },
  );

  it.each([
    ['protected.xlsx', 'file-protected'],
    ['protected.xls', 'file-protected'],
    ['damaged.xlsx', 'file-damaged'],
    ['README.md', 'roster-not-found'],
    ['no-such-file.xlsx', 'file-unreadable'],
  ])('refuses %s', async (name, code) => {
    const { exitCode, json } = await roster(join(fixtures, name));
    expect(exitCode).toBe(2);
    expect(json.error?.code).toBe(code);
    expect(json.error?.issues[0]?.message).toMatch(/。$/u);
  });

  it('refuses a file of 50 MB unread', async () => {
    const path = join(folder, 'large.xlsx');
    writeFileSync(path, 'PK');
    truncateSync(path, 50 * 1024 * 1024);
    const { exitCode, json } = await roster(path);
    expect([exitCode, json.error?.code]).toEqual([2, 'file-too-large']);
  });

  it('wants exactly one file', async () => {
    expect((await roster()).json.error?.code).toBe('bad-arguments');
    expect((await roster('a', 'b')).exitCode).toBe(2);
  });
});
