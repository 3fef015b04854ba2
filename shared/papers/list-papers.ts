/**
 * The two papers that a firm of a 免申即享 list gets: a sheet to confirm or fill in whom to call and where to pay (湛人社函〔2022〕185号
 * 附件 一（二）5), and the notice that it is to pay 缓缴 contributions and apply at the window (the same, 3). The firm knows its
 * own people: names, and of their numbers no more than tells them apart.
 */
import type { GrantItem } from '../aftercare/book.ts';
import { mergeSuggestions, type FirmGap } from '../aftercare/lists/gaps.ts';
import { groupBankAccount } from '../domain/bank-account.ts';
import { maskCitizenId } from '../domain/citizen-id.ts';
import { SETTING, type Letter, type LetterBlock } from '../domain/letter.ts';
import { formatYuan } from '../domain/money.ts';
import type { OfficeSettings } from '../domain/office.ts';
import { formatDayForPaper, type PlainDate } from '../domain/plain-date.ts';
import { listReference } from '../domain/paper-reference.ts';
import { contactLine, MATTER, paperTitles, whereToAsk } from '../wording/letters.ts';

export interface ListPaperInput {
  readonly office: OfficeSettings;
  readonly training: boolean;
  /** `名单202208` */
  readonly list: string;
  /** Ledger number of the list's first entry. */
  readonly sequence: number;
  readonly on: PlainDate;
}

const BLANK = '________________________';

function letter(input: ListPaperInput, paper: 'payeeSheet' | 'deferralNotice', blocks: LetterBlock[]): Letter {
  return {
    paper,
    template: `${paper}@${SETTING}`,
    page: 'A4',
    office: input.office.officeName,
    title: paperTitles[paper],
    number: input.list,
    reference: listReference(input.office.receiptPrefix, input.sequence),
    training: input.training,
    blocks,
    footer: [contactLine(input.office)].filter((line) => line !== ''),
  };
}

const personTable = (items: readonly GrantItem[]): LetterBlock => ({
  type: 'table',
  headings: ['序号', '姓名', '证件号', '金额（元）'],
  widths: [12, 30, 36, 22],
  align: ['centre', 'left', 'left', 'right'],
  rows: items.map(({ source }, index) => [
    String(index + 1),
    source.name,
    maskCitizenId(source.citizenId),
    formatYuan(source.amountFen),
  ]),
  foot: [
    { text: `合计 ${items.length} 人`, span: 3 },
    { text: formatYuan(items.reduce((sum, { source }) => sum + source.amountFen, 0)), span: 1 },
  ],
});

/** What is known stands filled in, to be confirmed or put right; the rest is a line to write on. */
export function payeeSheet(input: ListPaperInput, firm: FirmGap): Letter {
  const { payee } = mergeSuggestions(firm.suggestions);
  const value = (text: string): string => (text === '' ? BLANK : text);
  return letter(input, 'payeeSheet', [
    { type: 'addressee', text: firm.employerName },
    {
      type: 'paragraph',
      text:
        `贵单位以下 ${firm.items.length} 名职工在${MATTER}“免申即享”名单内。补助优先发至贵单位对公账户；没有对公账户的，可发至税务部门登记的缴纳社会保险费账户。` +
        `请核对下列收款信息，有误的划去改正，空白的填写完整，盖章后交回${whereToAsk(input.office)}。确认收款信息不等于核准发放，结果以审核和公示为准。`,
    },
    {
      type: 'facts',
      columns: 1,
      facts: [
        { label: '单位名称', value: firm.employerName },
        { label: '统一社会信用代码', value: value(firm.unifiedSocialCreditCode) },
        { label: '联系人', value: value(payee.contact) },
        { label: '联系电话', value: value(payee.mobile) },
        { label: '账户类别', value: '□对公账户　□缴纳社会保险费账户（没有对公账户的）' },
        { label: '开户名', value: value(payee.accountName) },
        { label: '开户银行\n（支行全称）', value: value(payee.bank) },
        { label: '银行账号', value: value(groupBankAccount(payee.accountNumber)) },
      ],
    },
    personTable(firm.items),
    {
      type: 'note',
      text: '开户名应与单位名称一致；不一致的请附开户证明或书面说明。本表所列人员有已离职、不是本单位招用的，请在姓名旁注明。办理不收取任何费用，工作人员不会索要银行卡密码和验证码。',
    },
    {
      type: 'signatures',
      lines: ['经办人签名：____________', '联系电话：____________', '日期：____年__月__日'],
    },
    { type: 'seal', officeName: firm.employerName, day: '', sealName: '单位公章' },
  ]);
}

/** Tells a firm to pay what was put off and to apply at the window afterwards. */
export function deferralNotice(input: ListPaperInput, employerName: string, items: readonly GrantItem[]): Letter {
  return letter(input, 'deferralNotice', [
    { type: 'addressee', text: employerName },
    {
      type: 'paragraph',
      text: `贵单位以下 ${items.length} 名职工在${MATTER}“免申即享”名单内，经核对，其失业保险费处于缓缴状态，尚未补缴，本次不能通过“免申即享”发放。`,
    },
    {
      type: 'paragraph',
      text:
        '按照《一次性扩岗补助审核发放流程、责任分工及相关说明》（湛人社函〔2022〕185号附件），请补缴缓缴的社会保险费，补缴后到窗口申请。' +
        `申请时携带营业执照、毕业证书、劳动合同、《${paperTitles.applicationForm}》和《${paperTitles.roster}》。办理窗口：${whereToAsk(input.office)}。`,
    },
    personTable(items),
    {
      type: 'note',
      text: '缓缴不是不符合条件。补缴后缴费状态以社会保险经办机构、税务部门的记录为准；同一人只能由一户企业享受一次。办理不收取任何费用。',
    },
    {
      type: 'signatures',
      lines: ['单位签收：____________', '签收日期：____年__月__日'],
    },
    {
      type: 'seal',
      officeName: input.office.officeName,
      day: formatDayForPaper(input.on),
      sealName: input.office.sealName,
    },
  ]);
}
