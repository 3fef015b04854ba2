/** The registers of the training county: about 20,000 insured persons, 8,000 graduates, and what hangs on them. */
import { peopleMaker, type MadeUpPerson } from './made-up-people.ts';
import { makeFirms, type MadeUpFirm } from './made-up-firms.ts';
import { dayIn, type Random } from './random.ts';
import type { TextRow } from './registry-csv.ts';
import { sampleRosters } from './sample-rosters.ts';
import { sampleRows } from './sample-rows.ts';

export type TrainingKind =
  'business' | 'insurance' | 'graduates' | 'graduateAnswers' | 'contracts' | 'hiringSubsidy' | 'paid';
export type CountyRows = Readonly<Record<TrainingKind, readonly TextRow[]>>;

/** A graduate of 2022 who is insured with a firm of the county. */
export interface Newcomer extends MadeUpPerson {
  readonly firm: MadeUpFirm;
  readonly enrolledOn: string;
  readonly school: string;
  readonly diplomaNumber: string;
  readonly graduatedOn: string;
  /** Empty where no contract is on file. */
  readonly contractFrom: string;
  readonly contractTo: string;
}

export interface County {
  readonly firms: readonly MadeUpFirm[];
  readonly newcomers: readonly Newcomer[];
  readonly rows: CountyRows;
}

const FIRMS = 420;
const SETTLED = 17_400;
const NEWCOMERS = 2_600;
const GRADUATES_ELSEWHERE = 5_500;

const SCHOOLS = [
  ['广东海洋大学', '10566'],
  ['岭南师范学院', '10579'],
  ['广东医科大学', '10571'],
  ['湛江科技学院', '12622'],
  ['湛江幼儿师范专科学校', '14510'],
  ['广东文理职业学院', '13721'],
  ['广西师范大学', '10602'],
  ['海南大学', '10589'],
] as const;

interface Standing {
  readonly status: string;
  readonly paidThrough: string;
  readonly deferred: string;
}

/** How somebody stands on 20 August 2022. */
function standing(random: Random): Standing {
  const lot = random.int(100);
  if (lot < 2) return { status: '参保缴费', paidThrough: '202206', deferred: '是' };
  if (lot < 4) return { status: '参保缴费', paidThrough: '202206', deferred: '否' };
  if (lot < 6) return { status: '暂停缴费', paidThrough: '202207', deferred: '否' };
  if (lot < 9) return { status: '终止缴费', paidThrough: '202207', deferred: '否' };
  if (lot < 11) return { status: '终止缴费', paidThrough: '202205', deferred: '否' };
  return { status: '参保缴费', paidThrough: random.chance(0.3) ? '202208' : '202207', deferred: '否' };
}

const monthNumber = (text: string): number => Number(text.slice(0, 4)) * 12 + Number(text.slice(-2));

function insuranceRow(person: MadeUpPerson, firm: MadeUpFirm, enrolledOn: string, random: Random): TextRow {
  const stand = standing(random);
  const months = monthNumber(stand.paidThrough) - monthNumber(enrolledOn.slice(0, 7)) + 1;
  return {
    ...person,
    employerNumber: firm.employerNumber,
    unifiedSocialCreditCode: random.chance(0.97) ? firm.unifiedSocialCreditCode : '',
    employerName: firm.name,
    divisionCode: firm.divisionCode,
    insurance: '失业保险',
    enrolledOn,
    jobStartedOn: enrolledOn,
    ...stand,
    monthsContributed: String(Math.max(0, months)),
  };
}

function diplomaOf(random: Random, serial: number): Pick<Newcomer, 'school' | 'diplomaNumber' | 'graduatedOn'> {
  const [school, code] = random.pick(SCHOOLS);
  const graduatedOn = random.chance(0.93) ? `2022-06-${20 + random.int(11)}` : '2021-06-25';
  return { school, diplomaNumber: `${code}1${graduatedOn.slice(0, 4)}05${String(100_000 + serial)}`, graduatedOn };
}

function graduateRow(person: MadeUpPerson, diploma: ReturnType<typeof diplomaOf>, random: Random): TextRow {
  const category = random.chance(0.88) ? '普通' : random.pick(['成人', '自考', '网络']);
  return {
    citizenId: person.citizenId,
    name: person.name,
    ...diploma,
    category,
    level: random.chance(0.6) ? '本科' : '专科',
    fullTime: category === '普通' && random.chance(0.98) ? '是' : '否',
  };
}

