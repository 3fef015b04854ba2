/**
 * The three firms that bring a roster to the training window, and what the registers say of their persons.
 * Business date 2022-08-22: last month is July, this month August. What each person shows is written beside them;
 * tests/shared/training proves it with the policy itself. The registers make it so, through ordinary rows.
 */
import type { Verdict } from '../policy/verdict.ts';
import { creditCode, type MadeUpFirm } from './made-up-firms.ts';
import { withCheck } from './made-up-people.ts';
import type { TextRow } from './registry-csv.ts';

export interface SamplePerson {
  readonly name: string;
  readonly citizenId: string;
  readonly school: string;
  readonly diplomaNumber: string;
  readonly graduatedOn: string;
  readonly contractFrom: string;
  readonly contractTo: string;
  readonly enrolledOn: string;
  readonly verdict: Verdict;
  /** Check and reason that stand out; empty for those that meet everything. */
  readonly reason: string;
  /** What differs from the usual row of the register; `null`: no row. */
  readonly insurance?: TextRow | null;
  readonly graduate?: TextRow | null;
  readonly contract?: TextRow | null;
  readonly hiringSubsidy?: TextRow;
  readonly paid?: TextRow;
}

export interface SampleRoster {
  readonly firm: MadeUpFirm;
  readonly persons: readonly SamplePerson[];
}

const firm = (name: string, first8: string, employerNumber: string): MadeUpFirm => ({
  name,
  unifiedSocialCreditCode: creditCode('91', '440802', first8),
  employerNumber,
  divisionCode: '440802',
  unitType: '企业',
  status: '存续',
});

const schools = {
  ocean: ['广东海洋大学', '10566'],
  lingnan: ['岭南师范学院', '10579'],
  medical: ['广东医科大学', '10571'],
  science: ['湛江科技学院', '12622'],
  youth: ['湛江幼儿师范专科学校', '14510'],
} as const;

type Case = Partial<SamplePerson> & Pick<SamplePerson, 'name'>;

/** `first17`: the number without its check character. `serial`: last places of the diploma number. */
function person(first17: string, school: keyof typeof schools, serial: number, facts: Case): SamplePerson {
  const [name, code] = schools[school];
  return {
    citizenId: withCheck(first17),
    school: name,
    diplomaNumber: `${code}1202205${String(900_000 + serial)}`,
    graduatedOn: '2022-06-25',
    contractFrom: '2022-07-01',
    contractTo: '2025-06-30',
    enrolledOn: '2022-07-04',
    verdict: 'met',
    reason: '',
    ...facts,
  };
}

