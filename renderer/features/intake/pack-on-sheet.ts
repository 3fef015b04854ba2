/** Which pack decides the sheet: that of the day, or, where several accept on it, that of the persons' days of hire. */
import type { SheetShare } from '#shared/casework/split-by-pack.ts';
import type { CaseFileResult } from '#shared/casework/to-case-file.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import type { RegistrySet } from '#shared/domain/registries.ts';
import { packsOn, type PackChoice } from '#shared/policy/pack-library.ts';
import { hireDays, packOfRoster, packShares } from '#shared/policy/pack-of-hire.ts';
import type { HeldPack } from '#shared/policy/pack.ts';

export interface PackOnSheet {
  /** `null` where none decides. Of a sheet that is to be divided, the pack of the larger part. */
  readonly held: HeldPack | null;
  /** The parts of a sheet that is to be divided; empty for any other. */
  readonly shares: readonly SheetShare[];
  /** By entry id, where the day of hire chose the pack; empty where the day of acceptance did. */
  readonly hired: ReadonlyMap<string, PlainDate | null>;
}

const plainly = (held: HeldPack | null): PackOnSheet => ({ held, shares: [], hired: new Map() });

export interface SheetRequest {
  readonly choice: PackChoice | null;
  readonly packs: readonly HeldPack[];
  readonly date: PlainDate;
  readonly sheet: CaseFileResult;
  /** What was gathered for these persons; `null` before that. */
  readonly registries: RegistrySet | null;
}

export function packOnSheet({ choice, packs, date, sheet, registries }: SheetRequest): PackOnSheet {
  if (choice?.ok === true) return plainly(choice.held);
  if (choice === null || choice.reason !== 'by-hire') return plainly(null);
  const candidates = packsOn(date, packs);
  const { caseFile, entryIds } = sheet;
  const declared = caseFile?.roster.map(({ enrolledOn }) => enrolledOn ?? null) ?? [];
  if (caseFile === null || registries === null) return plainly(packOfRoster(candidates, [], declared));
  const days = hireDays({ ...caseFile, registries });
  const shares = packShares(candidates, days).map(({ held, rows }) => ({
    held,
    entryIds: rows.flatMap((row) => entryIds[row] ?? []),
  }));
  return {
    held: packOfRoster(candidates, days, declared),
    shares: shares.length > 1 ? shares : [],
    hired: new Map(entryIds.map((entryId, row) => [entryId, days[row] ?? null])),
  };
}
