/** 补正材料一次性告知书: every defect of every person and paper at once; first by what is to be done, then by person. */
import { formatDayForPaper } from '../domain/plain-date.ts';
import { verdictMarks } from '../wording/verdicts.ts';
import { MATTER, twoCopies, whereToAsk } from '../wording/letters.ts';
import { allDefects, type Defect } from './defects.ts';
import { basisList, type BasisList } from './case-words.ts';
import { otherPersonsTable } from './other-persons.ts';
import {
  caseLetter,
  correctionParagraph,
  dayOrBlank,
  paperPersons,
  type CasePaper,
  type PaperPerson,
} from './case-paper.ts';
import type { Letter, LetterBlock } from '../domain/letter.ts';

/** Names; with the row where two rows bear the same one. */
function concerned({ persons }: Defect, all: readonly PaperPerson[]): string {
  if (persons.length === 0) return '整件申请';
  if (persons.length === all.length && all.length > 3) return `全部${all.length}人`;
  const alike = (name: string): boolean => all.filter((person) => person.name === name).length > 1;
  return persons.map(({ name, position }) => (alike(name) ? `${name}（第${position}行）` : name)).join('、');
}

function defectTable(defects: readonly Defect[], all: readonly PaperPerson[], bases: BasisList): LetterBlock {
  return {
    type: 'table',
    headings: ['项', '需要补正的内容', '依据', '怎样补正、带什么', '涉及人员'],
    widths: [6, 35, 9, 32, 18],
    align: ['centre', 'left', 'centre'],
    rows: defects.map((defect) => [
      String(defect.number),
      defect.what,
      bases.cite(defect.bases),
      defect.remedy,
      concerned(defect, all),
    ]),
  };
}

function itemsOf(person: PaperPerson, defects: readonly Defect[]): string {
  const own = defects
    .filter(({ persons }) => persons.some(({ position }) => position === person.position))
    .map(({ number }) => number);
  if (own.length > 0) return `办理清单第 ${own.join('、')} 项`;
  if (person.decision === null) return '申请表更正后核验';
  if (person.decision.verdict === 'unmet') return '不符合，理由见第三部分';
  if (person.decision.verdict === 'unknown') return '由本窗口核验，见第三部分';
  return '本人无需补正';
}

function personTable(persons: readonly PaperPerson[], defects: readonly Defect[]): LetterBlock {
  return {
    type: 'table',
    headings: ['序号', '姓名', '证件号码', '核验结论', '需要做什么'],
    widths: [6.5, 24.5, 24, 13, 32],
    align: ['centre', 'left', 'left', 'centre', 'left'],
    rows: persons.map((person) => [
      String(person.position),
      person.name,
      person.maskedId,
      person.decision !== null ? verdictMarks[person.decision.verdict].word : person.unreadable ? '信息有误' : '未核验',
      itemsOf(person, defects),
    ]),
  };
}

const others = ({ decision }: PaperPerson): boolean => decision?.verdict === 'unmet' || decision?.verdict === 'unknown';

/** The notice of a case whose outcome is `deficient`. */
export function deficiencyNotice(paper: CasePaper): Letter {
  const { application, office } = paper;
  const persons = paperPersons(paper);
  const defects = allDefects(paper);
  const bases = basisList();
  const list = defectTable(defects, persons, bases);
  const rest = otherPersonsTable(persons.filter(others), bases);
  const blocks: LetterBlock[] = [
    { type: 'addressee', text: `${application.employer.name}：` },
    {
      type: 'paragraph',
      text:
        `你单位${formatDayForPaper(application.receivedOn)}提交的${MATTER}申请（花名册${persons.length}人）收悉。` +
        `经审查，共有${defects.length}项需要补正，现一次性告知如下。请于${dayOrBlank(paper.remedyBy)}前（含当日）` +
        `把补正材料送到${whereToAsk(office)}，并带上本告知书。`,
    },
    ...correctionParagraph(paper),
    { type: 'heading', text: '一、补正清单' },
    list,
    ...(persons.length === 0
      ? []
      : [{ type: 'heading', text: '二、按人查对' } as const, personTable(persons, defects)]),
    ...(rest === null ? [] : [{ type: 'heading', text: '三、不符合条件和待核验的人员' } as const, rest]),
    { type: 'heading', text: `${persons.length === 0 ? '二' : rest === null ? '三' : '四'}、依据` },
    bases.list(),
    {
      type: 'paragraph',
      text:
        '需要补正的内容以本告知书所列为准。逾期未补正的，按已收到的材料作出处理；' +
        `在政策受理期内，你单位可以重新申请。不清楚的，请向${whereToAsk(office)}询问。${twoCopies('告知书')}`,
    },
    { type: 'signatures', lines: ['签收人：____________', '联系电话：____________', '签收日期：____年__月__日'] },
    { type: 'seal', officeName: office.officeName, day: formatDayForPaper(paper.on), sealName: office.sealName },
  ];
  return caseLetter(paper, 'deficiencyNotice', { blocks, footer: [] });
}
