/** Numbers that carry their own check: published examples, and one wrong entry for every code. */
import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { parseBankAccount, bankAccountErrors } from '#shared/domain/bank-account.ts';
import {
  ageOn,
  citizenIdCheckCharacter,
  citizenIdErrors,
  groupCitizenId,
  maskCitizenId,
  parseCitizenId,
} from '#shared/domain/citizen-id.ts';
import { organisationCodeOf, parseOrganisationCode } from '#shared/domain/organisation-code.ts';
import { isFixedLine, isMobileNumber, isPhoneNumber } from '#shared/domain/phone.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import {
  creditCodeCheckCharacter,
  parseCreditCode,
  unitTypeOfCreditCode,
} from '#shared/domain/unified-social-credit-code.ts';

const creditCodes = ['914403001922038216', '9144030071526726XG', '91330100799655058B', '91110000802100433B'];

describe('unified social credit code (GB 32100)', () => {
  it.each(creditCodes)('accepts %s, and its organisation code holds', (code) => {
    expect(parseCreditCode(code)).toEqual({ ok: true, code });
    expect(parseOrganisationCode(organisationCodeOf(code))).toEqual({ ok: true, code: organisationCodeOf(code) });
  });

  it('knows every check character, 0 for a sum that 31 divides', () => {
    const codes = Array.from({ length: 300 }, (_, n) => `91440802MA${String(n).padStart(7, '0')}`).map(
      (first17) => first17 + (creditCodeCheckCharacter(first17) ?? ''),
    );
    expect([...new Set(codes.map((code) => code.charAt(17)))].sort().join('')).toBe('0123456789ABCDEFGHJKLMNPQRTUWXY');
    for (const code of codes) expect(parseCreditCode(code)).toEqual({ ok: true, code });
  });

  it('folds full width, spaces and small letters', () => {
    expect(parseCreditCode(' ９１４４０３００ 71526726xg')).toEqual({ ok: true, code: '9144030071526726XG' });
  });

  it.each([
    ['', 'empty'],
    ['91440300192203821', 'wrong-length'],
    ['91440300192203821O', 'illegal-characters'],
    ['914403001922038217', 'wrong-check-character'],
  ])('refuses %s as %s', (text, error) => {
    expect(parseCreditCode(text)).toEqual({ ok: false, error });
  });

  it.each([
    ['91', 'enterprise'],
    ['92', 'individual-business'],
    ['93', 'cooperative'],
    ['51', 'social-organisation'],
    ['52', 'social-organisation'],
    ['53', 'social-organisation'],
    ['11', 'government'],
    ['12', 'public-institution'],
    ['31', 'law-firm'],
    ['81', null],
    ['', null],
  ])('reads %s as %s', (start, kind) => {
    expect(unitTypeOfCreditCode(`${start}440802MA5A1B2C39`)).toBe(kind);
  });
});

describe('organisation code (GB 11714)', () => {
  it.each([
    ['19220382-1', { ok: true, code: '192203821' }],
    ['', { ok: false, error: 'empty' }],
    ['1922038', { ok: false, error: 'wrong-length' }],
    ['19220382?', { ok: false, error: 'illegal-characters' }],
    ['192203822', { ok: false, error: 'wrong-check-character' }],
  ])('reads %s', (text, result) => {
    expect(parseOrganisationCode(text)).toEqual(result);
  });
});

/** A made-up number with its right check character. */
const withCheck = (first17: string): string => first17 + citizenIdCheckCharacter(first17);

