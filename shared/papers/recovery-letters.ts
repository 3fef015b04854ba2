/**
 * The papers of a 追回: what is meant to be claimed back (告知书), the decision (通知书), the reminder (催告书), the agreement on
 * instalments, and the receipt of delivery. Each says persons, reasons and amounts one by one; the documents it rests on were
 * named with the decision, by its day.
 */
import type { z } from 'zod';
import { claimedOf, debtOf, type Recovery } from '../aftercare/recovery/book.ts';
import type { RecoveryRules } from '../aftercare/recovery/event.ts';
import type { GrantSource } from '../aftercare/source.ts';
import { maskCitizenId } from '../domain/citizen-id.ts';
import { PaperKind, SETTING, type Letter, type LetterBlock } from '../domain/letter.ts';
import { formatYuan, yuanInWords } from '../domain/money.ts';
import type { OfficeSettings } from '../domain/office.ts';
import { formatDayForPaper, type PlainDate } from '../domain/plain-date.ts';
import { recoveryReference, referenceText } from '../domain/paper-reference.ts';
import { reasonLabels } from '../wording/aftercare.ts';
import { contactLine, MATTER, paperTitles, whereToAsk } from '../wording/letters.ts';
import { governmentOf } from './case-paper.ts';

/** Its papers in the order in which they are wanted. */
export const RecoveryPaper = PaperKind.extract([
  'recoveryWarning',
  'recoveryDecision',
  'recoveryReminder',
  'repaymentAgreement',
  'deliveryReceipt',
]);
export type RecoveryPaper = z.infer<typeof RecoveryPaper>;

/** One person of it, with what was paid. */
export interface PaidPerson {
  readonly source: GrantSource;
  readonly paidFen: number;
  readonly paidOn: PlainDate | null;
  /** Number of the batch in which it was paid. */
  readonly batchNumber: string;
}

export interface RecoveryPaperInput {
  readonly office: OfficeSettings;
  readonly training: boolean;
  readonly recovery: Recovery;
  readonly persons: ReadonlyMap<string, PaidPerson>;
  readonly rules: RecoveryRules | null;
  /** Of a warning: the documents it will rest on. */
  readonly bases: readonly string[];
  readonly on: PlainDate;
}

/** Papers that can be made of what is recorded, the one that is needed now first. */
export function papersOfRecovery(recovery: Recovery): readonly RecoveryPaper[] {
  const { decided, agreed, urged, served } = recovery;
  return [
    ...(urged !== null ? (['recoveryReminder'] as const) : []),
    ...(agreed !== null ? (['repaymentAgreement'] as const) : []),
    ...(decided !== null ? (['recoveryDecision', 'deliveryReceipt'] as const) : []),
    ...(decided === null && served === null ? (['recoveryWarning'] as const) : []),
  ];
}

const money = (fen: number): string => `${formatYuan(fen)}元（大写：${yuanInWords(fen)}）`;
const listed = (names: readonly string[]): string => [...new Set(names)].filter((name) => name !== '').join('、');

/** By what the codes of its papers name a recovery. */
export const referenceOf = (office: OfficeSettings, { opened }: Recovery): string =>
  recoveryReference(office.receiptPrefix, opened.sequence);
/** Number by which the recovery is known here before the decision gives it one of its own. */
const recoveryNumber = ({ office, recovery }: RecoveryPaperInput): string =>
  referenceText(referenceOf(office, recovery));

function firmOf({ recovery, persons }: RecoveryPaperInput): GrantSource | undefined {
  return persons.get(recovery.items[0]?.itemId ?? '')?.source;
}

function facts(input: RecoveryPaperInput): LetterBlock {
  const { recovery, persons } = input;
  const firm = firmOf(input);
  const paid = recovery.items.flatMap(({ itemId }) => persons.get(itemId) ?? []);
  return {
    type: 'facts',
    columns: 2,
    facts: [
      { label: '单位名称', value: firm?.employerName ?? '', wide: true },
      { label: '统一社会信用代码', value: firm?.unifiedSocialCreditCode ?? '' },
      { label: '原发放批次', value: listed(paid.map(({ batchNumber }) => batchNumber)) },
      {
        label: '发放日期',
        value: listed(paid.map(({ paidOn }) => (paidOn === null ? '' : formatDayForPaper(paidOn)))),
      },
      { label: '涉及人数', value: `${recovery.items.length} 人` },
      { label: '应退金额', value: money(claimedOf(recovery)), wide: true },
    ],
  };
}

