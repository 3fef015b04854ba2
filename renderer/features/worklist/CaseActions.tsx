/** What may be done with a case where it stands; the table of transitions decides, this only shows it. */
import type { CaseActionKind } from '#shared/casework/action.ts';
import { isAllowed, phaseOf } from '#shared/casework/transitions.ts';
import type { OfficerRole } from '#shared/domain/officer.ts';
import type { CaseSummary } from '../../store/cases/case-store.ts';
import { Button } from '../../ui/Button.tsx';
import type { DraftPurpose } from './case-drafts.ts';
import { openPersons } from '#shared/casework/open-persons.ts';

export type CaseDialog = 'voided' | 'withdrawn' | 'copy' | 'note';

export interface CaseActionsProps {
  readonly summary: CaseSummary;
  readonly role: OfficerRole;
  /** What somebody came for: `decide` or `amend`. */
  readonly wanted?: string | undefined;
  readonly onEdit: (purpose: DraftPurpose) => void;
  readonly onDialog: (dialog: CaseDialog) => void;
}

/** Whether 补正 or 补充决定 comes next here: the one main button of the page, before any paper. */
export const awaitsDecision = (summary: CaseSummary, role: OfficerRole): boolean =>
  isAllowed(phaseOf(summary), 'deficiencyNotified', role) ||
  (isAllowed(phaseOf(summary), 'supplemented', role) && openPersons(summary) > 0);

export function CaseActions({ summary, role, wanted, onEdit, onDialog }: CaseActionsProps) {
  const may = (kind: CaseActionKind): boolean => isAllowed(phaseOf(summary), kind, role);
  const open = openPersons(summary);
  const landing = (place: string) => (wanted === place ? { 'data-landing': '' } : {});
  return (
    <div className="row">
      {may('deficiencyNotified') ? (
        <Button look="primary" shortcut="correct" {...landing('decide')} onClick={() => onEdit('decide')}>
          补正 / 重新判定
        </Button>
      ) : null}
      {may('supplemented') && open > 0 ? (
        <Button look="primary" shortcut="correct" {...landing('decide')} onClick={() => onEdit('supplement')}>
          补充决定（待核 {open} 人）
        </Button>
      ) : null}
      {may('corrected') ? (
        <Button shortcut="amend" {...landing('amend')} onClick={() => onEdit('correct')}>
          更正
        </Button>
      ) : null}
      {may('caseNote') ? (
        <Button shortcut="addNote" onClick={() => onDialog('note')}>
          备注
        </Button>
      ) : null}
      <Button shortcut="copyAsNew" onClick={() => onDialog('copy')}>
        复制为新受理
      </Button>
      {may('withdrawn') ? (
        <Button shortcut="withdraw" onClick={() => onDialog('withdrawn')}>
          申请人撤回
        </Button>
      ) : null}
      {may('voided') ? (
        <Button look="danger" shortcut="voidCase" onClick={() => onDialog('voided')}>
          作废
        </Button>
      ) : null}
    </div>
  );
}
