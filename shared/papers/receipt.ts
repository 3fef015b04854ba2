/**
 * 收件凭证（含收件清单）: what was handed in, by whom, to whom, and from when the time runs. It promises no acceptance.
 * A4 for the file, 80 mm for the applicant's hand.
 */
import { formatDayForPaper } from '../domain/plain-date.ts';
import { documentKinds, type DocumentKind } from '../domain/supporting-document.ts';
import { isSeenOnly, paperModeOn, type PaperMode } from '../policy/paper-mode.ts';
import { documentLabels, documentTitles, SEEN_ONLY } from '../wording/labels.ts';
import {
  MATTER,
  personalInformationNotice,
  receiptCaution,
  SEEN_ONLY_SENTENCE,
  shortPersonalInformationNotice,
  twoCopies,
  whereToAsk,
} from '../wording/letters.ts';
import { caseLetter, dayOrBlank, type CasePaper } from './case-paper.ts';
import type { Letter, LetterBlock } from '../domain/letter.ts';

const asked = ({ pack }: CasePaper): readonly DocumentKind[] => pack?.parameters.requiredPapers.value ?? documentKinds;

/** Papers asked for, and any other that was handed in. */
function papersShown(paper: CasePaper): readonly DocumentKind[] {
  const required = asked(paper);
  return documentKinds.filter((kind) => required.includes(kind) || paper.application.papers[kind] === true);
}

function timeSentence(paper: CasePaper): string {
  if (paper.record === null)
    return `办理期限自${formatDayForPaper(paper.application.receivedOn)}起算；是否受理，由本窗口审查后另行书面告知。`;
  const due = dayOrBlank(paper.record.decision.decisionDue);
  const start = `办理期限自${formatDayForPaper(paper.application.receivedOn)}起算，最迟于${due}前办结。`;
  if (paper.kind !== 'heldPending') return start;
  return `${start}本窗口正在核验有关信息，将于${dayOrBlank(paper.acceptBy)}前答复是否受理，核验期间不需补交材料。`;
}

const modeOf = ({ pack, application }: CasePaper): PaperMode => paperModeOn(pack, application.receivedOn);

/** Why no copy is kept; nothing where copies are. */
function modeNote(paper: CasePaper): LetterBlock[] {
  if (modeOf(paper) === 'copies') return [];
  return [{ type: 'paragraph', text: SEEN_ONLY_SENTENCE }];
}

/** Copies are handed in of what stays with the firm or the person, one for each person where everybody has one. */
const COPIED: ReadonlySet<DocumentKind> = new Set(['licence', 'diploma', 'contract']);
const FOR_EACH_PERSON: ReadonlySet<DocumentKind> = new Set(['diploma', 'contract']);

/** Form and number of what was handed in: sealed originals, or copies; nothing is kept of what was only seen. */
function handedIn({ application }: CasePaper, kind: DocumentKind, mode: PaperMode): readonly [string, string] {
  if (application.papers[kind] !== true) return ['—', '—'];
  if (isSeenOnly(kind, mode)) return [SEEN_ONLY, '—'];
  const count = FOR_EACH_PERSON.has(kind) ? application.roster.length : 1;
  return [COPIED.has(kind) ? '复印件' : '原件（盖章）', String(count)];
}

function documentTable(paper: CasePaper): LetterBlock {
  const { papers } = paper.application;
  const mode = modeOf(paper);
  return {
    type: 'table',
    headings: ['序号', '材料名称', '收到', '形式', '份数'],
    widths: [8, 48, 12, 22, 10],
    align: ['centre', 'left', 'centre', 'centre', 'centre'],
    rows: papersShown(paper).map((kind, index) => [
      String(index + 1),
      documentTitles[kind],
      papers[kind] === true ? '已收到' : '未收到',
      ...handedIn(paper, kind, mode),
    ]),
  };
}

function facts(paper: CasePaper): LetterBlock {
  const { employer } = paper.application;
  return {
    type: 'facts',
    columns: 2,
    facts: [
      { label: '申请单位', value: employer.name, wide: true },
      { label: '统一社会信用代码', value: employer.unifiedSocialCreditCode },
      { label: '申请事项', value: MATTER },
      { label: '经办人', value: employer.agent.name },
      { label: '联系电话', value: employer.agent.mobile },
      { label: '花名册人数', value: `${paper.application.roster.length} 人` },
      { label: '收件日期', value: formatDayForPaper(paper.application.receivedOn) },
      { label: '收件人', value: paper.taken.officerName },
      { label: '收件窗口', value: `${paper.office.windowNumber} 号窗口` },
    ],
  };
}

/** The A4 receipt. */
export function receipt(paper: CasePaper): Letter {
  const { office } = paper;
  const blocks: LetterBlock[] = [
    facts(paper),
    { type: 'heading', text: '收件清单' },
    documentTable(paper),
    ...modeNote(paper),
    { type: 'paragraph', text: timeSentence(paper) },
    { type: 'paragraph', text: `${receiptCaution}办理情况可凭收件编号向${whereToAsk(office)}查询。` },
    { type: 'note', text: personalInformationNotice(office) },
    { type: 'signatures', lines: ['收件人：____________', '申请单位经办人：____________', '签收日期：____年__月__日'] },
    { type: 'seal', officeName: office.officeName, day: formatDayForPaper(paper.taken.on), sealName: office.sealName },
  ];
  return caseLetter(paper, 'receipt', { blocks, footer: [twoCopies('凭证')] });
}

/** The 80 mm receipt: the same facts in one narrow column. */
export function narrowReceipt(paper: CasePaper): Letter {
  const { application, office } = paper;
  const list = papersShown(paper).map(
    (kind) =>
      `${application.papers[kind] === true ? '已收到' : '未收到'}　${documentLabels[kind]}${isSeenOnly(kind, modeOf(paper)) ? `（${SEEN_ONLY}）` : ''}`,
  );
  const blocks: LetterBlock[] = [
    {
      type: 'facts',
      columns: 1,
      facts: [
        { label: '申请单位', value: application.employer.name },
        { label: '申请事项', value: MATTER },
        { label: '花名册', value: `${application.roster.length} 人` },
        { label: '经办人', value: application.employer.agent.name },
        { label: '收件日期', value: formatDayForPaper(application.receivedOn) },
        { label: '收件人', value: `${paper.taken.officerName}（${office.windowNumber} 号窗口）` },
      ],
    },
    { type: 'heading', text: '收件清单' },
    { type: 'list', items: list, ordered: true },
    { type: 'paragraph', text: timeSentence(paper), indent: false },
    { type: 'paragraph', text: receiptCaution, indent: false },
    { type: 'note', text: shortPersonalInformationNotice(office) },
    { type: 'seal', officeName: office.officeName, day: formatDayForPaper(paper.taken.on), sealName: office.sealName },
  ];
  return caseLetter(paper, 'receipt', { blocks, footer: [], page: '80mm' });
}
