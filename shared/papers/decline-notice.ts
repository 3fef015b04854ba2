/** 不予受理通知书: the reasons with their basis, what can be done, and the legal remedies. */
import { formatDayForPaper } from '../domain/plain-date.ts';
import { MATTER, remedySentence, twoCopies, whereToAsk } from '../wording/letters.ts';
import { reasonsOf } from './defects.ts';
import { basisList, type BasisList } from './case-words.ts';
import { otherPersonsTable } from './other-persons.ts';
import { caseLetter, correctionParagraph, governmentOf, paperPersons, type CasePaper } from './case-paper.ts';
import type { Letter, LetterBlock } from '../domain/letter.ts';

function employerReasons(paper: CasePaper, bases: BasisList): LetterBlock[] {
  const reasons = reasonsOf(paper.record?.decision.employerChecks ?? [], ['unmet']);
  if (reasons.length === 0) return [];
  return [
    { type: 'heading', text: '一、单位不符合条件的理由' },
    {
      type: 'table',
      headings: ['项', '理由', '依据', '怎样办'],
      widths: [7, 48, 9, 36],
      align: ['centre', 'left', 'centre'],
      rows: reasons.map((reason, index) => [String(index + 1), reason.wrong, bases.cite(reason.bases), reason.remedy]),
    },
  ];
}

function personReasons(paper: CasePaper, second: boolean, bases: BasisList): LetterBlock[] {
  const table = otherPersonsTable(
    paperPersons(paper).filter(({ decision }) => decision !== null && decision.verdict !== 'met'),
    bases,
  );
  return table === null ? [] : [{ type: 'heading', text: `${second ? '二' : '一'}、各人员的核验情况` }, table];
}

/** The notice of a case whose outcome is `decline`. */
export function declineNotice(paper: CasePaper): Letter {
  const { application, office } = paper;
  const bases = basisList();
  const employer = employerReasons(paper, bases);
  const persons = personReasons(paper, employer.length > 0, bases);
  const blocks: LetterBlock[] = [
    { type: 'addressee', text: `${application.employer.name}：` },
    {
      type: 'paragraph',
      text:
        `你单位${formatDayForPaper(application.receivedOn)}提交的${MATTER}申请（花名册${application.roster.length}人）收悉。` +
        '经审查，该申请不符合受理条件，决定不予受理，理由和依据如下：',
    },
    ...correctionParagraph(paper),
    ...employer,
    ...persons,
    { type: 'heading', text: `${employer.length > 0 && persons.length > 0 ? '三' : '二'}、依据` },
    bases.list(),
    {
      type: 'paragraph',
      text: `情况有变化、符合条件的，可以在政策受理期内重新申请；有疑问的，请向${whereToAsk(office)}询问。`,
    },
    { type: 'paragraph', text: `${remedySentence(governmentOf(office))}${twoCopies('通知书')}` },
    { type: 'signatures', lines: ['签收人：____________', '联系电话：____________', '签收日期：____年__月__日'] },
    { type: 'seal', officeName: office.officeName, day: formatDayForPaper(paper.on), sealName: office.sealName },
  ];
  return caseLetter(paper, 'declineNotice', { blocks, footer: [] });
}
