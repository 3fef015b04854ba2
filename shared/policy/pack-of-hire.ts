/**
 * From 2025 on the days of acceptance of two packs may overlap: they choose the candidates, and the day of hire chooses the
 * pack of each person (招用日: 参保日期 with the applicant). A case is decided under one pack, so a roster under two becomes
 * two cases.
 */
import type { PlainDate } from '../domain/plain-date.ts';
import type { CaseFile } from './case-file.ts';
import { hireDay, insuranceFacts } from './insurance-rows.ts';
import { within, type HeldPack } from './pack.ts';
import { codeKey, employerKeys, RegistryIndex } from './registry-index.ts';

/** The days of hire that the register 参保缴费 shows, in the order of the roster; `null` where it shows none. */
export function hireDays({ employer, registries, roster }: CaseFile): readonly (PlainDate | null)[] {
  const index = new RegistryIndex(registries);
  const keys = employerKeys(employer);
  return roster.map(({ citizenId }) => hireDay(insuranceFacts(index.rows('insurance', codeKey(citizenId)), keys)));
}

/** The persons of one pack, by their place in the roster. */
export interface PackShare {
  readonly held: HeldPack;
  readonly rows: readonly number[];
}

/**
 * Who falls under which candidate, the larger share first. Rows whose day of hire is not known, or lies in none of the
 * packs, are in no share: no pack is theirs alone.
 */
export function packShares(
  candidates: readonly HeldPack[],
  hired: readonly (PlainDate | null)[],
): readonly PackShare[] {
  return candidates
    .map((held) => ({
      held,
      rows: hired.flatMap((day, row) =>
        day !== null && within(held.pack.parameters.hireWindow.value, day) ? [row] : [],
      ),
    }))
    .filter(({ rows }) => rows.length > 0)
    .sort((one, other) => other.rows.length - one.rows.length);
}

/**
 * The pack of a roster that needs no split: the one of its hires; where no hire is known, that of the days the firm wrote
 * down, else the one that takes the latest hires. Nobody is met without a row that shows the hire, so this pays nobody.
 */
export function packOfRoster(
  candidates: readonly HeldPack[],
  hired: readonly (PlainDate | null)[],
  declared: readonly (PlainDate | null)[] = [],
): HeldPack | null {
  const latest = candidates.toSorted((one, other) =>
    one.pack.parameters.hireWindow.value.from < other.pack.parameters.hireWindow.value.from ? 1 : -1,
  );
  return packShares(candidates, hired)[0]?.held ?? packShares(candidates, declared)[0]?.held ?? latest[0] ?? null;
}
