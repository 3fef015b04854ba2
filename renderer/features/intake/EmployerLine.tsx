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
  /** What is still missing on the 申请表, as a number of fields. */
  readonly missing: number;
  /** Same firm: what else is under way here; empty when nothing. */
  readonly underWay: string;
  readonly onEdit: () => void;
  readonly onShowChecks: () => void;
}

export function EmployerLine({ employer, checks, missing, underWay, onEdit, onShowChecks }: EmployerLineProps) {
  return (
    <section className="employer-line" aria-label="单位">
      <strong title={[employer.name, employer.unifiedSocialCreditCode].join(' ').trim()}>
        {employer.name || '（未填单位）'}
      </strong>
      <span className="number">{employer.unifiedSocialCreditCode || employer.employerNumber}</span>
      <button type="button" className="employer-line__checks" onClick={onShowChecks} title="查看依据与证据">
        {checks.map((check) => (
          <span key={check.check}>
            <VerdictMark verdict={check.verdict} short />{' '}
            <span className="employer-line__check">{checkNames[check.check]}</span>
          </span>
        ))}
      </button>
      <span className="employer-line__rest soft" title={underWay === '' ? undefined : `本单位另有：${underWay}`}>
        经办人 {employer.agent.name || '未填'} <span className="number">{employer.agent.mobile}</span> · 账户{' '}
        <span className="number">
          {employer.account.number === '' ? '未填' : groupBankAccount(employer.account.number)}
        </span>
        {underWay === '' ? '' : ` · 本单位另有：${underWay}`}
      </span>
      {missing > 0 ? <span className="employer-line__missing number">待填 {missing} 项</span> : null}
      <Button keyHint="employer" onClick={onEdit}>
        修改单位
      </Button>
    </section>
  );
}
