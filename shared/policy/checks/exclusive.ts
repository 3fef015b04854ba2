/** 吸纳、已领: nobody is paid for twice (41号 五). Being in a list refuses however old it is; not being in it needs a fresh one. */
import { isFresh } from '../terms.ts';
import type { ReasonCode } from '../verdict.ts';
import { met, remediable, unknown, unmet, type PersonCheck } from './check.ts';

const notInList =
  (kind: 'hiringSubsidy' | 'paid', reason: ReasonCode): PersonCheck =>
  ({ index, citizenId, terms }) => {
    const [row] = index.rows(kind, citizenId);
    if (row !== undefined) {
      const { paidOn, employerName, divisionCode } = row;
      return unmet(reason, kind, {
        row,
        detail: { paidOn: paidOn ?? null, employerName: employerName ?? null, divisionCode: divisionCode ?? null },
      });
    }
    const asOf = index.asOf(kind);
    if (asOf === null) return unknown('list-missing', kind);
    return isFresh(asOf, terms) ? met(kind) : unknown('list-stale', kind);
  };

export const hiringSubsidy: PersonCheck = notInList('hiringSubsidy', 'hiring-subsidy-received');
export const alreadyPaid: PersonCheck = notInList('paid', 'already-paid');

/** One person, one application: the earlier one has the claim; which of two is right, an officer must find out. */
export const singleApplication: PersonCheck = ({ isDuplicate, otherApplications, citizenId, terms }) => {
  if (isDuplicate) return remediable('duplicate-in-roster', null);
  const claims = (otherApplications.get(citizenId) ?? []).filter(
    ({ receivedOn }) => receivedOn === undefined || receivedOn < terms.receivedOn,
  );
  if (claims.length === 0) return met(null);
  return unknown('claimed-by-another-application', null, {
    detail: { applications: claims.map(({ id }) => id).sort() },
  });
};