function newcomer(person: MadeUpPerson, firm: MadeUpFirm, serial: number, random: Random): Newcomer {
  const enrolledOn = random.chance(0.05) ? dayIn(random, 2022, 8, 8) : dayIn(random, 2022, 2, 7);
  const hasContract = random.chance(0.85);
  const years = 1 + random.int(3);
  return {
    ...person,
    firm,
    enrolledOn,
    ...diplomaOf(random, serial),
    contractFrom: hasContract ? enrolledOn : '',
    contractTo: hasContract ? `${2022 + years}${enrolledOn.slice(4)}` : '',
  };
}

const plain = ({ name, citizenId }: MadeUpPerson): MadeUpPerson => ({ name, citizenId });

function contractRow(person: Newcomer): TextRow {
  return {
    citizenId: person.citizenId,
    unifiedSocialCreditCode: person.firm.unifiedSocialCreditCode,
    employerName: person.firm.name,
    from: person.contractFrom,
    to: person.contractTo,
  };
}

function subsidyRow(person: MadeUpPerson, firm: MadeUpFirm, paidOn: string): TextRow {
  return {
    citizenId: person.citizenId,
    unifiedSocialCreditCode: firm.unifiedSocialCreditCode,
    employerName: firm.name,
    divisionCode: firm.divisionCode,
    paidOn,
  };
}

/** Puts rows among others at places that the random source says. */
function scattered(rows: TextRow[], more: readonly TextRow[], random: Random): readonly TextRow[] {
  for (const row of more) rows.splice(random.int(rows.length + 1), 0, row);
  return rows;
}

/** The county from its seed; the persons and firms of the sample rosters are among the others. */
export function makeCounty(random: Random): County {
  const samples = sampleRosters.map(sampleRows);
  const taken = new Set(sampleRosters.flatMap(({ persons }) => persons.map(({ citizenId }) => citizenId)));
  const sampleFirms = sampleRosters.map(({ firm }) => firm);
  const firms = makeFirms(random, FIRMS, new Set(sampleFirms.map(({ name }) => name)));
  const person = peopleMaker(random, taken);
  const settled = Array.from({ length: SETTLED }, () => ({ person: person(1963, 1999), firm: random.pick(firms) }));
  const newcomers = Array.from({ length: NEWCOMERS }, (_, serial) =>
    newcomer(person(1998, 2001), random.pick(firms), serial, random),
  );
  const elsewhere = Array.from({ length: GRADUATES_ELSEWHERE }, () => person(1998, 2001));
  const known = newcomers.filter(() => random.chance(0.94));
  const subsidised = settled.filter(() => random.chance(0.045));
  const rows: Record<TrainingKind, TextRow[]> = {
    business: firms.map((firm) => ({ ...firm })),
    insurance: [
      ...settled.map((one) => insuranceRow(one.person, one.firm, dayIn(random, 2006 + random.int(16), 1, 12), random)),
      ...newcomers.map((one) => insuranceRow(plain(one), one.firm, one.enrolledOn, random)),
    ],
    graduates: [
      ...known.map((one) =>
        graduateRow(
          one,
          { school: one.school, diplomaNumber: one.diplomaNumber, graduatedOn: one.graduatedOn },
          random,
        ),
      ),
      ...elsewhere.map((one, serial) => graduateRow(one, diplomaOf(random, NEWCOMERS + serial), random)),
    ],
    graduateAnswers: newcomers
      .filter(() => random.chance(0.2))
      .map(({ citizenId, graduatedOn }) => ({
        citizenId,
        answer: graduatedOn.startsWith('2022') ? '是' : '否',
        answeredOn: dayIn(random, 2022, 7, 7),
      })),
    contracts: newcomers.filter(({ contractFrom }) => contractFrom !== '').map(contractRow),
    hiringSubsidy: [
      ...subsidised.map((one) => subsidyRow(one.person, one.firm, dayIn(random, 2021, 3, 12))),
      ...newcomers.filter(() => random.chance(0.02)).map((one) => subsidyRow(one, one.firm, dayIn(random, 2022, 6, 7))),
    ],
    paid: [
      ...elsewhere
        .filter(() => random.chance(0.1))
        .map((one) => subsidyRow(one, random.pick(firms), dayIn(random, 2022, 6, 7))),
      ...newcomers.filter(() => random.chance(0.03)).map((one) => subsidyRow(one, one.firm, dayIn(random, 2022, 6, 7))),
    ].map((row) => ({ ...row, amountFen: '1500.00' })),
  };
  scattered(
    rows.business,
    sampleFirms.map((firm) => ({ ...firm })),
    random,
  );
  for (const sample of samples) {
    scattered(rows.insurance, sample.insurance, random);
    scattered(rows.graduates, sample.graduates, random);
    scattered(rows.contracts, sample.contracts, random);
    scattered(rows.hiringSubsidy, sample.hiringSubsidy, random);
    scattered(rows.paid, sample.paid, random);
  }
  return { firms, newcomers, rows };
}
