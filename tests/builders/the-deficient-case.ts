/**
 * Twelve persons with nine different defects besides two missing papers, as the product's own rules decide it: what the
 * one-time notice has to explain at its worst. One person is refused, one waits for verification, one is entitled.
 */
import { toCaseFile } from '#shared/casework/to-case-file.ts';
import { month, plainDate } from '#shared/domain/plain-date.ts';
import type { Application, RosterEntry } from '#shared/domain/application.ts';
import type { RegistryRow, RegistrySet } from '#shared/domain/registries.ts';
import { shippedHeldCalendar } from '#shared/policy/held-calendar.ts';
import { decide } from '#shared/policy/decide.ts';
import { ENGINE_VERSION, packById } from '#shared/policy/pack-library.ts';
import type { CasePaper } from '#shared/papers/case-paper.ts';
import { anApplication, anOffice, aRosterEntry } from './a-case-paper.ts';

const DATE = plainDate('2022-08-22');
const JULY = plainDate('2022-07-01');
const AUGUST = plainDate('2022-08-01');
const CODE = '91440802MA5A1B2C39';
const scope = '440800';

const roster: RosterEntry[] = Array.from({ length: 12 }, (_, index) => aRosterEntry(index));
const readable = roster[3].citizenId;
roster[3] = aRosterEntry(3, {
  name: '阿依古丽·买买提江',
  citizenId: `${readable.slice(0, 17)}${readable.endsWith('0') ? '1' : '0'}`,
});
roster[5] = aRosterEntry(5, { name: '㐂𠮷明' });
roster[10] = { ...roster[9], entryId: 'e11' };

type Change<T> = Readonly<Record<number, Partial<T>>>;

const insuranceChanges: Change<RegistryRow<'insurance'>> = {
  2: { deferred: true },
  4: { enrolledOn: AUGUST, jobStartedOn: AUGUST, paidThrough: month('202207'), monthsContributed: 0 },
  5: { name: '张雨同' },
  6: { paidThrough: month('202206') },
  7: { status: '3' },
};
const contractChanges: Change<RegistryRow<'contracts'>> = {
  1: { to: plainDate('2022-07-31') },
};
const graduateChanges: Change<RegistryRow<'graduates'>> = {
  5: { name: '张雨同' },
};
/** Places without a row; the eleventh is the tenth person once more. */
const NO_CONTRACT = new Set([0, 2, 9, 10]);
const NO_GRADUATE = new Set([8, 10]);

const insurance = roster.map(({ name, citizenId }, index): RegistryRow<'insurance'> => ({
  citizenId,
  name,
  employerNumber: '44080200017321',
  unifiedSocialCreditCode: CODE,
  employerName: '湛江海晟食品有限公司',
  divisionCode: '440802',
  insurance: '210',
  enrolledOn: JULY,
  jobStartedOn: JULY,
  status: '1',
  monthsContributed: 1,
  paidThrough: month('202207'),
  deferred: false,
  ...insuranceChanges[index],
}));

const graduates = roster.map(({ name, citizenId }, index): RegistryRow<'graduates'> => ({
  citizenId,
  name,
  school: '广东海洋大学',
  diplomaNumber: '',
  graduatedOn: plainDate('2022-06-25'),
  category: 'regular',
  level: '05',
  fullTime: true,
  ...graduateChanges[index],
}));

const contracts = roster.map(({ citizenId }, index): RegistryRow<'contracts'> => ({
  citizenId,
  unifiedSocialCreditCode: CODE,
  employerName: '湛江海晟食品有限公司',
  from: JULY,
  to: plainDate('2025-06-30'),
  ...contractChanges[index],
}));

const registries: RegistrySet = {
  business: {
    asOf: plainDate('2022-08-15'),
    scope,
    rows: [
      {
        unifiedSocialCreditCode: CODE,
        name: '湛江海晟食品有限公司',
        unitType: 'enterprise',
        status: 'active',
        divisionCode: '440802',
      },
    ],
  },
  insurance: { asOf: plainDate('2022-08-20'), scope, rows: insurance },
  graduates: { asOf: plainDate('2022-08-10'), scope, rows: graduates.filter((_, index) => !NO_GRADUATE.has(index)) },
  graduateAnswers: { asOf: plainDate('2022-08-19'), scope, rows: [] },
  contracts: { asOf: plainDate('2022-08-19'), scope, rows: contracts.filter((_, index) => !NO_CONTRACT.has(index)) },
  hiringSubsidy: { asOf: plainDate('2022-08-18'), scope, rows: [] },
  paid: { asOf: plainDate('2022-08-18'), scope, rows: [] },
};

/** The case after 一次性告知. */
export function theDeficientCase(training = false): CasePaper {
  const base = anApplication(roster);
  const application: Application = { ...base, papers: { ...base.papers, applicationForm: false, diploma: false } };
  const held = packById('zhanjiang-2022');
  const { caseFile } = toCaseFile({
    application,
    date: DATE,
    officeDivision: anOffice.divisionCode,
    registries,
    otherApplications: [],
  });
  if (held === null || caseFile === null) throw new Error('the case cannot be decided');
  const decision = decide(caseFile, held, shippedHeldCalendar.table);
  if (decision.outcome !== 'deficient') throw new Error(`not deficient: ${decision.outcome}`);
  return {
    kind: 'deficiencyNotified',
    of: 1,
    number: '〔2022〕W03-000127',
    training,
    on: DATE,
    officerName: '王窗口',
    taken: { on: DATE, officerName: '王窗口' },
    office: anOffice,
    application,
    record: {
      policy: held.pack.id,
      packDigest: held.digest,
      calendarDigest: shippedHeldCalendar.digest,
      engine: ENGINE_VERSION,
      caseFile,
      decision,
    },
    pack: held.pack,
    remedyBy: plainDate('2022-09-05'),
    acceptBy: null,
    correction: null,
  };
}
