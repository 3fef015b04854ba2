/** What fills a sheet beside the clerk: offered where nothing stands, never over what was typed, and marked with its source. */
import { describe, expect, it } from 'vitest';
import { fitting, fromEarlierCase, fromRegister, hasNews, valueAt } from '#renderer/features/intake/employer-fill.ts';
import { countOffers, rosterOffers, withOffers } from '#renderer/features/intake/roster/roster-offers.ts';
import { isSameFirm, knownFirst } from '#renderer/features/intake/use-same-firm.ts';
import type { CaseSummary } from '#renderer/store/cases/case-store.ts';
import { emptyApplication } from '#shared/domain/application.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import type { RegistrySet } from '#shared/domain/registries.ts';
import { anApplication, aRosterEntry } from '#tests/builders/an-application.ts';

const on = plainDate('2022-08-22');
const earlier = anApplication().employer;
const empty = emptyApplication(on).employer;

describe("the firm's last case", () => {
  it('is offered with account and agent, but never that the authorisation was seen', () => {
    const paths = fromEarlierCase(earlier).map(([path]) => path);
    expect(paths).toEqual(expect.arrayContaining(['account.bank', 'account.number', 'agent.name', 'agent.mobile']));
    expect(paths).not.toContain('agent.authorisationSeen');
    expect(fromEarlierCase(earlier).every(([, { word }]) => word === '取自上次办件')).toBe(true);
  });

  it('goes in only where nothing else was typed', () => {
    const typed = { ...empty, agent: { ...empty.agent, name: '另一人' } };
    const paths = fitting(fromEarlierCase(earlier), typed, {}).map(([path]) => path);
    expect(paths).not.toContain('agent.name');
    expect(paths).toContain('agent.mobile');
  });

  it('has nothing to say once everything stands on the sheet', () => {
    expect(hasNews(earlier, empty)).toBe(true);
    expect(hasNews(earlier, earlier)).toBe(false);
  });

  it('is known by its code, or by its name where a code is missing', () => {
    const firm = { name: '甲公司', unifiedSocialCreditCode: '91440802MA5A1B2C13' };
    expect(isSameFirm(firm, { ...firm, name: '乙公司' })).toBe(true);
    expect(isSameFirm(firm, { ...firm, unifiedSocialCreditCode: '' })).toBe(true);
    expect(isSameFirm({ name: '', unifiedSocialCreditCode: '' }, { name: '', unifiedSocialCreditCode: '' })).toBe(
      false,
    );
  });
});

describe('a firm that a register knows', () => {
  const hit = {
    name: '甲公司',
    unifiedSocialCreditCode: '91440802MA5A1B2C13',
    unitType: null,
    status: null,
    divisionCode: '440802',
    employerNumber: '8020001',
  };

  it('brings its division where that can be chosen', () => {
    expect(fromRegister(hit, new Set(['440802']))).toContainEqual([
      'divisionCode',
      { value: '440802', word: '取自登记' },
    ]);
    expect(fromRegister(hit, new Set()).map(([path]) => path)).not.toContain('divisionCode');
  });

  it('stands before others with the same initials once it came here', () => {
    const other = { ...hit, name: '乙公司', unifiedSocialCreditCode: '91440802MA5B3NTT7X' };
    const cases = [{ unifiedSocialCreditCode: hit.unifiedSocialCreditCode } as CaseSummary];
    expect(knownFirst([other, hit], cases)).toEqual([hit, other]);
    expect(knownFirst([other, hit], [])).toEqual([other, hit]);
    const inside = { ...hit, isInside: true };
    expect(knownFirst([inside, other], cases)).toEqual([other, inside]);
  });

  it('is read at its place in the form', () => {
    expect(valueAt(earlier, 'account.number')).toBe(earlier.account.number);
  });
});

describe('what registers know of a person', () => {
  const entry = aRosterEntry({
    school: '',
    graduatedOn: '',
    contractFrom: '2022-07-01',
    contractTo: '',
    enrolledOn: '',
  });
  const code = '91440802MA5A1B2C13';
  const copy = { asOf: on, scope: '440800', source: '样例', digest: 'd' };
  const registries: RegistrySet = {
    graduates: {
      ...copy,
      rows: [{ citizenId: entry.citizenId, school: '广东海洋大学', graduatedOn: plainDate('2022-06-25') }],
    },
    contracts: {
      ...copy,
      rows: [
        { citizenId: entry.citizenId, unifiedSocialCreditCode: code, from: on, to: plainDate('2025-06-30') },
        { citizenId: entry.citizenId, unifiedSocialCreditCode: '91440802MA5A1B2C99', from: on, to: on },
      ],
    },
  };

  it('is offered for empty cells only, of contracts those with this firm', () => {
    const offers = rosterOffers([entry], registries, code);
    expect(offers.get(entry.entryId)).toEqual({
      school: '广东海洋大学',
      graduatedOn: '2022-06-25',
      contractTo: '2025-06-30',
    });
    expect(countOffers(offers)).toBe(3);
    expect(withOffers([entry], offers)[0]).toMatchObject({ contractFrom: '2022-07-01', contractTo: '2025-06-30' });
  });

  it('is not offered where several rows could be meant, nor before the registers were read', () => {
    const twice = {
      ...registries,
      graduates: {
        ...copy,
        rows: [...(registries.graduates?.rows ?? []), { citizenId: entry.citizenId, school: '岭南师范学院' }],
      },
    };
    expect(rosterOffers([entry], twice, code).get(entry.entryId)?.school).toBeUndefined();
    expect(rosterOffers([entry], null, code).size).toBe(0);
  });
});
