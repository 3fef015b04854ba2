/** Cases under the packs from 2024 on, near to one in which everything is met: one or two persons, any kind of unit, days at each edge. */
import * as fc from 'fast-check';
import { citizenIdCheckCharacter } from '#shared/domain/citizen-id.ts';
import { creditCodeCheckCharacter } from '#shared/domain/unified-social-credit-code.ts';
import { changedScene, type PolicyScene } from '#tests/builders/policy-scene.ts';
import { steady, wild, type Dice, type Fields, type Row } from './case-parts.ts';

export type LaterYear = '2024' | '2025' | '2026';

const NUMBER = '44080200017321';
const NAME = '湛江海晟食品有限公司';
const OTHER = '91440811MA4WX7K9PR';

const codeOf = (kind: string): string => {
  const first17 = `${kind}440802MA5A1B2C3`;
  return first17 + (creditCodeCheckCharacter(first17) ?? '');
};
const idOf = (born: string, index: number): string => {
  const first17 = `440802${born.replaceAll('-', '')}00${index + 2}`;
  return first17 + citizenIdCheckCharacter(first17);
};

/** Months before and after the one of acceptance, `YYYYMM`. */
function monthAt(date: string, offset: number): string {
  const count = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + offset;
  return `${Math.floor(count / 12)}${String((count % 12) + 1).padStart(2, '0')}`;
}
const dayIn = (month: string, day: string): string => `${month.slice(0, 4)}-${month.slice(4)}-${day}`;

interface Setting {
  readonly dice: Dice;
  readonly year: number;
  readonly date: string;
  readonly code: string | undefined;
}

function insuranceOf({ dice: { mostly }, year, date, code }: Setting, id: string, kind: string): Fields {
  return {
    citizenId: fc.constant(id),
    insurance: fc.constant(kind),
    name: mostly('陈海晴', '陈海情', undefined),
    unifiedSocialCreditCode: mostly(code, OTHER, undefined),
    employerNumber: mostly(NUMBER, '44081100099999', undefined),
    divisionCode: mostly('440802', '440811', '440800', undefined),
    enrolledOn: mostly(
      `${year}-05-06`,
      `${year}-01-01`,
      `${year - 1}-12-31`,
      `${year}-12-31`,
      `${year + 1}-01-01`,
      dayIn(monthAt(date, 0), '01'),
      undefined,
    ),
    jobStartedOn: mostly(`${year}-05-06`, `${year - 1}-12-31`, `${year + 1}-01-01`, undefined),
    status: mostly('1', '2', '3', undefined),
    monthsContributed: mostly(3, 2, 1, 0, 4, undefined),
    paidThrough: mostly(monthAt(date, -1), monthAt(date, -2), monthAt(date, 0), undefined),
    deferred: mostly(false, true, undefined),
  };
}

const diploma = ({ dice: { mostly }, year }: Setting, id: string): Fields => ({
  citizenId: fc.constant(id),
  name: mostly('陈海晴', undefined),
  graduatedOn: mostly(
    `${year}-06-25`,
    `${year}-01-01`,
    `${year}-12-31`,
    `${year - 1}-12-31`,
    `${year - 2}-01-01`,
    `${year - 3}-12-31`,
    undefined,
  ),
  category: mostly('regular', 'adult', 'self-taught', undefined),
});

const answer = ({ date, year }: Setting, id: string): Fields => ({
  citizenId: fc.constant(id),
  answer: fc.constantFrom('是', '否'),
  answeredOn: fc.constantFrom(date, dayIn(monthAt(date, 0), '05'), dayIn(monthAt(date, -2), '01'), `${year}-01-01`),
});

const registration = ({ dice: { mostly }, year }: Setting, id: string): Fields => ({
  citizenId: fc.constant(id),
  name: fc.constant('陈海晴'),
  registeredOn: mostly(`${year}-03-01`, `${year}-05-06`, `${year}-05-07`, undefined),
  endedOn: mostly(undefined, `${year}-04-30`, `${year}-05-01`, `${year}-06-30`),
});

const contract = ({ dice: { mostly }, date, year, code }: Setting, id: string): Fields => ({
  citizenId: fc.constant(id),
  unifiedSocialCreditCode: mostly(code, OTHER, undefined),
  employerName: mostly(NAME, '某公司', undefined),
  from: mostly(`${year}-05-06`, date, `${year + 2}-01-01`, undefined),
  to: mostly(null, date, `${year}-05-31`, undefined),
});

