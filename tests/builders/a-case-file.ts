/** Case files in domain words: everything met on 2022-08-22 under zhanjiang-2022, unless asked otherwise. */
import { month, plainDate } from '#shared/domain/plain-date.ts';
import type { CaseFile } from '#shared/policy/case-file.ts';
import { aCitizenId, aCreditCode } from './an-export-case.ts';

export interface CaseFileOptions {
  readonly persons: number;
  /** Other seeds are other firms and persons. */
  readonly seed?: number;
  /** How many of them were taken out of insurance this month. */
  readonly unmet?: number;
  readonly papers?: boolean;
}

const JULY = plainDate('2022-07-01');
const ASKED = plainDate('2022-08-20');

/** A made-up firm with its persons and every register row that the checks read. */
export function aCaseFile({ persons, seed = 1, unmet = 0, papers = true }: CaseFileOptions): CaseFile {
  const code = aCreditCode(seed);
  const name = `湛江海晟食品${seed}有限公司`;
  const employerNumber = `4408020${seed}`;
  const ids = Array.from({ length: persons }, (_, index) => aCitizenId(seed * 50 + index));
  return {
    date: plainDate('2022-08-22'),
    policy: 'zhanjiang-2022',
    office: { divisionCode: '440802' },
    employer: { name, unifiedSocialCreditCode: code, employerNumber, divisionCode: '440802' },
    roster: ids.map((citizenId) => ({ name: '陈海晴', citizenId, school: '广东海洋大学', enrolledOn: JULY })),
    papers: papers ? { applicationForm: true, roster: true, licence: true, diploma: true, contract: true } : {},
    registries: {
      business: {
        asOf: ASKED,
        rows: [
          { unifiedSocialCreditCode: code, name, unitType: 'enterprise', status: 'active', divisionCode: '440802' },
        ],
      },
      insurance: {
        asOf: ASKED,
        rows: ids.map((citizenId, index) => ({
          citizenId,
          name: '陈海晴',
          employerNumber,
          unifiedSocialCreditCode: code,
          employerName: name,
          divisionCode: '440802',
          insurance: '210' as const,
          enrolledOn: JULY,
          jobStartedOn: JULY,
          status: index < unmet ? ('3' as const) : ('1' as const),
          monthsContributed: 1,
          paidThrough: month('202207'),
          deferred: false,
        })),
      },
      graduates: {
        asOf: ASKED,
        rows: ids.map((citizenId) => ({
          citizenId,
          name: '陈海晴',
          school: '广东海洋大学',
          diplomaNumber: '105661202205001001',
          graduatedOn: plainDate('2022-06-25'),
          category: 'regular' as const,
          level: '05',
          fullTime: true,
        })),
      },
      graduateAnswers: { asOf: ASKED, rows: [] },
      contracts: {
        asOf: ASKED,
        rows: ids.map((citizenId) => ({
          citizenId,
          unifiedSocialCreditCode: code,
          employerName: name,
          from: JULY,
          to: plainDate('2025-06-30'),
        })),
      },
      hiringSubsidy: { asOf: ASKED, rows: [] },
      paid: { asOf: ASKED, rows: [] },
    },
  };
}
