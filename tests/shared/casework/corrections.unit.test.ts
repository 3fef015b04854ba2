/** 更正 of an accepted case: what it stands for, which rows follow into the next batch, which papers are void, whom it claims. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CaseAction } from '#shared/casework/action.ts';
import { foldCase, type CaseSummary } from '#shared/casework/case-state.ts';
import { objectionTo } from '#shared/casework/objections.ts';
import { isWaiting, restOf } from '#shared/casework/rounds.ts';
import { isAllowed } from '#shared/casework/transitions.ts';
import type { Application } from '#shared/domain/application.ts';
import { exportRounds } from '#shared/batches/export-rounds.ts';
import { provincialRecords, type ProvincialRecord } from '#shared/layouts/provincial-record.ts';
import type { Verdict } from '#shared/policy/verdict.ts';
import {
  aCaseNote,
  aCorrection,
  anExport,
  aPrintSent,
  aSupplement,
  aVoid,
  stored,
} from '#tests/builders/a-case-action.ts';
import { aCitizenId } from '#tests/builders/a-case-paper.ts';
import { anApplication, aRosterEntry } from '#tests/builders/an-application.ts';

const application = (count: number): Application =>
  anApplication({
    roster: Array.from({ length: count }, (_, index) =>
      aRosterEntry({ entryId: `e${index}`, name: `甲${index}`, citizenId: aCitizenId(index) }),
    ),
  });
const all = (count: number, verdict: Verdict = 'met'): readonly Verdict[] =>
  Array.from({ length: count }, () => verdict);
/** An acceptance that knows its case file, so that its rows can be made. */
const acceptanceOf = (whole: Application, verdicts: readonly Verdict[]): CaseAction => {
  const {
    kind: _,
    reason: __,
    remedyBy: ___,
    ...rest
  } = aCorrection(whole, verdicts) as Extract<CaseAction, { kind: 'corrected' }>;
  return { kind: 'accepted', ...rest };
};
const fold = (...actions: CaseAction[]): CaseSummary => {
  const summary = foldCase('c1', stored(actions));
  if (summary === null) throw new Error('no case');
  return summary;
};
const row = ({ values }: ProvincialRecord): string =>
  [
    values.citizenId,
    values.correction ?? '新增',
    values.correctedBatch ?? '',
    values.amountFen,
    values.accountNumber,
  ].join(' ');
/** The rows that would leave now, of all rounds that wait. */
const waitingRows = (...actions: CaseAction[]): readonly ProvincialRecord[] => {
  const waiting = new Set(
    fold(...actions)
      .rounds.filter(isWaiting)
      .map(({ ledgerNumber }) => ledgerNumber),
  );
  return exportRounds('n', stored(actions))
    .filter(({ sequence }) => waiting.has(sequence))
    .flatMap(({ source }) => [...provincialRecords(source)]);
};
const withAccount = (whole: Application, number: string): Application => ({
  ...whole,
  employer: { ...whole.employer, account: { ...whole.employer.account, number } },
});
const B1 = '批次 2022-W03-1';

describe('before anything has left', () => {
  const whole = application(2);
  const accepted = acceptanceOf(whole, all(2));

  it('stands in place of the acceptance: amounts, persons, account', () => {
    const corrected = aCorrection(withAccount({ ...whole, roster: whole.roster.slice(0, 1) }, '6222000000000000'), [
      'met',
    ]);
    const summary = fold(accepted, corrected);
    expect(summary).toMatchObject({ status: 'accepted', metPersons: 1, totalAmountFen: 150_000, decidedAt: 2 });
    expect(summary.persons.map(({ name }) => name)).toEqual(['甲0']);
    expect(summary.rounds).toMatchObject([{ ledgerNumber: 2, corrects: null, rows: 1, paper: 'acceptance' }]);
    expect(waitingRows(accepted, corrected).map(row)).toEqual([`${aCitizenId(0)} 新增  150000 6222000000000000`]);
  });

  it.each([
    [['unmet', 'unmet'], 'declined', 'out out'],
    [['remediable', 'unmet'], 'deficient', 'open open'],
    [['unknown', 'unmet'], 'pending', 'open open'],
    [['met', 'unknown'], 'accepted', 'met open'],
  ] as const)('decided %s it is %s', (verdicts, status, standings) => {
    const summary = fold(accepted, aCorrection(whole, verdicts));
    expect(summary.status).toBe(status);
    expect(summary.persons.map(({ standing }) => standing).join(' ')).toBe(standings);
    expect(summary.rounds).toHaveLength(status === 'accepted' ? 1 : 0);
  });

  it('takes a supplementary decision in, and is itself taken back alone', () => {
    const first = acceptanceOf(whole, ['met', 'unknown']);
    const later = aSupplement({ ...whole, roster: whole.roster.slice(1) }, ['met']);
    expect(fold(first, later, aCorrection(whole, all(2))).rounds).toMatchObject([{ ledgerNumber: 3, persons: 2 }]);
    expect(fold(first, later, aCorrection(whole, all(2)), aVoid(3)).rounds).toHaveLength(2);
  });
});