function registriesOf(setting: Setting, ids: readonly string[]): fc.Arbitrary<Record<string, unknown>> {
  const { date, code, dice } = setting;
  const { mostly, rowsOf, copyOf } = dice;
  const all = (fields: (id: string) => Fields, usual: number): fc.Arbitrary<Row[]> =>
    fc.tuple(...ids.map((id) => rowsOf(fields(id), usual))).map((rows) => rows.flat());
  const insurance = fc
    .tuple(...['210', '410', '110'].map((kind) => all((id) => insuranceOf(setting, id, kind), 1)))
    .map((rows) => rows.flat());
  const paid = all((id) => ({ citizenId: fc.constant(id), paidOn: fc.constant(`${setting.year - 1}-10-10`) }), 0);
  const business = rowsOf(
    {
      unifiedSocialCreditCode: mostly(code ?? codeOf('91'), OTHER),
      name: fc.constant(NAME),
      unitType: mostly(
        code === undefined || code.startsWith('91') ? 'enterprise' : 'social-organisation',
        'enterprise',
        'social-organisation',
        'individual-business',
        'other',
        undefined,
      ),
    },
    1,
  );
  const days = [dayIn(monthAt(date, 0), '10'), date, dayIn(monthAt(date, -1), '20'), dayIn(monthAt(date, -2), '01')];
  return fc.record({
    insurance: copyOf(insurance, days),
    graduates: copyOf(
      all((id) => diploma(setting, id), 1),
      days,
    ),
    graduateAnswers: copyOf(
      all((id) => answer(setting, id), 0),
      days,
    ),
    unemployed: copyOf(
      all((id) => registration(setting, id), 0),
      [...days, `${setting.year}-04-30`],
    ),
    contracts: copyOf(
      all((id) => contract(setting, id), 1),
      days,
    ),
    hiringSubsidy: copyOf(paid, days),
    paid: copyOf(paid, days),
    business: copyOf(business, days),
  });
}

/** Births on both sides of 16 and of 25 on the 6th of May, and one far beyond. */
const births = (year: number): readonly string[] => [
  `${year - 22}-03-15`,
  `${year - 24}-05-06`,
  `${year - 25}-05-07`,
  `${year - 25}-05-06`,
  `${year - 16}-05-06`,
  `${year - 16}-05-07`,
  `${year - 30}-03-15`,
];

/** A case of one or two persons; as a file, so that what is undefined is not there. */
export const anyLaterCase = (year: LaterYear): fc.Arbitrary<PolicyScene> =>
  fc.oneof({ weight: 3, arbitrary: caseWith(wild, year) }, { weight: 2, arbitrary: caseWith(steady, year) });

function caseWith(dice: Dice, text: LaterYear): fc.Arbitrary<PolicyScene> {
  const { mostly } = dice;
  const year = Number(text);
  const kinds = mostly('91', '52', '51', '92', '93', '11', '12', '31', 'A1', undefined) as fc.Arbitrary<
    string | undefined
  >;
  const days = mostly(`${year}-08-22`, `${year + 1}-02-20`, `${year}-05-31`) as fc.Arbitrary<string>;
  const born = fc.array(mostly(births(year)[0], ...births(year).slice(1)), { minLength: 1, maxLength: 2 });
  return fc.tuple(kinds, days, born).chain(([kind, date, birthdays]) => {
    const ids = birthdays.map((day, index) => idOf(String(day), index));
    const code = kind === undefined ? undefined : codeOf(kind);
    const changes = changesOf({ dice, year, date, code }, ids);
    const roster = ids.map((citizenId) => ({ name: '陈海晴', citizenId }));
    return fc
      .tuple(changes, mostly(roster, [...roster, ...roster.slice(0, 1)]))
      .map(
        ([changed, persons]) =>
          JSON.parse(
            JSON.stringify({ ...changedScene(`${text}年`), date, roster: persons, ...changed }),
          ) as PolicyScene,
      );
  });
}

function changesOf(setting: Setting, ids: readonly string[]): fc.Arbitrary<Record<string, unknown>> {
  const { date, code } = setting;
  const { mostly } = setting.dice;
  const other = fc.record({
    id: fc.constant('另件'),
    receivedOn: mostly(dayIn(monthAt(date, -1), '01'), date, undefined),
    citizenIds: fc.constantFrom([ids[0]], ids, ['440823199911081130']),
  });
  return fc.record({
    registries: registriesOf(setting, ids),
    office: fc.record({ divisionCode: mostly('440802', '440800') }),
    employer: fc.record({
      name: fc.constant(NAME),
      unifiedSocialCreditCode: fc.constant(code),
      employerNumber: fc.constant(NUMBER),
      divisionCode: mostly('440802', '440811', undefined),
    }),
    papers: fc.record({ applicationForm: mostly(true, false), roster: mostly(true, false) }),
    otherApplications: fc.oneof(
      { weight: 5, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: other.map((one) => [one]) },
    ),
  });
}
