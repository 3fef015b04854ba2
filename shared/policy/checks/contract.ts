/** 合同 (41号 一: 签订劳动合同). A missing or wrong contract is the applicant's to bring, never a refusal. */
import { normaliseEmployerName } from '../../domain/normalise.ts';
import type { RegistryRow } from '../../domain/registries.ts';
import { codeKey } from '../registry-index.ts';
import { isFresh } from '../terms.ts';
import { met, remediable, unknown, type PersonCheck, type PersonContext } from './check.ts';

type ContractRow = RegistryRow<'contracts'>;

type ContractState = 'in-force' | 'not-begun' | 'ended' | 'from-missing' | 'to-missing';

/** In force on the day, before, after; the missing day that keeps us from knowing. Only a `to` of `null` is an open end. */
function stateOn({ from, to }: ContractRow, day: string): ContractState {
  if (from && from > day) return 'not-begun';
  if (to && to < day) return 'ended';
  if (!from) return 'from-missing';
  return to === undefined ? 'to-missing' : 'in-force';
}

/** A contract with this firm: by code. */
export const isOurs = (row: ContractRow, { employerKeys }: PersonContext): boolean =>
  employerKeys.code !== '' && codeKey(row.unifiedSocialCreditCode) === employerKeys.code;

/** Same name, and no code on one side to tell: could be ours. */
const mayBeOurs = (row: ContractRow, { employerKeys }: PersonContext): boolean =>
  (codeKey(row.unifiedSocialCreditCode) === '' || employerKeys.code === '') &&
  normaliseEmployerName(row.employerName ?? '') === employerKeys.name;

export const labourContract: PersonCheck = (person) => {
  const { index, citizenId, terms } = person;
  const rows = index.rows('contracts', citizenId);
  const ours = rows.filter((row) => isOurs(row, person)).map((row) => ({ row, state: stateOn(row, terms.date) }));
  const rowThat = (wanted: ContractState): ContractRow | undefined => ours.find(({ state }) => state === wanted)?.row;
  const inForce = rowThat('in-force');
  if (inForce !== undefined) return met('contracts', { row: inForce });
  for (const missing of ['from-missing', 'to-missing'] as const) {
    const undated = rowThat(missing);
    if (undated !== undefined) return unknown(missing, 'contracts', { row: undated });
  }
  const later = rowThat('not-begun');
  if (later !== undefined)
    return remediable('contract-not-started', 'contracts', { row: later, detail: { from: later.from } });
  const over = rowThat('ended');
  if (over !== undefined) return remediable('contract-ended', 'contracts', { row: over, detail: { to: over.to } });
  const similar = rows.find((row) => mayBeOurs(row, person));
  if (similar !== undefined) return unknown('sources-disagree', 'contracts', { row: similar });
  const [other] = rows;
  if (other !== undefined)
    return remediable('contract-with-another-employer', 'contracts', {
      row: other,
      detail: { employerName: other.employerName ?? null },
    });
  const asOf = index.asOf('contracts');
  return asOf !== null && isFresh(asOf, terms)
    ? remediable('contract-missing', 'contracts')
    : unknown('not-found', 'contracts');
};
