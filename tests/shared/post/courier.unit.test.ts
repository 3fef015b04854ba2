/** The judgements of a window that ships. */
import { describe, expect, it } from 'vitest';
import type { Acknowledgement } from '#shared/post/heads.ts';
import { clockMinutes, fitsRun, judgeAcknowledgement, readHubAddress, waitAfter } from '#shared/post/courier.ts';

const OFFICE = '00000000-0000-4000-8000-000000000001';
const WINDOW = '00000000-0000-4000-8000-000000000002';
const HUB = '00000000-0000-4000-8000-000000000003';
const log = { office: OFFICE, area: 'training' as const, window: WINDOW, generation: 1, hub: HUB };
const hash = (digit: number): string => String(digit).repeat(64);
const acknowledgement = (change: Partial<Acknowledgement> = {}): Acknowledgement => ({
  version: 1,
  ...log,
  sequence: 3,
  hash: hash(3),
  at: '2022-08-22T09:00:00.000Z',
  epoch: '00000000-0000-4000-8000-000000000004',
  restsOn: 'one-node',
  signature: 'x',
  ...change,
});
const chain = { count: 5, hashAt: (sequence: number) => (sequence === 4 ? undefined : hash(sequence)) };
const judged = (given: Acknowledgement, signed = true, before: Acknowledgement | null = null) =>
  judgeAcknowledgement(given, { log, chain, before, signed });

describe('an acknowledgement', () => {
  it.each<[string, Partial<Acknowledgement>, unknown]>([
    ['over the own hash', {}, { state: 'believed', lowered: false }],
    ['of nothing yet', { sequence: 0, hash: hash(0) }, { state: 'believed', lowered: false }],
    ['of another hub', { hub: WINDOW }, { state: 'foreign' }],
    ['for another office', { office: WINDOW }, { state: 'foreign' }],
    ['for another area', { area: 'office' }, { state: 'foreign' }],
    ['for another window', { window: OFFICE }, { state: 'foreign' }],
    ['for another generation', { generation: 2 }, { state: 'foreign' }],
    ['over other bytes', { hash: hash(9) }, { state: 'differs' }],
    ['of more than there is', { sequence: 6 }, { state: 'folder-behind' }],
    ['up to a line that is lost here', { sequence: 4, hash: hash(4) }, { state: 'unproved' }],
  ])('%s', (_, change, expected) => {
    expect(judged(acknowledgement(change))).toEqual(expected);
  });

  it('without the hub’s signature is nobody’s, whatever it says', () => {
    expect(judged(acknowledgement(), false)).toEqual({ state: 'foreign' });
  });

  it('of less than before lowers what is said', () => {
    expect(judged(acknowledgement(), true, acknowledgement({ sequence: 5 }))).toEqual({
      state: 'believed',
      lowered: true,
    });
  });
});

describe('a run', () => {
  it.each<[string, { units: number; bytes: number }, number, number, boolean]>([
    ['takes one unit of any size', { units: 0, bytes: 0 }, 30 << 20, 1, true],
    ['takes 500', { units: 499, bytes: 10 }, 10, 1, true],
    ['and no more', { units: 500, bytes: 10 }, 10, 1, false],
    ['takes a mebibyte', { units: 1, bytes: (1 << 20) - 10 }, 10, 1, true],
    ['and no more bytes', { units: 1, bytes: (1 << 20) - 10 }, 11, 1, false],
    ['is half as long after one was refused', { units: 250, bytes: 10 }, 10, 0.5, false],
  ])('%s', (_, run, bytes, share, expected) => {
    expect(fitsRun(run, bytes, share)).toBe(expected);
  });
});

describe('the wait before the next try', () => {
  it('doubles from two seconds to five minutes, between half and all of it', () => {
    expect([1, 2, 3, 4].map((failures) => waitAfter(failures, 1))).toEqual([2000, 4000, 8000, 16_000]);
    expect(waitAfter(50, 1)).toBe(300_000);
    expect(waitAfter(3, 0)).toBe(4000);
  });

  it('is never less than the hub asked for', () => {
    expect(waitAfter(1, 0, 30)).toBe(30_000);
    expect(waitAfter(1, 1, 30)).toBe(45_000);
  });
});

describe('the address of a hub', () => {
  it.each([
    ['http://127.0.0.1:30130', 'http://127.0.0.1:30130'],
    ['127.0.0.1', 'http://127.0.0.1:30130'],
    ['localhost:8080/', 'http://localhost:8080'],
    ['https://127.0.0.1:1', 'https://127.0.0.1:1'],
    ['  １０．１．２．３：３０１３０ ', 'https://10.1.2.3:30130'],
    ['HTTPS://Hub.Zhanjiang.local', 'https://hub.zhanjiang.local:30130'],
    ['hub:30130', 'https://hub:30130'],
    ['https://[fd00::1]:30130', 'https://[fd00::1]:30130'],
    ['http://10.1.2.3:30130', null],
    ['hub', null],
    ['https://10.1.2.3:0', null],
    ['https://10.1.2.3:70000', null],
    ['https://10.1.2.3/path', null],
    ['https://user@10.1.2.3', null],
    ['', null],
  ])('%s', (typed, address) => {
    expect(readHubAddress(typed)).toBe(address);
  });
});

it('the hub’s clock is told in whole minutes, and nonsense is none', () => {
  expect(clockMinutes('2022-08-22T09:10:29.000Z', Date.parse('2022-08-22T09:00:00Z'))).toBe(10);
  expect(clockMinutes('yesterday', 0)).toBe(0);
});
