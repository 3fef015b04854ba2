/** A company's own words for its columns: known by what stands in them where that is certain, else asked, and remembered. */
import { describe, expect, it } from 'vitest';
import {
  answersOf,
  emptyRosterMemory,
  readRosterMemory,
  withAnswers,
  type ColumnAnswer,
} from '#shared/rosters/roster-answers.ts';
import { limits } from '#shared/domain/limits.ts';
import { readRoster } from '#shared/files/read-roster.ts';
import type { RosterSheetReading } from '#shared/files/roster-reading.ts';
import { accepted, bytesOf, ID, places, utf8, workbook, type Value } from './rosters.ts';

const HEADINGS = ['员工', '证照编码', '就读单位', '文凭编码', '拿证日子', '进厂日', '离厂日', '联络'];
const PERSONS = [
  ['陈海晴', ID.chen, '广东海洋大学', '105661202205000041', '2022-06-30', '2022-07-04', '2025-07-03', '13800138000'],
  ['黄志远', ID.huang, '岭南师范学院', '105791202205000042', '2022-06-28', '2022-08-01', '2025-07-31', '139 0013 9000'],
];

async function read(
  headings: readonly Value[],
  persons: readonly (readonly Value[])[],
  answers?: ReadonlyMap<string, ColumnAnswer>,
): Promise<RosterSheetReading> {
  const bytes = bytesOf(workbook([{ rows: [headings, ...persons] }]), 'xlsx');
  return accepted(await readRoster(bytes, limits.fileBytes, answers));
}

const known = (reading: RosterSheetReading): string[] =>
  reading.columns.map(({ cell, field, by }) => `${cell} ${field} ${by}`);
const asked = (reading: RosterSheetReading): unknown[] =>
  reading.questions.map(({ cell, supposed, samples }) => [cell, supposed, ...samples]);

describe('unknown headings', () => {
  it('are known by what stands under them, and the rest is asked with three values', async () => {
    const reading = await read(HEADINGS, PERSONS);
    expect(known(reading)).toEqual([
      'A1 name content',
      'B1 citizenId content',
      'C1 school content',
      'D1 diplomaNumber content',
      'F1 contractFrom content',
      'G1 contractTo content',
    ]);
    expect(asked(reading)).toEqual([['E1', 'graduatedOn', '2022-06-30', '2022-06-28']]);
    expect(reading.entries[0]).toMatchObject({
      school: '广东海洋大学',
      diplomaNumber: '105661202205000041',
      graduatedOn: '',
      contractTo: '2025-07-03',
    });
    expect(places(reading)).toContain('D1 column-by-content');
  });

  it('that the clerk named are read so, and are not asked again', async () => {
    const [question] = (await read(HEADINGS, PERSONS)).questions;
    const reading = await read(HEADINGS, PERSONS, new Map([[question?.key ?? '', 'graduatedOn']]));
    expect(reading.questions).toEqual([]);
    expect(reading.entries.map(({ graduatedOn }) => graduatedOn)).toEqual(['2022-06-30', '2022-06-28']);
    expect(reading.issues.map(({ message }) => message)).toContain(
      'E1：“拿证日子”读作毕业时间。按该单位上次的说明读入。请核对。',
    );
    const without = await read(HEADINGS, PERSONS, new Map([[question?.key ?? '', 'none']]));
    expect(without.questions).toEqual([]);
    expect(without.entries[0]?.graduatedOn).toBe('');
  });

  it('in the words of the issue: 员工, 证照编码, 母校, 拿证日子, 签约日, 到期日', async () => {
    const persons = PERSONS.map(([name, id, school, , ...days]) => [name, id, school, ...days.slice(0, 3)]);
    const reading = await read(['员工', '证照编码', '母校', '拿证日子', '签约日', '到期日'], persons);
    expect(reading.questions.map(({ heading }) => heading)).toEqual(['拿证日子']);
    expect(reading.entries[1]).toMatchObject({
      name: '黄志远',
      citizenId: ID.huang,
      school: '岭南师范学院',
      contractFrom: '2022-08-01',
      contractTo: '2025-07-31',
    });
  });

  it.each(['学历凭证', '学历', '编号', '备注'])(
    'that promise something else (%s) lose no number of a diploma',
    async (heading) => {
      const persons = PERSONS.map(([name, id, , diploma]) => [name, id, diploma]);
      const reading = await read(['姓名', '身份证号', heading], persons);
      expect(known(reading)).toContain('C1 diplomaNumber content');
      expect(reading.entries[0]?.diplomaNumber).toBe('105661202205000041');
      expect(places(reading)).toContain('C1 column-by-content');
    },
  );

  it('that promise something else give way to a column of that name', async () => {
    const persons = PERSONS.map(([name, id, , diploma]) => [name, id, diploma, '106601202205000049']);
    const reading = await read(['姓名', '身份证号', '毕业证书编号', '备注'], persons);
    expect(reading.entries[0]?.diplomaNumber).toBe('105661202205000041');
  });

  it('that stand twice, or are missing, are told apart', async () => {
    const persons = PERSONS.map(([name, id], at) => [name, id, `2022-06-1${at}`, `2022-07-1${at}`, `湛江的某处${at}`]);
    const reading = await read(['姓名', '身份证号', '日子', '日 子', null], persons);
    expect(reading.questions.map(({ key, cell }) => [key, cell])).toEqual([
      ['日子', 'C1'],
      ['日子#2', 'D1'],
      ['（无列名）E', 'E1'],
    ]);
  });

  it.each<readonly [string, readonly string[]]>([
    ['a running number', ['1', '2']],
    ['sexes', ['男', '女']],
    ['mobile numbers', ['13800138000', '13900139000']],
    ['mail addresses', ['a@b.cn', 'c@d.cn']],
    [
      'days of birth',
      ['2000-01-01', '1999-12-31'].map(
        (_, at) => [ID.chen, ID.huang][at]?.replace(/^\d{6}(\d{4})(\d{2})(\d{2}).*$/u, '$1-$2-$3') ?? '',
      ),
    ],
  ])('over %s are not asked about', async (_, values) => {
    const persons = PERSONS.map(([name, id], at) => [name, id, values[at]]);
    expect((await read(['姓名', '身份证号', '甲列'], persons)).questions).toEqual([]);
  });

  it('over two days that are no contract are asked, not taken', async () => {
    const persons = PERSONS.map(([name, id], at) => [name, id, `2022-07-0${at + 1}`, `2022-08-0${at + 3}`]);
    const reading = await read(['姓名', '身份证号', '甲日', '乙日'], persons);
    expect(known(reading)).toEqual(['A1 name heading', 'B1 citizenId heading']);
    expect(reading.questions).toHaveLength(2);
  });

  it('over numbers of a second person are asked, not taken for diplomas', async () => {
    const persons = PERSONS.map(([name, id], at) => [name, id, [ID.huang, ID.chen][at]]);
    expect(known(await read(['姓名', '身份证号', '甲号'], persons))).toHaveLength(2);
  });
});

