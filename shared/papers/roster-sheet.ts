/** 花名册 filled for signature: A4 across, headings on every page, totals once. Columns: what offices commonly ask for. */
import { formatYuan, yuanInWords } from '../domain/money.ts';
import { normaliseCode } from '../domain/normalise.ts';
import { parseCitizenId } from '../domain/citizen-id.ts';
import type { RosterEntry } from '../domain/application.ts';
import { groupOfEntry } from '../policy/group-of.ts';
import { personGroupTags } from '../wording/labels.ts';
import { caseLetter, paperPersons, typedDay, type CasePaper } from './case-paper.ts';
import type { Letter, LetterBlock } from '../domain/letter.ts';

/** Places 11–12 of an 18-place diploma number; a level that is not in the table stays empty. */
const LEVELS: Readonly<Record<string, string>> = { '01': '博士', '02': '硕士', '05': '本科', '06': '专科' };

function levelOf(diplomaNumber: string): string {
  const number = normaliseCode(diplomaNumber);
  return /^\d{18}$/u.test(number) ? (LEVELS[number.slice(10, 12)] ?? '') : '';
}

function sexOf(citizenId: string): string {
  const parsed = parseCitizenId(citizenId);
  if (!parsed.ok) return '';
  return parsed.value.sex === 'male' ? '男' : '女';
}

function row(entry: RosterEntry, index: number, group: string, amount: string): string[] {
  return [
    String(index + 1),
    entry.name,
    sexOf(entry.citizenId),
    normaliseCode(entry.citizenId),
    group,
    entry.school,
    levelOf(entry.diplomaNumber),
    entry.diplomaNumber,
    typedDay(entry.graduatedOn),
    typedDay(entry.contractFrom),
    typedDay(entry.contractTo),
    typedDay(entry.enrolledOn),
    amount,
    '□否□是',
  ];
}

function persons(paper: CasePaper): LetterBlock {
  const { roster } = paper.application;
  const perPerson = paper.pack?.parameters.amountFen.value ?? null;
  const single = paper.pack !== null && paper.pack.parameters.furtherGroups.value.length === 0;
  /** Whose group the registers leave open has an empty cell, for the firm to write in. */
  const groups = paperPersons(paper).map(({ decision }) => {
    const group = single ? 'programme-graduate' : decision === null ? undefined : groupOfEntry(decision);
    return group === undefined ? '' : personGroupTags[group];
  });
  const amount = perPerson === null ? '' : formatYuan(perPerson);
  const sum = perPerson === null ? null : perPerson * roster.length;
  return {
    type: 'table',
    dense: true,
    headings: [
      '序号',
      '姓名',
      '性别',
      '公民身份号码',
      '人员类别',
      '毕业院校',
      '学历',
      '毕业证书编号',
      '毕业时间',
      '合同起始',
      '合同终止',
      '参保日期',
      '申请金额\n（元）',
      '已享受\n吸纳补贴',
    ],
    widths: [3.2, 7.2, 3.1, 13, 5.8, 11.4, 3.6, 13, 6.9, 6.9, 6.9, 6.9, 6.1, 6],
    align: [
      'centre',
      'left',
      'centre',
      'centre',
      'centre',
      'left',
      'centre',
      'centre',
      'centre',
      'centre',
      'centre',
      'centre',
      'right',
      'centre',
    ],
    rows: roster.map((entry, index) => row(entry, index, groups[index] ?? '', amount)),
    foot: [
      { text: `合计 ${roster.length} 人`, span: 4 },
      {
        text:
          sum === null
            ? '申请金额合计：￥____________'
            : `申请金额合计：￥${formatYuan(sum)}（人民币${yuanInWords(sum)}）`,
        span: 10,
      },
    ],
  };
}

/** The roster of a case. An empty 合同终止 is an open-ended contract or was not given. */
export function rosterSheet(paper: CasePaper): Letter {
  const { employer } = paper.application;
  const blocks: LetterBlock[] = [
    {
      type: 'paragraph',
      indent: false,
      text: `申请单位（盖章）：${employer.name}　　统一社会信用代码：${employer.unifiedSocialCreditCode}`,
    },
    persons(paper),
    {
      type: 'signatures',
      lines: [
        '合同终止为空的，为无固定期限劳动合同；参保日期为在本单位首次参加失业保险的日期。',
        '填表人：____________　　单位负责人：____________',
        '联系电话：________________　　日期：____年__月__日',
      ],
    },
    { type: 'seal', officeName: employer.name, day: '', sealName: '单位公章' },
  ];
  return caseLetter(paper, 'roster', { blocks, footer: [], page: 'A4-landscape', office: '' });
}
