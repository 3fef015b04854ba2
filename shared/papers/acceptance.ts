/** 受理通知书: who is accepted and for how much, the day by which it is decided; the other persons on a page of their own. */
import { formatYuan, yuanInWords } from '../domain/money.ts';
import { formatDayForPaper } from '../domain/plain-date.ts';
import { acceptanceCaution, MATTER, remedySentence, twoCopies, whereToAsk } from '../wording/letters.ts';
import { basisList } from './case-words.ts';
import { otherPersonsTable } from './other-persons.ts';
import {
  caseLetter,
  correctionParagraph,
  dayOrBlank,
  governmentOf,
  paperPersons,
  type CasePaper,
  type PaperPerson,
} from './case-paper.ts';
import { isOverfull } from './estimate.ts';
import type { Letter, LetterBlock } from '../domain/letter.ts';

const accepted = ({ decision }: PaperPerson): boolean => decision?.verdict === 'met';

function acceptedTable(persons: readonly PaperPerson[], totalFen: number): LetterBlock {
  return {
    type: 'table',
    headings: ['序号', '姓名', '证件号码', '金额（元）'],
    widths: [10, 34, 36, 20],
    align: ['centre', 'left', 'left', 'right'],
    rows: persons.map(({ position, name, maskedId, decision }) => [
      String(position),
      name,
      maskedId,
      formatYuan(decision?.amountFen ?? 0),
    ]),
    foot: [
      { text: `合计 ${persons.length} 人`, span: 2 },
      { text: yuanInWords(totalFen), span: 1 },
      { text: formatYuan(totalFen), span: 1 },
    ],
  };
}

function summary(paper: CasePaper, count: number, totalFen: number): LetterBlock {
  const { employer } = paper.application;
  return {
    type: 'facts',
    columns: 2,
    facts: [
      { label: '申请单位', value: employer.name, wide: true },
      { label: '统一社会信用代码', value: employer.unifiedSocialCreditCode },
      { label: '经办人', value: employer.agent.name },
      { label: '申请事项', value: MATTER },
      { label: '申请日期', value: formatDayForPaper(paper.application.receivedOn) },
      {
        label: '受理人数',
        value: `${count} 人（${paper.kind === 'supplemented' ? '原待核' : '花名册'} ${paper.application.roster.length} 人）`,
      },
      { label: '受理日期', value: formatDayForPaper(paper.on) },
      { label: '拟申请金额', value: `${formatYuan(totalFen)} 元（${yuanInWords(totalFen)}）`, wide: true },
    ],
  };
}

/** What becomes of the persons who are still 待核, and by when. */
function openWords({ acceptBy }: CasePaper): string {
  const by = acceptBy === null ? '' : `于${formatDayForPaper(acceptBy)}前`;
  return `“待核”的，由本窗口继续核验，${by}另行答复，不要求补交材料；愿意提供所列材料的，可以加快核验。`;
}

function annex(paper: CasePaper, others: readonly PaperPerson[]): LetterBlock[] {
  const bases = basisList();
  const table = otherPersonsTable(others, bases);
  if (table === null) return [];
  return [
    { type: 'heading', text: `附：未列入本次受理的${others.length}名人员（骑缝章）`, newPage: true },
    {
      type: 'paragraph',
      text: `以下人员未列入本次受理。“可补正”的，按所列办法补正后可以再次申请；${openWords(paper)}有疑问的，请向${whereToAsk(paper.office)}询问。`,
    },
    table,
    { type: 'heading', text: '依据' },
    bases.list(),
  ];
}

/** Where the refused can turn to: before the seal, since it is part of what is signed for. */
function remedies({ office }: CasePaper, others: readonly PaperPerson[]): string {
  const refused = others.some(({ decision }) => decision?.verdict === 'unmet');
  return refused ? `对附页所列“不符合”的结论，${remedySentence(governmentOf(office))}` : '';
}

/** What is accepted: of a supplementary decision, persons who were 待核 when the others were accepted. */
function opening(paper: CasePaper, met: number): string {
  if (paper.kind !== 'supplemented') return `你单位提交的${MATTER}申请，下表所列${met}人经核验符合受理条件，现予受理。`;
  return `你单位提交的${MATTER}申请已受理，其中待核的人员经继续核验，下表所列${met}人符合受理条件，现予补充受理。`;
}

/** What the annex tells the persons who are not accepted, alone: to be looked at before the case is recorded. `null` when there are none. */
export function othersAnnex(paper: CasePaper): Letter | null {
  const others = paperPersons(paper).filter((person) => !accepted(person));
  const blocks = annex(paper, others).map(onSamePage);
  return blocks.length === 0 ? null : caseLetter(paper, 'acceptance', { blocks, footer: [] });
}

/** Where the first page runs over, the annex goes on under the seal: a page of its own would be mostly empty. */
const onSamePage = (block: LetterBlock): LetterBlock => ('newPage' in block ? { ...block, newPage: false } : block);

/** The notice of a case whose outcome is `accept`. */
export function acceptance(paper: CasePaper): Letter {
  const { office, application } = paper;
  const persons = paperPersons(paper);
  const met = persons.filter(accepted);
  const others = persons.filter((person) => !accepted(person));
  const limit = paper.pack?.parameters.decisionWithinDays;
  const within = limit?.value ?? 30;
  const basis = limit === undefined ? '' : `（${limit.source.document}）`;
  const totalFen = paper.record?.decision.totalAmountFen ?? 0;
  const blocks: LetterBlock[] = [
    { type: 'addressee', text: `${application.employer.name}：` },
    {
      type: 'paragraph',
      text:
        `${opening(paper, met.length)}自${formatDayForPaper(application.receivedOn)}收到申请之日起${within}日内办结，` +
        `最迟于${dayOrBlank(paper.record?.decision.decisionDue ?? null)}前作出决定${basis}。`,
    },
    ...correctionParagraph(paper),
    summary(paper, met.length, totalFen),
    { type: 'heading', text: '受理人员名单' },
    acceptedTable(met, totalFen),
    {
      type: 'paragraph',
      text: `${acceptanceCaution}${others.length > 0 ? `${paper.kind === 'supplemented' ? '' : '花名册'}其余${others.length}人的情况见附页。` : ''}`,
    },
    { type: 'paragraph', text: `${remedies(paper, others)}${twoCopies('通知书')}` },
    { type: 'signatures', lines: ['受理人：____________', '申请单位经办人：____________', '签收日期：____年__月__日'] },
    { type: 'seal', officeName: office.officeName, day: formatDayForPaper(paper.on), sealName: office.sealName },
    ...annex(paper, others),
  ];
  const letter = caseLetter(paper, 'acceptance', { blocks, footer: [] });
  return isOverfull(letter) ? { ...letter, blocks: blocks.map(onSamePage) } : letter;
}
