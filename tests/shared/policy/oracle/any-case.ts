/** Cases near to one in which everything is met: what registers hold, what they lack, and the days on which it turns. */
import * as fc from 'fast-check';
import { metScene, type PolicyScene } from '#tests/builders/policy-scene.ts';
import { wild, type Fields } from './case-parts.ts';

const { employer, roster } = metScene();
const OURS = String(employer['unifiedSocialCreditCode']);
const NUMBER = String(employer['employerNumber']);
const NAME = String(employer['name']);
const PERSON = String(roster[0]?.['citizenId']);
const OTHER = '91440811MA4WX7K9PR';
const { mostly, rowsOf, copyOf } = wild;

const person = mostly(PERSON, ` ${PERSON}`, PERSON.replaceAll('0', '０'));
const personName = mostly('陈海晴', '陈 海晴', '陈海情', undefined);

const insuranceOf = (year: string, kind: string): Fields => ({
  citizenId: person,
  insurance: fc.constant(kind),
  name: personName,
  unifiedSocialCreditCode: mostly(OURS, OTHER, OTHER, OURS.toLowerCase(), undefined),
  employerNumber: mostly(NUMBER, '44081100099999', undefined),
  divisionCode: mostly('440802', '440803', '440811', '440800', '４４０８０２', '赤坎区', undefined),
  enrolledOn: mostly(
    `${year}-07-01`,
    `${year}-07-31`,
    `${year}-08-01`,
    `${year}-03-01`,
    `${Number(year) - 1}-12-31`,
    undefined,
  ),
  jobStartedOn: mostly(`${year}-07-01`, `${Number(year) - 1}-12-31`, undefined),
  status: mostly('1', '2', '3', undefined),
  monthsContributed: mostly(1, 0, 0, undefined),
  paidThrough: mostly(`${year}07`, `${year}06`, `${year}08`, undefined),
  deferred: mostly(false, true, undefined),
});

const graduate = (year: string): Fields => ({
  citizenId: person,
  name: personName,
  graduatedOn: mostly(
    `${year}-06-25`,
    `${year}-08-22`,
    `${year}-08-23`,
    `${year}-12-31`,
    `${Number(year) - 1}-12-31`,
    undefined,
  ),
  category: mostly('regular', 'adult', 'online', undefined),
  fullTime: mostly(true, false, undefined),
});

const contract = (year: string): Fields => ({
  citizenId: person,
  unifiedSocialCreditCode: mostly(OURS, OTHER, undefined),
  employerName: mostly(NAME, ` ${NAME}`, '某公司', undefined),
  from: mostly(`${year}-07-01`, `${year}-08-22`, `${year}-08-23`, undefined),
  to: mostly(null, `${year}-08-22`, `${year}-08-21`, '2030-06-30', undefined),
});

const answer = (year: string): Fields => ({
  citizenId: person,
  answer: fc.constantFrom('是', '否'),
  answeredOn: fc.constantFrom(
    `${year}-08-20`,
    `${year}-08-22`,
    `${year}-07-22`,
    `${year}-07-21`,
    `${year}-01-01`,
    `${year}-08-23`,
  ),
});

/** One person's case. `lateCopies`: insurance copies may be of a day after the month of acceptance. */
export function anyCase(policy: 'zhanjiang-2022' | 'guangdong-2023', lateCopies = true): fc.Arbitrary<PolicyScene> {
  const year = policy.slice(-4);
  const kinds = policy === 'zhanjiang-2022' ? ['210'] : ['210', '410', '110'];
  const insurance = fc.tuple(...kinds.map((kind) => rowsOf(insuranceOf(year, kind), 1))).map((rows) => rows.flat());
  const paid = rowsOf({ citizenId: person, paidOn: fc.constant(`${year}-05-10`) }, 0);
  const lists = [`${year}-08-10`, `${year}-07-22`, `${year}-07-21`, `${year}-08-22`];
  const insuranceDays = [`${year}-08-20`, `${year}-07-31`, `${year}-08-01`, ...(lateCopies ? [`${year}-09-05`] : [])];
  const registries = fc.record({
    insurance: copyOf(insurance, insuranceDays),
    graduates: copyOf(rowsOf(graduate(year), 1), lists),
    graduateAnswers: copyOf(rowsOf(answer(year), 0), lists),
    contracts: copyOf(rowsOf(contract(year), 1), lists),
    hiringSubsidy: copyOf(paid, lists),
    paid: copyOf(paid, lists),
  });
  const firm = fc.record({
    name: fc.constant(NAME),
    unifiedSocialCreditCode: mostly(OURS, undefined),
    employerNumber: fc.constant(NUMBER),
  });
  const office = fc.record({ divisionCode: mostly('440802', '440800', '440803') });
  return fc.record({ registries, employer: firm, office }).map(
    (changes) =>
      // As a file: what is undefined is not there.
      JSON.parse(JSON.stringify({ ...metScene(), policy, date: `${year}-08-22`, ...changes })) as PolicyScene,
  );
}
