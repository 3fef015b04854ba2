/** The papers of a 追回: which can be made when, the documents they rest on by date, every figure twice, 培训 on each page. */
import { describe, expect, it } from 'vitest';
import { foldAftercare } from '#shared/aftercare/fold.ts';
import { basesOf } from '#shared/aftercare/recovery/bases.ts';
import type { RecoveryAct } from '#shared/aftercare/recovery/event.ts';
import type { Letter } from '#shared/domain/letter.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { papersOfRecovery, recoveryLetter, type RecoveryPaper } from '#shared/papers/recovery-letters.ts';
import { renderLetterHtml } from '#shared/papers/render-letter.ts';
import { anOffice } from '#tests/builders/a-case-action.ts';
import { aSource, first, sourcesOf } from '#tests/builders/an-aftercare.ts';
import {
  agreed,
  decided,
  informed,
  opened,
  paidLedger,
  recoveryEvent,
  repaid,
  rulesForRecovery,
  served,
  silent,
  urged,
} from '#tests/builders/a-recovery.ts';

const one = aSource(1);
const two = aSource(2);
const sources = sourcesOf(one, two);
const bases = basesOf(plainDate('2022-08-26'), plainDate('2022-11-01'));

type Way = readonly (readonly [string, RecoveryAct])[];
const begun: Way = [['2022-10-10', opened([one, two])]];
const decidedWay: Way = [
  ...begun,
  ['2022-10-17', informed],
  ['2022-10-25', silent],
  ['2022-11-01', { ...decided(300_000), bases: [...bases] }],
];
const servedWay: Way = [...decidedWay, ['2022-11-07', served]];

function inputOf(way: Way, training = false) {
  const ledger = paidLedger(one, two).add('2022-10-10', first, rulesForRecovery);
  for (const [day, act] of way) ledger.add(day, first, recoveryEvent(act), 'r1');
  const { recoveries, recoveryRules, items, batches } = foldAftercare(sources, ledger.entries);
  const [recovery] = recoveries;
  if (recovery === undefined) throw new Error('no recovery');
  const persons = new Map(
    items.map(({ source, paidFen, paidOn }) => [
      source.itemId,
      { source, paidFen, paidOn, batchNumber: batches[0]?.number ?? '' },
    ]),
  );
  return { office: anOffice, training, recovery, persons, rules: recoveryRules, bases, on: plainDate('2022-10-10') };
}

const textOf = (letter: Letter): string => JSON.stringify(letter);
const paperOf = (way: Way, paper: RecoveryPaper): Letter => recoveryLetter(inputOf(way), paper);

describe('which papers there are', () => {
  it.each<[string, Way, readonly RecoveryPaper[]]>([
    ['before the decision', begun, ['recoveryWarning']],
    ['after it', decidedWay, ['recoveryDecision', 'deliveryReceipt']],
    [
      'with an agreement',
      [...servedWay, ['2022-11-10', agreed(300_000)]],
      ['repaymentAgreement', 'recoveryDecision', 'deliveryReceipt'],
    ],
    [
      'with a reminder',
      [...servedWay, ['2022-12-01', urged]],
      ['recoveryReminder', 'recoveryDecision', 'deliveryReceipt'],
    ],
  ])('%s', (_, way, papers) => expect(papersOfRecovery(inputOf(way).recovery)).toEqual(papers));
});

describe('what stands on them', () => {
  it('the warning: persons, reasons, the right to be heard, and a blank where the place has not set the days', () => {
    expect(textOf(paperOf(begun, 'recoveryWarning'))).toContain('自收到本告知书之日起5个工作日内');
    const text = textOf(recoveryLetter({ ...inputOf(begun), rules: null }, 'recoveryWarning'));
    expect(text).toContain('自收到本告知书之日起____个工作日内');
    expect(text).toContain('陈述和申辩');
    expect(text).toContain('本人已由另一地区单位享受（依据日期 2022年10月8日）');
  });

  it('the decision: 41号 before the regulation, amount in figures and words, account, 复议 and 诉讼', () => {
    const text = textOf(paperOf(decidedWay, 'recoveryDecision'));
    for (const words of [
      '湛赤社退〔2022〕1号',
      '人社厅发〔2022〕41号',
      '自收到本通知书之日起15日内退回3,000.00元（大写：叁仟元整）',
      '6200112233445566',
      '60日内依法向',
      '6个月内依法向有管辖权的人民法院',
    ])
      expect(text).toContain(words);
    expect(text).not.toContain('社会保险经办条例');
    expect(text.indexOf('41号')).toBeLessThan(text.indexOf('252号'));
  });

  it('the decision after a part came back names both', () => {
    const way: Way = [
      ...begun,
      ['2022-10-17', informed],
      ['2022-10-20', repaid('a', 100_000, '2022-10-20')],
      ['2022-10-25', silent],
      ['2022-11-01', decided(200_000)],
    ];
    expect(textOf(paperOf(way, 'recoveryDecision'))).toContain('应退3,000.00元，此前已退回1,000.00元');
  });

  it('the reminder: what is still owed, ten days, the right to be heard', () => {
    const way: Way = [...servedWay, ['2022-11-10', repaid('a', 100_000)], ['2022-12-01', urged]];
    const text = textOf(paperOf(way, 'recoveryReminder'));
    for (const words of [
      '已于2022年11月7日送达',
      '尚欠2,000.00元（大写：贰仟元整）',
      '十日内（按工作日计算）',
      '陈述和申辩的权利',
    ])
      expect(text).toContain(words);
  });

  it('the agreement: number, day and amount of each, and what happens when one is missed', () => {
    const text = textOf(paperOf([...servedWay, ['2022-11-10', agreed(100_000, 200_000)]], 'repaymentAgreement'));
    for (const words of ['2022年12月10日', '1,000.00', '贰仟元整', '一期逾期，余额全部到期', '第四十二条'])
      expect(text).toContain(words);
  });

  it('no whole number of a person, and 培训 on each where it is practice', () => {
    const way: Way = [...servedWay, ['2022-12-01', urged]];
    for (const paper of papersOfRecovery(inputOf(way).recovery)) {
      const html = renderLetterHtml(recoveryLetter(inputOf(way, true), paper), {
        copy: 1,
        printedOn: plainDate('2022-12-01'),
      });
      expect(html).toContain('<div class="watermark" aria-hidden="true">培训</div>');
      expect(html).not.toContain(one.citizenId);
    }
  });
});