function personTable({ recovery, persons }: RecoveryPaperInput): LetterBlock {
  return {
    type: 'table',
    headings: ['序号', '姓名', '证件号码', '已发放（元）', '应退（元）', '事实和理由'],
    widths: [5, 9, 25, 14, 14, 33],
    align: ['centre', 'left', 'left', 'right', 'right', 'left'],
    rows: recovery.items.map(({ itemId, amountFen, reason, fact, evidenceOn }, index) => {
      const person = persons.get(itemId);
      return [
        String(index + 1),
        person?.source.name ?? '',
        maskCitizenId(person?.source.citizenId ?? ''),
        formatYuan(person?.paidFen ?? 0),
        formatYuan(amountFen),
        `${reasonLabels[reason]}：${fact}（依据日期 ${formatDayForPaper(evidenceOn)}）`,
      ];
    }),
    foot: [
      { text: `合计 ${recovery.items.length} 人`, span: 4 },
      { text: formatYuan(claimedOf(recovery)), span: 1 },
      { text: '', span: 1 },
    ],
  };
}

const basisBlocks = (bases: readonly string[]): LetterBlock[] =>
  bases.length === 0
    ? []
    : [
        { type: 'paragraph', text: '依据：' },
        { type: 'list', ordered: true, items: [...bases] },
      ];

function letter(input: RecoveryPaperInput, paper: RecoveryPaper, number: string, blocks: LetterBlock[]): Letter {
  return {
    paper,
    template: `${paper}@${SETTING}`,
    page: 'A4',
    office: input.recovery.decided?.act.signatory ?? input.rules?.signatory ?? input.office.officeName,
    title: paperTitles[paper],
    number,
    reference: referenceOf(input.office, input.recovery),
    training: input.training,
    blocks,
    footer: [contactLine(input.office)].filter((line) => line !== ''),
  };
}

const addressee = (input: RecoveryPaperInput): LetterBlock => ({
  type: 'addressee',
  text: `${firmOf(input)?.employerName ?? ''}：`,
});

const receiving = (account: RecoveryRules['account'], what: string): LetterBlock => ({
  type: 'facts',
  columns: 2,
  facts: [
    { label: '收款户名', value: account.name, wide: true },
    { label: '开户银行', value: account.bank },
    { label: '账号', value: account.number },
    { label: '汇款附言', value: `退回${MATTER}，${what}`, wide: true },
  ],
});

const seal = (officeName: string, day: PlainDate): LetterBlock => ({
  type: 'seal',
  officeName,
  day: formatDayForPaper(day),
  sealName: officeName,
});

/** 告知书: before anything is decided the firm is heard. */
function warning(input: RecoveryPaperInput): Letter {
  const { recovery, rules, office, bases } = input;
  const { informed } = recovery;
  const time =
    informed !== null
      ? `在${formatDayForPaper(informed.act.stateBy)}前`
      : rules === null
        ? '自收到本告知书之日起____个工作日内'
        : `自收到本告知书之日起${rules.statementDays}个工作日内`;
  return letter(input, 'recoveryWarning', recoveryNumber(input), [
    addressee(input),
    {
      type: 'paragraph',
      text: `经核查，你单位领取的${MATTER}中，下列人员不符合享受条件或者多发，拟责令你单位退回。现将事实、理由和依据告知如下：`,
    },
    facts(input),
    personTable(input),
    ...basisBlocks(bases),
    {
      type: 'paragraph',
      text: `你单位对上述内容有权陈述和申辩。有意见的，请${time}向${whereToAsk(office)}书面或者当面提出，并提交证据；逾期不提出的，视为没有意见。陈述和申辩将由另一名工作人员复核。`,
    },
    {
      type: 'signatures',
      lines: ['签收人：____________', '联系电话：____________', '签收日期：____年__月__日'],
    },
    seal(rules?.signatory ?? office.officeName, informed?.act.informedOn ?? input.on),
  ]);
}

