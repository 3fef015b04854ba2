/** What the keeper of claims asks and says, call by call: news once, everything in pages, and nothing while nothing changed. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { claimKeeper, type ClaimKeeper } from '#renderer/store/claims/claim-keeper.ts';
import type { CaseSummary, StoredEvent } from '#renderer/store/cases/case-store.ts';
import { failed, success, type Result } from '#shared/contract/failure.ts';
import type { Host } from '#shared/contract/host.ts';
import { NO_CLAIMS, type PostClaims } from '#shared/contract/post.ts';

const KEY = 'a'.repeat(32);
const HUB = '11111111-1111-4111-8111-111111111111';
const LOOK = 3000;

interface Told {
  readonly through: number;
  readonly cases: readonly { readonly subject: string; readonly persons: readonly unknown[] }[];
  readonly dropped: readonly string[];
}

const aSummary = (at: number): CaseSummary =>
  ({
    caseId: `c${at}`,
    number: `〔2022〕W03-${String(at).padStart(6, '0')}`,
    receivedOn: '2022-08-22',
    status: 'accepted',
    firstSequence: at,
    lastSequence: at,
    persons: [{ citizenId: `id-${at}`, standing: 'met' }],
  }) as unknown as CaseSummary;

const officeEvents: StoredEvent[] = [
  { type: 'hubJoined', address: 'https://hub.example', hub: HUB, office: HUB },
  { type: 'claimKeySet', name: KEY, secret: 'c2VjcmV0' },
].map(
  (content, at) =>
    ({ sequence: at + 1, hash: '', numbers: [], kind: 'office', subjectId: 'x', content }) as unknown as StoredEvent,
);

let world: {
  claims: PostClaims;
  list: CaseSummary[];
  purges: StoredEvent[];
  count: number;
  says: Result<null>;
  told: Told[];
  asked: string[];
  /** How often the ledger was read for the office's key. */
  keyReads: number;
  /** Names of keys that were made here. */
  made: string[];
  office: StoredEvent[];
};
let keeper: ClaimKeeper | null = null;

beforeEach(() => {
  vi.useFakeTimers();
  world = {
    claims: { ...NO_CLAIMS, state: 'waiting', key: null },
    list: [],
    purges: [],
    count: 2,
    says: success(null),
    told: [],
    asked: [],
    keyReads: 0,
    made: [],
    office: officeEvents,
  };
});
afterEach(async () => {
  await keeper?.close();
  vi.useRealTimers();
});

const host = {
  call: async (channel: string, request: unknown): Promise<Result<unknown>> => {
    world.asked.push(channel);
    await Promise.resolve();
    if (channel === 'post.state') return success({ hub: { hub: HUB }, claims: world.claims });
    if (channel === 'post.collisions') return success({ collisions: [], asOf: '2022-08-22T10:00:00+08:00' });
    if (!world.says.ok) return world.says;
    const told = request as Told & { readonly key: string };
    world.told.push(told);
    world.claims = { ...world.claims, key: told.key, through: told.through };
    return success({});
  },
} as unknown as Host;

async function started(area: 'office' | 'training' = 'office'): Promise<void> {
  keeper = claimKeeper({
    host,
    area,
    crypto: {
      makeClaimKey: async () => {
        world.made.push(KEY);
        return await Promise.resolve({ name: KEY, secret: 'c2VjcmV0' });
      },
      useClaimKey: async () => await Promise.resolve(KEY),
      claimDigests: async (ids) => await Promise.resolve(ids.map((id) => `digest of ${id}`)),
    },
    cases: {
      list: () => world.list,
      events: async (kind) => {
        if (kind === 'office') world.keyReads += 1;
        return await Promise.resolve(success(kind === 'office' ? world.office : kind === 'purge' ? world.purges : []));
      },
      recordEvent: async ({ content }) => {
        const entry = { sequence: 9, hash: '', numbers: [], kind: 'office', subjectId: 'x', content };
        world.office = [...world.office, entry as unknown as StoredEvent];
        return await Promise.resolve(success({ sequence: 9, hash: '', numbers: [] }));
      },
      subscribe: () => () => undefined,
    },
    ledger: () => ({ count: world.count }),
    now: () => '2022-08-22T10:00:00+08:00',
  });
  await vi.advanceTimersByTimeAsync(10);
}
const looks = async (times: number): Promise<void> => {
  await vi.advanceTimersByTimeAsync(times * LOOK);
};
const times = (channel: string): number => world.asked.filter((one) => one === channel).length;

