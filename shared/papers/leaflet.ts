/**
 * 宣传单 for companies out of the pack in force: who, how much, until when, with what, where. A figure that nobody verified prints as
 * 待核定, so that no paper promises more than the place knows.
 */
import { SETTING, type Letter, type LetterBlock } from '../domain/letter.ts';
import type { OfficeSettings } from '../domain/office.ts';
import { formatDayForPaper, type PlainDate } from '../domain/plain-date.ts';
import type { HeldPack, ParameterName } from '../policy/pack.ts';
import { contactLine, paperTitles, whereToAsk } from '../wording/letters.ts';
import { parameterWords } from '../wording/packs.ts';

export const UNVERIFIED = '待核定';

export interface LeafletFact {
  readonly label: string;
  readonly value: string;
}

/** Whether an administrator's word is still missing for a figure. */
export const isUnverified = ({ pack, confirmation }: HeldPack, name: ParameterName): boolean =>
  confirmation === null && pack.parameters[name]?.mark === '待本地核定';

function figure(held: HeldPack, name: ParameterName): string {
  const parameter = held.pack.parameters[name];
  return parameter === undefined || isUnverified(held, name) ? UNVERIFIED : parameterWords(name, parameter.value);
}

/** The numbered documents that the pack's figures stand in; guides of other places and our own care found nothing. */
function documentsOf({ pack }: HeldPack): readonly string[] {
  const figures = Object.values(pack.parameters).filter((parameter) => parameter !== undefined);
  const sources = [...figures, ...pack.checks].map(({ source }) => source);
  return [
    ...new Set(
      sources
        .filter(({ document, level }) => level !== 'own' && document.includes('〔'))
        .map(({ document }) => document),
    ),
  ];
}

/** What stands on it, line by line. */
export function leafletFacts(held: HeldPack, office: OfficeSettings): readonly LeafletFact[] {
  const groups = figure(held, 'furtherGroups');
  const others = groups === '无' ? '' : `；其他人员：${groups}`;
  const days = figure(held, 'publicNoticeWorkingDays');
  return [
    {
      label: '招用对象',
      value: `毕业时间：${figure(held, 'graduationWindow')}，取得普通高等学校毕业证书的高校毕业生${others}`,
    },
    { label: '单位类型', value: figure(held, 'entitledUnitTypes') },
    {
      label: '参保缴费',
      value: `为其缴纳${figure(held, 'requiredInsurances')}，缴费月数 ${figure(held, 'minimumMonths')}以上，并签订劳动合同`,
    },
    { label: '补助标准', value: `每招用 1 人 ${figure(held, 'amountFen')}` },
    { label: '受理期限', value: figure(held, 'acceptance') },
    {
      label: '办理渠道',
      value: `免申即享：经数据比对符合条件的列入名单，不用申请，核对收款账户即可。\n窗口申请：${whereToAsk(office)}。两种渠道选一种，结果相同。`,
    },
    { label: '申请材料', value: figure(held, 'requiredPapers') },
    {
      label: '流程时限',
      value: `受理—初审—复审—公示（${days}）—资金核拨—发放。办结：收到申请之日起${figure(held, 'decisionWithinDays')}；发放：${figure(held, 'payoutDayOfMonth')}。`,
    },
    {
      label: '不得重复',
      value: '一名毕业生只能由一户企业享受一次；与一次性吸纳就业补贴不能重复享受。',
    },
    {
      label: '收款账户',
      value:
        '优先发至单位对公账户；没有对公账户的，发至缴纳社会保险费的账户。户名须与单位名称一致，账号、开户银行写全。',
    },
    {
      label: '温馨提示',
      value:
        '办理不收取任何费用。本单位发出的短信不含链接，不索要验证码、密码，不要求转账；有疑问请拨打本页电话核实，谨防诈骗。',
    },
    { label: '政策依据', value: documentsOf(held).join('；') },
  ];
}

export interface LeafletInput {
  readonly office: OfficeSettings;
  readonly training: boolean;
  readonly held: HeldPack;
  readonly on: PlainDate;
}

export function leaflet({ office, training, held, on }: LeafletInput): Letter {
  const blocks: LetterBlock[] = [
    { type: 'paragraph', text: held.pack.title, indent: false },
    { type: 'facts', columns: 1, facts: leafletFacts(held, office).map((fact) => ({ ...fact })) },
    {
      type: 'note',
      text: `更新日期：${formatDayForPaper(on)}。标“${UNVERIFIED}”的以本地正式文件为准。本须知只作说明，不作为核准发放的依据。`,
    },
  ];
  return {
    paper: 'leaflet',
    template: `leaflet@${SETTING}`,
    page: 'A4',
    office: office.officeName,
    title: paperTitles.leaflet,
    number: '',
    training,
    blocks,
    footer: [contactLine(office)].filter((line) => line !== ''),
  };
}
