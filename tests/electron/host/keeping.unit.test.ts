/** Wrapped keys at the hub: what changed goes, and what is remembered of them is the same whether it came bit by bit or all at once. */
import { beforeEach, expect, it } from 'vitest';
import { createKeeping, type KeepingParts } from '#electron/host/post/keeping.ts';
import type { KeptAtHub } from '#electron/host/post/post-record.ts';

const EPOCH = 'e1';
type Letter = { readonly put: readonly (readonly [string, string])[]; readonly drop: readonly string[] };

/** A folder whose keys change, as the courier sees it; every `createKeeping` over it is another start of the host. */
let keys: Map<string, string>;
let destroyed: Set<string>;
let changes: [string, string][];
let kept: KeptAtHub | null;
let sent: Letter[];

beforeEach(() => {
  [keys, destroyed, changes, kept, sent] = [new Map(), new Set(), [], null, []];
});

function change(subject: string, wrapped: string): void {
  keys.set(subject, wrapped);
  changes.push([subject, wrapped]);
}
function destroy(subject: string): void {
  keys.delete(subject);
  destroyed.add(subject);
}

const started = () =>
  createKeeping({
    open: {
      journal: { index: () => ({ destroyed, stands: { vault: 0, settings: 0 } }) },
      contentKeys: {
        get version() {
          return changes.length;
        },
        changedSince: (version: number) => changes.slice(version),
        read: () => Promise.resolve(Object.fromEntries(keys)),
      },
    },
    log: { hub: 'h', office: 'o', area: 'office', window: 'w', generation: 1 },
    hub: 'h',
    client: {
      call: (_endpoint: string, letter: Letter) => {
        sent.push({ put: letter.put, drop: letter.drop });
        return Promise.resolve({ ok: true, value: {} });
      },
    },
    offices: { all: () => [], sent: () => Promise.resolve() },
    sign: () => Promise.resolve('s'),
    record: () => ({ kept }),
    remember: (said: { readonly kept: KeptAtHub }) => {
      ({ kept } = said);
      return Promise.resolve();
    },
  } as unknown as KeepingParts);

it('sends what changed, and nothing once more after a restart: also where a key was wrapped anew or destroyed', async () => {
  change('c1', 'first');
  const running = started();
  expect(await running.keep(EPOCH)).toBeNull();
  change('c2', 'second');
  await running.keep(EPOCH);
  change('c1', 'anew');
  await running.keep(EPOCH);
  destroy('c2');
  await running.keep(EPOCH);
  await running.keep(EPOCH);
  expect(sent).toEqual([
    { put: [['c1', 'first']], drop: [] },
    { put: [['c2', 'second']], drop: [] },
    { put: [['c1', 'anew']], drop: [] },
    { put: [], drop: ['c2'] },
  ]);
  await started().keep(EPOCH);
  expect(sent).toHaveLength(4);
});

it('sends everything again to a hub that was put back, and what a start before it did not remember', async () => {
  change('c1', 'first');
  await started().keep(EPOCH);
  await started().keep('e2');
  expect(sent).toHaveLength(2);
  change('c1', 'anew');
  await started().keep('e2');
  expect(sent.at(-1)).toEqual({ put: [['c1', 'anew']], drop: [] });
  expect(sent).toHaveLength(3);
});
