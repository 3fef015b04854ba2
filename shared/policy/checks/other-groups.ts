/**
 * Groups beyond the graduates of the window as the packs of 2022 and 2023 ask for them, inside 毕业生身份 (52号, 37号). 登记失业 16–24 can be shown by the register `unemployed`;
 * 离校两年内未就业 stands in the education departments' real-name lists, which no office has handed over in a known form.
 * A register that does not show a person is no refusal: the group stays open. From 2024 on groups.ts asks for each group.
 */
import { parseCitizenId, ageOn } from '../../domain/citizen-id.ts';
import { firstDayOf, monthOf } from '../../domain/plain-date.ts';
import type { RegistryRow } from '../../domain/registries.ts';
import { hireDay } from '../insurance-rows.ts';
import { met, unknown, type Finding, type PersonContext } from './check.ts';

type UnemployedRow = RegistryRow<'unemployed'>;

/**
 * Registered when hired: from no later than the day of enrolment until, at the earliest, the month of it. A row without
 * an end shows it only as far as the copy goes: one made before that month says nothing about it.
 */
export function registeredAtHire(person: PersonContext): UnemployedRow | null {
  const hiredOn = hireDay(person.insurance);
  if (hiredOn === null) return null;
  const monthBegins = firstDayOf(monthOf(hiredOn));
  const asOf = person.index.asOf('unemployed') ?? '';
  const shows = ({ registeredOn, endedOn }: UnemployedRow): boolean =>
    Boolean(registeredOn) && (registeredOn ?? '') <= hiredOn && (endedOn || asOf) >= monthBegins;
  return person.index.rows('unemployed', person.citizenId).find(shows) ?? null;
}

/** Inside the ages on the day of hire and on the day of acceptance: texts differ on the day, so both must hold. */
function ofAge(person: PersonContext, from: number, to: number): boolean {
  const id = parseCitizenId(person.citizenId);
  const hiredOn = hireDay(person.insurance);
  if (!id.ok || hiredOn === null) return false;
  return [hiredOn, person.terms.date]
    .map((day) => ageOn(id.value.bornOn, day))
    .every((age) => from <= age && age <= to);
}

/** met where a register shows the group, else unknown: a group that cannot be verified is never refused. */
export function memberOfOtherGroup(person: PersonContext): Finding {
  for (const group of person.parameters.furtherGroups) {
    if (group.kind === 'registered-unemployed' && ofAge(person, group.ageFrom, group.ageTo)) {
      const row = registeredAtHire(person);
      if (row !== null) return met('unemployed', { row, detail: { group: group.kind } });
    }
  }
  const groups = person.parameters.furtherGroups.map(({ kind }) => kind);
  const hasRegister = person.index.asOf('unemployed') !== null;
  return unknown('other-group-not-verified', hasRegister ? 'unemployed' : 'graduates', { detail: { groups } });
}
