/** `counter -- export` and `counter -- verify` on real folders. */
import { mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { run as runExport } from '#electron/cli/export.ts';
import { run as runVerify } from '#electron/cli/verify.ts';
import { findLayout } from '#shared/layouts/index.ts';
import { aCaseFile } from '#tests/builders/a-case-file.ts';

let root = '';
let count = 0;
let out = '';
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'counter-export-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));
beforeEach(() => {
  count += 1;
  out = join(root, `batch-${count}`);
});

interface Outcome {
  readonly code: number;
  readonly json: { readonly [key: string]: never };
  readonly words: string;
}

async function call(command: typeof runExport, ...args: string[]): Promise<Outcome> {
  let stdout = '';
  let words = '';
  const code = await command(args, { stdout: (text) => (stdout += text), stderr: (text) => (words += text) });
  return { code, json: JSON.parse(stdout) as Outcome['json'], words };
}

async function inputFile(value: unknown): Promise<string> {
  const path = join(root, `input-${count}.json`);
  await writeFile(path, typeof value === 'string' ? value : JSON.stringify(value));
  return path;
}

const exported = async (value: unknown, ...more: string[]): Promise<Outcome> =>
  call(runExport, await inputFile(value), '--layout', 'window-intake', '--out', out, ...more);
const verified = (...more: string[]): Promise<Outcome> => call(runVerify, out, ...more);

/** A file with one byte in the middle changed. */
async function flipByte(name: string): Promise<void> {
  const path = join(out, name);
  const bytes = await readFile(path);
  const at = Math.floor(bytes.length / 2);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  await writeFile(path, bytes);
}

describe('export', () => {
  it('writes the accepted persons of one case file, whole and intact', async () => {
    const result = await exported({ title: 'x', input: aCaseFile({ persons: 3 }), expected: {} });
    expect(result.code).toBe(0);
    expect(result.json['manifest']).toMatchObject({
      cases: 1,
      persons: 3,
      amountFen: 450_000,
      number: null,
      chainHead: null,
      training: false,
    });
    expect((await readdir(out)).toSorted()).toEqual(['manifest.json', 'window-intake.csv', 'window-intake.xlsx']);
    const sheet = (await readXlsx(await readFile(join(out, 'window-intake.xlsx')))).sheets[0];
    expect(sheet?.rows).toHaveLength(4);
    expect(await verified()).toMatchObject({ code: 0, json: { state: 'intact', findings: [] } });
  });

  it('takes several cases as an object or an array, and only what was accepted and met', async () => {
    const cases = [
      aCaseFile({ persons: 2, seed: 1 }),
      aCaseFile({ persons: 1, seed: 2, papers: false }),
      aCaseFile({ persons: 2, seed: 3, unmet: 1 }),
    ];
    const first = await exported({ cases });
    expect(first.json['manifest']).toMatchObject({ cases: 2, persons: 3 });
    out += '-array';
    const second = await exported(cases.map((input) => ({ input })));
    expect(second.json['manifest']).toMatchObject({ cases: 2, persons: 3 });
  });

  it('the same input gives the same digest; training says so in every name', async () => {
    const first = await exported(aCaseFile({ persons: 1 }));
    out += '-again';
    const again = await exported(aCaseFile({ persons: 1 }));
    expect(again.json['manifest']).toEqual(first.json['manifest']);
    out += '-training';
    await exported(aCaseFile({ persons: 1 }), '--training', '--gb18030');
    expect((await readdir(out)).toSorted()).toEqual(
      [
        'manifest.json',
        '培训-window-intake-gb18030.csv',
        '培训-window-intake.csv',
        '培训-window-intake.xlsx',
      ].toSorted(),
    );
    expect((await verified()).words).toContain('培训数据');
  });

  it('lists what to fix with case, row, column and code, exits 1 and writes nothing', async () => {
    const result = await call(
      runExport,
      await inputFile([aCaseFile({ persons: 1 })]),
      '--layout',
      'paid-list-2022',
      '--codes',
      'corrected',
      '--out',
      out,
    );
    expect(result.code).toBe(1);
    const problems = result.json['problems'] as {
      column: string;
      elementCode: string;
      code: string;
      row: number;
      message: string;
    }[];
    expect(problems.find((problem) => problem.column === '1-18')).toMatchObject({
      code: 'missing',
      elementCode: 'AAE166',
      row: 1,
      message: '“发放日期”为空，省系统不收空值。请补填。',
    });
    await expect(readdir(out)).rejects.toThrow('ENOENT');
    expect((await readdir(root)).filter((name) => name.includes('.part'))).toEqual([]);
  });

  it('one person in two cases stops the export', async () => {
    const result = await exported([aCaseFile({ persons: 1, seed: 1 }), aCaseFile({ persons: 1, seed: 1 })]);
    expect(result.code).toBe(1);
    expect(JSON.stringify(result.json)).toContain('person-twice');
  });

  it('nobody accepted is no export', async () => {
    const result = await exported(aCaseFile({ persons: 1, papers: false }));
    expect(result.code).toBe(1);
    expect(result.json).toMatchObject({ error: { code: 'nobody-to-export' } });
  });

  it('refuses a folder that exists, also an empty one, and leaves it as it was', async () => {
    await exported(aCaseFile({ persons: 1 }));
    const before = await readFile(join(out, 'manifest.json'), 'utf8');
    const result = await exported(aCaseFile({ persons: 2 }));
    expect(result).toMatchObject({ code: 2, json: { error: { code: 'out-exists' } } });
    expect(await readFile(join(out, 'manifest.json'), 'utf8')).toBe(before);
  });

  it('a layout from a file works, a broken one is refused with the place', async () => {
    const path = join(root, 'layout.json');
    await writeFile(path, JSON.stringify({ ...findLayout('window-intake'), id: 'province-2022' }));
    const good = await call(runExport, await inputFile(aCaseFile({ persons: 1 })), '--layout', path, '--out', out);
    expect(good.json['manifest']).toMatchObject({ layout: { id: 'province-2022' } });
    await writeFile(path, JSON.stringify({ ...findLayout('window-intake'), columns: [] }));
    const bad = await call(
      runExport,
      await inputFile(aCaseFile({ persons: 1 })),
      '--layout',
      path,
      '--out',
      `${out}-bad`,
    );
    expect(bad).toMatchObject({ code: 2, json: { error: { code: 'bad-layout', issues: [{ path: 'columns' }] } } });
  });

  it.each<[string, unknown, string, string]>([
    ['no JSON', '{', 'not-json', ''],
    ['an empty array', [], 'bad-case-file', ''],
    ['no cases', { cases: [] }, 'bad-case-file', 'cases'],
  ])('bad file: %s', async (_, value, code, path) => {
    const result = await exported(value);
    expect(result).toMatchObject({ code: 2, json: { error: { code, issues: [{ path }] } } });
  });

  it('bad file: a wrong ID in the second case is named by its path', async () => {
    const bad = aCaseFile({ persons: 2, seed: 2 });
    bad.roster[1] = { ...bad.roster[0], citizenId: '440802200003150027' };
    const result = await exported({ cases: [aCaseFile({ persons: 1, seed: 1 }), bad] });
    expect(result.code).toBe(2);
    const issues = (result.json['error'] as { issues: { path: string }[] }).issues;
    expect(issues.map((issue) => issue.path)).toEqual(['cases.1.roster.1.citizenId']);
  });

  it.each([
    ['no file', ['--layout', 'window-intake', '--out', 'x']],
    ['no layout', ['a.json', '--out', 'x']],
    ['no folder', ['a.json', '--layout', 'window-intake']],
    ['an unknown layout', ['a.json', '--layout', 'nothing', '--out', 'x']],
    ['an unknown option', ['a.json', '--fast']],
    ['a day that does not exist', ['a.json', '--layout', 'window-intake', '--out', 'x', '--date', '2022-02-30']],
    ['a file that is not there', ['/nowhere/a.json', '--layout', 'window-intake', '--out', 'x']],
  ])('exit 2: %s', async (_, args) => {
    expect((await call(runExport, ...args)).code).toBe(2);
  });
});

describe('verify', () => {
  beforeEach(() => exported(aCaseFile({ persons: 2 })));

  it.each(['window-intake.xlsx', 'window-intake.csv', 'manifest.json'])(
    'finds one changed byte in %s',
    async (name) => {
      await flipByte(name);
      const result = await verified();
      expect(result.code).toBe(1);
      expect(result.words).toContain(name);
    },
  );

  it('finds what is missing and what is extra', async () => {
    await rm(join(out, 'window-intake.csv'));
    await writeFile(join(out, 'note.txt'), 'x');
    await symlink(join(out, 'note.txt'), join(out, 'link'));
    const result = await verified();
    const findings = result.json['findings'] as { finding: string; name: string }[];
    expect(findings.map(({ finding, name }) => `${finding} ${name}`).toSorted()).toEqual([
      'file-extra link/',
      'file-extra note.txt',
      'file-missing window-intake.csv',
    ]);
  });

  it('compares with the digest on paper', async () => {
    const { digest } = (await verified()).json['manifest'] as { digest: string };
    expect((await verified('--digest', digest)).code).toBe(0);
    expect((await verified('--digest', 'f'.repeat(64))).code).toBe(1);
  });

  it('exit 2 for what is no batch folder', async () => {
    expect((await call(runVerify, join(root, 'nowhere'))).code).toBe(2);
    expect((await call(runVerify)).code).toBe(2);
    await rm(join(out, 'manifest.json'));
    expect(await verified()).toMatchObject({ code: 2, json: { error: { code: 'not-a-batch-folder' } } });
  });
});
