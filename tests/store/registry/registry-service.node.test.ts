/** Copies imported and read through the service, in files and in database pages, over fake IndexedDB and real WebCrypto. */
import { writeXlsx } from 'hucre/xlsx';
import { beforeEach, describe, expect, it } from 'vitest';
import { encodeGb18030 } from '#shared/encodings/gb18030.ts';
import type { ImportProgress } from '#renderer/store/registry/registry-store.ts';
import { aRequest, citizen, creditCode, day, insuranceFile, insuranceLine, INSURANCE_HEADINGS } from './a-registry.ts';
import { aRegistryStore, insuranceOf, refusal, take, type RegistryUnderTest } from './a-registry-store.ts';

let store: RegistryUnderTest;
const open = () => store.open();

beforeEach(async () => {
  store = await aRegistryStore();
});

describe.each(['file', 'pages'] as const)('importing into %s form', (form) => {
  beforeEach(async () => {
    store = await aRegistryStore(form);
  });

  it('finds every row again with its line, and nobody else', async () => {
    const service = await open();
    const copy = await take(service, aRequest(insuranceFile(3000)));
    expect(copy).toMatchObject({
      rows: 3000,
      badRows: 0,
      remarks: 0,
      asOf: '2022-08-20',
      scope: '440800',
      state: 'usable',
      fileName: 'insurance.csv',
    });
    expect(copy.fileDigest).toMatch(/^sha256:[0-9a-f]{64}$/u);
    for (const index of [0, 1, 255, 256, 1234, 2999]) {
      expect(await insuranceOf(service, citizen(index))).toEqual([
        {
          line: index + 2,
          citizenId: citizen(index),
          name: `陈海${'晴明远佳'[index % 4]}`,
          employerNumber: `4408${String(index % 50).padStart(10, '0')}`,
          unifiedSocialCreditCode: creditCode(index % 50),
          employerName: `湛江第${index % 50}食品有限公司`,
          divisionCode: '440802',
          insurance: '210',
          enrolledOn: `2022-0${1 + (index % 8)}-01`,
          jobStartedOn: '2022-01-01',
          status: '1',
          monthsContributed: index % 12,
          paidThrough: '202207',
          deferred: false,
        },
      ]);
    }
    expect(await insuranceOf(service, citizen(3000))).toEqual([]);
    expect(store.changes).toBe(1);
    await service.close();
  });

  it('answers the same from a file sealed in several parts', async () => {
    const service = await open();
    service.usePartsOf(1);
    const copy = await take(service, aRequest(insuranceFile(70_000)));
    expect(copy.rows).toBe(70_000);
    const wanted = [0, 17, 35_000, 69_999];
    expect((await insuranceOf(service, ...wanted.map(citizen)))?.map(({ line }) => line)).toEqual(
      wanted.map((index) => index + 2),
    );
    expect(await service.verifyCopies()).toEqual([]);
    await service.close();
  });

  it('keeps several rows of one person in file order', async () => {
    const service = await open();
    const twice = [0, 1, 0, 2, 0].map((index) => insuranceLine(index)).join('\n');
    await take(service, aRequest(`${INSURANCE_HEADINGS}\n${twice}`));
    expect((await insuranceOf(service, citizen(0)))?.map(({ line }) => line)).toEqual([2, 4, 6]);
    await service.close();
  });

  it.each([
    ['UTF-8 with BOM', (text: string) => new TextEncoder().encode(`\ufeff${text}`)],
    ['GB18030', (text: string) => encodeGb18030(text).bytes],
    [
      'UTF-16',
      (text: string) =>
        Uint8Array.from([0xff, 0xfe, ...new Uint8Array(Uint16Array.from(text, (unit) => unit.charCodeAt(0)).buffer)]),
    ],
  ])('reads %s', async (_, encode) => {
    const service = await open();
    await take(service, aRequest(encode(insuranceFile(300))));
    expect((await insuranceOf(service, citizen(7)))?.[0]).toMatchObject({
      name: '陈海佳',
      employerName: '湛江第7食品有限公司',
      line: 9,
    });
    await service.close();
  });

  it('reads titles above the heading row, aliases, tabs, and other spellings of values', async () => {
    const service = await open();
    const text = [
      '参保缴费数据（2022年8月）',
      '',
      '证件号码\tAAC003\t社会信用代码\t险种类型\t参保时间\t个人缴费状态\t缴至年月\t缓缴标志',
      `'${citizen(1).toLowerCase()}\t 陈海明 \t９${creditCode(1).slice(1).toLowerCase()}\t失业保险\t2022/7/1\t参保缴费（正常）\t2022年7月\t√`,
      `${citizen(2)}\t陈海远\t${creditCode(1)}\t410\t20220701\t正常参保\t2022-07\t`,
    ].join('\n');
    await take(service, aRequest(text, { badRowLimit: 0.6 }));
    expect(await insuranceOf(service, citizen(2))).toEqual([
      expect.objectContaining({
        line: 5,
        insurance: '410',
        enrolledOn: '2022-07-01',
        status: '1',
        paidThrough: '202207',
        deferred: null,
      }),
    ]);
    const [copy] = await service.copies();
    expect(await service.problems(copy.packId, 0, 10)).toEqual([
      { line: 4, column: '个人缴费状态', code: 'not-in-dictionary' },
    ]);
    await service.close();
  });

  it('reads a workbook, its row numbers, dates and left-out cells', async () => {
    const service = await open();
    const bytes = await writeXlsx({
      sheets: [
        {
          name: '参保',
          rows: [
            ['公民身份号码', '单位编号', '险种', '参保日期', '缴费状态', '姓名'],
            [citizen(1), '44080001', '失业保险', '2022-07-01', '正常参保'],
            [citizen(2), '44080001', 210, new Date(Date.UTC(2022, 6, 2)), 1, '陈海'],
            [4.40802e17, '44080001', 210, '2022-07-01', 1, '陈海'],
          ],
        },
      ],
    });
    const copy = await take(service, aRequest(new Uint8Array(bytes), { badRowLimit: 0.5 }));
    expect(copy).toMatchObject({ rows: 2, badRows: 1, problems: [{ code: 'citizen-id-damaged', count: 1 }] });
    expect(await insuranceOf(service, citizen(1), citizen(2))).toEqual([
      expect.objectContaining({ line: 2, insurance: '210', enrolledOn: '2022-07-01', status: '1', name: null }),
      expect.objectContaining({ line: 3, insurance: '210', enrolledOn: '2022-07-02', status: '1', name: '陈海' }),
    ]);
    await service.close();
  });

  it('tells employers of a workbook apart whose cells are the same text when run together', async () => {
    const service = await open();
    const [number, name] = [creditCode(1), '湛江海晟食品有限公司'];
    const rows = [
      ['公民身份号码', '单位编号', '统一社会信用代码', '单位名称', '险种', '参保日期', '缴费状态'],
      [citizen(1), number, null, name, '210', '2022-07-01', '1'],
      [citizen(2), null, number, name, '210', '2022-07-01', '1'],
    ];
    await take(service, aRequest(new Uint8Array(await writeXlsx({ sheets: [{ name: '参保', rows }] }))));
    expect(await insuranceOf(service, citizen(1), citizen(2))).toEqual([
      expect.objectContaining({ employerNumber: number, unifiedSocialCreditCode: null, employerName: name }),
      expect.objectContaining({ employerNumber: null, unifiedSocialCreditCode: number, employerName: name }),
    ]);
    await service.close();
  });

  it('takes columns mapped by hand', async () => {
    const service = await open();
    const text = `A,B,C,D,E\n${citizen(3)},${creditCode(1)},210,2022-07-01,1\n`;
    const mapping = { A: 'citizenId', B: 'unifiedSocialCreditCode', C: 'insurance', D: 'enrolledOn', E: 'status' };
    await take(service, aRequest(text, { mapping }));
    expect(await insuranceOf(service, citizen(3))).toHaveLength(1);
    await service.close();
  });

  it('keeps persons on a paid list whose other cells are doubtful, with a remark', async () => {
    const service = await open();
    const text = `公民身份号码,单位名称,扩岗补助发放日期,扩岗补助金额\n${citizen(1)},甲公司,2022-13-01,"1,500.00"\n12345,乙,2022-08-01,1500\n${citizen(2)},丙,2022-08-01,一千五\n`;
    const copy = await take(service, aRequest(text, { kind: 'paid', badRowLimit: 0.5 }));
    expect(copy).toMatchObject({ rows: 2, badRows: 1, remarks: 2 });
    const set = await service.gather({ citizenIds: [citizen(1), citizen(2)] });
    expect(set.ok && set.value.paid?.rows).toEqual([
      expect.objectContaining({ paidOn: null, amountFen: 150_000, line: 2 }),
      expect.objectContaining({ paidOn: '2022-08-01', amountFen: null, line: 4 }),
    ]);
    expect(await service.problems(copy.packId, 0, 10)).toEqual([
      { line: 2, column: '扩岗补助发放日期', code: 'not-a-date', kept: true },
      { line: 3, column: '公民身份号码', code: 'citizen-id-format' },
      { line: 4, column: '扩岗补助金额', code: 'not-an-amount', kept: true },
    ]);
    await service.close();
  });
});

