/** Archives as other programs write them: every name, size and method is read or refused by name, no part is passed over. */
import { describe, expect, it } from 'vitest';
import { readRoster } from '#shared/files/read-roster.ts';
import { archiveOf, sheetXml, workbookParts, type PartEdit, type WorkbookEdit } from './archives.ts';
import { accepted, ID, refusedCode } from './rosters.ts';

const roster = sheetXml([
  ['姓名', '身份证号'],
  ['陈海晴', ID.chen],
  ['黄志远', ID.huang],
]);
const second = sheetXml([
  ['姓名', '身份证号'],
  ['黄志远', ID.huang],
]);
const whole = [ID.chen, ID.huang];

async function ids(parts: readonly PartEdit[]): Promise<string[]> {
  return accepted(await readRoster(archiveOf(parts))).entries.map(({ citizenId }) => citizenId);
}

async function refusal(parts: readonly PartEdit[]): Promise<string> {
  const reading = await readRoster(archiveOf(parts));
  return reading.ok ? 'accepted' : `${reading.error.code} ${reading.error.issues[0]?.message ?? ''}`;
}

const sheetPart = (parts: readonly PartEdit[], change: Partial<PartEdit>): PartEdit[] =>
  parts.map((part) => (part.name.endsWith('sheet1.xml') ? { ...part, ...change } : part));

describe('names of parts in an archive', () => {
  it.each<readonly [string, Partial<WorkbookEdit>]>([
    ['with backslashes', { spell: (name) => name.replaceAll('/', '\\') }],
    ['with ./ before them', { spell: (name) => `./${name}` }],
    ['absolute', { spell: (name) => `/${name}` }],
    ['with .. in them', { spell: (name) => `xl/../${name}` }],
    ['in capitals', { spell: (name) => name.toUpperCase() }],
    ['with a sheet in capitals', { partOf: (sheet) => `XL/Worksheets/Sheet${sheet}.XML` }],
    ['asked for absolutely', { targetOf: (sheet) => `/xl/worksheets/sheet${sheet}.xml` }],
    ['asked for absolutely with backslashes', { targetOf: (sheet) => `\\xl\\worksheets\\sheet${sheet}.xml` }],
    ['asked for with backslashes', { targetOf: (sheet) => `worksheets\\sheet${sheet}.xml` }],
    [
      'asked for percent-encoded',
      {
        partOf: (n) => `xl/worksheets/工作 表${n}.xml`,
        targetOf: (n) => `worksheets/%E5%B7%A5%E4%BD%9C%20%E8%A1%A8${n}.xml`,
      },
    ],
    [
      'percent-encoded themselves',
      { partOf: (n) => `xl/worksheets/sheet%20${n}.xml`, targetOf: (n) => `worksheets/sheet%20${n}.xml` },
    ],
    ['asked for through ..', { targetOf: (sheet) => `../xl/./worksheets/sheet${sheet}.xml` }],
  ])('%s are read', async (_, edit) => {
    expect(await ids(workbookParts({ sheets: [roster], ...edit }))).toEqual(whole);
  });

  it('of folders are no parts', async () => {
    const folders: PartEdit[] = ['xl/', './xl/worksheets/', '_rels\\'].map((name) => ({ name, stored: true }));
    expect(await ids([...folders, ...workbookParts({ sheets: [roster] })])).toEqual(whole);
  });

  it('that stand twice are read when the parts are the same, refused when they differ', async () => {
    const parts = workbookParts({ sheets: [roster] });
    const twin: PartEdit = { name: '.\\xl\\worksheets\\sheet1.xml', text: roster };
    expect(await ids([...parts, twin])).toEqual(whole);
    expect(await refusal([...parts, { ...twin, text: second }])).toMatch(
      /^file-damaged 其中有两份内容不同的“xl\/worksheets\/sheet1\.xml”/u,
    );
  });
});

/** Extra fields of Info-ZIP: UT (a time, 5 bytes) and ux (an owner, 11 bytes). */
const TIME = [0x55, 0x54, 5, 0, 1, 0x10, 0x20, 0x30, 0x40];
const OWNER = [0x75, 0x78, 11, 0, 1, 4, 0xe8, 3, 0, 0, 4, 0xe8, 3, 0, 0];

describe('packing of parts in an archive', () => {
  it.each<readonly [string, Partial<PartEdit>]>([
    ['not packed', { stored: true }],
    ['with a data descriptor', { descriptor: true }],
    ['with zip64 sizes', { long: true }],
    ['with zip64 sizes behind a time', { long: true, fields: TIME }],
    ['with zip64 sizes behind a time and an owner', { long: true, fields: [...TIME, ...OWNER] }],
    ['with a time alone', { fields: TIME }],
    ['with a field that claims more than there is', { fields: [0x55, 0x54, 0xff, 0x7f] }],
  ])('%s is read', async (_, change) => {
    expect(await ids(sheetPart(workbookParts({ sheets: [roster] }), change))).toEqual(whole);
  });

  it.each<readonly [string, Partial<PartEdit>, RegExp]>([
    ['deflate64', { method: 9 }, /^file-damaged .*sheet1\.xml.*不常用的压缩方式.*请/u],
    ['LZMA', { method: 14 }, /^file-damaged .*不常用的压缩方式/u],
    ['a password', { encrypted: true }, /^file-protected .*密码/u],
    ['a wrong checksum', { checksum: 1 }, /^file-damaged .*“xl\/worksheets\/sheet1\.xml”解不开或校验不符/u],
    ['no deflate stream', { packed: new Uint8Array(60).fill(0xff) }, /^file-damaged .*sheet1\.xml/u],
    ['a stream that ends early', { packed: new Uint8Array([0x00]) }, /^file-damaged .*sheet1\.xml/u],
    ['more bytes than stated', { statedBytes: 20 }, /^file-damaged .*sheet1\.xml/u],
  ])('%s is refused in words', async (_, change, words) => {
    expect(await refusal(sheetPart(workbookParts({ sheets: [roster] }), change))).toMatch(words);
  });
});

describe('a part that does not unpack is never passed over for another', () => {
  it('as the first sheet of two', async () => {
    const parts = workbookParts({ sheets: [roster, second] });
    expect(await refusal(sheetPart(parts, { packed: new Uint8Array(40).fill(7) }))).toMatch(
      /^file-damaged .*sheet1\.xml/u,
    );
  });

  it.each(['xl/sharedStrings.xml', 'xl/styles.xml', 'docProps/app.xml', 'xl/media/image1.png'])(
    'as %s',
    async (name) => {
      const parts = [...workbookParts({ sheets: [roster] }), { name, text: '<x/>', checksum: 9 }];
      expect(await refusal(parts)).toContain(name);
    },
  );

  it('as a sheet that the workbook asks for and the archive lacks', async () => {
    const parts = workbookParts({ sheets: [roster, second] }).filter(({ name }) => !name.endsWith('sheet1.xml'));
    expect(await refusal(parts)).toMatch(/^file-damaged 其中缺少“xl\/worksheets\/sheet1\.xml”/u);
  });

  it('as half an archive', async () => {
    const bytes = archiveOf(workbookParts({ sheets: [roster] }));
    for (let cut = 1; cut < bytes.length; cut += 61)
      expect(refusedCode(await readRoster(bytes.slice(0, -cut)))).not.toBe('accepted');
  });
});
