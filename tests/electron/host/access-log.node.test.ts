/** The access log on a disk: lines that follow one another, a file a month, torn ends, what is past its term. */
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { accessLogChannels } from '#electron/host/access-log-channels.ts';
import { openAccessLog, type AccessLog } from '#electron/host/access-log.ts';
import { diskLayer } from '#electron/host/file-layer.ts';
import {
  ACCESS_GENESIS,
  accessBrokenAt,
  accessLine,
  type AccessHead,
  type AccessLine,
} from '#shared/casework/access-log.ts';
import { plainDate } from '#shared/domain/plain-date.ts';

let folder: string;
let log: AccessLog;

beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'counter-access-')), 'access-log');
  log = openAccessLog(diskLayer, folder);
});
afterEach(async () => {
  await log.close();
  rmSync(join(folder, '..'), { recursive: true, force: true });
});

const sealed = (text: string): string => Buffer.from(text).toString('base64');
async function standing(): Promise<AccessHead> {
  const state = await log.state();
  if (!state.ok) throw new Error(state.failure.code);
  return state.value;
}
async function add(day: string, text = 'x'): Promise<AccessLine> {
  const line = accessLine(await standing(), { on: plainDate(day), sealed: sealed(text), failed: null });
  expect(await log.append(line)).toMatchObject({ ok: true, value: { taken: true } });
  return line;
}
async function again(): Promise<void> {
  await log.close();
  log = openAccessLog(diskLayer, folder);
}
const read = async (month: string, after = 0, limit = 100) => {
  const found = await log.read(month, after, limit);
  if (!found.ok) throw new Error(found.failure.code);
  return found.value;
};

describe('the access log', () => {
  it('goes on where it stood, a file a month, and holds together', async () => {
    const lines = [await add('2026-10-30'), await add('2026-10-31')];
    await again();
    lines.push(await add('2026-11-02'));
    await again();
    lines.push(await add('2026-11-03'));
    expect(readdirSync(folder)).toEqual(['202610.jsonl', '202611.jsonl']);
    expect([...(await read('202610')).lines, ...(await read('202611')).lines]).toEqual(lines);
    expect(await standing()).toMatchObject({ count: 4, head: lines[3]?.hash, months: ['202610', '202611'] });
    expect(accessBrokenAt({ count: 0, head: ACCESS_GENESIS }, lines)).toBeNull();
    expect((await read('202610', 1, 1)).lines).toEqual([lines[1]]);
    expect(await read('202609')).toEqual({ lines: [], damaged: 0 });
  });

  it('writes nothing that does not follow, and says where it stands', async () => {
    const first = await add('2026-11-02');
    const after = { count: 1, head: first.hash };
    const next = accessLine(after, { on: plainDate('2026-11-02'), sealed: sealed('y'), failed: null });
    const wrong: AccessLine[] = [
      first,
      { ...next, sequence: 3 },
      { ...next, sealed: sealed('z') },
      accessLine({ count: 1, head: ACCESS_GENESIS }, { on: next.on, sealed: next.sealed, failed: null }),
    ];
    for (const line of wrong)
      expect(await log.append(line)).toMatchObject({ ok: true, value: { taken: false, state: after } });
    expect(readFileSync(join(folder, '202611.jsonl'), 'utf8').trim().split('\n')).toHaveLength(1);
  });

  it('cuts an unfinished end, and counts a line that cannot be read', async () => {
    const first = await add('2026-11-02');
    await log.close();
    appendFileSync(join(folder, '202611.jsonl'), '{"format":1,"sequ');
    await again();
    const second = await add('2026-11-03');
    expect((await read('202611')).lines).toEqual([first, second]);
    await log.close();
    const text = readFileSync(join(folder, '202611.jsonl'), 'utf8');
    writeFileSync(join(folder, '202611.jsonl'), text.replace('"sequence":1', '"sequence":"1"'));
    await again();
    const found = await read('202611');
    expect(found).toEqual({ lines: [second], damaged: 1 });
    expect(accessBrokenAt({ count: 0, head: ACCESS_GENESIS }, found.lines)).toBe(1);
  });

  it('writes on in the last month when the clock goes back', async () => {
    await add('2026-11-02');
    await add('2026-10-01');
    expect(readdirSync(folder)).toEqual(['202611.jsonl']);
    await again();
    expect(await standing()).toMatchObject({ count: 2 });
  });

  it('lets whole months go, never the last, and goes on after them', async () => {
    for (const day of ['2026-03-01', '2026-04-01', '2026-05-01']) await add(day);
    await log.prune('202605');
    expect(await standing()).toMatchObject({ count: 3, months: ['202605'] });
    await log.prune('203001');
    expect(await standing()).toMatchObject({ months: ['202605'] });
    await again();
    expect(await add('2026-06-01')).toMatchObject({ sequence: 4 });
  });

  it('is asked to remove nothing that is not six months old', async () => {
    const parts = { layer: diskLayer, paths: { area: () => join(folder, '..') }, allowed: () => true };
    const channels = accessLogChannels({ ...parts, now: () => new Date('2026-11-28T10:00:00Z') });
    const prune = (month: string) => channels.handlers['accessLog.prune']({ area: 'office', month });
    expect(await prune('202606')).toMatchObject({ failure: { code: 'bad-request' } });
    expect(await prune('202605')).toEqual({ ok: true, value: {} });
    await channels.close();
  });
});