describe('refusing', () => {
  it.each([
    ['an empty file', '', { reason: 'empty-file' }],
    ['headings only', `${INSURANCE_HEADINGS}\n`, { reason: 'empty-file' }],
    ['a PDF', '%PDF-1.7\n', { reason: 'not-a-table' }],
    ['a web page called .xls', '<html><table>', { reason: 'not-a-table' }],
    ['no headings', '1,2,3\n4,5,6\n', { reason: 'no-heading-row' }],
    [
      'another registry',
      `公民身份号码,毕业院校,毕业日期,是否全日制\n${citizen(1)},甲,2022-06-01,是\n`,
      { reason: 'wrong-kind', looksLike: 'graduates' },
    ],
    [
      'missing columns',
      `公民身份号码,险种,姓名\n${citizen(1)},210,陈\n`,
      {
        reason: 'columns-missing',
        missing: ['参保日期', '缴费状态', '单位编号 或 统一社会信用代码'],
        headings: ['公民身份号码', '险种', '姓名'],
      },
    ],
  ])('%s', async (_, content, expected) => {
    const service = await open();
    expect(await refusal(service, aRequest(content))).toEqual(expected);
    expect(await service.copies()).toEqual([]);
    await service.close();
  });

  it('a date in the future, the same and an older one; the old copy stays; a correction replaces', async () => {
    const service = await open();
    const first = await take(service, aRequest(insuranceFile(10)));
    const other = insuranceFile(20);
    expect(await refusal(service, aRequest(other, { asOf: day('2022-08-23') }))).toEqual({ reason: 'as-of-in-future' });
    expect(await refusal(service, aRequest(other))).toEqual({ reason: 'same-as-of', packId: first.packId });
    expect(await refusal(service, aRequest(other, { asOf: day('2022-08-19') }))).toMatchObject({
      reason: 'differs',
      differences: [{ what: 'older-as-of', before: '2022-08-20', now: '2022-08-19' }],
    });
    expect(await service.copies()).toEqual([first]);
    await take(service, aRequest(other, { replaceAnyway: true }));
    expect((await service.copies())[0]?.rows).toBe(20);
    await service.close();
  });

  it('too many bad rows: counted, with examples, the old copy untouched, nothing left behind', async () => {
    const service = await open();
    const first = await take(service, aRequest(insuranceFile(10), { asOf: day('2022-08-01') }));
    const bad = insuranceFile(100).replaceAll(/,210,2022-08-01/gu, ',210,2022-02-30');
    expect(await refusal(service, aRequest(bad))).toMatchObject({
      reason: 'too-many-bad-rows',
      rows: 88,
      badRows: 12,
      problems: [{ code: 'not-a-date', count: 12 }],
    });
    expect(await service.copies()).toEqual([first]);
    expect(await store.packsLying()).toBe(1);
    await service.close();
  });

  it('stops when cancelled', async () => {
    const service = await open();
    const progress: ImportProgress[] = [];
    const result = await service.importCopy('mine', aRequest(insuranceFile(80_000)), (now) => {
      progress.push(now);
      service.cancel('mine');
    });
    expect(result).toEqual({ ok: false, failure: { code: 'cancelled' } });
    expect(progress.length).toBeGreaterThan(0);
    expect(await service.copies()).toEqual([]);
    expect(await store.packsLying()).toBe(0);
    await service.close();
  });

  it('a second import at the same time', async () => {
    const service = await open();
    const both = await Promise.all([
      service.importCopy('a', aRequest(insuranceFile(2000)), () => undefined),
      service.importCopy('b', aRequest(insuranceFile(2000)), () => undefined),
    ]);
    expect(both[0]).toMatchObject({ ok: true, value: { ok: true } });
    expect(both[1]).toEqual({ ok: true, value: { ok: false, refusal: { reason: 'import-running' } } });
    await service.close();
  });
});

