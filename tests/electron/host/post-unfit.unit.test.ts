/** What in the own ledger keeps the post from sending: who says so decides what the clerk is told, and the hub is not called. */
import { describe, expect, it } from 'vitest';
import type { JournalState, Trouble } from '#shared/contract/channels.ts';
import { failed, success, type Result } from '#shared/contract/failure.ts';
import { createCourier, type CourierParts } from '#electron/host/post/courier.ts';

const WINDOW = '22222222-2222-4222-8222-222222222222';
const writer = { window: WINDOW, generation: 1, prefix: 'W03' };
const behind = (by: 'mark' | 'witness' | 'backup' | 'hub'): Trouble => ({
  kind: 'behind',
  by,
  have: 3,
  known: 5,
  head: 'h',
  at: '2022-08-22T09:00:00+08:00',
});
const forked = (by: 'mark' | 'witness' | 'backup' | 'hub'): Trouble => ({ kind: 'forked', by, sequence: 4 });

async function stoppedBy(ledger: Result<Partial<JournalState>>) {
  const called: string[] = [];
  const courier = createCourier({
    area: 'office',
    journal: { state: () => Promise.resolve(ledger) },
    joined: { hub: 'h', office: 'o', window: WINDOW, generation: 1 },
    client: {
      anew: () => undefined,
      close: () => undefined,
      call: (endpoint: string) => {
        called.push(endpoint);
        return Promise.resolve({ ok: false, way: 'unreachable' });
      },
    },
    claiming: {},
    figuring: {},
    record: () => ({ acknowledgement: null }),
    now: () => new Date('2022-08-22T01:00:00Z'),
    random: () => 0,
    onTrouble: () => undefined,
    onBug: (error: unknown) => {
      throw error;
    },
  } as unknown as CourierParts);
  await courier.sendNow();
  const { trouble } = courier.view();
  await courier.close();
  return { code: trouble?.code, step: trouble?.step, sequence: trouble?.sequence, called };
}
const withTroubles = (...troubles: readonly Trouble[]) =>
  stoppedBy(success({ troubles: [...troubles], writer, count: 3 }));

describe('the post is stopped', () => {
  it.each([
    ['a hub that has more', behind('hub'), { code: 'folder-behind' }],
    ['a witness that has more', behind('witness'), { code: 'ledger-stopped' }],
    ['a backup that has more', behind('backup'), { code: 'ledger-stopped' }],
    ['a hub that has another entry', forked('hub'), { code: 'differs', sequence: 4 }],
    ['a witness of another entry', forked('witness'), { code: 'ledger-stopped' }],
    ['another machine', { kind: 'elsewhere', copied: false }, { code: 'ledger-stopped' }],
    ['another program', { kind: 'taken-over' }, { code: 'ledger-stopped' }],
  ] as const)('by %s, and says so without calling the hub', async (_, trouble, told) => {
    expect(await withTroubles(trouble)).toEqual({ sequence: undefined, ...told, step: 'ledger', called: [] });
  });

  it('by the first of several, not by what may be mended later', async () => {
    const keys: Trouble = { kind: 'keys-left', subjects: [], more: 0 };
    expect(await withTroubles(keys, forked('hub'), behind('hub'))).toMatchObject({ code: 'differs', called: [] });
  });

  it('by a ledger that cannot be read, is of an older form, or is another window’s', async () => {
    expect(await stoppedBy(failed('disk-error'))).toMatchObject({ code: 'ledger-stopped', called: [] });
    const plain = { troubles: [], count: 3 };
    expect(await stoppedBy(success({ ...plain, writer: null }))).toMatchObject({ code: 'ledger-old', called: [] });
    const other = { ...writer, generation: 2 };
    expect(await stoppedBy(success({ ...plain, writer: other }))).toMatchObject({ code: 'window-changed', called: [] });
  });

  it('by nothing of here where only keys wait to be destroyed: the hub is asked', async () => {
    const keys: Trouble = { kind: 'keys-left', subjects: [], more: 0 };
    const { called, code } = await withTroubles(keys);
    expect(called).not.toEqual([]);
    expect(code).toBe('unreachable');
  });
});
