/** What changes from one pack to the next, as data; the words stand in wording/packs.ts. */
import { canonicalJson } from './canonical-json.ts';
import { PackParameters, type PackParameter, type ParameterMark, type ParameterName, type PolicyPack } from './pack.ts';
import type { CheckId, CheckSource } from './verdict.ts';

export type PackDifference =
  | {
      readonly kind: 'parameter';
      readonly name: ParameterName;
      /** `null`: the pack does not hold the figure. */
      readonly before: PackParameter | null;
      readonly after: PackParameter | null;
    }
  | {
      readonly kind: 'mark';
      readonly name: ParameterName;
      readonly before: ParameterMark;
      readonly after: ParameterMark;
    }
  | { readonly kind: 'check-added'; readonly check: CheckId; readonly source: CheckSource }
  | { readonly kind: 'check-removed'; readonly check: CheckId; readonly source: CheckSource }
  | {
      readonly kind: 'check-source';
      readonly check: CheckId;
      readonly before: CheckSource;
      readonly after: CheckSource;
    };

const differ = (one: unknown, other: unknown): boolean => canonicalJson(one) !== canonicalJson(other);

function parameterDifferences(before: PolicyPack, after: PolicyPack): PackDifference[] {
  return (Object.keys(PackParameters.shape) as ParameterName[]).flatMap((name): PackDifference[] => {
    const old: PackParameter | null = before.parameters[name] ?? null;
    const next: PackParameter | null = after.parameters[name] ?? null;
    if (differ(old?.value, next?.value)) return [{ kind: 'parameter', name, before: old, after: next }];
    if (old === null || next === null || old.mark === next.mark) return [];
    return [{ kind: 'mark', name, before: old.mark, after: next.mark }];
  });
}

function checkDifferences(before: PolicyPack, after: PolicyPack): PackDifference[] {
  const old = new Map(before.checks.map(({ check, source }) => [check, source]));
  const next = new Map(after.checks.map(({ check, source }) => [check, source]));
  const changed = after.checks.flatMap(({ check, source }): PackDifference[] => {
    const was = old.get(check);
    if (was === undefined) return [{ kind: 'check-added', check, source }];
    return differ(was, source) ? [{ kind: 'check-source', check, before: was, after: source }] : [];
  });
  const removed = before.checks
    .filter(({ check }) => !next.has(check))
    .map(({ check, source }): PackDifference => ({ kind: 'check-removed', check, source }));
  return [...changed, ...removed];
}

/** Every figure, mark and condition that differs, in the order of the pack. */
export function diffPacks(before: PolicyPack, after: PolicyPack): readonly PackDifference[] {
  return [...parameterDifferences(before, after), ...checkDifferences(before, after)];
}
