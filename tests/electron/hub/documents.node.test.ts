/** Documents at a hub: parts that prove themselves, sent and fetched again after any cut, gone once everybody had them long enough. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { verifierOf } from '#shared/crypto/signing.ts';
import { documentLimits } from '#shared/casework/documents.ts';
import {
  documentsLetterText,
  DocumentsPage,
  documentsPageText,
  documentText,
  PartAnswer,
  partLetterText,
  PartTaken,
  partWishText,
  type DocumentParts,
} from '#shared/post/documents.ts';
import { ProblemAnswer } from '#shared/post/problem.ts';
import {
  aHub,
  aPostgres,
  joinedTo,
  post,
  type Answer,
  type TestHub,
  type TestPostgres,
} from '#tests/builders/a-hub.ts';
import { aWindowLog, type WindowLog } from '#tests/builders/a-window-log.ts';

let postgres: TestPostgres;
let hub: TestHub;
let one: WindowLog;
let other: WindowLog;
let third: WindowLog;
let offices = 0;

beforeAll(async () => {
  postgres = await aPostgres();
  hub = await aHub(postgres);
});
afterAll(async () => {
  await hub.end();
  await postgres.end();
});
beforeEach(async () => {
  offices += 1;
  const office = randomUUID();
  one = await joinedTo(hub, await aWindowLog({ prefix: `A${offices}` }), office);
  other = await joinedTo(hub, await aWindowLog({ prefix: `B${offices}` }), office);
  third = await joinedTo(hub, await aWindowLog({ prefix: `C${offices}` }), office);
});

const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

interface TestDocument {
  readonly of: DocumentParts;
  readonly digest: string;
  readonly bytes: readonly Buffer[];
}
function aDocument(parts = 3, partBytes = 2000): TestDocument {
  const bytes = Array.from({ length: parts }, () => randomBytes(partBytes));
  const of = { size: parts * partBytes, parts: bytes.map(sha256) };
  return { of, digest: sha256(documentText(of)), bytes };
}

interface Wish {
  readonly put?: DocumentParts | null;
  readonly drop?: string[];
  readonly have?: string[];
}
async function say(window: WindowLog, { put = null, drop = [], have = [] }: Wish = {}, signedAs = window) {
  const unsigned = { ...window.name, put, drop, have, nonce: randomUUID() };
  const signature = await signedAs.sign(documentsLetterText(unsigned));
  return await post(hub.url, '/v1/documents', { ...unsigned, version: 1, signature });
}
const rowsOf = ({ body }: Answer) =>
  DocumentsPage.parse(body).rows.map(({ digest, held, count, removed }) => ({ digest, held, count, removed }));
const codeOf = ({ body }: Answer): unknown => ProblemAnswer.safeParse(body).data?.error.code;

async function give(window: WindowLog, digest: string, part: number, content: Uint8Array): Promise<Answer> {
  const unsigned = { ...window.name, digest, part };
  const signature = await window.sign(partLetterText(unsigned));
  const text = Buffer.from(content).toString('base64');
  return await post(hub.url, '/v1/document-part', { ...unsigned, content: text, version: 1, signature });
}
const taken = ({ body }: Answer): PartTaken => PartTaken.parse(body);

async function ask(window: WindowLog, digest: string, part: number | null): Promise<Answer> {
  const unsigned = { ...window.name, digest, part, nonce: randomUUID() };
  const signature = await window.sign(partWishText(unsigned));
  return await post(hub.url, '/v1/document-fetch', { ...unsigned, version: 1, signature });
}
const got = ({ body }: Answer): PartAnswer => PartAnswer.parse(body);

async function sendAll(window: WindowLog, { of, digest, bytes }: TestDocument): Promise<void> {
  await say(window, { put: of });
  for (const [at, content] of bytes.entries())
    expect(taken(await give(window, digest, at, content)).state).toBe('held');
}
/** As if what is known of a document had happened so many days earlier. */
async function age(digest: string, days: number): Promise<void> {
  for (const [table, column] of [
    ['document', 'touched_at'],
    ['document_holder', 'at'],
  ])
    await hub.database.rows(`UPDATE ${table} SET ${column} = ${column} - make_interval(days => $2) WHERE digest = $1`, [
      digest,
      days,
    ]);
}
const partsAtHub = async (digest: string): Promise<number> =>
  (await hub.database.rows('SELECT 1 FROM document_part WHERE digest = $1', [digest])).length;

