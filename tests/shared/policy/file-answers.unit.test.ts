/** Answers out of files beside the register 核验接口返回, down to the verdict. */
import { describe, expect, it } from 'vitest';
import { plainDate, type PlainDate } from '#shared/domain/plain-date.ts';
import { shippedCalendar } from '#shared/domain/working-days.ts';
import { decide } from '#shared/policy/decide.ts';
import { readCaseFile } from '#shared/policy/evaluate.ts';
import { withFileAnswers, type SourcedAnswer } from '#shared/policy/file-answers.ts';
import { packById } from '#shared/policy/pack-library.ts';
import { changedScene } from '#tests/builders/policy-scene.ts';

const PERSON = '440802200003150026';
const DAY = plainDate('2022-08-22');
const held = packById('zhanjiang-2022');
if (held === null) throw new Error('no pack');

const answers = (answer: '是' | '否', answeredOn: PlainDate): ReadonlyMap<string, SourcedAnswer> =>
  new Map([[PERSON, { answer: { citizenId: PERSON, answer, answeredOn }, source: '返回.xlsx' }]]);
const copy = (
  asOf: string,
  rows: readonly { citizenId: string; answer: '是' | '否'; answeredOn: PlainDate }[] = [],
) => ({
  graduateAnswers: { asOf: plainDate(asOf), scope: '440800', source: '市局', digest: 'd', rows: [...rows] },
});

describe('answers out of files', () => {
  it.each([
    ['2022-08-19', '2022-08-20'],
    ['2022-08-21', '2022-08-21'],
  ])('join a copy of %s: as-of %s', (asOf, after) => {
    expect(withFileAnswers(copy(asOf), answers('是', plainDate('2022-08-20')), [PERSON], DAY)).toEqual({
      graduateAnswers: {
        asOf: after,
        scope: '440800',
        source: '市局；返回.xlsx',
        digest: 'd',
        rows: [{ citizenId: PERSON, answer: '是', answeredOn: '2022-08-20' }],
      },
    });
  });

  it('are a copy where there was none', () => {
    expect(withFileAnswers({}, answers('否', DAY), [PERSON], DAY)).toEqual({
      graduateAnswers: {
        asOf: '2022-08-22',
        source: '返回.xlsx',
        rows: [{ citizenId: PERSON, answer: '否', answeredOn: '2022-08-22' }],
      },
    });
  });

  it.each([
    ['nobody was asked about these persons', ['440823199911081130'], DAY],
    ['the answer is of a later day', [PERSON], plainDate('2022-08-21')],
  ] as const)('leave the registers alone when %s', (_, ids, date) => {
    const registries = copy('2022-08-19');
    expect(withFileAnswers(registries, answers('是', DAY), ids, date)).toBe(registries);
    expect(withFileAnswers({}, answers('是', DAY), ids, date)).toEqual({});
  });

  it('are not told twice where the register has them', () => {
    const registries = copy('2022-08-22', [{ citizenId: PERSON, answer: '是', answeredOn: DAY }]);
    expect(withFileAnswers(registries, answers('是', DAY), [PERSON], DAY)).toBe(registries);
  });

  it.each([
    ['是', 'met'],
    ['否', 'unmet'],
  ] as const)('%s reaches the verdict: %s', (word, verdict) => {
    const caseFile = readCaseFile(changedScene('毕业-'));
    if (caseFile === null) throw new Error('not a case file');
    const graduate = (registries: typeof caseFile.registries) =>
      decide({ ...caseFile, registries }, held, shippedCalendar).entries[0]?.checks.find(
        ({ check }) => check === 'programme-graduate',
      );
    expect(graduate(caseFile.registries)?.verdict).toBe('unknown');
    const merged = withFileAnswers(caseFile.registries, answers(word, plainDate('2022-08-20')), [PERSON], DAY);
    expect(graduate(merged)).toMatchObject({
      verdict,
      evidence: { registry: 'graduateAnswers', row: { answer: word } },
    });
  });
});
