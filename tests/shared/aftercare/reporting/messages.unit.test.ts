/** 短信: who is told what at which point of the way, once each; what is in a text and what is never. */
import { describe, expect, it } from 'vitest';
import { foldAftercare } from '#shared/aftercare/fold.ts';
import type { ReportingStep } from '#shared/aftercare/reporting/events.ts';
import {
  dueMessages,
  isUnanswered,
  isWaiting,
  triesOf,
  type AnsweredCase,
} from '#shared/aftercare/reporting/messages.ts';
import type { GrantSource } from '#shared/aftercare/source.ts';
import { messageText, triesWords } from '#shared/wording/messages.ts';
import { anOffice } from '#tests/builders/a-case-action.ts';
import {
  answered,
  aSource,
  first,
  Ledger,
  noticeOf,
  paidAnswer,
  passed,
  payee,
  paymentOf,
  reviewedAgain,
  rules,
  second,
  sourcesOf,
  upToAgency,
} from '#tests/builders/an-aftercare.ts';

const [one, two] = [aSource(1, 1), aSource(2, 1)];
const listed: GrantSource = { ...aSource(3, 2), channel: 'automatic' };
const failed = { outcome: 'failed', fault: 'F03', rawCode: '', rawText: '' } as never;
const books = (ledger: Ledger, ...sources: readonly GrantSource[]) =>
  foldAftercare(sourcesOf(...sources), ledger.entries);
const told = (ledger: Ledger, sources: readonly GrantSource[] = [one, two], cases: readonly AnsweredCase[] = []) =>
  dueMessages(books(ledger, ...sources), cases).map((message) => [message.template, messageText(message, anOffice)]);
const start = () => new Ledger().add('2022-08-22', first, rules);
const sealed = '湛江市赤坎区就业服务中心，电话0759-0000000';

describe('what is told', () => {
  it('M2 a firm without an account; M1 one of a list with its account, tail only', () => {
    expect(told(start().add('2022-08-22', first, passed(one)), [one])).toEqual([
      ['M2', expect.stringContaining('缺少收款账户或联系方式')],
    ]);
    const known = start().add('2022-08-22', first, passed(listed)).add('2022-08-22', first, payee(2));
    expect(told(known, [listed])).toEqual([['M1', expect.stringContaining('拟发至尾号1234的账户')]]);
    const window = start().add('2022-08-22', first, passed(one)).add('2022-08-22', first, payee(1));
    expect(told(window, [one])).toEqual([]);
  });

  it('M3 while the notice runs, once a firm', () => {
    const ledger = start()
      .add('2022-08-22', first, passed(one, two))
      .add('2022-08-22', first, payee(1))
      .add('2022-08-22', second, reviewedAgain(one, two))
      .add('2022-08-22', first, noticeOf(one, two), 'b');
    expect(told(ledger)).toEqual([
      [
        'M3',
        `贵单位一次性扩岗补助2人共3,000.00元，自2022年8月23日至2022年8月25日公示，有异议请在公示期内提出。${sealed}`,
      ],
    ]);
  });

  it('M4 what was paid; M5 what came back, with reason; nothing while the bank is silent', () => {
    const begun = () => upToAgency(one, two).add('2022-08-26', first, paymentOf('a1', 1), 'b');
    expect(told(begun())).toEqual([]);
    expect(told(begun().add('2022-08-26', first, answered('a1', paidAnswer(300_000)), 'b'))).toEqual([
      ['M4', `贵单位一次性扩岗补助3,000.00元已于2022年8月26日发至尾号1234的账户，请查收。${sealed}`],
    ]);
    expect(told(begun().add('2022-08-26', first, answered('a1', failed), 'b'))).toEqual([
      ['M5', expect.stringContaining('发放失败，原因：账户已销户（尾号1234的账户）')],
    ]);
    const twice = { outcome: 'failed', fault: 'F09', rawCode: '', rawText: '' } as never;
    expect(told(begun().add('2022-08-26', first, answered('a1', twice), 'b'))).toEqual([]);
  });

  it('M7 money that is not due any more; M6 a paper that waits at the window', () => {
    const ledger = upToAgency(one)
      .add('2022-08-26', first, paymentOf('a1', 1), 'b')
      .add('2022-08-26', first, answered('a1', paidAnswer(150_000)), 'b');
    const sources = { items: [], origins: new Set([one.origin]) };
    const gone = dueMessages(foldAftercare(sources, ledger.entries), []);
    expect(gone.map((message) => messageText(message, anOffice))[0]).toContain('有1,500.00元应退回');
    const cases = (['deficient', 'declined', 'accepted'] as const).map((status, at) => ({
      caseId: `c${at}`,
      number: `〔2022〕W03-00000${at}`,
      status,
      decidedAt: at,
      employerName: '湛江样例1有限公司',
      mobile: '13800000000',
    }));
    expect(told(start(), [], cases).map(([template]) => template)).toEqual(['M6', 'M6']);
  });

  it('never a person, an ID, a whole account or a link', () => {
    const ledger = upToAgency(one, two).add('2022-08-26', first, paymentOf('a1', 1), 'b');
    ledger.add('2022-08-26', first, answered('a1', paidAnswer(300_000)), 'b');
    for (const [, text] of told(ledger)) {
      expect(text).not.toMatch(/人员\d/u);
      expect(text).not.toMatch(/\d{12}|https?:|www\./u);
    }
  });
});

describe('who was told', () => {
  const message = { key: 'M4:a1', template: 'M4', employerName: '样例', mobile: '13800000000', text: '内容' } as const;
  const out = (manner: ReportingStep<'messagesHandedOut'>['manner'] = 'exported') => ({
    step: 'messagesHandedOut',
    manner,
    messages: [message],
  });
  const said = (result: 'delivered' | 'failed', note = '') => ({
    step: 'messagesAnswered',
    keys: ['M4:a1'],
    result,
    note,
  });

  it('counts every time, and waits again only after a failure', () => {
    const ledger = new Ledger().add('2022-09-01', first, out(), 'm1');
    const state = () => {
      const { reporting, refused } = books(ledger);
      return [
        isWaiting(reporting, message),
        isUnanswered(reporting, message),
        triesWords(triesOf(reporting, 'M4:a1')),
        refused,
      ];
    };
    expect(state()).toEqual([false, true, '1 次，2022-09-01 导出，结果未登记', []]);
    ledger.add('2022-09-02', first, said('failed', '空号'), 'm1');
    expect(state()).toEqual([true, false, '1 次，2022-09-01 导出，未送达：空号', []]);
    ledger.add('2022-09-03', first, out('telephoned'), 'm2').add('2022-09-03', first, said('delivered'), 'm2');
    expect(state()).toEqual([false, false, '2 次，2022-09-03 电话，已告知', []]);
  });

  it('refuses an answer to what was not handed out, a second answer, and the same message twice in one go', () => {
    const ledger = new Ledger()
      .add('2022-09-01', first, out(), 'm1')
      .add('2022-09-01', first, said('delivered'), 'm2')
      .add('2022-09-01', first, said('delivered'), 'm1')
      .add('2022-09-01', first, said('failed'), 'm1')
      .add('2022-09-01', first, out(), 'm1')
      .add('2022-09-01', first, { ...out(), messages: [message, message] }, 'm3');
    expect(books(ledger).refused).toEqual([2, 4, 5, 6]);
  });
});
