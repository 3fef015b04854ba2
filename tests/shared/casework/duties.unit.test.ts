/** What only an administrator may record, entry by entry, and which settings the ledger leaves standing. */
import { describe, expect, it } from 'vitest';
import { takesAdministrator } from '#shared/casework/duties.ts';
import type { EntryKind } from '#shared/casework/journal.ts';
import {
  BadRowPercent,
  DailyQuota,
  foldOfficeRules,
  isAdministrators,
  OfficeEvent,
  RetentionRule,
  savedOffice,
  usualRules,
} from '#shared/casework/office-events.ts';
import type { EntryAuthor } from '#shared/domain/officer.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { anAdministrator, anOffice } from '#tests/builders/a-case-action.ts';

const clerk: EntryAuthor = { id: 'o2', name: '王样例', capacity: 'windowClerk' };
const rule: RetentionRule = { caseYears: 10, packDays: { insurance: 60 }, documentNumber: '湛档〔2022〕1号' };

const events: readonly (readonly [OfficeEvent, boolean])[] = [
  [{ type: 'signedIn', failures: 0, vaultRevision: 1 }, false],
  [{ type: 'locked' }, false],
  [{ type: 'confirmationRefused', officerId: 'o3', failures: 1 }, false],
  [{ type: 'officerChanged', officerId: 'o2', name: '王', role: 'windowClerk' }, false],
  [{ type: 'recoveryKeyUsed' }, false],
  [{ type: 'officeRestored', from: 1 }, false],
  [{ type: 'officerAdded', officerId: 'o2', name: '王', role: 'windowClerk' }, true],
  [{ type: 'officerRetired', officerId: 'o2', name: '王' }, true],
  [{ type: 'recoveryKeyRenewed' }, true],
  [{ type: 'officeSaved', office: anOffice }, true],
  [{ type: 'quotaSet', dailyQuota: 10 }, true],
  [{ type: 'badRowLimitSet', percent: 1 }, true],
  [{ type: 'retentionSet', rule }, true],
];

describe('an administrator is needed', () => {
  it.each(events)('for %j: %s', (event, needed) => {
    expect(isAdministrators(event)).toBe(needed);
    expect(takesAdministrator('office', event)).toBe(needed);
  });

  it('for these of all that the office records, and for no other', () => {
    const all = OfficeEvent.options.map(({ shape }) => shape.type.value);
    expect(all.filter((type) => isAdministrators({ type })).sort()).toEqual([
      'backupPlaceSet',
      'badRowLimitSet',
      'dataKeyRotated',
      'hubJoined',
      'hubLeft',
      'officeSaved',
      'officerAdded',
      'officerRetired',
      'oldDataKeyDropped',
      'quotaSet',
      'recoveryKeyRenewed',
      'retentionSet',
      'returnLayoutSet',
      'rollSigned',
      'systemAuthorisationEnded',
      'systemAuthorised',
      'updateSet',
      'windowInvited',
    ]);
  });

  it.each<[EntryKind, unknown, boolean]>([
    ['office', { type: 'later' }, true],
    ['office', null, true],
    ['policy', {}, true],
    ['purge', {}, true],
    ['export', { step: 'layoutLoaded' }, true],
    ['export', { step: 'begun' }, false],
    ['export', null, false],
    ['export', 'layoutLoaded', false],
    ['registry', { because: 'retention' }, true],
    ['registry', { because: 'replaced' }, false],
    ['registry', null, false],
    ['case', { because: 'retention', step: 'layoutLoaded' }, false],
    ['print', {}, false],
    ['verification', {}, false],
    ['clock', {}, false],
  ])('for an entry of the kind %s with %j: %s', (kind, content, needed) => {
    expect(takesAdministrator(kind, content)).toBe(needed);
  });
});

describe('the rules of an office', () => {
  const entry = (content: OfficeEvent, by: EntryAuthor | null = anAdministrator) => ({ content, by });

  it('are the usual ones until an administrator sets others; the last word counts', () => {
    expect(foldOfficeRules([])).toEqual(usualRules);
    expect(usualRules).toMatchObject({ dailyQuota: 300, badRowPercent: 5, retention: null });
    expect(
      foldOfficeRules([
        entry({ type: 'quotaSet', dailyQuota: 10 }),
        entry({ type: 'badRowLimitSet', percent: 2 }),
        entry({ type: 'quotaSet', dailyQuota: 20 }),
        entry({ type: 'retentionSet', rule }),
        entry({ type: 'locked' }),
      ]),
    ).toMatchObject({ dailyQuota: 20, badRowPercent: 2, retention: rule });
  });

  it('are nobody else’s to change, and nothing unknown changes them', () => {
    expect(
      foldOfficeRules([
        entry({ type: 'quotaSet', dailyQuota: 10 }, clerk),
        entry({ type: 'badRowLimitSet', percent: 2 }, null),
        entry({ type: 'retentionSet', rule }, clerk),
        { content: { type: 'quotaSet', dailyQuota: 0 }, by: anAdministrator },
        { content: { type: 'quotaSet' }, by: anAdministrator },
      ]),
    ).toEqual(usualRules);
  });

  it.each([
    [DailyQuota, [1, 10_000], [0, 10_001, 1.5]],
    [BadRowPercent, [0, 50], [-1, 51, 0.5]],
  ])('lie within bounds', (schema, within, outside) => {
    expect(within.map((value) => schema.safeParse(value).success)).toEqual(within.map(() => true));
    expect(outside.map((value) => schema.safeParse(value).success)).toEqual(outside.map(() => false));
  });

  it.each<[Partial<Record<keyof RetentionRule, unknown>>, boolean]>([
    [{}, true],
    [{ caseYears: 1 }, true],
    [{ caseYears: 100 }, true],
    [{ caseYears: 0 }, false],
    [{ caseYears: 101 }, false],
    [{ packDays: {} }, true],
    [{ packDays: { insurance: 36_500, paid: 1 } }, true],
    [{ packDays: { insurance: 0 } }, false],
    [{ packDays: { insurance: 36_501 } }, false],
    [{ packDays: { other: 5 } }, false],
    [{ documentNumber: '  ' }, false],
  ])('on keeping take terms and a document: %j', (change, taken) => {
    expect(RetentionRule.safeParse({ ...rule, ...change }).success).toBe(taken);
  });
});

describe('the settings in the ledger', () => {
  const on = plainDate('2022-08-22');
  const saved = (sequence: number, windowNumber: string, by: EntryAuthor | null = anAdministrator) => ({
    sequence,
    on,
    by,
    content: { type: 'officeSaved', office: { ...anOffice, windowNumber } },
  });

  it('are the last that an administrator saved', () => {
    const last = { sequence: 2, on, by: '李样例', office: { ...anOffice, windowNumber: '2' } };
    const later = [saved(3, '3', clerk), saved(4, '4', null), { ...saved(5, '5'), content: { type: 'locked' } }];
    expect(savedOffice([saved(1, '1'), saved(2, '2'), ...later])).toEqual(last);
    expect(savedOffice(later)).toBeNull();
    expect(savedOffice([])).toBeNull();
  });
});