describe('after a batch', () => {
  const whole = application(3);
  const sent = [acceptanceOf(whole, all(3)), anExport(B1)];

  it('sends the rows that read otherwise, each naming the first batch; the case stays out of reach of 撤回 and 作废', () => {
    const name = { ...whole, roster: whole.roster.map((e, i) => (i === 1 ? { ...e, diplomaNumber: '10566123' } : e)) };
    const actions = [...sent, aCorrection(name, all(3))];
    expect(fold(...actions)).toMatchObject({ status: 'partlyExported', totalAmountFen: 450_000, batchNumber: B1 });
    expect(waitingRows(...actions).map(row)).toEqual([expect.stringContaining(`${aCitizenId(1)} 更正 ${B1} 150000`)]);
    for (const kind of ['voided', 'withdrawn'] as const)
      expect(isAllowed('partlyExported', kind, 'administrator')).toBe(false);
  });

  it('sends everybody where the account was wrong', () => {
    expect(waitingRows(...sent, aCorrection(withAccount(whole, '6222000000000000'), all(3)))).toHaveLength(3);
  });

  it('takes persons out and in', () => {
    const swapped = {
      ...whole,
      roster: [...whole.roster.slice(1), aRosterEntry({ entryId: 'new', name: '乙', citizenId: aCitizenId(9) })],
    };
    const actions = [...sent, aCorrection(swapped, all(3))];
    expect(waitingRows(...actions).map(row)).toEqual([
      expect.stringContaining(`${aCitizenId(9)} 更正增加 ${B1} 150000`),
      expect.stringContaining(`${aCitizenId(0)} 更正撤出 ${B1} 0`),
    ]);
    expect(fold(...actions).rounds[0]).toMatchObject({ rows: 2, persons: 3, corrects: B1 });
  });

  it('that accepts nobody any more still tells the province', () => {
    const actions = [...sent, aCorrection(whole, all(3, 'unmet'))];
    const summary = fold(...actions);
    expect(summary).toMatchObject({ status: 'partlyExported', outcome: 'decline', metPersons: 0, totalAmountFen: 0 });
    expect(summary.rounds[0]).toMatchObject({ paper: 'declineNotice', rows: 3 });
    expect(waitingRows(...actions).map(({ values }) => values.correction)).toEqual(all(3).map(() => '更正撤出'));
    expect(fold(...actions, anExport('b2', [3])).status).toBe('exported');
  });

  it('that changes no row sends none, and the case stays out', () => {
    const actions = [...sent, aCorrection(whole, all(3))];
    expect(fold(...actions)).toMatchObject({ status: 'exported' });
    expect(waitingRows(...actions)).toEqual([]);
  });

  it('measures a second correction against what has left by then', () => {
    const first = aCorrection(withAccount(whole, '6222000000000001'), all(3));
    const back = aCorrection(whole, all(3));
    expect(waitingRows(...sent, first, back)).toEqual([]);
    expect(waitingRows(...sent, first, anExport('b2', [3]), back).map(({ values }) => values.correctedBatch)).toEqual([
      B1,
      B1,
      B1,
    ]);
  });
});

describe('what a supplementary decision may not change', () => {
  const whole = application(2);
  const before = fold(acceptanceOf(whole, ['met', 'unknown']));
  const rest = restOf(whole, before.persons);
  const said = (part: Application): string | null => objectionTo(before, aSupplement(part, ['met']), whole);

  it('is what the accepted ones share: it would reach neither their papers nor their rows', () => {
    expect(said(rest)).toBeNull();
    expect(said(withAccount(rest, '6222000000000000'))).toBe('supplement-changes-application');
    expect(said({ ...rest, employer: { ...rest.employer, name: '别的名称' } })).toBe('supplement-changes-application');
    expect(said({ ...rest, papers: { ...rest.papers, licence: rest.papers.licence !== true } })).toBe(
      'supplement-changes-application',
    );
    const agent = { ...rest.employer.agent, mobile: '13900000000' };
    expect(said({ ...rest, employer: { ...rest.employer, agent } })).toBe('supplement-changes-application');
  });

  it('is not an officer’s word, nor what is better known of the open ones', () => {
    const word = {
      check: 'unit-type',
      verdict: 'met',
      basis: 'original-seen',
      by: 'o2',
      on: whole.receivedOn,
    } as const;
    expect(said({ ...rest, employer: { ...rest.employer, attestations: [word] } })).toBeNull();
    expect(said({ ...rest, roster: rest.roster.map((entry) => ({ ...entry, school: '岭南师范学院' })) })).toBeNull();
  });
});

