/** Each paper printed by real Chromium and read back: size, page numbers, repeated headings, nothing lost, nothing alone on a page. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import { plainDate } from '#shared/domain/plain-date.ts';
import type { CasePaper } from '#shared/papers/case-paper.ts';
import { daySheet } from '#shared/papers/day-sheet.ts';
import { letterDigest, shortDigest } from '#shared/papers/digest.ts';
import type { Letter, LetterBlock } from '#shared/domain/letter.ts';
import { buildPaper, type PaperChoiceId } from '#shared/papers/papers-of-case.ts';
import { recoverySheet } from '#shared/papers/recovery-sheet.ts';
import { renderLetterHtml } from '#shared/papers/render-letter.ts';
import { aCasePaper, aCheck, anApplication, anOffice, aRosterEntry } from '#tests/builders/a-case-paper.ts';
import { theDeficientCase } from '#tests/builders/the-deficient-case.ts';
import { launchChromium, pdfOf, squeezed, type ReadPdf } from '#tests/builders/pdf-of.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(async () => {
  await browser.close();
});

const LONG_NAME = `湛江市${'海晟远洋捕捞与水产食品精深加工冷链物流综合开发'.repeat(2)}股份有限公司赤坎分公司`;
const roster = (count: number) => Array.from({ length: count }, (_, index) => aRosterEntry(index));

const accepted = (training = false): CasePaper =>
  aCasePaper(anApplication(roster(10)), {
    kind: 'accepted',
    outcome: 'accept',
    training,
    failing: {
      1: [aCheck('this-month-enrolment', 'unmet', 'removed-this-month')],
      2: [aCheck('last-month-contribution', 'remediable', 'deferred')],
    },
  });

function textsOf(block: LetterBlock): readonly string[] {
  return Object.values(block).flatMap((value) =>
    Array.isArray(value)
      ? (JSON.stringify(value).match(/"(?:[^"\\]|\\.)*"/gu) ?? []).map((text) => JSON.parse(text) as string)
      : [],
  );
}

/** Cells and sentences that must all be found; short codes of the schema itself are left out. */
const wanted = (letter: Letter): string[] =>
  letter.blocks
    .flatMap((block) => ('text' in block ? [block.text] : textsOf(block)))
    .filter((text) => /\p{Script=Han}|\d{3}/u.test(text))
    .flatMap((text) => text.split('\n'))
    .map(squeezed);

const already = new Map<string, Promise<ReadPdf>>();

/** The same letter is printed once for all tests. */
async function printed(letter: Letter, copy = 1): Promise<ReadPdf> {
  const key = `${letterDigest(letter)} ${copy}`;
  const pdf = already.get(key) ?? print(letter, copy);
  already.set(key, pdf);
  return pdf;
}

async function print(letter: Letter, copy: number): Promise<ReadPdf> {
  return pdfOf(browser, renderLetterHtml(letter, { copy, printedOn: plainDate('2022-08-23') }));
}

const expectWhole = (letter: Letter, { raw }: ReadPdf): void => {
  const all = squeezed(raw);
  expect(wanted(letter).filter((text) => !all.includes(text))).toEqual([]);
};

const expectNumbered = (letter: Letter, { pages }: ReadPdf): void => {
  for (const [index, page] of pages.entries()) {
    expect(page).toContain(`第 ${index + 1} 页，共 ${pages.length} 页`);
    if (letter.number !== '') expect(page).toContain(`校验码 ${shortDigest(letterDigest(letter))}`);
  }
};

describe('papers of a case', () => {
  const cases: readonly (readonly [PaperChoiceId, CasePaper, number])[] = [
    ['receipt', aCasePaper(anApplication(roster(10)), { kind: 'heldPending', outcome: 'pending' }), 1],
    ['acceptance', accepted(), 2],
    ['deficiencyNotice', theDeficientCase(), 3],
    [
      'declineNotice',
      aCasePaper(anApplication(roster(1)), {
        kind: 'declined',
        outcome: 'decline',
        failing: { 0: [aCheck('hiring-subsidy', 'unmet', 'hiring-subsidy-received')] },
      }),
      1,
    ],
    ['applicationForm', accepted(), 2],
    ['deliveryReceipt', accepted(), 1],
  ];

  it.each(cases)('%s: A4, whole, numbered', async (choice, paper, pages) => {
    const letter = buildPaper(choice, paper);
    const pdf = await printed(letter);
    expect(pdf.pages).toHaveLength(pages);
    expect(new Set(pdf.sizes.map(String))).toEqual(new Set(['210,297']));
    expectWhole(letter, pdf);
    expectNumbered(letter, pdf);
  });

  it('keeps a seal together with what it seals', async () => {
    for (const count of [10, 27]) {
      const letter = buildPaper(
        'acceptance',
        aCasePaper(anApplication(roster(count)), { kind: 'accepted', outcome: 'accept' }),
      );
      const { pages } = await printed(letter);
      const sealed = pages.find((page) => squeezed(page).includes('盖章处）')) ?? '';
      expect([count, squeezed(sealed).includes(`合计${count}人`)]).toEqual([count, true]);
      expect([count, squeezed(sealed).includes('受理不等于核准')]).toEqual([count, true]);
    }
  });

  it('has room in a line for each name that is signed on the form', async () => {
    const { raw } = await printed(buildPaper('applicationForm', accepted()));
    const signed = raw.split(/\r?\n/u).filter((line) => /(复核人|负责人|初审人|受理人)：/u.test(line));
    expect(signed.length).toBeGreaterThan(3);
    for (const line of signed) expect(line).toMatch(/：_{12}/u);
    expect(signed.filter((line) => /：\s*$/u.test(line))).toEqual([]);
  });

  it('repeats the headings of a table that goes on', async () => {
    const { pages } = await printed(buildPaper('deficiencyNotice', theDeficientCase()));
    expect(pages.filter((page) => page.includes('怎样补正、带什么')).length).toBeGreaterThanOrEqual(2);
  });

  it('marks training and reprints on every page', async () => {
    const { pages } = await printed(buildPaper('acceptance', accepted(true)), 3);
    for (const page of pages) {
      expect(page).toContain('【培训】练习用纸，不具效力');
      expect(page).toContain('补打第 2 次');
    }
  });
});

