/** The second officer's proof, put beside each record that names that officer. */
import { attestationStatement, type CaseSpokenOf } from '#shared/casework/confirmations.ts';
import type { Application, Attestation } from '#shared/domain/application.ts';
import type { Draft } from '../../store/cases/case-store.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import type { ConfirmedOfficer } from '../../store/second-officer.ts';
import type { AttestChange } from './attest-choices.ts';
import type { SelectedSubject } from './use-selected-results.ts';

/** The case on a sheet, as a second officer's word names it. */
export function caseOnSheet(store: CounterStore, draft: Draft, { employer }: Application): CaseSpokenOf {
  const caseId = draft.caseId ?? draft.draftId;
  const number = store.cases.list().find((line) => line.caseId === caseId)?.number ?? '';
  return { caseId, number, employerName: employer.name, unifiedSocialCreditCode: employer.unifiedSocialCreditCode };
}

/** The changes with every record sealed that the second officer stands for; `null` where the word was used already. */
export async function vouched(
  of: CaseSpokenOf,
  changes: readonly AttestChange[],
  subjects: readonly SelectedSubject[],
  confirmed: ConfirmedOfficer,
): Promise<readonly AttestChange[] | null> {
  const numbers = new Map(subjects.map(({ id, number }) => [id, number]));
  const records = changes.flatMap(({ subjectId, add }) =>
    add
      .filter(({ confirmedBy }) => confirmedBy !== undefined)
      .map((record) => ({ record, statement: attestationStatement(of, numbers.get(subjectId) ?? '', record) })),
  );
  const seals = await confirmed.vouch(records.map(({ statement }) => statement));
  if (seals === null) return null;
  const proof = new Map(records.map(({ record }, at) => [record, seals[at]]));
  const sealed = (record: Attestation): Attestation => {
    const confirmation = proof.get(record);
    return confirmation === undefined ? record : { ...record, confirmation };
  };
  return changes.map((change) => ({ ...change, add: change.add.map(sealed) }));
}
