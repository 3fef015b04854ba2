/** What an answer says in words, from what it rests on. */
import type { Suggestion } from '#shared/aftercare/inquiry/suggest.ts';
import type { RowAnswer } from '#shared/aftercare/inquiry/event.ts';
import type { PaymentFault } from '#shared/aftercare/codes.ts';
import { itemStateLabels, paymentFaultWords } from '#shared/wording/aftercare.ts';
import { rowCodeLabels } from '#shared/wording/inquiry.ts';
import { checkLabels } from '#shared/wording/checks.ts';
import { registryNames } from '#shared/wording/registries.ts';

function basisWords({ basis }: Suggestion): string {
  if (basis.kind === 'item') {
    const { source, state } = basis.item;
    const fault = basis.fault === '' ? '' : `，${basis.fault} ${paymentFaultWords[basis.fault as PaymentFault].label}`;
    return `${source.reference} ${source.employerName} ${itemStateLabels[state]}${fault}`;
  }
  const { check, evidence, source } = basis.check;
  const registry =
    evidence.registry === null ? '' : `${registryNames[evidence.registry]}数据截至 ${evidence.asOf ?? ''}，`;
  return `${registry}${checkLabels[check]}；${source.document} ${source.clause}`;
}

/** The answer as it would be recorded; an officer may say it otherwise. */
export function answerOf(line: number, suggestion: Suggestion): RowAnswer {
  const { code, evidenceOn, paidOn, amountFen } = suggestion;
  return {
    line,
    code,
    note: rowCodeLabels[code],
    evidence: basisWords(suggestion).slice(0, 500),
    evidenceOn,
    paidOn,
    amountFen,
  };
}
