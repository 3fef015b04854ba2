/**
 * What an office may set while it confirms a pack: the figures that the sources leave to the place, or read in two ways. Set
 * otherwise than shipped, they make another version of the pack, which names the office's document as their source.
 */
import type { PlainDate } from '../domain/plain-date.ts';
import { parametersOf, type FurtherGroup, type PolicyPack } from './pack.ts';

export const ageDays = ['hire', 'acceptance', 'both'] as const;
export type AgeDay = (typeof ageDays)[number];

export interface LocalFigures {
  /** Integer fen. */
  readonly amountFen: number;
  readonly acceptance: { readonly from: PlainDate; readonly to: PlainDate };
  readonly monthsInARow: boolean;
  /** 离校两年 by the year of graduation, or to the day. */
  readonly leftSchoolToTheDay: boolean;
  readonly ageOn: AgeDay;
  /** Social organisations may claim for registered unemployed only. */
  readonly societiesForRegisteredOnly: boolean;
}

const TWO_YEARS = 24;

/** The same in a pack: which of the figures it holds, and as what. Whether it can be set: {@link canBeSet}. */
export function localFigures({ parameters }: PolicyPack): LocalFigures {
  const groups = parameters.furtherGroups.value;
  const young = groups.find((group) => group.kind === 'registered-unemployed');
  const left = groups.find((group) => group.kind === 'left-school-unemployed');
  return {
    amountFen: parameters.amountFen.value,
    acceptance: parameters.acceptance.value,
    monthsInARow: parameters.monthsInARow?.value ?? false,
    leftSchoolToTheDay: left?.withinMonths !== undefined,
    ageOn: young?.ageOn ?? 'both',
    societiesForRegisteredOnly: parameters.groupUnitTypes?.value['programme-graduate'] !== undefined,
  };
}

/** The figures of this pack that wait for local confirmation and can be set in the form; whatever else differs comes as a file. */
export function canBeSet({ parameters, checks }: PolicyPack): ReadonlySet<keyof LocalFigures> {
  const byGroup = checks.some(({ check }) => check === 'entitled-group');
  const isOpen = (name: 'amountFen' | 'acceptance' | 'monthsInARow' | 'furtherGroups' | 'groupUnitTypes'): boolean =>
    parameters[name]?.mark === '待本地核定';
  const names: readonly (readonly [keyof LocalFigures, boolean])[] = [
    ['amountFen', isOpen('amountFen')],
    ['acceptance', isOpen('acceptance')],
    ['monthsInARow', isOpen('monthsInARow')],
    ['leftSchoolToTheDay', byGroup && isOpen('furtherGroups')],
    ['ageOn', byGroup && isOpen('furtherGroups')],
    ['societiesForRegisteredOnly', byGroup && isOpen('groupUnitTypes')],
  ];
  return new Set(names.flatMap(([name, open]) => (open ? [name] : [])));
}

const LOCALLY_SET = '本地核定';

/** Whether an office set a figure of this pack while it confirmed it. */
export const isLocallySet = (pack: PolicyPack): boolean =>
  parametersOf(pack).some(([, { source }]) => source.clause === LOCALLY_SET);

function groupWith(group: FurtherGroup, { leftSchoolToTheDay, ageOn }: LocalFigures): FurtherGroup {
  if (group.kind === 'left-school-unemployed') {
    const { withinMonths, ...rest } = group;
    return leftSchoolToTheDay ? { ...rest, withinMonths: withinMonths ?? TWO_YEARS } : rest;
  }
  const { ageOn: _, ...rest } = group;
  return ageOn === 'both' ? rest : { ...rest, ageOn };
}

/** The pack with these figures; what is set otherwise names the document, and keeps its mark until the pack is confirmed. */
export function withLocalFigures(pack: PolicyPack, figures: LocalFigures, document: string): PolicyPack {
  const was = localFigures(pack);
  const open = canBeSet(pack);
  const differs = (name: keyof LocalFigures): boolean =>
    open.has(name) && JSON.stringify(was[name]) !== JSON.stringify(figures[name]);
  const level = pack.place.divisionCode.endsWith('0000') ? ('province' as const) : ('city' as const);
  const source = { document, clause: LOCALLY_SET, level };
  const { parameters } = pack;
  const set = <P extends { readonly value: unknown; note?: string | undefined }>(
    parameter: P,
    value: P['value'],
  ): P => {
    const { note: _, ...rest } = parameter;
    return { ...rest, value, source } as unknown as P;
  };
  const groups = differs('leftSchoolToTheDay') || differs('ageOn');
  const { monthsInARow, groupUnitTypes } = parameters;
  const limits = figures.societiesForRegisteredOnly
    ? { 'programme-graduate': ['enterprise' as const], 'left-school-unemployed': ['enterprise' as const] }
    : {};
  return {
    ...pack,
    parameters: {
      ...parameters,
      ...(differs('amountFen') ? { amountFen: set(parameters.amountFen, figures.amountFen) } : {}),
      ...(differs('acceptance') ? { acceptance: set(parameters.acceptance, figures.acceptance) } : {}),
      ...(monthsInARow !== undefined && differs('monthsInARow')
        ? { monthsInARow: set(monthsInARow, figures.monthsInARow) }
        : {}),
      ...(groups
        ? {
            furtherGroups: set(
              parameters.furtherGroups,
              parameters.furtherGroups.value.map((group) => groupWith(group, figures)),
            ),
          }
        : {}),
      ...(groupUnitTypes !== undefined && differs('societiesForRegisteredOnly')
        ? { groupUnitTypes: set(groupUnitTypes, limits) }
        : {}),
    },
  };
}
