/** What stands on the papers: every defect and reason, its basis, the remedies, the day, and nothing that was typed as markup. */
import { describe, expect, it } from 'vitest';
import { groupCitizenId } from '#shared/domain/citizen-id.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { packById } from '#shared/policy/pack-library.ts';
import { casePapersOf, paperPersons, type CasePaper } from '#shared/papers/case-paper.ts';
import { allDefects } from '#shared/papers/defects.ts';
import { letterDigest, qrText } from '#shared/papers/digest.ts';
import { Letter, type LetterBlock } from '#shared/domain/letter.ts';
import { buildPaper, papersFor, paperChoiceLabels, type PaperChoiceId } from '#shared/papers/papers-of-case.ts';
import { reasonCodes } from '#shared/policy/verdict.ts';
import { applicantWords } from '#shared/wording/reasons.ts';
import type { CaseAction } from '#shared/casework/action.ts';
import { aCasePaper, aCheck, anApplication, anOffice, aRosterEntry } from '#tests/builders/a-case-paper.ts';
import { stored } from '#tests/builders/a-case-action.ts';
import { theDeficientCase } from '#tests/builders/the-deficient-case.ts';

const textOf = (letter: Letter): string => JSON.stringify(letter);
const tables = (letter: Letter): Extract<LetterBlock, { type: 'table' }>[] =>
  letter.blocks.flatMap((block) => (block.type === 'table' ? [block] : []));
const roster = (count: number) => Array.from({ length: count }, (_, index) => aRosterEntry(index));
const choices = Object.keys(paperChoiceLabels) as PaperChoiceId[];
const accepted = (): CasePaper =>
  aCasePaper(anApplication(roster(5)), {
    kind: 'accepted',
    outcome: 'accept',
    failing: {
      1: [aCheck('this-month-enrolment', 'unmet', 'removed-this-month')],
      2: [aCheck('last-month-contribution', 'remediable', 'deferred')],
      3: [
        aCheck('programme-graduate', 'unknown', 'not-found', {
          evidence: { registry: 'graduates', asOf: '2022-08-10', scope: '440800' },
        }),
      ],
    },
  });

describe('收件凭证', () => {
  const receiptOf = (receivedOn: string, policy: string, choice: PaperChoiceId = 'receipt'): string => {
    const paper = accepted();
    const application = { ...paper.application, receivedOn: plainDate(receivedOn) };
    return textOf(buildPaper(choice, { ...paper, application, pack: packById(policy)?.pack ?? null }));
  };

  it.each([
    ['2022-08-22', 'zhanjiang-2022', false],
    ['2023-11-30', 'guangdong-2023', false],
    ['2023-12-01', 'guangdong-2023', true],
    ['2026-07-01', 'guangdong-2026', true],
    ['2026-07-01', 'no-pack', true],
  ])('of %s under %s: no copies kept is %s', (day, policy, seenOnly) => {
    const text = receiptOf(day, policy);
    expect(text.includes('系统核验、不留复印件')).toBe(seenOnly);
    expect(text.includes('《社会保险经办条例》第三十一条')).toBe(seenOnly);
    expect(text.includes('原件（盖章）')).toBe(true);
    expect(text.includes('复印件","1')).toBe(!seenOnly);
    expect(receiptOf(day, policy, 'narrowReceipt').includes('劳动合同（系统核验、不留复印件）')).toBe(seenOnly);
  });
});

