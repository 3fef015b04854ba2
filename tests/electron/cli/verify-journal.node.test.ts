/** `counter -- verify-journal`: each kind of damage on a real folder is found and named; a whole one is whole. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { run } from '#electron/cli/verify-journal.ts';
import { aDecidedAction } from '#tests/builders/a-decided-action.ts';
import { aCounter, type TestCounter } from '#tests/store/a-counter.ts';

let counter: TestCounter;
let scratch: string;
let folder: string;
let office: string;

beforeAll(async () => {
  counter = await aCounter();
  const store = await counter.opened();
  for (const caseId of ['case-a', 'case-b', 'case-c']) {
    const recorded = await store.cases.record({
      entryId: crypto.randomUUID(),
      caseId,
      action: aDecidedAction('毕业-'),
    });
    if (!recorded.ok) throw new Error(JSON.stringify(recorded.failure));
  }
  await store.close();
  await counter.host.restart();
});
afterAll(async () => {
  await counter.host.end();
});
beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'counter-verify-'));
  folder = join(scratch, '数据 文件夹');
  await cp(counter.host.folder, folder, { recursive: true });
  office = join(folder, 'areas', 'office');
});
afterEach(async () => {
  await rm(scratch, { recursive: true, force: true });
});

interface Answer {
  readonly exit: number;
  readonly said: string;
  readonly json: {
    readonly entries: number;
    readonly head: string;
    readonly keys: string;
    readonly problems: readonly { readonly line: number; readonly sequence: number; readonly code: string }[];
    readonly error?: { readonly code: string };
  };
}

async function verified(args: string[], typed = ''): Promise<Answer> {
  const out = { stdout: '', stderr: '' };
  const io = {
    stdout: (text: string) => void (out.stdout += text),
    stderr: (text: string) => void (out.stderr += text),
  };
  const exit = await run(args, io, () => Promise.resolve(typed));
  return { exit, said: out.stderr, json: JSON.parse(out.stdout) as Answer['json'] };
}

const journal = (): string => join(office, 'journal.jsonl');
const linesOf = async (): Promise<string[]> => (await readFile(journal(), 'utf8')).trimEnd().split('\n');
const writeLines = (lines: readonly string[]): Promise<void> => writeFile(journal(), `${lines.join('\n')}\n`);
const codes = ({ json }: Answer): string[] => json.problems.map(({ code }) => code);

test('a whole folder is whole, by the outer chain and by everything that lies sealed', async () => {
  const outer = await verified([folder]);
  expect(outer.exit).toBe(0);
  expect(outer.json).toMatchObject({ keys: 'outer', problems: [], entries: (await linesOf()).length });
  const all = await verified([office], counter.recoveryKey);
  expect(all.exit).toBe(0);
  expect(all.json).toMatchObject({ keys: 'all', problems: [], head: outer.json.head });
});

test('a changed byte, a missing line, a swap and a torn tail are named by their lines', async () => {
  const lines = await linesOf();
  const third = lines[2] ?? '';
  await writeLines([
    ...lines.slice(0, 2),
    third.replace(/"sealed":"(.)/u, (_, was: string) => `"sealed":"${was === '+' ? '-' : '+'}`),
    ...lines.slice(3),
  ]);
  const changed = await verified([folder]);
  expect(changed.exit).toBe(1);
  expect(changed.json.problems[0]).toMatchObject({ line: 3, code: 'line-unreadable' });
  expect(changed.said).toContain('line 3:');
  await writeLines([...lines.slice(0, 2), ...lines.slice(3)]);
  expect((await verified([folder])).json.problems[0]).toMatchObject({ line: 3, sequence: 3, code: 'line-missing' });
  await writeLines([lines[0] ?? '', lines[2] ?? '', lines[1] ?? '', ...lines.slice(3)]);
  expect(codes(await verified([folder]))).toContain('line-out-of-place');
  await writeFile(journal(), `${lines.join('\n')}\n{"format":2,"hea`);
  expect(codes(await verified([folder]))).toEqual(['tail-torn']);
});

test('a ledger without its last lines is behind its mark', async () => {
  const lines = await linesOf();
  await writeLines(lines.slice(0, -1));
  const answer = await verified([folder]);
  expect(answer.exit).toBe(1);
  expect(codes(answer)).toContain('mark-ahead');
});

test('a number given twice is found although every hash fits', async () => {
  const { completed, lineText } = await import('#shared/casework/journal-line.ts');
  const { fastHash, readBytes } = await import('#electron/host/journal-file.ts');
  const lines = await linesOf();
  const last = readBytes(new TextEncoder().encode(lines.at(-1) ?? ''));
  if (last.state !== 'entry' || !('format' in last.entry)) throw new Error('not an entry');
  const { hash: _, ...append } = last.entry;
  const [number] = append.header.numbers;
  if (number === undefined) throw new Error('no number');
  const again = { ...number, value: number.value - 1 };
  const forged = completed({ ...append, header: { ...append.header, numbers: [again] } }, fastHash);
  await writeLines([...lines.slice(0, -1), lineText(forged)]);
  expect(codes(await verified([folder]))).toContain('number-wrong');
  // Only with the key it shows that the entry was not sealed over this number.
  expect(codes(await verified([folder], counter.recoveryKey))).toContain('entry-closed');
});

test('a lost key, an older vault and changed settings are told', async () => {
  const keys = join(office, 'content-keys.jsonl');
  const kept = (await readFile(keys, 'utf8')).trimEnd().split('\n').slice(1);
  await writeFile(keys, `${kept.join('\n')}\n`);
  for (const name of ['vault.json', 'vault.json.copy']) {
    const text = await readFile(join(office, name), 'utf8');
    await writeFile(join(office, name), text.slice(0, text.length / 2));
  }
  const settings = JSON.parse(await readFile(join(office, 'settings.json'), 'utf8')) as {
    value: { revision: number; settings: object };
  };
  const other = { revision: settings.value.revision, settings: { ...settings.value.settings, phone: '0759-1' } };
  for (const name of ['settings.json', 'settings.json.copy'])
    await writeFile(join(office, name), JSON.stringify(other));
  const found = codes(await verified([folder]));
  expect(found).toEqual(expect.arrayContaining(['key-missing', 'vault-damaged', 'settings-differs']));
});

test('a folder of another program, a newer format and a wrong recovery key are refused, each by name', async () => {
  expect(await verified([scratch])).toMatchObject({ exit: 2, json: { error: { code: 'not-our-folder' } } });
  const wrong = await verified([folder], '0000-0000-0000-0000-0000-0000-0000-0000');
  expect(wrong).toMatchObject({ exit: 2, json: { error: { code: 'wrong-recovery-key' } } });
  const { createHash } = await import('node:crypto');
  const body = '{"format":3,"x":1';
  const newer = `${body},"hash":"${createHash('sha256').update(body).digest('hex')}"}`;
  await writeLines([...(await linesOf()), newer]);
  expect(await verified([folder])).toMatchObject({ exit: 2, json: { error: { code: 'newer-format' } } });
});

test('a folder that an older program made is whole, also inside', async () => {
  const fixture = join(import.meta.dirname, '../../fixtures/offices/format-1/data');
  const outer = await verified([fixture]);
  expect(outer.json.problems).toEqual([]);
  expect(outer.exit).toBe(0);
  const { recoveryKey, ledger } = JSON.parse(await readFile(join(fixture, '../expected.json'), 'utf8')) as {
    recoveryKey: string;
    ledger: { count: number; head: string };
  };
  const all = await verified([fixture], recoveryKey);
  expect(all.said).toContain('完好');
  expect(all.json).toMatchObject({ keys: 'all', entries: ledger.count, head: ledger.head, problems: [] });
});
