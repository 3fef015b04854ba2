/** Figures to a hub that answers one letter after the other: how many letters it gets, and when it is let be. */
import { describe, expect, it } from 'vitest';
import type { FigureBook, FigureMark } from '#electron/host/post/figure-book.ts';
import { createFiguring } from '#electron/host/post/figuring.ts';
import { success } from '#shared/contract/failure.ts';
import type { FiguresLetter, FiguresTaken } from '#shared/post/figures.ts';

const log = { office: 'o', area: 'office', window: 'w', generation: 1 } as const;
const NOW = '2022-08-22T02:00:00.000Z';

/** A book with so many letters to tell, and a hub that answers as `answer` says. */
function scene(letters: number, answer: (letter: FiguresLetter, at: number) => Partial<FiguresTaken>) {
  const sent: FiguresLetter[] = [];
  const taken: FigureMark[] = [];
  let left = letters;
  const book = {
    through: 7,
    sums: {},
    waiting: 0,
    isTold: false,
    mark: null,
    carried: null,
    markFor: (hub: string, epoch: string) => ({ hub, epoch, sent: 0, through: 0, told: '' }),
    next: () => (left === 0 ? null : { put: [], drop: [], serial: 1, through: 7 }),
    took: async (mark: FigureMark) => {
      taken.push(mark);
      left -= 1;
      return await Promise.resolve(success(null));
    },
  } as unknown as FigureBook;
  const figuring = createFiguring({
    book,
    log,
    hub: 'h',
    client: {
      call: async (_: string, message: unknown) => {
        const letter = message as FiguresLetter;
        sent.push(letter);
        const { nonce, told } = letter;
        const given = { ...log, version: 1, hub: 'h', epoch: 'e1', nonce, told, at: NOW, signature: '' };
        return await Promise.resolve({ ok: true, value: { ...given, ...answer(letter, sent.length) } });
      },
    } as never,
    sign: async () => await Promise.resolve('signed'),
    verify: async () => await Promise.resolve(true),
    now: () => new Date(NOW),
    epoch: () => null,
  });
  return { figuring, sent, taken };
}

describe('a hub', () => {
  it('that takes every letter gets each once, later than the one before though the clock stands', async () => {
    const { figuring, sent, taken } = scene(3, () => ({}));
    expect(await figuring.tell('e1')).toBeNull();
    expect(sent.map(({ told }) => told)).toEqual([
      '2022-08-22T02:00:00.000Z',
      '2022-08-22T02:00:00.001Z',
      '2022-08-22T02:00:00.002Z',
    ]);
    expect(taken.map(({ told }) => told)).toEqual(sent.map(({ told }) => told));
    expect(figuring.view().state).toBe('waiting');
  });

  it('that had a later letter of this window gets one that is later still', async () => {
    const later = '2022-08-22T05:00:00.000Z';
    const { figuring, sent, taken } = scene(1, (_, at) => (at === 1 ? { told: later } : {}));
    expect(await figuring.tell('e1')).toBeNull();
    expect(sent.map(({ told }) => told)).toEqual(['2022-08-22T02:00:00.000Z', '2022-08-22T05:00:00.001Z']);
    expect(taken).toHaveLength(1);
  });

  it.each([
    ['an earlier one than was just told', '2022-08-22T01:00:00.000Z'],
    ['one that no clock ever said', '9000-01-01T00:00:00.000Z'],
  ])('that names %s is let be at once', async (_, told) => {
    const { figuring, sent, taken } = scene(1, () => ({ told }));
    expect(await figuring.tell('e1')).toBeNull();
    expect([sent.length, taken.length]).toEqual([1, 0]);
    expect(figuring.view().state).toBe('refused');
  });

  it('that always had a later one is let be after a few', async () => {
    const { figuring, sent } = scene(1, ({ told }) => ({
      told: new Date(Date.parse(told) + 60_000).toISOString(),
    }));
    expect(await figuring.tell('e1')).toBeNull();
    expect(sent).toHaveLength(4);
    expect(figuring.view().state).toBe('refused');
  });

  it('that was put back is told in its new state; one that always is again is let be', async () => {
    const once = scene(1, () => ({ epoch: 'e2' }));
    expect(await once.figuring.tell('e1')).toBeNull();
    expect(once.taken).toMatchObject([{ epoch: 'e2' }]);
    const ever = scene(1, (_, at) => ({ epoch: `e${at + 1}` }));
    expect(await ever.figuring.tell('e1')).toBeNull();
    expect([ever.sent.length, ever.taken.length, ever.figuring.view().state]).toEqual([4, 0, 'refused']);
  });

  it('that answers for another is no hub of ours', async () => {
    for (const change of [{ hub: 'x' }, { office: 'x' }, { window: 'x' }, { nonce: 'x' }, { generation: 2 }]) {
      const { figuring, taken } = scene(1, () => change);
      expect(await figuring.tell('e1')).toEqual({ code: 'hub-changed', step: 'figures' });
      expect(taken).toEqual([]);
    }
  });
});
