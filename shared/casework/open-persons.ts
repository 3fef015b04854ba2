/** Persons whom an acceptance left 待核: the case is accepted, they are still to be answered. */
import type { CaseSummary } from './case-state.ts';

export const openPersons = ({ rounds, persons, status }: Pick<CaseSummary, 'rounds' | 'persons' | 'status'>): number =>
  rounds.length === 0 || status === 'voided' || status === 'withdrawn'
    ? 0
    : persons.filter(({ standing }) => standing === 'open').length;
