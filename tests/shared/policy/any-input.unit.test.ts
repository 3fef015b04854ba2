/** Whatever stands in the file, it is decided or refused with a place: nothing makes the evaluation throw. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate } from '#shared/policy/evaluate.ts';
import { metScene } from '#tests/builders/policy-scene.ts';

type Node = Record<string, unknown>;

/** Every place of a value that something else could stand in. */
function places(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, member]) => places(member, [...path, key]))];
}

function replaced(value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown {
  if (key === undefined) return by;
  const copy = (Array.isArray(value) ? [...(value as unknown[])] : { ...(value as Node) }) as Node;
  copy[key] = replaced(copy[key], rest, by);
  return copy;
}

const odd = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom(
    '',
    ' ',
    '0000-01-01',
    '9999-12-31',
    '1900-01-01',
    '999912',
    '190001',
    '２０２２-08-22',
    'null',
    '440802200003150000',
    '是',
  ),
  fc.constantFrom(-1, 0, 1.5, Number.MAX_SAFE_INTEGER, null, true),
);

describe('any input', { timeout: 60_000 }, () => {
  it('is decided or refused', () => {
    const scene = metScene();
    const everywhere = places(scene);
    fc.assert(
      fc.property(fc.constantFrom(...everywhere), odd, (place, value) => {
        const result = evaluate(replaced(scene, place, value));
        const told = result.ok ? result.decision.entries.length : result.error.issues.length;
        expect(told).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });

  it('is refused when it is no case file at all', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(evaluate(value).ok).toBe(false);
      }),
    );
  });
});