describe('what the clerk said', () => {
  const code = '91440800MA51ABCD97';

  it('is kept for the firm by its credit code, and for no wrong one', () => {
    const answers = new Map<string, ColumnAnswer>([['拿证日子', 'graduatedOn']]);
    const memory = withAnswers(emptyRosterMemory, code, answers);
    const kept = readRosterMemory(JSON.parse(JSON.stringify(memory)));
    expect(answersOf(kept, ' 91440800 ma51abcd97')).toEqual(answers);
    const more = withAnswers(kept, code, new Map([['甲列', 'none']]));
    expect(answersOf(more, code).size).toBe(2);
    for (const wrong of ['', '123', '91440800MA51ABCD98']) {
      expect(withAnswers(emptyRosterMemory, wrong, answers)).toBe(emptyRosterMemory);
      expect(answersOf(kept, wrong).size).toBe(0);
    }
  });

  it('that is not ours is nothing', () => {
    for (const stored of [
      null,
      1,
      { version: 2, firms: [] },
      { version: 1, firms: [{ code: 'x', columns: [['a', 'b']] }] },
    ])
      expect(readRosterMemory(stored)).toEqual(emptyRosterMemory);
  });
});

describe('names with dots', () => {
  it.each(['·', '•', '・', '．', '.', '。', '｡', '･', '‧', '∙', '⋅', '﹒', ' · ', '. ', ' 。', '˙', '\u200b·\u202e'])(
    'between with %j are one form in the record',
    async (dot) => {
      const reading = accepted(await readRoster(utf8(`姓名,身份证号\n古丽娜尔${dot}买买提,${ID.chen}\n`)));
      expect(reading.entries[0]?.name).toBe('古丽娜尔·买买提');
    },
  );

  it('keep a Latin name as it is', async () => {
    const reading = accepted(await readRoster(utf8(`姓名,身份证号\nAnna B. Smith,${ID.chen}\n`)));
    expect(reading.entries[0]?.name).toBe('Anna B. Smith');
  });
});