/** 海晟: the messy .xls. Ten persons, all four verdicts; two cells must be corrected, one original attested. */
export const haisheng: SampleRoster = {
  firm: firm('湛江海晟食品有限公司', 'MA5A1B2C', '8020001'),
  persons: [
    person('44080220000315902', 'ocean', 1, { name: '陈海晴' }),
    // 本月减员停保: paid through July, ended in August.
    person('44082319991201911', 'lingnan', 2, {
      name: '黄志远',
      contractFrom: '2022-03-01',
      contractTo: '2025-02-28',
      enrolledOn: '2022-03-07',
      verdict: 'unmet',
      reason: 'this-month-enrolment removed-this-month',
      insurance: { status: '终止缴费', monthsContributed: '5' },
    }),
    // 缓缴: the firm put off July; paying it up makes her eligible.
    person('44080320010228904', 'science', 3, {
      name: '吴嘉敏',
      contractFrom: '2022-05-16',
      contractTo: '2024-05-15',
      enrolledOn: '2022-05-18',
      verdict: 'remediable',
      reason: 'last-month-contribution deferred',
      insurance: { paidThrough: '202206', monthsContributed: '2', deferred: '是' },
    }),
    // The file has one digit wrong.
    person('44088119990917935', 'ocean', 4, { name: '林𠮷安' }),
    // The file has the number as a quantity: the last three places are gone.
    person('44080420000601926', 'medical', 5, { name: '梁晓彤' }),
    // Not in the graduates' copy and no answer of the service: the diploma itself must be seen.
    person('44082520000811948', 'youth', 6, {
      name: '庞思琪',
      verdict: 'unknown',
      reason: 'programme-graduate not-found',
      graduate: null,
    }),
    person('44081119991123960', 'lingnan', 7, { name: '阿依努尔·麦麦提', contractTo: '2023-06-30' }),
    // The contract was never put on file.
    person('44080220010506917', 'science', 8, {
      name: '郑㐂',
      verdict: 'remediable',
      reason: 'labour-contract contract-missing',
      contract: null,
    }),
    // The firm's other subsidy for the same person.
    person('44088219990730953', 'ocean', 9, {
      name: '苏文博',
      contractFrom: '2022-02-14',
      contractTo: '2025-02-13',
      enrolledOn: '2022-02-16',
      verdict: 'unmet',
      reason: 'hiring-subsidy hiring-subsidy-received',
      insurance: { monthsContributed: '6' },
      hiringSubsidy: { paidOn: '2022-07-15' },
    }),
    // No row in the copy of 20 August: enrolled at the counter the day before yesterday.
    person('44080220000929989', 'medical', 10, {
      name: '许若琳',
      verdict: 'unknown',
      reason: 'insured-here not-found',
      insurance: null,
    }),
  ],
};

/** 云帆: the clean .xlsx. Four persons, everything met. */
export const yunfan: SampleRoster = {
  firm: firm('湛江云帆互联信息技术有限公司', 'MA5D7K3P', '8020002'),
  persons: [
    person('44080219991018924', 'ocean', 21, { name: '何子轩' }),
    person('44082320000205947', 'ocean', 22, { name: '蔡诗雅', enrolledOn: '2022-07-11', contractFrom: '2022-07-08' }),
    person('44088320000719932', 'lingnan', 23, { name: '莫俊杰' }),
    person('44080320000430961', 'science', 24, { name: '谢雨桐', contractTo: '' }),
  ],
};

/** 南桥: the GB18030 .csv. Six persons: three met, one to be remedied, two not entitled. */
export const nanqiao: SampleRoster = {
  firm: firm('湛江南桥小镇餐饮管理有限公司', 'MA5F2H8T', '8020003'),
  persons: [
    person('44080220000112908', 'youth', 31, { name: '冼佩珊' }),
    person('44080419990825919', 'science', 32, { name: '柯浩然' }),
    // The contract of half a year ran out in July.
    person('44081120000606920', 'lingnan', 33, {
      name: '符静宜',
      contractFrom: '2022-02-01',
      contractTo: '2022-07-31',
      enrolledOn: '2022-02-09',
      verdict: 'remediable',
      reason: 'labour-contract contract-ended',
      insurance: { monthsContributed: '6' },
    }),
    // Graduated the year before.
    person('44088219980411936', 'ocean', 34, {
      name: '庞一鸣',
      graduatedOn: '2021-06-25',
      diplomaNumber: '105661202105900034',
      verdict: 'unmet',
      reason: 'programme-graduate graduated-outside-window',
    }),
    person('44082320000923955', 'medical', 35, { name: '欧阳知夏' }),
    // The same subsidy was paid to an earlier employer in another county.
    person('44088119990303944', 'lingnan', 36, {
      name: '揭文博',
      contractFrom: '2022-06-01',
      contractTo: '2025-05-31',
      enrolledOn: '2022-06-06',
      verdict: 'unmet',
      reason: 'already-paid already-paid',
      insurance: { monthsContributed: '2' },
      paid: {
        employerName: '湛江安澜水产有限公司',
        divisionCode: '440881',
        paidOn: '2022-07-20',
        amountFen: '1500.00',
      },
    }),
  ],
};

export const sampleRosters: readonly SampleRoster[] = [yunfan, haisheng, nanqiao];