describe('equal reasons', () => {
  const failing = (...places: readonly number[]) =>
    Object.fromEntries(places.map((place) => [place, [aCheck('labour-contract', 'remediable', 'contract-missing')]]));

  it('are said once, with all whom they concern in the order of the roster', () => {
    const paper = aCasePaper(anApplication(roster(6)), {
      kind: 'accepted',
      outcome: 'accept',
      failing: { ...failing(1, 3, 5), 4: [aCheck('already-paid', 'unmet', 'already-paid')] },
    });
    const rows = tables(buildPaper('acceptance', paper)).at(-1)?.rows ?? [];
    expect(rows).toHaveLength(2);
    expect(rows[0]?.[0]?.split('\n').filter((line) => /^\d+ /u.test(line))).toEqual(
      [1, 3, 5].map((place) => `${place + 1} ${roster(6)[place]?.name}`),
    );
  });

  it('of several checks name what to bring in one sentence', () => {
    const paper = aCasePaper(anApplication(roster(2)), {
      kind: 'accepted',
      outcome: 'accept',
      failing: {
        1: [
          aCheck('insured-here', 'unknown', 'not-found'),
          aCheck('last-month-contribution', 'unknown', 'not-found'),
          aCheck('name-match', 'unknown', 'not-found'),
        ],
      },
    });
    const [row] = tables(buildPaper('acceptance', paper)).at(-1)?.rows ?? [];
    expect(row?.[2]).toMatch(/^参保地、上月缴费、姓名：在/u);
    expect(row?.[4]).toBe(
      '可带社会保险参保缴费证明（载明参保单位、参保地、参保日期和缴费月份）、本人居民身份证原件来核对；没有的，由窗口核查后告知。',
    );
  });

  it('of many persons are no row higher than a page', () => {
    const places = Array.from({ length: 50 }, (_, place) => place + 1);
    const paper = aCasePaper(anApplication(roster(51)), {
      kind: 'accepted',
      outcome: 'accept',
      failing: failing(...places),
    });
    const rows = tables(buildPaper('acceptance', paper)).at(-1)?.rows ?? [];
    expect(rows.map(([names]) => (names?.split('\n').length ?? 0) / 2)).toEqual([20, 20, 10]);
    expect(rows.map((row) => row[2] === '（同上）')).toEqual([false, true, true]);
  });
});

describe('a correction', () => {
  it('says what it corrects and why, and that earlier papers are void', () => {
    const paper = aCasePaper(anApplication(roster(2)), { kind: 'corrected', outcome: 'accept' });
    const letter = buildPaper('acceptance', { ...paper, correction: { fields: '账号', reason: '录错一位' } });
    expect(textOf(letter)).toContain(
      '本件经更正（更正内容：账号；原因：录错一位）。此前就本件发出的通知书、告知书作废',
    );
    expect(textOf(buildPaper('acceptance', paper))).not.toContain('更正内容');
  });
});

describe('a supplementary decision', () => {
  const rest = (kind: 'met' | 'unmet'): CasePaper =>
    aCasePaper(anApplication(roster(2)), {
      kind: 'supplemented',
      outcome: kind === 'met' ? 'accept' : 'decline',
      failing: {
        ...(kind === 'met' ? {} : { 0: [aCheck('already-paid', 'unmet', 'already-paid')] }),
        1: [aCheck('this-month-enrolment', 'unmet', 'removed-this-month')],
      },
    });

  it('that accepts somebody has an acceptance notice of these persons, under the same number', () => {
    expect(papersFor(rest('met'))).toEqual(['acceptance', 'deliveryReceipt']);
    const letter = buildPaper('acceptance', rest('met'));
    expect(letter.number).toBe('〔2022〕W03-000127');
    expect(textOf(letter)).toContain('其中待核的人员经继续核验，下表所列1人符合受理条件，现予补充受理');
    expect(textOf(letter)).toContain('1 人（原待核 2 人）');
    expect(textOf(letter)).not.toContain('花名册 2 人');
  });

  it('that accepts nobody tells each person’s reason and what can be done against it', () => {
    expect(papersFor(rest('unmet'))).toEqual(['supplementNotice', 'deliveryReceipt']);
    const letter = buildPaper('supplementNotice', rest('unmet'));
    expect(letter.title).toBe('继续核验结果告知书');
    expect(tables(letter)[0]?.rows).toHaveLength(2);
    expect(textOf(letter)).toContain('行政复议');
    expect(textOf(letter)).toContain('已受理的人员不受影响');
    expect(textOf(buildPaper('deliveryReceipt', rest('unmet')))).toContain('《继续核验结果告知书》');
  });

  it('the acceptance says by when the others will be answered', () => {
    const paper = { ...accepted(), acceptBy: accepted().on };
    expect(textOf(buildPaper('acceptance', paper))).toContain('由本窗口继续核验，于2022年8月22日前另行答复');
  });
});

