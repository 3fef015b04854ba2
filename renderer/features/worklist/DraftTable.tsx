/** 暂存: what was begun and never saved, the last first, with what else of the same firm is under way. */
import { normaliseCode, normaliseEmployerName } from '#shared/domain/normalise.ts';
import type { CaseSummary, Draft } from '../../store/cases/case-store.ts';
import { ChoiceTable, type ChoiceColumn } from '../../ui/ChoiceTable.tsx';
import { isOutdated } from './case-drafts.ts';
import { draftFirm, savedAtText } from './draft-words.ts';

export interface DraftTableProps {
  readonly drafts: readonly Draft[];
  readonly cases: readonly CaseSummary[];
  readonly onOpen: (draft: Draft) => void;
  readonly onRemove: (draft: Draft) => void;
}

/** What the draft is for, and that it came too late where the case went on without it. */
function purposeOf(draft: Draft, cases: readonly CaseSummary[]): string {
  const entry = cases.find(({ caseId }) => caseId === (draft.caseId ?? draft.draftId));
  if (isOutdated(draft, entry?.decidedAt)) return `${entry?.number ?? ''} 已有更新的决定，只能查看`;
  if (entry === undefined) return '新受理';
  return `${draft.supplement ? '补充决定' : '更正'} ${entry.number}`;
}

const firmKey = (name: string, code: string): string => normaliseCode(code) || normaliseEmployerName(name);
const keyOfDraft = ({ application: { employer } }: Draft): string =>
  firmKey(employer.name, employer.unifiedSocialCreditCode);

/** `另有暂存 8 份、在办 1 件`; empty for a firm that has nothing else here. */
function othersText(draft: Draft, drafts: readonly Draft[], cases: readonly CaseSummary[]): string {
  const firm = keyOfDraft(draft);
  if (firm === '') return '';
  const same = drafts.filter((one) => one !== draft && keyOfDraft(one) === firm).length;
  const open = cases.filter(
    ({ employerName, unifiedSocialCreditCode, status, caseId }) =>
      caseId !== draft.caseId &&
      ['received', 'deficient', 'pending', 'accepted'].includes(status) &&
      firmKey(employerName, unifiedSocialCreditCode) === firm,
  ).length;
  const parts = [same > 0 ? `暂存 ${same} 份` : '', open > 0 ? `在办 ${open} 件` : ''].filter(Boolean);
  return parts.length === 0 ? '' : `另有${parts.join('、')}`;
}

const columnsOf = ({ drafts, cases }: DraftTableProps): readonly ChoiceColumn<Draft>[] => [
  {
    id: 'employer',
    heading: '单位',
    cell: (draft) => (
      <span className="firm">
        {draftFirm(draft)} <span className="draft__others">{othersText(draft, drafts, cases)}</span>
      </span>
    ),
  },
  {
    id: 'persons',
    heading: '人数',
    width: '5rem',
    align: 'right',
    cell: ({ application }) => `${application.roster.length} 人`,
  },
  {
    id: 'agent',
    heading: '经办人、电话',
    width: '11rem',
    cell: ({ application: { employer } }) => (
      <>
        {employer.agent.name} <span className="number">{employer.agent.mobile}</span>
      </>
    ),
  },
  {
    id: 'received',
    heading: '收件',
    width: '7rem',
    yields: 1,
    cell: ({ application }) => <span className="number">{application.receivedOn}</span>,
  },
  {
    id: 'saved',
    heading: '最后暂存',
    width: '10rem',
    cell: (draft) => <span className="number">{savedAtText(draft)}</span>,
  },
  { id: 'kind', heading: '用途', width: '15rem', cell: (draft) => purposeOf(draft, cases) },
];

export function DraftTable(props: DraftTableProps) {
  return (
    <ChoiceTable
      label="暂存"
      columns={columnsOf(props)}
      rows={props.drafts}
      keyOf={(draft) => draft.draftId}
      onOpen={props.onOpen}
      removal={{ word: '删除暂存', onRemove: props.onRemove }}
      copies={({ application: { employer } }) => ({ firm: employer.name, phone: employer.agent.mobile })}
      empty="没有暂存的填写。"
      autoFocus
    />
  );
}
