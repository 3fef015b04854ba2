/** What came back of a case: the last word on each person, whatever order files are read in; a row that came back is sent again once, by a correction. */
import { describe, expect, it } from 'vitest';
import type { CaseAction } from '#shared/casework/action.ts';
import { foldCase, type CaseSummary } from '#shared/casework/case-state.ts';
import { objectionTo } from '#shared/casework/objections.ts';
import type { ProvinceOutcome } from '#shared/casework/province-answer.ts';
import { isWaiting } from '#shared/casework/rounds.ts';
import { isAllowed } from '#shared/casework/transitions.ts';
import type { Application } from '#shared/domain/application.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { exportRounds } from '#shared/batches/export-rounds.ts';
import { provincialRecords } from '#shared/layouts/provincial-record.ts';
import type { Verdict } from '#shared/policy/verdict.ts';
import { aCorrection, anExport, answered, stored } from '#tests/builders/a-case-action.ts';
import { aCitizenId } from '#tests/builders/a-case-paper.ts';
import { anApplication, aRosterEntry } from '#tests/builders/an-application.ts';

const whole: Application = anApplication({
  roster: [0, 1, 2].map((at) => aRosterEntry({ entryId: `e${at}`, name: `甲${at}`, citizenId: aCitizenId(at) })),
});
const met: readonly Verdict[] = ['met', 'met', 'met'];
const acceptance = (): CaseAction => {
  const correction = aCorrection(whole, met) as Extract<CaseAction, { kind: 'corrected' }>;
  const { kind: _, reason: __, remedyBy: ___, ...rest } = correction;
  return { kind: 'accepted', ...rest };
};
const correctedOn = (day: string, application = whole, verdicts = met): CaseAction => ({
  ...aCorrection(application, verdicts),
  on: plainDate(day),
});
const file = (day: string, outcomes: readonly (ProvinceOutcome | null)[]): CaseAction =>
  answered(
    day,
    outcomes.flatMap((outcome, at) => (outcome === null ? [] : [[aCitizenId(at), outcome] as const])),
  );
const fold = (...actions: CaseAction[]): CaseSummary => {
  const summary = foldCase('c1', stored(actions));
  if (summary === null) throw new Error('no case');
  return summary;
};
const words = (...actions: CaseAction[]): string =>
  fold(...actions)
    .persons.map(({ province }) => province)
    .join(' ');
const waitingRows = (...actions: CaseAction[]): readonly string[] => {
  const waiting = new Set(
    fold(...actions)
      .rounds.filter(isWaiting)
      .map(({ ledgerNumber }) => ledgerNumber),
  );
  return exportRounds('n', stored(actions))
    .filter(({ sequence }) => waiting.has(sequence))
    .flatMap(({ source }) => [...provincialRecords(source)])
    .map(({ values }) => `${values.citizenId} ${values.correction ?? '新增'} ${values.correctedBatch ?? ''}`);
};
const sent = [acceptance(), anExport('批次一')];

describe('what came back', () => {
  it('is told of each person, and changes nothing that was decided', () => {
    const before = fold(...sent);
    const after = fold(...sent, file('2022-09-01', ['accepted', 'refused', null]));
    expect(after.persons.map(({ province }) => province)).toEqual(['accepted', 'refused', 'unknown']);
    expect(after).toMatchObject({
      status: before.status,
      totalAmountFen: before.totalAmountFen,
      answeredOn: '2022-09-01',
    });
    expect(waitingRows(...sent, file('2022-09-01', ['accepted', 'refused', null]))).toEqual([]);
  });

  it('the later file holds, in whatever order they are read; of one day the one that was read last', () => {
    const [early, late] = [file('2022-09-01', ['inProcess', 'refused']), file('2022-09-05', ['paid', 'paid'])];
    expect(words(...sent, early, late)).toBe('paid paid unknown');
    expect(words(...sent, late, early)).toBe('paid paid unknown');
    expect(words(...sent, file('2022-09-05', ['accepted']), file('2022-09-05', ['paid']))).toBe('paid unknown unknown');
  });

  it('may be said of what left, and of nobody else', () => {
    expect(isAllowed('exported', 'provinceAnswered', 'windowClerk')).toBe(true);
    expect(isAllowed('partlyExported', 'provinceAnswered', 'windowClerk')).toBe(true);
    expect(isAllowed('accepted', 'provinceAnswered', 'administrator')).toBe(false);
    expect(isAllowed('withdrawn', 'provinceAnswered', 'administrator')).toBe(false);
    const stranger = answered('2022-09-01', [[aCitizenId(9), 'accepted']]);
    expect(objectionTo(fold(...sent), stranger, whole)).toBe('action-not-allowed');
    const one = [aCitizenId(0), 'accepted'] as const;
    expect(objectionTo(fold(...sent), answered('2022-09-01', [one, [aCitizenId(9), 'accepted']]), whole)).toBe(
      'action-not-allowed',
    );
    expect(objectionTo(fold(...sent), file('2022-09-01', ['accepted']), whole)).toBeNull();
  });
});

describe('a row that came back', () => {
  const refused = file('2022-09-01', ['accepted', 'refused', 'failed']);

  it('is sent again by a correction, also where it reads the same; whoever was taken is not', () => {
    const corrected = [...sent, refused, correctedOn('2022-09-02')];
    expect(waitingRows(...corrected)).toEqual([`${aCitizenId(1)} 更正 批次一`, `${aCitizenId(2)} 更正 批次一`]);
    expect(fold(...corrected)).toMatchObject({ status: 'partlyExported' });
    expect(words(...corrected)).toBe('accepted again again');
  });

  it('is sent once: after the batch a further correction sends it no more', () => {
    const correction = correctedOn('2022-09-02');
    const again = [...sent, refused, correction, anExport('批次二', [4])];
    expect(fold(...again).status).toBe('exported');
    expect(waitingRows(...again, correctedOn('2022-09-03'))).toEqual([]);
    expect(waitingRows(...again, file('2022-09-09', [null, 'refused', 'paid']), correctedOn('2022-09-10'))).toEqual([
      `${aCitizenId(1)} 更正 批次一`,
    ]);
  });

  it('does not come back by an older file that is read after the correction', () => {
    const again = [...sent, refused, correctedOn('2022-09-04'), anExport('批次二', [4])];
    const old = file('2022-09-02', [null, 'refused', null]);
    expect(words(...again, old)).toBe('accepted again again');
    expect(waitingRows(...again, old, correctedOn('2022-09-05'))).toEqual([]);
  });

  it('is taken out by a correction that accepts the person no more', () => {
    const corrected = [...sent, refused, correctedOn('2022-09-02', whole, ['met', 'unmet', 'met'])];
    expect(waitingRows(...corrected).toSorted()).toEqual(
      [`${aCitizenId(1)} 更正撤出 批次一`, `${aCitizenId(2)} 更正 批次一`].toSorted(),
    );
  });

  it('needs no correction once a later file takes it', () => {
    const taken = [...sent, refused, file('2022-09-03', [null, 'accepted', 'paid'])];
    expect(words(...taken)).toBe('accepted accepted paid');
    expect(waitingRows(...taken, correctedOn('2022-09-04'))).toEqual([]);
  });
});
