/**
 * 申请表 filled for signature: the firm's own paper, so it does not stand under the office's name. The published layout is an
 * attachment that is not to be had; this is the union of what offices ask for. What the program does not know stays empty,
 * to be written by hand.
 */
import { divisionFullName } from '../domain/division-names.ts';
import { formatYuan, yuanInWords } from '../domain/money.ts';
import { normaliseCode } from '../domain/normalise.ts';
import { formatDayForPaper } from '../domain/plain-date.ts';
import type { UnitType } from '../domain/registries.ts';
import { groupOfEntry } from '../policy/group-of.ts';
import { personGroups, type PersonGroup } from '../policy/verdict.ts';
import { personGroupLabels, unitTypeLabels } from '../wording/labels.ts';
import { declarations, formHints, personalInformationNotice } from '../wording/letters.ts';
import { mainPaperOf } from '../casework/papers-by-outcome.ts';
import { caseLetter, paperPersons, type CasePaper } from './case-paper.ts';
import type { Letter, LetterBlock } from '../domain/letter.ts';

const tick = (on: boolean): string => (on ? '■' : '□');

function unitTypeOf({ application, record }: CasePaper): string {
  const code = normaliseCode(application.employer.unifiedSocialCreditCode);
  const row = record?.caseFile.registries.business?.rows.find(
    ({ unifiedSocialCreditCode }) => normaliseCode(unifiedSocialCreditCode) === code,
  );
  const type: UnitType | null = row?.unitType ?? null;
  return type === null ? '' : unitTypeLabels[type];
}

function header(paper: CasePaper): LetterBlock {
  const { employer, receivedOn } = paper.application;
  const { account, agent } = employer;
  return {
    type: 'facts',
    columns: 2,
    facts: [
      { label: '单位名称\n（与公章一致）', value: employer.name, wide: true },
      { label: '统一社会信用代码', value: employer.unifiedSocialCreditCode },
      { label: '单位编号（社保）', value: employer.employerNumber },
      { label: '单位类型', value: unitTypeOf(paper) },
      { label: '失业保险参保地', value: divisionFullName(employer.divisionCode) ?? employer.divisionCode },
      { label: '注册地址', value: employer.registeredAddress, wide: true },
      { label: '法定代表人\n（负责人）', value: employer.legalRepresentative },
      { label: '申请日期', value: formatDayForPaper(receivedOn) },
      { label: '经办人', value: agent.name },
      { label: '经办人手机', value: agent.mobile },
      { label: '经办人证件号码', value: agent.citizenId },
      { label: '授权委托书', value: `${tick(agent.authorisationSeen)}已提交　${tick(!agent.authorisationSeen)}未提交` },
      { label: '开户名', value: account.name, wide: true },
      { label: '开户银行\n（支行全称）', value: account.bank },
      { label: '账号', value: account.number },
      {
        label: '账户类别',
        value: `${tick(account.kind === 'corporate')}对公账户　${tick(account.kind === 'contribution')}无对公账户，发至税务部门登记的缴费账户`,
        wide: true,
      },
      { label: '劳务派遣或人力资源服务单位', value: '□否　□是，实际用工单位：', wide: true },
    ],
  };
}

/** Groups that the pack pays for, in its order; all that any pack knows where it is not known. */
const groupsOf = ({ pack }: CasePaper): readonly PersonGroup[] =>
  pack === null ? personGroups : ['programme-graduate', ...pack.parameters.furtherGroups.value.map(({ kind }) => kind)];

/**
 * 申请人数 by group. Whom the registers show is counted; whose group they leave open is the firm's to write, so that nobody is declared
 * as what nothing shows. Before anything was decided all the numbers are written by hand.
 */
function groupWords(paper: CasePaper, count: number): string {
  const groups = groupsOf(paper);
  if (groups.length === 1) return `${count} 人，均为毕业年度高校毕业生`;
  if (paper.record === null)
    return `${count} 人，其中：${groups.map((group) => `${personGroupLabels[group]} ____ 人`).join('，')}`;
  const found = paperPersons(paper).map(({ decision }) => (decision === null ? undefined : groupOfEntry(decision)));
  const counted = groups.map((group) => [group, found.filter((one) => one === group).length] as const);
  const open = count - counted.reduce((sum, [, some]) => sum + some, 0);
  const words = counted.map(([group, some]) => `${personGroupLabels[group]} ${some} 人`);
  const rest = open === 0 ? '' : `；尚未核定类别 ${open} 人（由单位注明：____________________）`;
  return `${count} 人，其中：${words.join('，')}${rest}`;
}

function totals(paper: CasePaper): LetterBlock {
  const count = paper.application.roster.length;
  const perPerson = paper.pack?.parameters.amountFen.value ?? null;
  const sum = perPerson === null ? null : perPerson * count;
  return {
    type: 'facts',
    columns: 2,
    facts: [
      { label: '申请人数', value: groupWords(paper, count), wide: true },
      { label: '补助标准', value: perPerson === null ? '________ 元/人' : `${formatYuan(perPerson)} 元/人` },
      { label: '申请金额', value: sum === null ? '￥________' : `￥${formatYuan(sum)}` },
      { label: '申请金额（大写）', value: sum === null ? '' : `人民币${yuanInWords(sum)}`, wide: true },
    ],
  };
}

function acceptanceOpinion(paper: CasePaper): string {
  if (mainPaperOf(paper) !== 'acceptance' || paper.record === null) return '□符合受理条件，拟同意　□不符合，理由：';
  const met = paperPersons(paper).filter(({ decision }) => decision?.verdict === 'met').length;
  const { totalAmountFen } = paper.record.decision;
  return `经核验，符合受理条件 ${met} 人，金额 ${formatYuan(totalAmountFen)} 元（${yuanInWords(totalAmountFen)}）。`;
}

const SIGN_DAY = '____年__月__日';

function boxes(paper: CasePaper): LetterBlock {
  return {
    type: 'opinions',
    boxes: [
      {
        label: '单\n位\n承\n诺',
        text: declarations.map((topic, index) => `${index + 1}. ${topic}`).join('\n'),
        signatures: [`法定代表人（负责人）签名：____________`, `经办人签名：____________　${SIGN_DAY}`],
        seal: '单位公章',
      },
      {
        label: '受\n理\n初\n审\n意\n见',
        text: acceptanceOpinion(paper),
        signatures: [`受理人：____________　初审人：____________`, SIGN_DAY],
        seal: '就业服务机构',
      },
      {
        label: '复\n审\n意\n见',
        text: '核定人数：____ 人　核定金额（大写）：____________________　￥__________',
        // Beside the long name of the seal there is room for one name in a line.
        signatures: [`复核人：____________`, `负责人：____________　${SIGN_DAY}`],
        seal: '人力资源社会保障部门',
      },
      {
        label: '公\n示\n情\n况',
        text: '公示时间：____年__月__日至____年__月__日　　结果：□无异议　□有异议，处理情况：',
        signatures: [`经办人：____________　${SIGN_DAY}`],
      },
      {
        label: '资\n金\n核\n拨',
        text: '核拨金额（大写）：____________________　￥__________',
        signatures: [`经办人：____________　负责人：____________　${SIGN_DAY}`],
      },
    ],
  };
}

/** The form as the firm signs and seals it. */
export function applicationForm(paper: CasePaper): Letter {
  const blocks: LetterBlock[] = [
    header(paper),
    totals(paper),
    boxes(paper),
    { type: 'note', text: formHints },
    { type: 'note', text: personalInformationNotice(paper.office) },
  ];
  return caseLetter(paper, 'applicationForm', { blocks, footer: [], office: '' });
}
