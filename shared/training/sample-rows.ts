/** The rows of the registers for the persons of the sample rosters. */
import type { TextRow } from './registry-csv.ts';
import type { SamplePerson, SampleRoster } from './sample-rosters.ts';
import type { CountyRows } from './county-rows.ts';

function usualInsurance({ firm }: SampleRoster, person: SamplePerson): TextRow {
  return {
    citizenId: person.citizenId,
    name: person.name,
    employerNumber: firm.employerNumber,
    unifiedSocialCreditCode: firm.unifiedSocialCreditCode,
    employerName: firm.name,
    divisionCode: firm.divisionCode,
    insurance: '失业保险',
    enrolledOn: person.enrolledOn,
    jobStartedOn: person.enrolledOn,
    status: '参保缴费',
    monthsContributed: '1',
    paidThrough: '202207',
    deferred: '否',
  };
}

function usualGraduate(person: SamplePerson): TextRow {
  return {
    citizenId: person.citizenId,
    name: person.name,
    school: person.school,
    diplomaNumber: person.diplomaNumber,
    graduatedOn: person.graduatedOn,
    category: '普通',
    level: '本科',
    fullTime: '是',
  };
}

function usualContract({ firm }: SampleRoster, person: SamplePerson): TextRow {
  return {
    citizenId: person.citizenId,
    unifiedSocialCreditCode: firm.unifiedSocialCreditCode,
    employerName: firm.name,
    from: person.contractFrom,
    to: person.contractTo === '' ? '无固定期限' : person.contractTo,
  };
}

const rowsFor = (usual: TextRow, change: TextRow | null | undefined): readonly TextRow[] =>
  change === null ? [] : [{ ...usual, ...change }];

function subsidyRows(roster: SampleRoster, person: SamplePerson, facts: TextRow | undefined): readonly TextRow[] {
  if (facts === undefined) return [];
  const { unifiedSocialCreditCode, name: employerName, divisionCode } = roster.firm;
  const ours = facts['employerName'] === undefined ? { unifiedSocialCreditCode, employerName, divisionCode } : {};
  return [{ citizenId: person.citizenId, ...ours, ...facts }];
}

/** What the registers hold of one roster's persons. */
export function sampleRows(roster: SampleRoster): Omit<CountyRows, 'business' | 'graduateAnswers'> {
  const { persons } = roster;
  return {
    insurance: persons.flatMap((person) => rowsFor(usualInsurance(roster, person), person.insurance)),
    graduates: persons.flatMap((person) => rowsFor(usualGraduate(person), person.graduate)),
    contracts: persons.flatMap((person) => rowsFor(usualContract(roster, person), person.contract)),
    hiringSubsidy: persons.flatMap((person) => subsidyRows(roster, person, person.hiringSubsidy)),
    paid: persons.flatMap((person) => subsidyRows(roster, person, person.paid)),
  };
}