/** 责令限期退回通知书. Throws (a bug) before the decision. */
function decision(input: RecoveryPaperInput): Letter {
  const { recovery, office } = input;
  const { decided, stated } = recovery;
  if (decided === null) throw new Error('a decision that was not recorded');
  const { act } = decided;
  const before = claimedOf(recovery) - act.amountFen;
  const heard =
    stated?.act.outcome === 'stated'
      ? '你单位的陈述和申辩已经复核，对不成立的意见不予采纳。'
      : '你单位在规定期限内没有提出陈述和申辩。';
  return letter(input, 'recoveryDecision', act.documentNumber, [
    addressee(input),
    { type: 'paragraph', text: `经核查，你单位领取的${MATTER}中，下列人员不符合享受条件或者多发。${heard}` },
    facts(input),
    personTable(input),
    ...basisBlocks(act.bases),
    {
      type: 'paragraph',
      text:
        `现责令你单位自收到本通知书之日起${act.payDays}日内退回${money(act.amountFen)}` +
        `${before > 0 ? `（应退${formatYuan(before + act.amountFen)}元，此前已退回${formatYuan(before)}元）` : ''}，汇入下列账户：`,
    },
    receiving(act.account, act.documentNumber),
    {
      type: 'paragraph',
      text: `一次退回确有困难的，可以在上述期限内向${whereToAsk(office)}书面申请分期退回，说明理由并附证明材料，经同意后签订还款协议。逾期不退回又不申请分期的，将依法催告，并可以申请人民法院强制执行。`,
    },
    {
      type: 'paragraph',
      text:
        `如不服本决定，可以自收到本通知书之日起60日内依法向${governmentOf(office)}申请行政复议，` +
        '也可以自收到本通知书之日起6个月内依法向有管辖权的人民法院提起行政诉讼。复议、诉讼期间不停止执行，法律另有规定的除外。',
    },
    seal(act.signatory, act.decidedOn),
  ]);
}

/** 催告书 (行政强制法 35, 54). Throws (a bug) before it was recorded. */
function reminder(input: RecoveryPaperInput): Letter {
  const { recovery, office } = input;
  const { decided, urged, served } = recovery;
  if (decided === null || urged === null) throw new Error('a reminder that was not recorded');
  const debt = debtOf(recovery);
  return letter(input, 'recoveryReminder', urged.act.documentNumber, [
    addressee(input),
    {
      type: 'paragraph',
      text:
        `《${paperTitles.recoveryDecision}》（${decided.act.documentNumber}）已于${served === null ? '____年__月__日' : formatDayForPaper(served.act.servedOn)}送达你单位，` +
        `责令退回${money(decided.act.amountFen)}。至今已退回${formatYuan(claimedOf(recovery) - debt)}元，尚欠${money(debt)}。`,
    },
    {
      type: 'paragraph',
      text: `依照《中华人民共和国行政强制法》第三十五条、第五十四条，现催告你单位自收到本催告书之日起十日内（按工作日计算）将上述欠款一次汇入下列账户：`,
    },
    receiving(decided.act.account, decided.act.documentNumber),
    {
      type: 'paragraph',
      text:
        `你单位依法享有陈述和申辩的权利，可以在收到本催告书后向${whereToAsk(office)}提出，提出的事实、理由和证据将记录、复核。` +
        '催告书送达十日后仍未履行义务的，将依照《中华人民共和国行政强制法》第五十三条、第五十四条申请人民法院强制执行。',
    },
    seal(decided.act.signatory, urged.act.urgedOn),
  ]);
}

