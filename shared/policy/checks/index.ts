/** The ordered table of checks (policy/README.md). A pack says which of them apply and who set each condition. */
import type { CheckGroup, CheckId } from '../verdict.ts';
import type { EmployerCheck, PersonCheck } from './check.ts';
import { labourContract } from './contract.ts';
import { fullTime, programmeGraduate } from './diploma.ts';
import { alreadyPaid, hiringSubsidy, singleApplication } from './exclusive.ts';
import { entitledGroup } from './groups.ts';
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
  { id: 'entitled-group', group: 'diploma', of: 'person', run: entitledGroup },
  { id: 'full-time', group: 'diploma', of: 'person', run: fullTime },
  { id: 'labour-contract', group: 'contract', of: 'person', run: labourContract },
  { id: 'hiring-subsidy', group: 'hiringSubsidy', of: 'person', run: hiringSubsidy },
  { id: 'already-paid', group: 'alreadyPaid', of: 'person', run: alreadyPaid },
  { id: 'single-application', group: 'alreadyPaid', of: 'person', run: singleApplication },
];

const idsByGroup = new Map<CheckGroup, CheckId[]>();
for (const { id, group } of checkTable) idsByGroup.set(group, [...(idsByGroup.get(group) ?? []), id]);

/** The checks of a group, in the order of the table. */
export const checksIn = (group: CheckGroup): readonly CheckId[] => idsByGroup.get(group) ?? [];

/** Group of each check. */
export const checkGroups: Readonly<Record<CheckId, CheckGroup>> = Object.fromEntries(
  checkTable.map(({ id, group }) => [id, group]),
) as Record<CheckId, CheckGroup>;
