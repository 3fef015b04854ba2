/** The second officer's proof, put beside each record that names that officer. */
import { attestationStatement } from '#shared/casework/confirmations.ts';
import type { Attestation } from '#shared/domain/application.ts';
import type { ConfirmedOfficer } from '../../store/second-officer.ts';
import type { AttestChange } from './attest-choices.ts';
import type { SelectedSubject } from './use-selected-results.ts';

/** The changes with every record sealed that the second officer stands for; `null` where the word was used already. */
export async function vouched(
  changes: readonly AttestChange[],
  subjects: readonly SelectedSubject[],
  confirmed: ConfirmedOfficer,
): Promise<readonly AttestChange[] | null> {
  const numbers = new Map(subjects.map(({ id, number }) => [id, number]));
  const records = changes.flatMap(({ subjectId, add }) =>
    add
      .filter(({ confirmedBy }) => confirmedBy !== undefined)
      .map((record) => ({ record, statement: attestationStatement(numbers.get(subjectId) ?? '', record) })),
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
