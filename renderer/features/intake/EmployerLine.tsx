/** The firm in one line once it is known; F4 opens the whole 申请表. */
import type { ApplicationEmployer } from '#shared/domain/application.ts';
import type { CheckResult } from '#shared/policy/verdict.ts';
import { groupBankAccount } from '#shared/domain/bank-account.ts';
import { Button } from '../../ui/Button.tsx';
import { VerdictMark } from '../../ui/VerdictMark.tsx';
import { checkNames } from '#shared/policy/check-names.ts';

export interface EmployerLineProps {
  readonly employer: ApplicationEmployer;
  readonly checks: readonly CheckResult[];
  readonly onEdit: () => void;
  readonly onShowChecks: () => void;
}

export function EmployerLine({ employer, checks, onEdit, onShowChecks }: EmployerLineProps) {
  return (
    <section className="employer-line" aria-label="单位">
      <strong>{employer.name || '（未填单位）'}</strong>
      <span className="number">{employer.unifiedSocialCreditCode || employer.employerNumber}</span>
      <button type="button" className="employer-line__checks" onClick={onShowChecks} title="查看依据与证据">
        {checks.map((check) => (
          <span key={check.check}>
            <VerdictMark verdict={check.verdict} short /> {checkNames[check.check]}
          </span>
        ))}
      </button>
      <span className="soft">
        经办人 {employer.agent.name || '未填'} · 账户{' '}
        <span className="number">
          {employer.account.number === '' ? '未填' : groupBankAccount(employer.account.number)}
        </span>
      </span>
      <span className="grow" />
      <Button keyHint="F4" onClick={onEdit}>
        修改单位
      </Button>
    </section>
  );
}
