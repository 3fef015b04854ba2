/** The ordered table of checks (policy/README.md). A pack says which of them apply and who set each condition. */
import type { CheckGroup, CheckId } from '../verdict.ts';
import type { EmployerCheck, PersonCheck } from './check.ts';
import { labourContract } from './contract.ts';
import { fullTime, programmeGraduate } from './diploma.ts';
import { alreadyPaid, hiringSubsidy, singleApplication } from './exclusive.ts';
import { nameMatch } from './identity.ts';
import {
  hiredInPeriod,
  insuredHere,
  insuringEmployer,
  lastMonthContribution,
  monthsContributed,
  thisMonthEnrolment,
} from './insurance.ts';
import { enrolmentPlace, unitType } from './licence.ts';

export type CheckEntry =
  | { readonly id: CheckId; readonly group: CheckGroup; readonly of: 'employer'; readonly run: EmployerCheck }
  | { readonly id: CheckId; readonly group: CheckGroup; readonly of: 'person'; readonly run: PersonCheck };

export const checkTable: readonly CheckEntry[] = [
  { id: 'unit-type', group: 'licence', of: 'employer', run: unitType },
  { id: 'enrolment-place', group: 'licence', of: 'employer', run: enrolmentPlace },
  { id: 'insured-here', group: 'insurance', of: 'person', run: insuredHere },
  { id: 'name-match', group: 'identity', of: 'person', run: nameMatch },
  { id: 'insuring-employer', group: 'insurance', of: 'person', run: insuringEmployer },
  { id: 'last-month-contribution', group: 'insurance', of: 'person', run: lastMonthContribution },
  { id: 'this-month-enrolment', group: 'insurance', of: 'person', run: thisMonthEnrolment },
  { id: 'hired-in-period', group: 'insurance', of: 'person', run: hiredInPeriod },
  { id: 'months-contributed', group: 'insurance', of: 'person', run: monthsContributed },
  { id: 'programme-graduate', group: 'diploma', of: 'person', run: programmeGraduate },
  { id: 'full-time', group: 'diploma', of: 'person', run: fullTime },
  { id: 'labour-contract', group: 'contract', of: 'person', run: labourContract },
  { id: 'hiring-subsidy', group: 'exclusive', of: 'person', run: hiringSubsidy },
  { id: 'already-paid', group: 'exclusive', of: 'person', run: alreadyPaid },
  { id: 'single-application', group: 'exclusive', of: 'person', run: singleApplication },
];

/** Group of each check: the columns of the grid are made of it. */
export const checkGroups: Readonly<Record<CheckId, CheckGroup>> = Object.fromEntries(
  checkTable.map(({ id, group }) => [id, group]),
) as Record<CheckId, CheckGroup>;
