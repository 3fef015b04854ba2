/** A list's paper through real stores with a roll: what its code proves where it lies, at another window and at another office. */
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { gapsOf } from '#shared/aftercare/lists/gaps.ts';
import type { AftercareEvent } from '#shared/aftercare/event.ts';
import { success } from '#shared/contract/failure.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { cssString } from '#shared/papers/escape.ts';
import { payeeSheet } from '#shared/papers/list-papers.ts';
import { printListPaper } from '#renderer/features/aftercare/lists/list-print.ts';
import { judgeScanned } from '#renderer/features/find/scanned-paper.ts';
import { keptPapers } from '#renderer/features/papers/kept-papers.ts';
import type { CounterStore } from '#renderer/store/counter-store.ts';
import { aPostgres, type TestPostgres } from '#tests/builders/a-hub.ts';
import { aListRow, listBegun, rowsTaken } from '#tests/builders/a-list.ts';
import { aMachine } from '#tests/builders/a-machine.ts';
import { anOfficeOn, signedIn, valueOf } from './an-office-on.ts';
import { TwoWindows } from './two-windows.ts';

const on = plainDate('2022-08-22');
let postgres: TestPostgres;
let windows: TwoWindows;
beforeAll(async () => {
  postgres = await aPostgres();
});
afterAll(() => postgres.end());
beforeEach(async () => {
  windows = await TwoWindows.open(postgres);
});
afterEach(() => windows.close());

async function record(store: CounterStore, ...events: readonly AftercareEvent[]): Promise<void> {
  valueOf(
    await store.aftercare.recordAll(events.map((event) => ({ entryId: randomUUID(), subjectId: 'l1', on, event }))),
  );
}

/** Prints the sheet of the list's firm; answers with the code and the page. */
async function printed(store: CounterStore): Promise<{ code: string; html: string }> {
  let html = '';
  const printing: CounterStore = {
    ...store,
    description: { ...store.description, capabilities: { directPrint: true, revealFolder: true } },
    host: {
      ...store.host,
      call: (channel, request) => {
        if (channel !== 'print.send') return store.host.call(channel, request);
        html = (request as { html: string }).html;
        return Promise.resolve(success({ state: 'sent' })) as never;
      },
    },
  };
  const book = valueOf(await store.aftercare.read());
  const [firm] = gapsOf(book, 'l1');
  const [list] = book.lists.taken;
  if (firm === undefined || list === undefined) throw new Error('no firm');
  const input = { office: store.office, training: false, list: list.label, sequence: list.sequence, on };
  const { firmKey, items } = firm;
  const work = { store: printing, list, on };
  valueOf(await printListPaper(work, { paper: 'payeeSheet', firmKey, items, letter: payeeSheet(input, firm) }));
  return { code: valueOf(await keptPapers(store)).at(-1)?.content.proof ?? '', html };
}

it('proves itself where it lies and elsewhere without network, and no changed digit or other office does', async () => {
  const { here, there } = windows;
  await record(here, listBegun(), rowsTaken([aListRow(1), aListRow(2, 1)]));
  const { code, html } = await printed(here);
  await windows.hub.end();
  expect(code).toMatch(/^KGBZ2\/MD-W03-\d+\/PAYEESHEET\/20220822\/\d+\/\d+\/[0-9A-F]{32}\//u);
  const [list] = valueOf(await here.aftercare.read()).lists.taken;
  expect(html).toContain(cssString(`名单登记 W03-${list?.sequence}`).slice(1, -1));
  const own = await judgeScanned(here, code.toLowerCase());
  expect(own).toMatchObject({ tone: 'good', place: { path: '/aftercare/lists/l1', word: '打开名单' } });
  expect(own.heading).toMatch(/^真：.+签发$/u);
  expect(own.lines.join('')).toContain('与本窗口的存底一致');
  const elsewhere = await judgeScanned(there, code);
  expect(elsewhere).toMatchObject({ tone: 'good', heading: own.heading, place: null });
  expect(elsewhere.lines.join('')).toContain('须问签发的窗口');
  const digits = [...code.matchAll(/\d/gu)].map(({ index }) => index).filter((at) => at > 5);
  const words = new Set<string>();
  for (const at of digits) {
    const changed = `${code.slice(0, at)}${code[at] === '7' ? '8' : '7'}${code.slice(at + 1)}`;
    words.add((await judgeScanned(here, changed)).heading);
  }
  expect([...words].sort()).toEqual(['不是本单位的', '内容不符', '没有读全'].sort());
  const stranger = await aMachine({
    name: '另一单位',
    ownDisk: windows.disks.first,
    folder: `${windows.disks.first}/other`,
  });
  await anOfficeOn(stranger);
  const foreign = valueOf(await signedIn(stranger));
  const { printed: key, officeKey } = await foreign.roll.newOfficeKey();
  valueOf(await foreign.roll.sign(key, officeKey));
  expect(await judgeScanned(foreign, code)).toMatchObject({ tone: 'bad', heading: '不是本单位的', place: null });
  await foreign.close();
  await stranger.stop();
});

it('is told to be corrected once somebody on it was refused, and its reprint carries the same code', async () => {
  const { here } = windows;
  await record(here, listBegun(), rowsTaken([aListRow(1, 1), aListRow(2, 1)]));
  const { code } = await printed(here);
  expect((await printed(here)).code).toBe(code);
  const [item] = valueOf(await here.aftercare.read()).items;
  if (item === undefined) throw new Error('no item');
  const refused = {
    conclusion: 'rejected',
    source: item.source,
    reason: 'N04',
    evidenceOn: on,
    note: '已停保',
  } as const;
  await record(here, { step: 'reviewed', items: [refused] });
  const scanned = await judgeScanned(here, code);
  expect(scanned.tone).toBe('warn');
  expect(scanned.lines.join('')).toContain('之后已更正');
});
