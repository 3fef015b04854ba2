/** 内容已变，请重打: a print that the case calls current is the paper that would be made now. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CaseAction } from '#shared/casework/action.ts';
import { foldCase, standingActions, type StoredAction } from '#shared/casework/case-state.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { casePapersOf } from '#shared/papers/case-paper.ts';
import { letterDigest } from '#shared/papers/digest.ts';
import { buildPaper, papersFor } from '#shared/papers/papers-of-case.ts';
import { packById } from '#shared/policy/pack-library.ts';
import { aDecision, anAcceptanceOf, anExport, aSupplement, aVoid, stored } from '#tests/builders/a-case-action.ts';
import { aCitizenId } from '#tests/builders/a-case-paper.ts';
import { anApplication, aRosterEntry } from '#tests/builders/an-application.ts';

const known = { number: '〔2022〕W03-000127', training: false };
const papersNow = (actions: readonly StoredAction[]) =>
  casePapersOf(standingActions(actions), known, ({ policy }) => packById(policy)?.pack ?? null).flatMap((paper) =>
    papersFor(paper).map((choice) => ({ of: paper.of, letter: buildPaper(choice, paper) })),
  );

/** Prints every paper that the case offers after these actions. */
function printed(actions: readonly CaseAction[]): CaseAction[] {
  const { at, on, officer } = aVoid();
  return papersNow(stored(actions)).map(({ of, letter }, index) => ({
    kind: 'printSent',
    at,
    on,
    officer,
    printId: `00000000-0000-4000-8000-${String(actions.length * 100 + index).padStart(12, '0')}`,
    letter,
    digest: letterDigest(letter),
    of,
    copy: 1,
  }));
}

const two = anApplication({
  roster: [aRosterEntry(), aRosterEntry({ entryId: 'e2', name: '黄志远', citizenId: aCitizenId(7) })],
});
const renamed = { ...two, roster: two.roster.map((entry) => ({ ...entry, school: '岭南师范学院' })) };
const later = plainDate('2022-08-24');
const onDay = (action: CaseAction): CaseAction => ({ ...action, on: later, officer: { id: 'o3', name: '张样例' } });
const rest = { ...two, roster: two.roster.slice(1) };

const outdatedAfter = (...actions: CaseAction[]): string[] => {
  const [first, ...others] = actions;
  if (first === undefined) return [];
  const all = [first, ...printed([first]), ...others];
  const prints = foldCase('c1', stored(all))?.prints ?? [];
  return [...new Set(prints.filter(({ outdated }) => outdated).map(({ paper }) => paper))];
};

describe('what a later decision does to papers already printed', () => {
  it.each<[string, CaseAction[], string[]]>([
    ['nothing new', [anAcceptanceOf(two, 1)], []],
    ['an export', [anAcceptanceOf(two, 1), anExport()], []],
    ['the same decision, same day, same officer', [aDecision('heldPending', two), aDecision('heldPending', two)], []],
    [
      'accepted after 收件 by another officer: who took the papers in stays',
      [aDecision('received', two), onDay(anAcceptanceOf(two, 1))],
      ['receipt'],
    ],
    [
      'told again with another day',
      [aDecision('deficiencyNotified', two), onDay(aDecision('deficiencyNotified', two))],
      ['deficiencyNotice'],
    ],
    [
      'accepted after a notice',
      [aDecision('deficiencyNotified', two), anAcceptanceOf(two, 1)],
      ['deficiencyNotice', 'deliveryReceipt'],
    ],
    [
      'a school corrected',
      [aDecision('heldPending', two), aDecision('heldPending', renamed)],
      ['receipt', 'applicationForm', 'roster'],
    ],
    ['a supplementary decision', [anAcceptanceOf(two, 1), onDay(aSupplement(rest, ['met']))], []],
    ['taken back', [aDecision('heldPending', two), aVoid(1)], ['receipt', 'applicationForm', 'roster']],
  ])('%s', (_, actions, expected) => {
    expect(outdatedAfter(...actions)).toEqual(expected);
  });
});

const decision = fc.constantFrom<CaseAction>(
  aDecision('received', two),
  aDecision('heldPending', two),
  aDecision('heldPending', renamed),
  onDay(aDecision('heldPending', two)),
  aDecision('deficiencyNotified', two),
  onDay(aDecision('deficiencyNotified', two)),
  aDecision('declined', renamed),
  anAcceptanceOf(two, 1),
  onDay(anAcceptanceOf(two, 2)),
);
const SIGNED = ['applicationForm', 'roster'];

describe('any history of decisions and prints', () => {
  it('calls no print current that would be made otherwise now, the firm’s signed papers apart', () => {
    fc.assert(
      fc.property(fc.array(decision, { minLength: 1, maxLength: 5 }), (decisions) => {
        const all: CaseAction[] = [];
        for (const action of decisions) {
          all.push(action);
          all.push(...printed(all));
        }
        const actions = stored(all);
        const now = new Set(papersNow(actions).map(({ letter }) => letterDigest(letter)));
        const sent = new Map(all.flatMap((action) => (action.kind === 'printSent' ? [[action.printId, action]] : [])));
        const kindsNow = new Set<string>(papersNow(actions).map(({ letter }) => letter.paper));
        const wronglyCurrent = (foldCase('c1', actions)?.prints ?? []).filter(
          ({ printId, paper, outdated }) =>
            !outdated && !SIGNED.includes(paper) && !(kindsNow.has(paper) && now.has(sent.get(printId)?.digest ?? '')),
        );
        expect(wronglyCurrent).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });
});