describe('documents', () => {
  it('go up in parts and come down byte for byte, under a list that the hub signed', async () => {
    const document = aDocument();
    await sendAll(one, document);
    const list = await say(other);
    expect(rowsOf(list)).toEqual([{ digest: document.digest, held: 3, count: 3, removed: false }]);
    const page = DocumentsPage.parse(list.body);
    const verify = await verifierOf(hub.hub.publicKey);
    expect(await verify?.(documentsPageText(page), page.signature)).toBe(true);
    expect(await verify?.(documentsPageText({ ...page, rows: [] }), page.signature)).toBe(false);
    expect(got(await ask(other, document.digest, null)).of).toEqual(document.of);
    for (const [at, bytes] of document.bytes.entries())
      expect(got(await ask(other, document.digest, at)).content).toBe(bytes.toString('base64'));
  });

  it('in a row of a MiB and no more', async () => {
    const document = aDocument(1, documentLimits.partBytes);
    await sendAll(one, document);
    const larger = aDocument(1, documentLimits.partBytes + 1);
    await say(one, { put: larger.of });
    expect(codeOf(await give(one, larger.digest, 0, larger.bytes[0] ?? Buffer.alloc(0)))).toBe('too-large');
  });

  it('say which parts are missing, and the same part again changes nothing', async () => {
    const { of, digest, bytes } = aDocument(5);
    await say(one, { put: of });
    for (const at of [0, 3, 3]) await give(one, digest, at, bytes[at] ?? Buffer.alloc(0));
    await say(one, { put: of });
    expect(got(await ask(one, digest, null)).missing).toEqual([1, 2, 4]);
    expect(rowsOf(await say(other))).toEqual([{ digest, held: 2, count: 5, removed: false }]);
    expect(got(await ask(other, digest, 1)).content).toBeNull();
  });

  it('take no bytes in a place where they do not belong, and none from another window', async () => {
    const { of, digest, bytes } = aDocument();
    const [first = Buffer.alloc(0)] = bytes;
    expect(taken(await give(one, digest, 0, first)).state).toBe('unknown');
    await say(one, { put: of });
    expect(taken(await give(one, digest, 1, first)).state).toBe('other-part');
    expect(taken(await give(one, digest, 7, first)).state).toBe('other-part');
    expect(taken(await give(other, digest, 0, first)).state).toBe('unknown');
    expect(codeOf(await say(one, { put: of }, other))).toBe('signature');
    expect(await partsAtHub(digest)).toBe(0);
  });

  it('are nothing to windows of another office', async () => {
    const document = aDocument();
    await sendAll(one, document);
    const stranger = await joinedTo(hub, await aWindowLog({ prefix: `Z${offices}` }), randomUUID());
    expect(rowsOf(await say(stranger))).toEqual([]);
    expect(got(await ask(stranger, document.digest, 0)).content).toBeNull();
    await say(stranger, { drop: [document.digest] });
    expect(await partsAtHub(document.digest)).toBe(3);
  });

  it('are gone at once when their sender is done with them, and only then', async () => {
    const document = aDocument();
    await sendAll(one, document);
    await say(other, { drop: [document.digest] });
    expect(await partsAtHub(document.digest)).toBe(3);
    expect(rowsOf(await say(one, { drop: [document.digest] }))).toEqual([]);
    expect(await partsAtHub(document.digest)).toBe(0);
  });

  it('are removed 30 days after the last window has them, not a day before, and are not asked for again', async () => {
    const document = aDocument();
    const { digest } = document;
    await sendAll(one, document);
    await say(other, { have: [digest] });
    await age(digest, 40);
    await hub.store.removeDocuments();
    expect(await partsAtHub(digest)).toBe(3);
    await say(third, { have: [digest] });
    await age(digest, 29);
    await hub.store.removeDocuments();
    expect(await partsAtHub(digest)).toBe(3);
    await age(digest, 2);
    expect(await hub.store.removeDocuments()).toBe(1);
    expect(await partsAtHub(digest)).toBe(0);
    expect(rowsOf(await say(one, { put: document.of }))).toEqual([{ digest, held: 3, count: 3, removed: true }]);
    expect(taken(await give(one, digest, 0, document.bytes[0] ?? Buffer.alloc(0))).state).toBe('unknown');
  });

  it('do not wait for a window that was retired, which is handed nothing', async () => {
    const document = aDocument();
    await sendAll(one, document);
    await say(other, { have: [document.digest] });
    await hub.database.rows('UPDATE log SET retired_at = now() WHERE window_id = $1', [third.name.window]);
    expect(codeOf(await ask(third, document.digest, 0))).toBe('retired');
    expect(codeOf(await say(third))).toBe('retired');
    await age(document.digest, 31);
    expect(await hub.store.removeDocuments()).toBe(1);
  });

  it('that never became whole are given up, and nobody has them before', async () => {
    const { of, digest, bytes } = aDocument();
    await say(one, { put: of });
    await give(one, digest, 0, bytes[0] ?? Buffer.alloc(0));
    await say(other, { have: [digest] });
    expect(await hub.database.rows('SELECT 1 FROM document_holder WHERE digest = $1', [digest])).toEqual([]);
    await age(digest, 31);
    await hub.store.removeDocuments();
    expect(rowsOf(await say(other))).toEqual([]);
    await sendAll(one, { of, digest, bytes });
  });

  it('are no more than there may be', async () => {
    await hub.database.rows(
      `INSERT INTO document (office, digest, window_id, size, parts)
        SELECT $1, md5(g::text) || md5(g::text), $2, 1, ARRAY[repeat('0', 64)] FROM generate_series(1, $3) g`,
      [one.name.office, one.name.window, documentLimits.documents],
    );
    expect(codeOf(await say(one, { put: aDocument().of }))).toBe('too-large');
    expect(rowsOf(await say(one))).toHaveLength(documentLimits.documents);
  });

  it('show in the figures for whoever watches the hub, without a name', async () => {
    const before = await hub.store.documentFigures();
    await sendAll(one, aDocument());
    await say(one, { put: aDocument().of });
    const after = await hub.store.documentFigures();
    expect(after.documents - before.documents).toBe(2);
    expect(after.coming - before.coming).toBe(1);
    const text = await (await fetch(`${hub.url}/metrics`)).text();
    expect(text).toContain(`hub_documents ${after.documents}\n`);
    expect(text).not.toContain(one.name.office);
  });
});
