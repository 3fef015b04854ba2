/** 寄送: what an administrator sends from one window comes to the other; real stores, hosts and hub. */
import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import type { DocumentContents } from '#shared/casework/document-dispatches.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import type { CounterStore } from '#renderer/store/counter-store.ts';
import type { ReceivedDocument } from '#renderer/store/documents/document-desk.ts';
import { officers } from './a-counter.ts';
import { valueOf } from './an-office-on.ts';
import { eachTwoWindows } from './each-two-windows.ts';
import type { TwoWindows } from './two-windows.ts';

const area = 'office';
const [boss, clerk, other] = officers;
const on = plainDate('2022-08-22');
const contents: DocumentContents = {
  kind: 'registry',
  registry: 'insurance',
  asOf: plainDate('2022-08-20'),
  scope: '440800',
  source: '社保局',
  mapping: null,
};
/** Three parts of a person or two. */
const rows = (tag: string): Uint8Array<ArrayBuffer> => {
  const head = new TextEncoder().encode(`姓名,身份证号码\n${tag}王小明,440800200001011234\n`);
  return new Uint8Array([...head, ...randomBytes(2_200_000)]);
};
const fileOf = (bytes: Uint8Array<ArrayBuffer>, name = '参保.csv') => new File([bytes], name);

const windowsNow = eachTwoWindows();
let windows: TwoWindows;
beforeEach(async () => {
  windows = windowsNow();
  await windows.signIn('first', boss);
});

const send = (file: File, of: DocumentContents = contents) =>
  windows.here.documents.send(file, of, () => undefined, new AbortController().signal);
const receivedAt = async (store: CounterStore) => valueOf(await store.documents.received());
const arrived = async (): Promise<ReceivedDocument> => {
  const found = await windows.until(
    () => receivedAt(windows.there),
    ([first]) => first?.lying?.state === 'here' || (first !== undefined && first.word !== 'held'),
  );
  const [one] = found;
  if (one === undefined) throw new Error('nothing came');
  return one;
};
const told = async (store: CounterStore) => valueOf(await store.cases.events('exchange')).map(({ content }) => content);

describe('a file for every window', () => {
  it('comes as it was sent, is recorded before anybody acts on it, and its sender hears what became of it', async () => {
    const bytes = rows('');
    const shares: number[] = [];
    const signal = new AbortController().signal;
    valueOf(await windows.here.documents.send(fileOf(bytes), contents, (share) => shares.push(share), signal));
    expect(shares.at(-1)).toBe(1);
    expect(shares).toHaveLength(3);
    const one = await arrived();
    expect(one).toMatchObject({ prefix: 'W03', word: 'held', document: { fileName: '参保.csv', contents } });
    expect(await told(windows.there)).toMatchObject([{ type: 'documentTold', prefix: 'W03' }]);
    const file = valueOf(await windows.there.documents.file(one));
    expect(Buffer.from(await file.arrayBuffer()).equals(bytes)).toBe(true);
    valueOf(await windows.there.documents.settle(one, 'takenIn', on));
    expect(await receivedAt(windows.there)).toEqual([]);
    const sent = await windows.until(
      async () => valueOf(await windows.here.documents.sent()),
      ([first]) => (first?.became.length ?? 0) > 0,
    );
    expect(sent).toMatchObject([{ became: [{ prefix: 'W04', became: 'takenIn', on }] }]);
    // Used, it lies on no disk of the taker; nothing came to it twice.
    const folder = join(windows.second.folder, 'areas', area, 'documents', one.document.digest);
    expect(await readdir(folder)).toEqual(['of.json']);
    expect((await told(windows.there)).map((event) => (event as { type: string }).type)).toEqual([
      'documentTold',
      'documentSettled',
    ]);
  });

  it('is nothing to the hub, and to no ledger more than its name', async () => {
    valueOf(await send(fileOf(rows(''))));
    await arrived();
    const parts = await windows.hub.database.rows<{ content: Buffer }>('SELECT content FROM document_part');
    expect(parts).toHaveLength(3);
    const letters = await windows.hub.database.rows<{ content: string | null }>('SELECT content FROM dispatch');
    const all = JSON.stringify([parts.map(({ content }) => content.toString('latin1')), letters]);
    for (const said of ['440800200001011234', '参保', '社保局', '440800']) expect(all).not.toContain(said);
    expect(JSON.stringify(await told(windows.there))).not.toContain('440800200001011234');
  });

  it('takes an administrator', async () => {
    await windows.signIn('first', clerk);
    expect(await send(fileOf(rows('')))).toMatchObject({ failure: { code: 'administrator-only' } });
    expect(await windows.here.documents.canSend()).toBe(false);
    expect(await windows.here.documents.withdraw('0'.repeat(64))).toMatchObject({
      failure: { code: 'administrator-only' },
    });
  });

  it('of a later day takes the place of the one before, and what was taken back is offered nowhere', async () => {
    valueOf(await send(fileOf(rows('旧'))));
    const old = await arrived();
    const later = { ...contents, asOf: plainDate('2022-08-21') };
    valueOf(await send(fileOf(rows('新')), later));
    const found = await windows.until(
      () => receivedAt(windows.there),
      (all) => all.some(({ document, lying }) => document.digest !== old.document.digest && lying?.state === 'here'),
    );
    expect(found.map(({ document }) => document.contents)).toEqual([later]);
    expect(await windows.there.documents.file(old)).toMatchObject({ failure: { code: 'document-incomplete' } });
    const [one] = found;
    valueOf(await windows.here.documents.withdraw(one?.document.digest ?? ''));
    await windows.until(
      () => receivedAt(windows.there),
      (all) => all.length === 0,
    );
    expect(valueOf(await windows.here.documents.sent())).toEqual([]);
    await windows.until(
      async () => [
        await readdir(join(windows.first.folder, 'areas', area, 'documents')),
        await readdir(join(windows.second.folder, 'areas', area, 'documents')),
        await windows.hub.database.rows('SELECT 1 FROM document_part'),
      ],
      (all) => all.every((left) => left.length === 0),
    );
  });

  it('is all there again after working copies and dispatches were lost, and is settled once', async () => {
    valueOf(await send(fileOf(rows(''))));
    await arrived();
    await windows.restart('first', boss, 'post-dispatches.jsonl');
    windows.second.idb = new IDBFactory();
    await windows.signIn('second', other);
    const one = await arrived();
    valueOf(await windows.there.documents.settle(one, 'declined', on));
    windows.second.idb = new IDBFactory();
    await windows.signIn('second', other);
    await windows.until(
      async () => valueOf(await windows.here.documents.sent()),
      ([first]) => first?.became[0]?.became === 'declined',
    );
    expect(await receivedAt(windows.there)).toEqual([]);
    expect(await told(windows.there)).toHaveLength(2);
  });

  it('leaves nothing behind where it was broken off, and says why', async () => {
    const breaking = new AbortController();
    const cut = await windows.here.documents.send(fileOf(rows('')), contents, () => breaking.abort(), breaking.signal);
    expect(cut).toMatchObject({ failure: { code: 'cancelled' } });
    expect(await told(windows.here)).toEqual([]);
    valueOf(await send(fileOf(rows(''))));
    const one = await arrived();
    expect(await readdir(join(windows.first.folder, 'areas', area, 'documents'))).toEqual([one.document.digest]);
  });
});
