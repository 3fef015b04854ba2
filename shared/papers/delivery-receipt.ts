/** 送达回证: which paper was handed over, how, when, to whom; a refusal to take it with reason and witness. */
import { MATTER, paperTitles } from '../wording/letters.ts';
import { mainPaperOf } from '../casework/papers-by-outcome.ts';
import { caseLetter, type CasePaper } from './case-paper.ts';
import type { Letter, LetterBlock } from '../domain/letter.ts';

/** The receipt of delivery for the main paper of a decision. */
export function deliveryReceipt(paper: CasePaper): Letter {
  const title = paperTitles[mainPaperOf(paper)];
  const blocks: LetterBlock[] = [
    {
      type: 'facts',
      columns: 1,
      facts: [
        { label: '送达机关', value: paper.office.officeName },
        { label: '受送达人', value: paper.application.employer.name },
        { label: '事由', value: `${MATTER}申请` },
        { label: '送达文书名称及编号', value: `《${title}》　${paper.number}　共____页` },
        { label: '送达方式', value: '□窗口直接送达　□邮寄送达（单号：______________）\n□其他：____________' },
        {
          label: '送达地点',
          value: `□${paper.office.address === '' ? paper.office.officeName : paper.office.address}\n□其他：____________`,
        },
        { label: '送达时间', value: '____年__月__日__时__分' },
        { label: '受送达人签名\n或盖章', value: '\n\n____年__月__日' },
        { label: '代收人签名及\n代收理由', value: '\n\n____年__月__日' },
        { label: '拒收事由、\n见证人签名', value: '\n\n____年__月__日' },
        { label: '送达人签名', value: '\n____________　____________　____年__月__日' },
        { label: '备注', value: '\n' },
      ],
    },
    {
      type: 'note',
      text: '收件人与受送达人不是同一人的，由代收人在代收栏签名并写明与受送达人的关系。本回证由送达机关存档。',
    },
  ];
  return caseLetter(paper, 'deliveryReceipt', { blocks, footer: [] });
}
