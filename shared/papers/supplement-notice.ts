/** 继续核验结果告知书: persons whom an acceptance left 待核 and who, it turns out, are not accepted; each with reason and remedy. */
import { formatDayForPaper } from '../domain/plain-date.ts';
import { MATTER, remedySentence, twoCopies, whereToAsk } from '../wording/letters.ts';
import { basisList } from './case-words.ts';
import { otherPersonsTable } from './other-persons.ts';
import { caseLetter, governmentOf, paperPersons, type CasePaper } from './case-paper.ts';
import type { Letter, LetterBlock } from '../domain/letter.ts';

/** The paper of a supplementary decision that accepts nobody. */
export function supplementNotice(paper: CasePaper): Letter {
  const { application, office } = paper;
  const persons = paperPersons(paper);
  const bases = basisList();
  const table = otherPersonsTable(persons, bases);
  const refused = persons.some(({ decision }) => decision?.verdict === 'unmet');
  const blocks: LetterBlock[] = [
    { type: 'addressee', text: `${application.employer.name}：` },
    {
      type: 'paragraph',
      text:
        `你单位${formatDayForPaper(application.receivedOn)}提交的${MATTER}申请已受理，其中待核的人员，` +
        `经本窗口继续核验，下列${persons.length}人未列入受理，结果和理由如下。已受理的人员不受影响。`,
    },
    { type: 'heading', text: '一、核验结果' },
    ...(table === null ? [] : [table]),
    { type: 'heading', text: '二、依据' },
    bases.list(),
    {
      type: 'paragraph',
      text: `“可补正”的，按所列办法补正后，可以在政策受理期内再次申请；“待核”的，由本窗口继续核验后另行答复。有疑问的，请向${whereToAsk(office)}询问。`,
    },
    {
      type: 'paragraph',
      text: `${refused ? `对“不符合”的结论，${remedySentence(governmentOf(office))}` : ''}${twoCopies('告知书')}`,
    },
    { type: 'signatures', lines: ['签收人：____________', '联系电话：____________', '签收日期：____年__月__日'] },
    { type: 'seal', officeName: office.officeName, day: formatDayForPaper(paper.on), sealName: office.sealName },
  ];
  return caseLetter(paper, 'supplementNotice', { blocks, footer: [] });
}
