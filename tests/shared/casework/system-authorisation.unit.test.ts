/** 信息中心's authorisations: to the day, by an administrator's word alone, the last word counts. */
import { expect, it } from 'vitest';
import { authorisationState, foldAuthorisations } from '#shared/casework/system-authorisation.ts';
import { OfficeEvent } from '#shared/casework/office-events.ts';
import type { EntryAuthor } from '#shared/domain/officer.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { authorisationSentence } from '#shared/wording/authorisation.ts';

const administrator: EntryAuthor = { id: 'o1', name: '李样例', capacity: 'administrator' };
const clerk: EntryAuthor = { id: 'o2', name: '王样例', capacity: 'windowClerk' };
const given = (to: string, documentNumber = '湛信〔2022〕3号') => ({
  type: 'systemAuthorised',
  officerId: 'o2',
  name: '王样例',
  documentNumber,
  from: '2022-08-22',
  to,
});
const entries = (...list: readonly (readonly [unknown, EntryAuthor | null])[]) =>
  list.map(([content, by], at) => ({ sequence: at + 1, content, by }));
const held = (to: string) => {
  const found = foldAuthorisations(entries([given(to), administrator])).get('o2');
  if (found === undefined) throw new Error('none');
  return found;
};

it.each([
  ['2022-08-21', 'notYet'],
  ['2022-08-22', 'valid'],
  ['2022-08-30', 'valid'],
  ['2022-08-31', 'ending'],
  ['2022-09-30', 'ending'],
  ['2022-10-01', 'ended'],
] as const)('from 22 August to 30 September: on %s %s', (today, state) => {
  expect(authorisationState(held('2022-09-30'), plainDate(today))).toBe(state);
});

it('says when it ends and what to do', () => {
  const one = held('2022-09-30');
  expect(authorisationSentence(one, plainDate('2022-09-18'))).toBe(
    '王样例的省系统授权（湛信〔2022〕3号） 2022-09-30 到期，还有 12 天：请向信息中心申请续期。',
  );
  expect(authorisationSentence(one, plainDate('2022-10-01'))).toContain('已于 2022-09-30 到期');
});

it('takes the last word of an administrator, and nobody else’s', () => {
  const renewed = entries(
    [given('2022-09-30'), administrator],
    [given('2023-09-30', '湛信〔2022〕9号'), administrator],
  );
  expect(foldAuthorisations(renewed).get('o2')).toMatchObject({ to: '2023-09-30', sequence: 2 });
  expect(foldAuthorisations(entries([given('2022-09-30'), clerk], [given('2022-09-30'), null])).size).toBe(0);
  const end = { type: 'systemAuthorisationEnded', officerId: 'o2', name: '王样例', reason: '调离窗口' };
  expect(foldAuthorisations(entries([given('2022-09-30'), administrator], [end, administrator])).size).toBe(0);
  expect(foldAuthorisations(entries([given('2022-09-30'), administrator], [end, clerk])).size).toBe(1);
  expect(OfficeEvent.safeParse(given('2022-08-01')).success).toBe(false);
});
