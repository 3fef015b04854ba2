/** Taking over an office of an older program: what cannot be made of its vault stops it before anything is written. */
import { expect, it } from 'vitest';
import { success } from '#shared/contract/failure.ts';
import { takeOver, type TakingOver } from '#renderer/store/taking-over.ts';
import { anOffice } from '#tests/builders/a-case-action.ts';

interface Wish {
  readonly upgraded?: object | null;
  readonly before: object;
  readonly settings?: object | null;
  readonly format?: number;
}

async function takenOver({ upgraded = null, before, settings = anOffice, format = 1 }: Wish) {
  const asked: string[] = [];
  const marks: unknown[] = [];
  const done = await takeOver({
    parts: {
      area: 'office',
      now: () => '2022-08-22T09:00:00+08:00',
      host: {
        call: (channel: string) => {
          asked.push(channel);
          return Promise.resolve(success({ machine: 'm', installationId: 'i' }));
        },
      },
      crypto: { upgraded: () => Promise.resolve(upgraded) },
    },
    cases: {
      recordMarked: (request: { readonly marks: unknown }) => {
        marks.push(request.marks);
        return Promise.resolve(success(null));
      },
    },
    state: { format, count: 0, head: '', recorded: { vault: 0, settings: 4 } },
    office: { settings },
    before,
  } as unknown as TakingOver);
  return { done, asked, marks };
}
const old = { revision: 6, officers: [] };

it('refuses an old vault of which none of today was made, and asks the host for nothing', async () => {
  const { done, asked, marks } = await takenOver({ before: old });
  expect(done).toMatchObject({ ok: false, failure: { code: 'vault-damaged' } });
  expect([asked, marks]).toEqual([[], []]);
});

it('waits for settings that can be read, and leaves a ledger of today alone', async () => {
  const unread = await takenOver({ before: old, settings: null });
  expect(unread.done).toMatchObject({ failure: { code: 'settings-damaged', detail: { ledger: 'old' } } });
  expect(await takenOver({ before: old, format: 2 })).toEqual({ done: success(null), asked: [], marks: [] });
});