describe('补正材料一次性告知书', () => {
  it('names every defect once, with a number, and every person who has it', () => {
    const paper = theDeficientCase();
    const defects = allDefects(paper);
    expect(defects.map(({ number }) => number)).toEqual(defects.map((_, index) => index + 1));
    expect(
      defects.map(({ what, persons }) => [what.replace(/[：（].*$/su, ''), persons.map(({ position }) => position)]),
    ).toEqual([
      ['缺少材料', []],
      ['缺少材料', []],
      ['花名册的证件号码有误', [4]],
      ['劳动合同', [1, 3, 10, 11]],
      ['劳动合同', [2]],
      ['上月缴费', [3]],
      ['上月参保单位、上月缴费', [5]],
      ['缴费月数', [5]],
      ['姓名', [6]],
      ['上月缴费', [7]],
      ['重复申请', [11]],
    ]);
  });

  it('gives each person the numbers of the items that concern them', () => {
    const [, byPerson] = tables(buildPaper('deficiencyNotice', theDeficientCase()));
    const todo = byPerson?.rows.map((row) => row.at(-1));
    expect(todo).toEqual([
      '办理清单第 4 项',
      '办理清单第 5 项',
      '办理清单第 4、6 项',
      '办理清单第 3 项',
      '办理清单第 7、8 项',
      '办理清单第 9 项',
      '办理清单第 10 项',
      '不符合，理由见第三部分',
      '由本窗口核验，见第三部分',
      '办理清单第 4 项',
      '办理清单第 4、11 项',
      '本人无需补正',
    ]);
  });

  it('carries basis, remedy, day, place, both telephones and the mark of a stricter condition', () => {
    const letter = buildPaper('deficiencyNotice', theDeficientCase());
    const text = textOf(letter);
    for (const part of [
      '2022年9月5日前',
      '人社厅发〔2022〕41号',
      '市级条件，部级文件未作此要求',
      '3号窗口',
      '0759-0000001',
      '监督电话：0759-0000002',
      '2022年7月及以前缓缴的失业保险费',
      '最早于2022年9月再申请',
      '一式两份',
    ])
      expect(text).toContain(part);
    for (const row of tables(letter)[0]?.rows ?? []) expect(row.every((cell) => cell !== '')).toBe(true);
  });

  it('leaves room to write the day where the calendar of that year is not known', () => {
    expect(textOf(buildPaper('deficiencyNotice', { ...theDeficientCase(), remedyBy: null }))).toContain(
      '____年____月____日前',
    );
  });
});

describe('受理通知书', () => {
  it('names who is accepted, the sum in figures and capitals, and the day', () => {
    const letter = buildPaper('acceptance', accepted());
    const [list, others] = tables(letter);
    expect(list?.rows.map(([position, name]) => [position, name])).toEqual([
      ['1', '陈海晴'],
      ['5', '吴俊杰'],
    ]);
    expect(list?.foot?.map(({ text }) => text)).toEqual(['合计 2 人', '叁仟元整', '3,000.00']);
    expect(textOf(letter)).toContain('2022年9月21日前');
    expect(others?.rows.map((row) => row[1])).toEqual(['不符合', '可补正', '待核']);
    expect(others?.rows[2]?.[2]).toContain('在湛江市毕业生名单（截至2022年8月10日）中未见');
  });

  it('tells a refused person the legal remedies, and leaves them away where nobody is refused', () => {
    expect(textOf(buildPaper('acceptance', accepted()))).toMatch(/60日内.*广东省湛江市赤坎区人民政府.*6个月内/u);
    const all = aCasePaper(anApplication(roster(2)), { kind: 'accepted', outcome: 'accept' });
    const letter = buildPaper('acceptance', all);
    expect(textOf(letter)).not.toContain('行政复议');
    expect(letter.blocks.some((block) => block.type === 'heading' && block.newPage === true)).toBe(false);
  });
});

describe('不予受理通知书', () => {
  const paper = aCasePaper(anApplication(roster(2)), {
    kind: 'declined',
    outcome: 'decline',
    employerChecks: [aCheck('unit-type', 'unmet', 'not-entitled-unit', { detail: { unitType: 'public-institution' } })],
    failing: {
      0: [aCheck('hiring-subsidy', 'unmet', 'hiring-subsidy-received'), aCheck('full-time', 'unmet', 'not-full-time')],
    },
  });

  it('gives the reason of the firm and every reason of a person, with 复议 and 诉讼', () => {
    const text = textOf(buildPaper('declineNotice', paper));
    expect(text).toContain('事业单位');
    expect(text).toMatch(/1\. .*吸纳就业补贴.*2\. .*非全日制/u);
    expect(text).toMatch(
      /60日内依法向广东省湛江市赤坎区人民政府申请行政复议.*6个月内依法向有管辖权的人民法院提起行政诉讼/u,
    );
  });
});

