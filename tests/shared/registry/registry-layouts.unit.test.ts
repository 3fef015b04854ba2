/** The layouts of the registers as a whole: fields that name each other exist, and what a row must have. */
import { describe, expect, it } from 'vitest';
import { registryKinds, type RegistryKind } from '#shared/domain/registries.ts';
import { registryLayouts, type RegistryLayout } from '#shared/registry/registry-headings.ts';

const layouts: readonly (readonly [RegistryKind, RegistryLayout])[] = registryKinds.map((kind) => [
  kind,
  registryLayouts[kind] as RegistryLayout,
]);
const fieldsOf = ({ columns }: RegistryLayout): readonly string[] => columns.map(({ field }) => field);

describe.each(layouts)('the layout of %s', (kind, layout) => {
  it('is of its kind, names each field once and each heading once', () => {
    const headings = layout.columns.flatMap(({ heading, aliases }) => [heading, ...aliases]);
    expect(layout.kind).toBe(kind);
    expect(new Set(fieldsOf(layout)).size).toBe(layout.columns.length);
    expect(headings.filter((heading, at) => headings.indexOf(heading) !== at)).toEqual([]);
  });

  it('names only fields that it has: one of them must be there', () => {
    for (const fields of layout.oneOf)
      expect(fields.filter((field) => !fieldsOf(layout).includes(field as string))).toEqual([]);
  });

  it('keeps what is said of an employer together, in the order of the columns', () => {
    const fields = (layout.employerFields ?? []) as readonly string[];
    const first = fieldsOf(layout).indexOf(fields[0] ?? '');
    expect(fieldsOf(layout).slice(Math.max(first, 0), Math.max(first, 0) + fields.length)).toEqual(fields);
  });
});

describe('what a row must have', () => {
  it.each<[RegistryKind, string]>([
    ['business', 'unifiedSocialCreditCode'],
    ['insurance', 'citizenId'],
    ['graduates', 'citizenId'],
    ['graduateAnswers', 'citizenId'],
    ['contracts', 'citizenId'],
    ['hiringSubsidy', 'citizenId'],
    ['paid', 'citizenId'],
    ['unemployed', 'citizenId'],
  ])('%s: %s first', (kind, key) => {
    const [first] = registryLayouts[kind].columns;
    expect([first?.field, first?.required]).toEqual([key, true]);
  });
});
