/** `counter -- due` as the office calls it. */
import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const entry = join(resolve(import.meta.dirname, '../../..'), 'build/counter.mjs');

function due(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((done) => {
    execFile(process.execPath, [entry, 'due', ...args], (error, stdout, stderr) => {
      done({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
  });
}

describe('counter due', () => {
  it.each([
    ['publicNotice', '2022-08-22', { thirdDay: '2022-08-25', registerFrom: '2022-08-26' }],
    ['dueButUnpaid', '2022-09-12', { provinceDay: '2022-10-07', target: '2022-09-30', ministryDay: '2022-10-12' }],
    ['monthlyUpload', '2026-02', { day: '2026-02-14' }],
    ['fundAllocation', '2026-06', { day: '2026-06-18' }],
    ['windowDecision', '2022-09-05', { day: '2022-10-08' }],
  ])('%s %s answers with exactly its fields', async (kind, day, days) => {
    const ran = await due(kind, day);
    expect(ran.code).toBe(0);
    const answer = JSON.parse(ran.stdout) as Record<string, Record<string, string>>;
    expect(Object.fromEntries(Object.entries(answer).map(([field, value]) => [field, value['day']]))).toEqual(days);
    for (const value of Object.values(answer)) expect(Object.keys(value)).toEqual(['day', 'unit', 'source']);
  });

  it.each([
    ['publicNotice', '2027-03-01', 'no-calendar', '没有工作日历'],
    ['publicNotice', '2022-02-30', 'invalid-day', 'YYYY-MM-DD'],
    ['monthlyUpload', '2022-08-01', 'invalid-day', 'YYYY-MM'],
    ['monthlyUpload', '2022-13', 'invalid-day', 'YYYY-MM'],
    ['toString', '2022-08-22', 'unknown-kind', 'publicNotice'],
  ])('refuses %s %s with a sentence', async (kind, day, code, words) => {
    const ran = await due(kind, day);
    expect(ran.code).toBe(2);
    const { error } = JSON.parse(ran.stdout) as { error: { code: string; issues: { message: string }[] } };
    expect(error.code).toBe(code);
    expect(error.issues[0]?.message).toContain(words);
  });

  it('shows its usage where the day is missing', async () => {
    const ran = await due('publicNotice');
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toContain('用法');
  });
});
