/** 姓名: the person of the roster is the person of the registers. Our own care: the number may be mistyped into another's. */
import { normalisePersonName } from '../../domain/normalise.ts';
import { met, remediable, unknown, type PersonCheck } from './check.ts';

export const nameMatch: PersonCheck = ({ entry, citizenId, insurance, index }) => {
  const rows = [
    ...insurance.all.map((row) => ({ registry: 'insurance' as const, row })),
    ...index.rows('graduates', citizenId).map((row) => ({ registry: 'graduates' as const, row })),
  ];
  const [first] = rows;
  if (first === undefined) return unknown('not-found', 'insurance');
  const wanted = normalisePersonName(entry.name);
  const equal = rows.find(({ row }) => normalisePersonName(row.name ?? '') === wanted);
  if (equal !== undefined) return met(equal.registry, { row: equal.row });
  const named = rows.find(({ row }) => row.name);
  if (named === undefined) return unknown('name-missing', first.registry, { row: first.row });
  return remediable('name-differs', named.registry, { row: named.row, detail: { registeredName: named.row.name } });
};
