/** Whatever order files, corrections and batches come in: nobody leaves twice without having come back, and nobody who came back is forgotten. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { CaseAction } from '#shared/casework/action.ts';
import { foldCase } from '#shared/casework/case-state.ts';
import type { ProvinceOutcome } from '#shared/casework/province-answer.ts';
import { isWaiting } from '#shared/casework/rounds.ts';
import { addDays, plainDate } from '#shared/domain/plain-date.ts';
import { exportRounds } from '#shared/batches/export-rounds.ts';
import { provincialRecords } from '#shared/layouts/provincial-record.ts';
import type { Verdict } from '#shared/policy/verdict.ts';
import { aCorrection, anExport, answered, stored } from '#tests/builders/a-case-action.ts';
import { aCitizenId } from '#tests/builders/a-case-paper.ts';
import { anApplication, aRosterEntry } from '#tests/builders/an-application.ts';

const PERSONS = [0, 1, 2] as const;
const whole = anApplication({
  roster: PERSONS.map((at) => aRosterEntry({ entryId: `e${at}`, name: `甲${at}`, citizenId: aCitizenId(at) })),
});
const FIRST = plainDate('2022-08-22');
const correction = (verdicts: readonly Verdict[]) =>
  aCorrection(whole, verdicts) as Extract<CaseAction, { kind: 'corrected' }>;
const acceptance = (): CaseAction => {
  const { kind: _, reason: __, remedyBy: ___, ...rest } = correction(['met', 'met', 'met']);
  return { kind: 'accepted', ...rest };
};

type Outcomes = readonly (ProvinceOutcome | null)[];
type Step =
  | { readonly does: 'export' }
  /** `ago`: by how many days the file is older than the day on which it is read. */
  | { readonly does: 'answer'; readonly ago: number; readonly outcomes: Outcomes }
  | { readonly does: 'correct'; readonly met: readonly boolean[] };

const outcome = fc.constantFrom<ProvinceOutcome | null>('accepted', 'paid', 'inProcess', 'refused', 'failed', null);
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ does: fc.constant('export' as const) }),
  fc.record({
    does: fc.constant('answer' as const),
    ago: fc.nat(4),
    outcomes: fc.array(outcome, { minLength: 3, maxLength: 3 }),
  }),
  fc.record({
    does: fc.constant('correct' as const),
    met: fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }).filter((all) => all.some(Boolean)),
  }),
);

/** What the province has and thinks of each person, and what waits to leave, kept in the plainest way. */
class Model {
  readonly sent = PERSONS.map(() => false);
  readonly back = PERSONS.map(() => false);
  readonly said = PERSONS.map(() => ({ day: '', back: false }));
  met = PERSONS.map(() => true);
  waiting = new Set<number>(PERSONS);

  answer(day: string, outcomes: Outcomes): void {
    for (const at of PERSONS) {
      const word = outcomes[at] ?? null;
      const before = this.said[at];
      if (word === null || before === undefined || day < before.day) continue;
      const back = word === 'refused' || word === 'failed';
      this.said[at] = { day, back };
      if (this.sent[at]) this.back[at] = back;
    }
  }

  correct(day: string, met: readonly boolean[]): void {
    this.met = [...met];
    this.waiting = new Set(PERSONS.filter((at) => (met[at] ? !this.sent[at] || this.back[at] : this.sent[at])));
    for (const at of PERSONS) if (this.said[at]?.back) this.said[at] = { day, back: false };
  }

  depart(): readonly string[] {
    const rows = [...this.waiting].map(aCitizenId);
    for (const at of this.waiting) {
      this.sent[at] = this.met[at] ?? false;
      this.back[at] = false;
    }
    this.waiting.clear();
    return rows.toSorted();
  }
}

/** Every batch as it left and as the book has it. */
function run(steps: readonly Step[]) {
  const batches: { readonly left: readonly string[]; readonly book: readonly string[] }[] = [];
  const model = new Model();
  const actions: CaseAction[] = [acceptance()];
  let day = FIRST;
  let batch = 0;
  for (const step of steps) {
    day = addDays(day, 1);
    const summary = foldCase('c1', stored(actions));
    const left = summary?.batchNumber !== null;
    if (step.does === 'export') {
      const waiting = summary?.rounds.filter(isWaiting).map(({ ledgerNumber }) => ledgerNumber) ?? [];
      const rows = exportRounds('n', stored(actions))
        .filter(({ sequence }) => waiting.includes(sequence))
        .flatMap(({ source }) => [...provincialRecords(source)].map(({ values }) => values.citizenId ?? ''));
      batches.push({ left: rows.toSorted(), book: model.depart() });
      if (waiting.length === 0) continue;
      batch += 1;
      actions.push(anExport(`批次${batch}`, waiting));
    } else if (step.does === 'answer') {
      if (!left) continue;
      const asOf = addDays(day, -step.ago);
      const rows = step.outcomes.flatMap((word, at) => (word === null ? [] : [[aCitizenId(at), word] as const]));
      if (rows.length === 0) continue;
      actions.push({ ...answered(asOf, rows), on: day });
      model.answer(asOf, step.outcomes);
    } else if (left) {
      actions.push({ ...correction(step.met.map((met) => (met ? 'met' : 'unmet'))), on: day });
      model.correct(day, step.met);
    }
  }
  return batches;
}

it('agrees with the plainest book of who has left and who came back', () => {
  fc.assert(
    fc.property(fc.array(anyStep, { minLength: 3, maxLength: 14 }), (steps) => {
      const batches = run(steps);
      expect(batches.map(({ left }) => left)).toEqual(batches.map(({ book }) => book));
    }),
    {
      numRuns: 1500,
      examples: [
        // A row that comes back between a correction and the batch that takes it away is not in it.
        [
          [
            { does: 'export' },
            { does: 'correct', met: [false, false, true] },
            { does: 'answer', ago: 0, outcomes: ['accepted', 'accepted', 'failed'] },
            { does: 'export' },
            { does: 'correct', met: [false, false, true] },
            { does: 'export' },
          ],
        ],
        [
          [
            { does: 'export' },
            { does: 'answer', ago: 0, outcomes: ['refused', null, null] },
            { does: 'correct', met: [true, true, true] },
            { does: 'export' },
            { does: 'answer', ago: 3, outcomes: ['refused', null, null] },
            { does: 'correct', met: [true, true, true] },
            { does: 'export' },
          ],
        ],
      ],
    },
  );
});
