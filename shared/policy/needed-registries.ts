/** Which registers a pack's checks are decided from: without a copy of one its check stays open for everybody. */
import { registryKinds, type RegistryKind } from '../domain/registries.ts';
import type { PolicyPack } from './pack.ts';
import type { CheckId } from './verdict.ts';

/** `null`: the check reads no register of its own. Answers of the interface are asked for by person, so none is needed beforehand. */
const registerOfCheck: Readonly<Record<CheckId, RegistryKind | null>> = {
  'unit-type': 'business',
  'enrolment-place': 'insurance',
  'insured-here': 'insurance',
  'name-match': null,
  'insuring-employer': 'insurance',
  'last-month-contribution': 'insurance',
  'this-month-enrolment': 'insurance',
  'hired-in-period': 'insurance',
  'months-contributed': 'insurance',
  'programme-graduate': 'graduates',
  'entitled-group': 'graduates',
  'full-time': 'graduates',
  'labour-contract': 'contracts',
  'hiring-subsidy': 'hiringSubsidy',
  'already-paid': 'paid',
  'single-application': null,
};

/** In the order of the 数据 page. */
export function neededRegistries(pack: PolicyPack): readonly RegistryKind[] {
  const needed = new Set(pack.checks.map(({ check }) => registerOfCheck[check]));
  // Only the register shows that somebody is registered.
  const young = pack.parameters.furtherGroups.value.some(({ kind }) => kind === 'registered-unemployed');
  return registryKinds.filter((kind) => needed.has(kind) || (young && kind === 'unemployed'));
}