describe('employers', () => {
  const business = '统一社会信用代码,企业名称,单位类型,登记状态,行政区划代码\n';

  it('by code, number, name fragment and pinyin initials', async () => {
    const service = await open();
    await take(
      service,
      aRequest(
        `${business}${creditCode(7)},湛江海晟食品有限公司,企业,存续,440802\n${creditCode(8)},湛江银行（赤坎）,10,注销,440802\n`,
        { kind: 'business' },
      ),
    );
    await take(service, aRequest(insuranceFile(100)));
    const haisheng = {
      name: '湛江海晟食品有限公司',
      unifiedSocialCreditCode: creditCode(7),
      unitType: 'enterprise',
      status: 'active',
      divisionCode: '440802',
      employerNumber: '44080000000007',
      isInside: false,
    };
    expect((await service.findEmployers(creditCode(7), 5))[0]).toEqual(haisheng);
    expect((await service.findEmployers('海晟', 5))[0]).toEqual(haisheng);
    expect((await service.findEmployers('zjhs', 5))[0]).toEqual(haisheng);
    expect((await service.findEmployers('44080000000008', 5))[0]).toMatchObject({ name: '湛江第8食品有限公司' });
    expect((await service.findEmployers('zjyh(', 5)).length).toBe(0);
    expect((await service.findEmployers('银行(赤', 5))[0]).toMatchObject({ status: 'cancelled' });
    expect((await service.findEmployers('zjyx', 5))[0]).toMatchObject({ name: '湛江银行（赤坎）' });
    expect(await service.findEmployers('没有这家', 5)).toEqual([]);
    await service.close();
  });

  it('reads the register row of the firm', async () => {
    const service = await open();
    await take(
      service,
      aRequest(`${business}${creditCode(7)},湛江海晟食品有限公司,个体工商户,吊销,440802\n`, { kind: 'business' }),
    );
    const set = await service.gather({ citizenIds: [], unifiedSocialCreditCode: creditCode(7).toLowerCase() });
    expect(set.ok && set.value.business?.rows).toEqual([
      {
        line: 2,
        unifiedSocialCreditCode: creditCode(7),
        name: '湛江海晟食品有限公司',
        unitType: 'individual-business',
        status: 'revoked',
        divisionCode: '440802',
      },
    ]);
    await service.close();
  });
});