describe('what is news', () => {
  it('is looked at once, and again when its version rose', async () => {
    world.claims = { ...world.claims, version: 4 };
    await started();
    expect(times('post.collisions')).toBe(1);
    await looks(5);
    expect(times('post.collisions')).toBe(1);
    world.claims = { ...world.claims, version: 5 };
    await looks(3);
    expect(times('post.collisions')).toBe(2);
  });

  it('does not keep it asking: one look each time, of which it tells itself nothing', async () => {
    world.claims = { ...world.claims, version: 4 };
    await started();
    const before = times('post.state');
    await looks(10);
    expect(times('post.state') - before).toBe(20);
  });
});

describe('what is told', () => {
  it('is every case of a window that said nothing yet, in pages, with the place that each page ends at', async () => {
    world.list = Array.from({ length: 600 }, (_, at) => aSummary(700 - at));
    world.count = 800;
    await started();
    expect(world.told.map(({ cases, through }) => [cases.length, through])).toEqual([
      [250, 350],
      [250, 600],
      [100, 800],
    ]);
    expect(world.told[0]?.cases[0]).toEqual({
      subject: 'c101',
      number: '〔2022〕W03-000101',
      on: '2022-08-22',
      persons: [['digest of id-101', 'accepted']],
    });
  });

  it('is then only what changed, and nothing while nothing did', async () => {
    world.list = [aSummary(3), aSummary(4)];
    world.count = 4;
    await started();
    expect(world.told).toHaveLength(1);
    await looks(4);
    expect(world.told).toHaveLength(1);
    world.list = [aSummary(3), { ...aSummary(4), lastSequence: 5 }];
    world.count = 6;
    await looks(1);
    expect(world.told).toHaveLength(2);
    expect(world.told[1]).toMatchObject({ through: 6, dropped: [], cases: [{ subject: 'c4' }] });
  });

  it('names what was destroyed once the list is shorter, and only then reads the ledger for it', async () => {
    world.list = [aSummary(3), aSummary(4)];
    world.count = 4;
    await started();
    world.list = [aSummary(4)];
    world.count = 5;
    world.purges = [
      { sequence: 5, content: { caseIds: ['c3'], reason: '保存期满' } } as unknown as StoredEvent,
      { sequence: 2, content: { caseIds: ['long-ago'], reason: '保存期满' } } as unknown as StoredEvent,
    ];
    await looks(1);
    expect(world.told.slice(1).map(({ dropped, through }) => [dropped, through])).toEqual([
      [['c3'], 4],
      [[], 5],
    ]);
  });

  it('that the host did not take is told again', async () => {
    world.list = [aSummary(3)];
    world.count = 3;
    world.says = failed('disk-error');
    await started();
    expect(times('post.tellClaims')).toBeGreaterThan(0);
    expect(world.told).toEqual([]);
    world.says = success(null);
    await looks(1);
    expect(world.told).toMatchObject([{ through: 3, cases: [{ subject: 'c3' }] }]);
  });

  it('holds nothing of a training county’s made-up past', async () => {
    world.list = [{ ...aSummary(3), firstSequence: 1 }, aSummary(4)];
    world.count = 4;
    await started('training');
    expect(world.told.flatMap(({ cases }) => cases.map(({ subject }) => subject))).toEqual(['c4']);
  });
});

describe('the key', () => {
  it('is looked for in the ledger once, not at each look: years of sign-ins lie there', async () => {
    world.list = [aSummary(3)];
    world.count = 3;
    await started();
    await looks(5);
    expect(world.keyReads).toBe(1);
    expect(world.made).toEqual([]);
  });

  it('is looked for again while the hub says that there is none, and made once', async () => {
    world.office = officeEvents.slice(0, 1);
    world.list = [aSummary(3)];
    world.count = 3;
    await started();
    await looks(2);
    expect([world.keyReads, world.made, world.told]).toEqual([1, [], []]);
    world.claims = { ...world.claims, state: 'key-unmade' };
    await looks(3);
    expect(world.made).toEqual([KEY]);
    expect(world.told.length).toBeGreaterThan(0);
  });
});

it('that was closed asks nothing more', async () => {
  await started();
  await keeper?.close();
  const asked = world.asked.length;
  await looks(3);
  expect(world.asked).toHaveLength(asked);
});