describe('every paper', () => {
  it.each(choices)('%s is a letter that its schema accepts, with the number and the training mark', (choice) => {
    const letter = buildPaper(choice, { ...theDeficientCase(true) });
    expect(Letter.safeParse(letter).success).toBe(true);
    expect(letter.number).toBe('〔2022〕W03-000127');
    expect(letter.training).toBe(true);
  });

  it.each(reasonCodes)('says reason %s in words, with something to do', (reason) => {
    const check = aCheck('labour-contract', 'remediable', reason);
    const { wrong, remedy } = applicantWords(check);
    const letter = buildPaper(
      'deficiencyNotice',
      aCasePaper(anApplication(roster(1)), {
        kind: 'deficiencyNotified',
        outcome: 'deficient',
        failing: { 0: [check] },
      }),
    );
    expect(wrong.length).toBeGreaterThan(4);
    expect(remedy.length).toBeGreaterThan(4);
    expect(textOf(letter)).toContain(JSON.stringify(wrong).slice(1, -1));
    expect(textOf(letter)).toContain(JSON.stringify(remedy).slice(1, -1));
  });

  it('has one digest for one text, whatever order its keys were built in, and another for any change', () => {
    const letter = buildPaper('receipt', accepted());
    const shuffled = Object.fromEntries(Object.entries(letter).toReversed()) as Letter;
    expect(letterDigest(shuffled)).toBe(letterDigest(letter));
    expect(letterDigest(JSON.parse(JSON.stringify(letter)) as Letter)).toBe(letterDigest(letter));
    expect(letterDigest({ ...letter, number: `${letter.number}1` })).not.toBe(letterDigest(letter));
  });

  it.each(choices)('%s puts nothing about a person or firm into its QR', (choice) => {
    const paper = accepted();
    const letter = buildPaper(choice, paper);
    const qr = qrText(letter, letterDigest(letter), undefined);
    expect(qr).toBe(`KGBZ1 〔2022〕W03-000127 ${letterDigest(letter)}`);
  });

  it('shows whole identity numbers only on the papers that the firm signs', () => {
    const paper = accepted();
    const ids = paper.application.roster.map(({ citizenId }) => citizenId);
    for (const choice of choices) {
      const text = textOf(buildPaper(choice, paper));
      const shown = ids.some((id) => text.includes(id) || text.includes(groupCitizenId(id)));
      expect([choice, shown]).toEqual([choice, choice === 'roster']);
    }
  });

  it.each(['receipt', 'narrowReceipt', 'applicationForm'] as const)('%s tells how personal data are used', (choice) => {
    expect(textOf(buildPaper(choice, accepted()))).toContain('个人信息');
  });

  it('offers the paper that the applicant waits for first', () => {
    expect(papersFor({ kind: 'accepted', record: null })[0]).toBe('acceptance');
    expect(papersFor({ kind: 'deficiencyNotified', record: null })[0]).toBe('deficiencyNotice');
    expect(papersFor({ kind: 'declined', record: null })[0]).toBe('declineNotice');
    expect(papersFor({ kind: 'heldPending', record: null })[0]).toBe('receipt');
    expect(papersFor({ kind: 'received', record: null })[0]).toBe('receipt');
  });

  it('leaves telephones that the office did not give away, without an empty label', () => {
    const office = { ...anOffice, phone: '', supervisionPhone: '', address: '' };
    const text = textOf(buildPaper('deficiencyNotice', { ...theDeficientCase(), office }));
    expect(text).not.toMatch(/咨询电话|监督电话|电话 |地址/u);
  });
});

describe('the case behind a paper', () => {
  it('skips rows that cannot be read when it hands out decisions', () => {
    const persons = paperPersons(theDeficientCase());
    expect(persons[3]).toMatchObject({ unreadable: true, decision: null });
    expect(
      persons
        .filter(({ unreadable }) => !unreadable)
        .every(({ decision, entry }) => decision?.citizenId === entry.citizenId),
    ).toBe(true);
  });

  it('is the last action that carries an application', () => {
    const { application, record, office } = accepted();
    const base = {
      at: '2022-08-22T09:00:00+08:00',
      on: accepted().on,
      officer: { id: 'o', name: '王窗口' },
      application,
      office,
    };
    const actions: CaseAction[] = [
      { kind: 'received', ...base, record: null, acceptBy: null },
      { kind: 'accepted', ...base, record: record as NonNullable<typeof record>, acceptBy: null },
      {
        kind: 'exported',
        at: base.at,
        on: base.on,
        officer: base.officer,
        batchId: 'b',
        batchNumber: '1',
        rounds: [2],
      },
    ];
    const known = { number: 'n', training: false };
    expect(casePapersOf(stored(actions), known, () => null).map(({ kind, of }) => [kind, of])).toEqual([
      ['accepted', 2],
    ]);
    expect(casePapersOf(stored(actions.slice(2)), known, () => null)).toEqual([]);
  });
});