/** 还款协议 (行政强制法 42). Throws (a bug) before it was recorded. */
function agreement(input: RecoveryPaperInput): Letter {
  const { recovery } = input;
  const { decided, agreed } = recovery;
  if (decided === null || agreed === null) throw new Error('an agreement that was not recorded');
  const { instalments, acceleration, signedOn } = agreed.act;
  const sum = instalments.reduce((total, { amountFen }) => total + amountFen, 0);
  const firm = firmOf(input)?.employerName ?? '';
  return letter(input, 'repaymentAgreement', `${decided.act.documentNumber} 还款协议`, [
    {
      type: 'facts',
      columns: 1,
      facts: [
        { label: '甲方', value: decided.act.signatory },
        { label: '乙方', value: firm },
      ],
    },
    {
      type: 'paragraph',
      text: `根据《${paperTitles.recoveryDecision}》（${decided.act.documentNumber}）和《中华人民共和国行政强制法》第四十二条，在不损害公共利益和他人合法权益的情况下，双方就分期退回${MATTER}约定如下：`,
    },
    { type: 'paragraph', text: `一、乙方确认尚应退回${money(sum)}，分${instalments.length}期退回：` },
    {
      type: 'table',
      headings: ['期数', '还款日期', '金额（元）', '金额（大写）'],
      widths: [12, 28, 22, 38],
      align: ['centre', 'left', 'right', 'left'],
      rows: instalments.map(({ number, dueOn, amountFen }) => [
        String(number),
        formatDayForPaper(dueOn),
        formatYuan(amountFen),
        yuanInWords(amountFen),
      ]),
      foot: [
        { text: `合计 ${instalments.length} 期`, span: 2 },
        { text: formatYuan(sum), span: 1 },
        { text: yuanInWords(sum), span: 1 },
      ],
    },
    { type: 'paragraph', text: '二、乙方按期汇入下列账户：' },
    receiving(decided.act.account, decided.act.documentNumber),
    { type: 'paragraph', text: `三、提前到期：${acceleration}` },
    {
      type: 'paragraph',
      text: '四、乙方不履行本协议的，甲方依法恢复强制执行。本协议一式两份，双方各执一份，签字盖章后生效。',
    },
    {
      type: 'opinions',
      boxes: [
        { label: '甲方', text: '', signatures: ['经办人：____________', '____年__月__日'], seal: '甲方' },
        {
          label: '乙方',
          text: '',
          signatures: ['法定代表人或授权代理人：____________', '____年__月__日'],
          seal: '乙方',
        },
      ],
    },
    { type: 'note', text: `登记签订日期：${formatDayForPaper(signedOn)}。` },
  ]);
}

/** 送达回证 of the paper that is under way. */
function receipt(input: RecoveryPaperInput): Letter {
  const { recovery, office } = input;
  const { decided, urged } = recovery;
  const what = urged === null ? 'recoveryDecision' : 'recoveryReminder';
  const number = urged?.act.documentNumber ?? decided?.act.documentNumber ?? recoveryNumber(input);
  return letter(input, 'deliveryReceipt', `${number} 送达回证`, [
    {
      type: 'facts',
      columns: 1,
      facts: [
        { label: '送达机关', value: decided?.act.signatory ?? office.officeName },
        { label: '受送达人', value: firmOf(input)?.employerName ?? '' },
        { label: '事由', value: `责令退回${MATTER}` },
        { label: '送达文书名称及编号', value: `《${paperTitles[what]}》　${number}　共____页` },
        { label: '送达方式', value: '□直接送达　□留置送达　□邮寄送达（单号：______________）\n□其他：____________' },
        { label: '送达地点', value: '\n' },
        { label: '送达时间', value: '____年__月__日__时__分' },
        { label: '受送达人签名\n或盖章', value: '\n\n____年__月__日' },
        { label: '代收人签名及\n代收理由', value: '\n\n____年__月__日' },
        { label: '拒收事由、\n见证人签名', value: '\n\n____年__月__日' },
        { label: '送达人签名', value: '\n____________　____________　____年__月__日' },
        { label: '备注', value: '\n' },
      ],
    },
    { type: 'note', text: '收件人与受送达人不是同一人的，由代收人签名并写明与受送达人的关系。本回证由送达机关存档。' },
  ]);
}

const makers: Readonly<Record<RecoveryPaper, (input: RecoveryPaperInput) => Letter>> = {
  recoveryWarning: warning,
  recoveryDecision: decision,
  recoveryReminder: reminder,
  repaymentAgreement: agreement,
  deliveryReceipt: receipt,
};

/** The paper as recorded facts make it; see {@link papersOfRecovery} for which can be made. */
export const recoveryLetter = (input: RecoveryPaperInput, paper: RecoveryPaper): Letter => makers[paper](input);
