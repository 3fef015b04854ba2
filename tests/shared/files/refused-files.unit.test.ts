/** Files that cannot be read at all: each gets its code and a Chinese sentence with a remedy; nothing is half read. */
import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { readRoster } from '#shared/files/read-roster.ts';
import { bytesOf, ID, oleFile, refusedCode, utf8, withFilePass, workbook } from './rosters.ts';

const roster = workbook([
  {
    rows: [
      ['姓名', '身份证号'],
      ['陈海晴', ID.chen],
      ['黄志远', ID.huang],
    ],
  },
]);
const xlsx = bytesOf(roster, 'xlsx');
const xls = bytesOf(roster, 'biff8');

/** The size that the directory states for each entry becomes 150 MB. */
function claimingToBeHuge(zip: Uint8Array): Uint8Array {
  const copy = zip.slice();
  const view = new DataView(copy.buffer);
  for (let at = 0; at + 46 < copy.length; at += 1) {
    if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 150 * 1024 * 1024, true);
  }
  return copy;
}

const flipped = (bytes: Uint8Array, at: number): Uint8Array => {
  const copy = bytes.slice();
  copy[at] = (copy[at] ?? 0) ^ 0xff;
  return copy;
};

describe('a file that is no roster', () => {
  it.each<readonly [string, Uint8Array, string]>([
    ['nothing', new Uint8Array(), 'file-empty'],
    ['blank text', utf8(' \r\n\t\r\n'), 'file-empty'],
    ['50 MB', new Uint8Array(50 * 1024 * 1024), 'file-too-large'],
    ['half an .xlsx', xlsx.slice(0, xlsx.length / 2), 'file-damaged'],
    ['an .xlsx without its end', xlsx.slice(0, -30), 'file-damaged'],
    ['half an .xls', xls.slice(0, xls.length / 2), 'file-damaged'],
    ['a container with a broken header', flipped(xls, 48), 'file-damaged'],
    ['a zip bomb', claimingToBeHuge(xlsx), 'file-too-large'],
    [
      'an encrypted .xlsx',
      oleFile({ EncryptionInfo: utf8('x'.repeat(200)), EncryptedPackage: utf8('y'.repeat(5000)) }),
      'file-protected',
    ],
    ['an .xls with a password', withFilePass(xls), 'file-protected'],
    ['a Word document', oleFile({ WordDocument: utf8('w'.repeat(5000)) }), 'file-not-a-table'],
    ['a PDF', utf8('%PDF-1.7 …'), 'file-not-a-table'],
    ['a photograph', new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]), 'file-not-a-table'],
    ['bytes of no kind', new Uint8Array(Array.from({ length: 300 }, (_, at) => (at * 7) % 32)), 'file-not-a-table'],
    ['a page without a table', utf8('<!DOCTYPE html><html><body><p>登录</p></body></html>'), 'file-not-a-table'],
    ['a single-file page', utf8('MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n'), 'file-not-a-table'],
    ['headings alone', bytesOf(workbook([{ rows: [['姓名', '身份证号']] }]), 'xlsx'), 'roster-empty'],
    [
      'a price list',
      bytesOf(
        workbook([
          {
            rows: [
              ['品名', '单价'],
              ['苹果', 3],
            ],
          },
        ]),
        'xlsx',
      ),
      'roster-not-found',
    ],
    [
      'a hidden sheet without a roster',
      bytesOf(workbook([{ rows: [['说明']] }, { hidden: true, rows: [['品名', '单价']] }]), 'biff8'),
      'roster-not-found',
    ],
    [
      'a hidden sheet',
      bytesOf(
        workbook([
          { rows: [['说明']] },
          {
            hidden: true,
            rows: [
              ['姓名', '身份证号'],
              ['陈海晴', ID.chen],
            ],
          },
        ]),
        'biff8',
      ),
      'roster-hidden',
    ],
  ])('%s', async (_, bytes, code) => {
    const reading = await readRoster(bytes);
    expect(refusedCode(reading)).toBe(code);
    const message = reading.ok ? '' : (reading.error.issues[0]?.message ?? '');
    expect(message).toMatch(/\p{Script=Han}{4,}.*请.*。$/u);
  });

  it('names the size and the limit', async () => {
    const reading = await readRoster(new Uint8Array(50 * 1024 * 1024));
    expect(reading.ok ? '' : reading.error.issues[0]?.message).toContain('50 MB，上限 20 MB');
  });
});

describe('damage anywhere', { timeout: 60_000 }, () => {
  const whole = [ID.chen, ID.huang];
  it('in an .xlsx is either refused or changes no number', async () => {
    const bytes = new Uint8Array(
      await writeXlsx({
        sheets: [
          {
            name: '花名册',
            rows: [
              ['姓名', '身份证号'],
              ['陈海晴', ID.chen],
              ['黄志远', ID.huang],
            ],
          },
        ],
      }),
    );
    for (let at = 40; at < bytes.length; at += 97) {
      const reading = await readRoster(flipped(bytes, at));
      const ids = reading.ok
        ? reading.entries
            .filter((_, index) => reading.issues.every((issue) => issue.row !== index + 2))
            .map((entry) => entry.citizenId)
        : [];
      expect(whole).toEqual(expect.arrayContaining(ids));
    }
  });

  it('by cutting an .xls off never gives part of the roster', async () => {
    const rows = Array.from({ length: 400 }, (_, index) => [`某${index}`, ID.chen]);
    const large = bytesOf(workbook([{ rows: [['姓名', '身份证号'], ...rows] }]), 'biff8');
    for (let length = 512; length < large.length; length += 512) {
      const reading = await readRoster(large.slice(0, length));
      expect([length, reading.ok ? reading.entries.length : 400]).toEqual([length, 400]);
    }
  });
});
