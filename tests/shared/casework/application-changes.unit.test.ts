/** What a correction says that it changed: every field by itself, persons by their row or their number, and nothing else. */
import { describe, expect, it } from 'vitest';
import { applicationChanges } from '#shared/casework/application-changes.ts';
import { correctionStories, verdictChanges } from '#shared/casework/correction-history.ts';
import { splitRoster, withPart } from '#shared/casework/split-by-pack.ts';
import type { Application, RosterEntry } from '#shared/domain/application.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import type { HeldPack } from '#shared/policy/pack.ts';
import type { Verdict } from '#shared/policy/verdict.ts';
import { aCaseNote, aCorrection, aDecision, stored } from '#tests/builders/a-case-action.ts';
import { aCitizenId } from '#tests/builders/a-case-paper.ts';
import { anApplication, aRosterEntry } from '#tests/builders/an-application.ts';

const person = (at: number, changes: Partial<RosterEntry> = {}): RosterEntry =>
  aRosterEntry({ entryId: `e${at}`, name: `甲${at}`, citizenId: aCitizenId(at), ...changes });
const before = anApplication({ roster: [person(1), person(2)], papers: { licence: true, diploma: false } });
const { employer } = before;
const changed = (change: Partial<Application>) => applicationChanges(before, { ...before, ...change });

describe('the form', () => {
  const each: readonly [string, Application['employer'], string][] = [
    ['name', { ...employer, name: 'X' }, employer.name],
    ['unifiedSocialCreditCode', { ...employer, unifiedSocialCreditCode: 'X' }, employer.unifiedSocialCreditCode],
    ['organisationCode', { ...employer, organisationCode: 'X' }, employer.organisationCode],
    ['employerNumber', { ...employer, employerNumber: 'X' }, employer.employerNumber],
    ['divisionCode', { ...employer, divisionCode: 'X' }, employer.divisionCode],
    ['legalRepresentative', { ...employer, legalRepresentative: 'X' }, employer.legalRepresentative],
    ['registeredAddress', { ...employer, registeredAddress: 'X' }, employer.registeredAddress],
    ['account.kind', { ...employer, account: { ...employer.account, kind: 'contribution' } }, 'corporate'],
    ['account.name', { ...employer, account: { ...employer.account, name: 'X' } }, employer.account.name],
    ['account.bank', { ...employer, account: { ...employer.account, bank: 'X' } }, employer.account.bank],
    ['account.number', { ...employer, account: { ...employer.account, number: 'X' } }, employer.account.number],
    ['agent.name', { ...employer, agent: { ...employer.agent, name: 'X' } }, employer.agent.name],
    ['agent.citizenId', { ...employer, agent: { ...employer.agent, citizenId: 'X' } }, employer.agent.citizenId],
    ['agent.mobile', { ...employer, agent: { ...employer.agent, mobile: 'X' } }, employer.agent.mobile],
  ];
  it.each(each)('%s', (field, after, was) => {
    const is = field === 'account.kind' ? 'contribution' : 'X';
    expect(changed({ employer: after })).toEqual([{ kind: 'form', field, before: was, after: is }]);
  });

  it('a space at the edge is no change, an attestation neither', () => {
    const attested = { ...person(1), attestations: [{ check: 'age' }] } as unknown as RosterEntry;
    expect(changed({ employer: { ...employer, name: ` ${employer.name} ` }, roster: [attested, person(2)] })).toEqual(
      [],
    );
  });

  it('the agent’s authorisation, the day and the papers', () => {
    expect(
      changed({
        employer: { ...employer, agent: { ...employer.agent, authorisationSeen: false } },
        receivedOn: plainDate('2022-08-23'),
        papers: { diploma: true },
      }),
    ).toEqual([
      { kind: 'authorisation', seen: false },
      { kind: 'receivedOn', before: '2022-08-22', after: '2022-08-23' },
      { kind: 'paper', paper: 'licence', there: false },
      { kind: 'paper', paper: 'diploma', there: true },
    ]);
  });
});