describe('花名册 of 100 persons', () => {
  const people = roster(100);
  people[6] = aRosterEntry(6, { name: '㐂𠮷明' });
  people[7] = aRosterEntry(7, { name: '阿依古丽·买买提江' });
  const letter = buildPaper(
    'roster',
    aCasePaper(anApplication(people, { name: LONG_NAME }), { kind: 'received', outcome: 'accept' }),
  );

  it('lies across, repeats its headings, adds up once, loses nobody', async () => {
    const pdf = await printed(letter);
    expect(new Set(pdf.sizes.map(String))).toEqual(new Set(['297,210']));
    expect(pdf.pages.length).toBeLessThanOrEqual(6);
    for (const page of pdf.pages) expect(squeezed(page)).toContain('序号姓名性别公民身份号码');
    const all = squeezed(pdf.pages.join(''));
    expect(all.split('合计100人')).toHaveLength(2);
    expect(all).toContain('￥150,000.00（人民币壹拾伍万元整）');
    expect(people.filter(({ citizenId }) => !all.includes(citizenId))).toEqual([]);
    for (const text of ['㐂𠮷明', LONG_NAME]) expect(all).toContain(text);
    expect(squeezed(pdf.pages.at(-1) ?? '')).toContain('填表人');
    expectNumbered(letter, pdf);
  });
});

describe('80 mm receipt', () => {
  it.each([
    ['short', '湛江海晟食品有限公司'],
    ['long', LONG_NAME],
  ])('is one strip, with a %s name', async (_, name) => {
    const letter = buildPaper(
      'narrowReceipt',
      aCasePaper(anApplication(roster(10), { name }), { kind: 'heldPending', outcome: 'pending', training: true }),
    );
    const pdf = await printed(letter, 2);
    expect(pdf.pages).toHaveLength(1);
    expect(pdf.sizes[0]?.[0]).toBe(80);
    expectWhole(letter, pdf);
    for (const text of ['【培训】', '补打第 1 次', `校验码 ${shortDigest(letterDigest(letter))}`])
      expect(pdf.pages[0]).toContain(text);
  });
});

describe('papers of no case', () => {
  it('day sheet', async () => {
    const input = {
      office: anOffice,
      training: false,
      on: plainDate('2022-08-22'),
      officerName: '王窗口',
      number: '〔2022〕W03-台账-000128',
      figures: { taken: 12, printed: 12, exported: 8, synced: 11 },
      byOutcome: [{ label: '受理', cases: 8, persons: 34, amountFen: 5_100_000 }],
      cases: [
        {
          number: '〔2022〕W03-000120',
          employerName: '湛江海晟食品有限公司',
          state: '已受理',
          persons: 10,
          metPersons: 4,
          amountFen: 600_000,
          paper: '受理通知书\n未打印',
          batch: '',
        },
      ],
      drafts: 2,
      batches: [
        {
          number: '2022-W03-3',
          cases: 8,
          persons: 34,
          amountFen: 5_100_000,
          manifestDigest: 'ab12'.repeat(16),
        },
      ],
      differences: ['〔2022〕W03-000120 已收件，未打印。'],
      rollChanges: [],
      voidedNumbers: [],
      ledger: { count: 341, head: '0f3c'.repeat(16) },
      hub: { syncedTo: 338, acknowledgement: '回执 8月22日 17:02，存于两台服务器' },
    };
    const letter = daySheet(input);
    const pdf = await printed(letter);
    expect(pdf.pages).toHaveLength(1);
    expectWhole(letter, pdf);
    expectNumbered(letter, pdf);
    const changed = daySheet({ ...input, rollChanges: ['2022-08-20 张样例 列入名单', '2022-08-10 王样例 换了密钥'] });
    expectWhole(changed, await printed(changed));
  });

  it('recovery key: its groups, and no check code', async () => {
    const groups = ['ABCD-EFGH', 'JKLM-NPQR', '2345-6789'];
    const letter = recoverySheet({
      officeName: anOffice.officeName,
      windowNumber: '3',
      on: plainDate('2022-08-22'),
      training: false,
      groups,
    });
    const { pages } = await printed(letter);
    expect(pages).toHaveLength(1);
    for (const group of groups) expect(pages[0]).toContain(group);
    expect(pages[0]).not.toContain('校验码');
  });
});
