import { describe, expect, it } from 'vitest';
import type { Application, RosterEntry } from '#shared/domain/application.ts';
import { anApplication, aRosterEntry } from '#tests/builders/an-application.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { readableCreditCode, toCaseFile } from '#shared/casework/to-case-file.ts';

const day = plainDate('2022-08-22');
const entry = (over: Partial<RosterEntry>): RosterEntry => aRosterEntry({ citizenId: '440802200003159020', ...over });
const application = (roster: readonly RosterEntry[], employer: Partial<Application['employer']> = {}): Application => {
  const made = anApplication({ roster: [...roster] });
  return { ...made, employer: { ...made.employer, unifiedSocialCreditCode: '91440802MA5A1B2C13', ...employer } };
};
const build = (from: Application) =>
  toCaseFile({ application: from, date: day, officeDivision: '440802', registries: {}, otherApplications: [] });

describe('the case file of what is on the sheet', () => {
  it('leaves out rows that are input errors, names them, and decides the others', () => {
    const { caseFile, entryIds, unreadable } = build(
      application([
        entry({ entryId: 'wrong', citizenId: '440802200003159021' }),
        entry({ entryId: 'right' }),
        entry({ entryId: 'nameless', name: '  ' }),
      ]),
    );
    expect(caseFile?.roster.map(({ citizenId }) => citizenId)).toEqual(['440802200003159020']);
    expect(entryIds).toEqual(['right']);
    expect(unreadable).toEqual(['wrong', 'nameless']);
  });

  it('is nothing while there is no firm or no person to decide', () => {
    expect(build(application([])).caseFile).toBeNull();
    expect(build(application([entry({})], { unifiedSocialCreditCode: '', employerNumber: '' })).caseFile).toBeNull();
    expect(
      build(application([entry({})], { unifiedSocialCreditCode: '', employerNumber: '4408 0200' })).caseFile?.employer,
    ).toMatchObject({
      employerNumber: '44080200',
    });
  });

  it('folds what was typed: full-width digits, a small x, spaces', () => {
    const { caseFile } = build(application([entry({ citizenId: '４４０８２３ 19991201 911x' })]));
    expect(caseFile?.roster[0]?.citizenId).toBe('44082319991201911X');
  });

  it('drops days that are none instead of guessing them', () => {
    const { caseFile } = build(
      application([entry({ graduatedOn: '2022-06-31', contractFrom: ' 2022-07-01 ', contractTo: '无固定期限' })]),
    );
    expect(caseFile?.roster[0]).not.toHaveProperty('graduatedOn');
    expect(caseFile?.roster[0]).not.toHaveProperty('contractTo');
    expect(caseFile?.roster[0]?.contractFrom).toBe('2022-07-01');
  });

  it('does not pass on a credit code whose check character is wrong', () => {
    const wrong = application([entry({})], {
      unifiedSocialCreditCode: '91440802MA5A1B2C14',
      employerNumber: '08020017',
    });
    expect(readableCreditCode(wrong.employer)).toBeNull();
    expect(build(wrong).caseFile?.employer).not.toHaveProperty('unifiedSocialCreditCode');
  });
});
