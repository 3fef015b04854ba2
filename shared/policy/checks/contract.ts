/** 合同 (41号 一: 签订劳动合同). A missing or wrong contract is the applicant's to bring, never a refusal. */
import { normaliseEmployerName } from '../../domain/normalise.ts';
import type { RegistryRow } from '../../domain/registries.ts';
import { codeKey } from '../registry-index.ts';
import { isFresh } from '../terms.ts';
import { met, remediable, unknown, type PersonCheck, type PersonContext } from './check.ts';

type ContractRow = RegistryRow<'contracts'>;

/** In force on the day, before, after; `undefined` when the first day is missing and the last has not passed. */
function stateOn(row: ContractRow, day: string): 'in-force' | 'not-begun' | 'ended' | undefined {
  if (row.to && row.to < day) return 'ended';
  if (!row.from) return undefined;
  return row.from <= day ? 'in-force' : 'not-begun';
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
  const inForce = ours.find(({ state }) => state === 'in-force');
  if (inForce !== undefined) return met('contracts', { row: inForce.row });
  const undated = ours.find(({ state }) => state === undefined);
  if (undated !== undefined) return unknown('from-missing', 'contracts', { row: undated.row });
  const later = ours.find(({ state }) => state === 'not-begun');
  if (later !== undefined)
    return remediable('contract-not-started', 'contracts', { row: later.row, detail: { from: later.row.from } });
  const over = ours.find(({ state }) => state === 'ended');
  if (over !== undefined)
    return remediable('contract-ended', 'contracts', { row: over.row, detail: { to: over.row.to } });
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