describe('persons', () => {
  it('join, leave and change, in the order of the roster', () => {
    const roster = [person(3), person(1, { name: '甲乙 ', school: '广东海洋大学 ', enrolledOn: '2022-07-02' })];
    expect(changed({ roster })).toEqual([
      { kind: 'joins', name: '甲3', citizenId: aCitizenId(3) },
      { kind: 'person', field: 'name', name: '甲1', citizenId: aCitizenId(1), before: '甲1', after: '甲乙' },
      {
        kind: 'person',
        field: 'enrolledOn',
        name: '甲1',
        citizenId: aCitizenId(1),
        before: '2022-07-01',
        after: '2022-07-02',
      },
      { kind: 'leaves', name: '甲2', citizenId: aCitizenId(2) },
    ]);
  });

  it('are the same by their row, else by their number however it is typed', () => {
    expect(changed({ roster: [person(2), person(1)] })).toEqual([]);
    const typed = [person(1, { entryId: 'new' }), person(2, { entryId: 'other', citizenId: ` ${aCitizenId(2)}` })];
    expect(changed({ roster: typed })).toEqual([]);
    expect(changed({ roster: [person(1, { citizenId: aCitizenId(9) }), person(2)] })).toEqual([
      {
        kind: 'person',
        field: 'citizenId',
        name: '甲1',
        citizenId: aCitizenId(1),
        before: aCitizenId(1),
        after: aCitizenId(9),
      },
    ]);
  });

  it('a row takes its own person before anybody takes it by the number', () => {
    const twice = anApplication({ roster: [person(1), person(2, { citizenId: aCitizenId(1) })] });
    expect(applicationChanges(twice, { ...twice, roster: [...twice.roster].reverse() })).toEqual([]);
    expect(applicationChanges(twice, { ...twice, roster: [person(2, { citizenId: aCitizenId(1) })] })).toEqual([
      { kind: 'leaves', name: '甲1', citizenId: aCitizenId(1) },
    ]);
  });
});

describe('the story of a case', () => {
  const first = aCorrection(before, ['met', 'unmet']) as Extract<ReturnType<typeof aCorrection>, { kind: 'corrected' }>;
  const after = { ...before, roster: [person(1), person(3)] };

  it('tells each correction with what it changed, whom and by how much', () => {
    const { kind: _, reason: __, remedyBy: ___, ...rest } = first;
    const actions = stored([
      { kind: 'accepted', ...rest },
      aCaseNote('电话核实'),
      aCorrection(before, ['met', 'met']),
      aCorrection(after, ['met', 'remediable']),
    ]);
    const stories = correctionStories('c1', actions);
    expect(stories.map(({ sequence }) => sequence)).toEqual([actions[2]?.sequence, actions[3]?.sequence]);
    expect(stories[0]).toMatchObject({
      changes: [],
      verdicts: [{ name: '甲2', citizenId: aCitizenId(2), before: 'unmet', after: 'met' }],
      amountFen: { before: 150_000, after: 300_000 },
    });
    expect(stories[1]).toMatchObject({
      changes: [
        { kind: 'joins', name: '甲3' },
        { kind: 'leaves', name: '甲2' },
      ],
      verdicts: [
        { name: '甲3', before: null, after: 'remediable' },
        { name: '甲2', before: 'met', after: null },
      ],
      amountFen: { before: 300_000, after: 150_000 },
    });
    expect(correctionStories('c1', stored([aDecision('accepted')]))).toEqual([]);
  });

  it('names nobody whose verdict is what it was', () => {
    const verdicts = new Map<string, Verdict>([[aCitizenId(1), 'met']]);
    expect(verdictChanges({ application: before, verdicts }, { application: after, verdicts })).toEqual([]);
  });
});

describe('a roster under two packs', () => {
  const held = (id: string): HeldPack => ({ pack: { id } }) as unknown as HeldPack;
  const roster = [1, 2, 3, 4].map((at) => person(at));
  const ids = (entries: readonly RosterEntry[] = []): string[] => entries.map(({ entryId }) => entryId);

  it('is divided in the order of the sheet; whoever is in no part stays and is named', () => {
    const split = splitRoster(roster, [
      { held: held('a'), entryIds: ['e3'] },
      { held: held('b'), entryIds: ['e4', 'e1'] },
    ]);
    expect(split?.kept.held.pack.id).toBe('a');
    expect(ids(split?.kept.entries)).toEqual(['e2', 'e3']);
    expect(split?.moved.map((part) => [part.held.pack.id, ids(part.entries)])).toEqual([['b', ['e1', 'e4']]]);
    expect(ids(split?.unplaced)).toEqual(['e2']);
  });

  it('is not divided where there is one part or none', () => {
    expect(splitRoster(roster, [])).toBeNull();
    expect(splitRoster(roster, [{ held: held('a'), entryIds: ['e3'] }])).toBeNull();
  });

  it('is an application of the same firm, which says why', () => {
    const part = { held: held('b'), entries: [person(2)] };
    expect(withPart(before, part, '两个政策年度')).toEqual({
      ...before,
      roster: [person(2)],
      rosterSplit: '两个政策年度',
    });
  });
});