describe('citizen ID (GB 11643)', () => {
  it('reads the published example', () => {
    const result = parseCitizenId('11010519491231002x');
    expect(result).toEqual({
      ok: true,
      value: { id: '11010519491231002X', kind: 'resident', bornOn: '1949-12-31', sex: 'female' },
    });
  });

  it.each([
    ['44080220000315002', 'resident', 'female'],
    ['44082319991108113', 'resident', 'male'],
    ['81000020000101003', 'hong-kong-macao-taiwan', 'male'],
    ['82000020000101004', 'hong-kong-macao-taiwan', 'female'],
    ['83000020000101005', 'hong-kong-macao-taiwan', 'male'],
    ['94484020000229006', 'permanent-resident', 'female'],
  ])('reads %s…', (first17, kind, sex) => {
    expect(parseCitizenId(withCheck(first17))).toMatchObject({ ok: true, value: { kind, sex } });
  });

  const wrong: readonly (readonly [string, string])[] = [
    ['', 'empty'],
    ['4.40802E+17', 'damaged-by-spreadsheet'],
    ['440802200003150000', 'damaged-by-spreadsheet'],
    ['440802200003150026.0', 'damaged-by-spreadsheet'],
    ['440802000315002', 'old-fifteen-digit'],
    ['44080220000315002O', 'illegal-characters'],
    ['X40802200003150026', 'illegal-characters'],
    ['44080220000315002', 'wrong-length'],
    ['4408022000031500266', 'wrong-length'],
    [withCheck('44080220000231002'), 'impossible-birthday'],
    [withCheck('44080220010229002'), 'impossible-birthday'],
    [withCheck('44080218991231002'), 'impossible-birthday'],
    ['440802200003150027', 'wrong-check-digit'],
  ];

  it.each(wrong)('refuses %s as %s', (text, error) => {
    expect(parseCitizenId(text)).toEqual({ ok: false, error });
  });

  it('has an example of every error', () => {
    expect([...new Set(wrong.map(([, error]) => error))].sort()).toEqual([...citizenIdErrors].sort());
  });

  it('finds every single wrong digit and every swap of neighbours', () => {
    const id = '440802200003150026';
    fc.assert(
      fc.property(fc.nat(17), fc.nat(9), (place, digit) => {
        const changed = id.slice(0, place) + String(digit) + id.slice(place + 1);
        expect(parseCitizenId(changed).ok).toBe(changed === id);
      }),
    );
    for (let place = 0; place < 17; place += 1) {
      const swapped = id.slice(0, place) + id.charAt(place + 1) + id.charAt(place) + id.slice(place + 2);
      expect(parseCitizenId(swapped).ok).toBe(swapped === id);
    }
  });

  it('groups and masks', () => {
    expect(groupCitizenId('440802200003150026')).toBe('440802 20000315 0026');
    expect(groupCitizenId('4408')).toBe('4408');
    expect(maskCitizenId('440802200003150026')).toBe('440802********0026');
    expect(maskCitizenId('4408')).toBe('****');
  });

  it('counts whole years', () => {
    expect(ageOn(plainDate('2000-03-15'), plainDate('2022-03-14'))).toBe(21);
    expect(ageOn(plainDate('2000-03-15'), plainDate('2022-03-15'))).toBe(22);
    expect(ageOn(plainDate('2000-02-29'), plainDate('2022-02-28'))).toBe(21);
    expect(ageOn(plainDate('2000-02-29'), plainDate('2022-03-01'))).toBe(22);
  });
});

describe('bank account', () => {
  const table: readonly (readonly [string, string])[] = [
    ['', 'empty'],
    ['6.2284E+18', 'damaged-by-spreadsheet'],
    ['4405账号', 'illegal-characters'],
    ['1234567', 'wrong-length'],
    ['1'.repeat(33), 'wrong-length'],
  ];
  it.each(table)('refuses %s as %s', (text, error) => {
    expect(parseBankAccount(text)).toEqual({ ok: false, error });
  });
  it('has an example of every error', () => {
    expect([...new Set(table.map(([, error]) => error))].sort()).toEqual([...bankAccountErrors].sort());
  });
  it.each(['687012345678', '44-05 0166 0100 1234 5678'])('reads %s', (text) => {
    expect(parseBankAccount(text)).toMatchObject({ ok: true });
  });
});

describe('telephone', () => {
  it.each(['13800138000', '+86 138-0013-8000', '１３８００１３８０００'])('%s is a mobile', (text) => {
    expect(isMobileNumber(text)).toBe(true);
  });
  it.each(['12800138000', '1380013800', '138001380001'])('%s is none', (text) => {
    expect(isMobileNumber(text)).toBe(false);
  });
  it.each(['0759-3381234', '07593381234', '3381234', '0759-3381234转801'])('%s is a fixed line', (text) => {
    expect(isFixedLine(text)).toBe(true);
    expect(isPhoneNumber(text)).toBe(true);
  });
  it.each(['0759', '1381234', '电话'])('%s is none', (text) => {
    expect(isPhoneNumber(text)).toBe(false);
  });
});
