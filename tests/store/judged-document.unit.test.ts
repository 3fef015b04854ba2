/** Whose word a file from another window is: only an administrator's of the roll opens anything; and its parts are what was signed. */
import { describe, expect, it } from 'vitest';
import { documentStatement, type SentDocument } from '#shared/casework/document-dispatches.ts';
import { documentSentName } from '#shared/casework/documents.ts';
import { success } from '#shared/contract/failure.ts';
import type { StoreParts } from '#renderer/store/cases/store-parts.ts';
import { judgedDocument } from '#renderer/store/documents/document-letters.ts';
import { openParts, sealParts } from '#renderer/store/documents/sealed-parts.ts';

const window = '00000000-0000-4000-8000-000000000003';
const digest = 'd'.repeat(64);
const signed = {
  officerId: 'a',
  officerName: '张三',
  at: '2022-08-22T09:00:00+08:00',
  signed: { card: 'c', value: 'v' },
};
const document: SentDocument = {
  version: 1,
  digest,
  fileName: '参数包.json',
  bytes: 3,
  fileDigest: 'f'.repeat(64),
  contents: { kind: 'policyPack', title: '二〇二二年' },
  key: 'A'.repeat(43) + '=',
  by: signed,
};
const row = { window, prefix: 'W03', name: documentSentName(digest), to: null, at: '2022-08-22T01:00:00.000Z' };

/** Parts of a store whose crypto opens to `said` and judges as `word` what the statement is for. */
function partsOf(
  said: object,
  word: { word: string; role: string | null },
  statement = documentStatement(window, document),
) {
  const crypto = {
    openDispatch: async () => JSON.stringify(said),
    judgeWord: async (_by: unknown, asked: string) =>
      asked === statement ? word : { word: 'broken', role: word.role },
  };
  const host = { call: async () => success({ content: 'QUJD' }) };
  return { host, area: 'office', crypto } as unknown as StoreParts;
}

describe('a file from another window', () => {
  it.each([
    [{ word: 'held', role: 'administrator' }, 'held'],
    [{ word: 'held', role: 'clerk' }, 'not-administrator'],
    [{ word: 'broken', role: 'administrator' }, 'untrue'],
    [{ word: 'unlisted', role: null }, 'untrue'],
    [{ word: 'before', role: null }, 'untrue'],
  ])('signed as %o is %s', async (given, word) => {
    expect((await judgedDocument(partsOf(document, given), row))?.word).toBe(word);
  });

  it.each([
    ['another name', { ...document, fileName: '别的.json' }],
    ['another file', { ...document, fileDigest: 'e'.repeat(64) }],
    ['something else', { ...document, contents: { kind: 'calendar', title: '二〇二二年' } }],
  ])('with %s is not what was signed', async (_, said) => {
    expect((await judgedDocument(partsOf(said, { word: 'held', role: 'administrator' }), row))?.word).toBe('untrue');
  });

  it('under the name of another document is nothing', async () => {
    const moved = { ...document, digest: 'e'.repeat(64) };
    expect(await judgedDocument(partsOf(moved, { word: 'held', role: 'administrator' }), row)).toBeNull();
  });
});

describe('sealed parts', () => {
  const seal = async (text: string) => {
    const parts: string[] = [];
    const file = new File([text], '甲.csv');
    const sealed = await sealParts(file, async (_part, content) => parts.push(content) > 0);
    if (sealed === null) throw new Error('not sealed');
    return { parts, sealed: { ...sealed, fileName: '甲.csv' } };
  };
  const long = 'x'.repeat(1_100_000);

  it('make the file again, and nothing else', async () => {
    const { parts, sealed } = await seal(long);
    expect(parts).toHaveLength(2);
    const opened = await openParts(sealed, async (part) => parts[part] ?? null);
    expect(await (opened as File).text()).toBe(long);
    expect(await openParts(sealed, async (part) => parts[1 - part] ?? null)).toBe('untrue');
    expect(await openParts(sealed, async (part) => parts[part + 1] ?? null)).toBe('untrue');
    expect(await openParts(sealed, async (part) => (part === 0 ? (parts[0] ?? null) : null))).toBe('incomplete');
    const shorter = await openParts({ ...sealed, bytes: 1_000_000 }, async (part) => parts[part] ?? null);
    expect(shorter).toBe('untrue');
  });

  it('of another file under the same key are not what the card signed for', async () => {
    const { parts, sealed } = await seal('甲');
    const other = { ...sealed, fileDigest: (await seal('乙')).sealed.fileDigest };
    expect(await openParts(other, async (part) => parts[part] ?? null)).toBe('untrue');
  });
});