describe('papers made before', () => {
  const whole = application(2);
  const printed = [
    acceptanceOf(whole, ['met', 'unknown']),
    aSupplement({ ...whole, roster: whole.roster.slice(1) }, ['met']),
    aPrintSent('p1', 1, 'acceptance'),
    aPrintSent('p2', 2, 'acceptance'),
    aPrintSent('p3', 1, 'roster'),
  ];
  const outdated = (...actions: CaseAction[]): string =>
    fold(...printed, ...actions)
      .prints.filter((print) => print.outdated)
      .map(({ printId }) => printId)
      .join(' ');

  it('are void, also those of a supplementary decision; what was signed stays while it reads the same', () => {
    expect(outdated()).toBe('');
    expect(outdated(aCorrection(whole, all(2)))).toBe('p1 p2');
    expect(outdated(aCorrection(withAccount(whole, '6222000000000000'), all(2)))).toBe('p1 p2 p3');
  });
});

describe('a note', () => {
  const accepted = acceptanceOf(application(1), all(1));
  it('changes nothing about the case, and may be added wherever it stands', () => {
    const { lastSequence: _, ...before } = fold(accepted);
    const { lastSequence, ...after } = fold(accepted, aCaseNote());
    expect(after).toEqual(before);
    expect(lastSequence).toBe(2);
    expect(fold(accepted, aCaseNote(), aVoid()).status).toBe('voided');
    expect(isAllowed('voided', 'caseNote', 'windowClerk')).toBe(true);
    expect(isAllowed('new', 'caseNote', 'windowClerk')).toBe(false);
  });
});

describe('any life with corrections', () => {
  const verdict = fc.constantFrom<Verdict>('met', 'unmet', 'remediable', 'unknown');
  const wish = fc.oneof(
    fc.constant({ kind: 'export' as const }),
    fc.record({
      kind: fc.constant('correct' as const),
      persons: fc.array(fc.record({ who: fc.nat({ max: 4 }), verdict }), { minLength: 1, maxLength: 5 }),
      account: fc.constantFrom('6222000000000001', '6222000000000002'),
    }),
  );

  it('leaves the province with exactly the persons, account and amounts that stand, whenever nothing waits', () => {
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 10 }), (wishes) => {
        const whole = application(5);
        const actions: CaseAction[] = [acceptanceOf(whole, all(5))];
        const province = new Map<string, string>();
        for (const one of wishes) {
          const summary = fold(...actions);
          if (one.kind === 'correct') {
            const places = [...new Set(one.persons.map(({ who }) => who))];
            const roster = places.flatMap((place) => whole.roster[place] ?? []);
            if (isAllowed(summary.status, 'corrected', 'windowClerk'))
              actions.push(
                aCorrection(
                  withAccount({ ...whole, roster }, one.account),
                  one.persons.map(({ verdict: said }) => said),
                ),
              );
            continue;
          }
          const rounds = summary.rounds.filter(isWaiting).map(({ ledgerNumber }) => ledgerNumber);
          if (rounds.length === 0 || !isAllowed(summary.status, 'exported', 'windowClerk')) continue;
          const rows = waitingRows(...actions);
          expect(rows).toHaveLength(
            summary.rounds.reduce((sum, round) => sum + (isWaiting(round) ? round.rows : 0), 0),
          );
          for (const { values } of rows) {
            const id = values.citizenId ?? '';
            expect(province.has(id)).toBe(values.correction === '更正' || values.correction === '更正撤出');
            if (values.correction === '更正撤出') province.delete(id);
            else province.set(id, `${values.accountNumber} ${values.amountFen}`);
          }
          actions.push(anExport(`b${actions.length}`, rounds));
          const after = fold(...actions);
          expect(after.status).toBe('exported');
          expect([...province.keys()].sort()).toEqual(
            after.persons.flatMap(({ citizenId, standing }) => (standing === 'met' ? [citizenId] : [])).sort(),
          );
          expect([...province.values()].reduce((sum, said) => sum + Number(said.split(' ')[1]), 0)).toBe(
            after.totalAmountFen,
          );
        }
      }),
    );
  });
});
