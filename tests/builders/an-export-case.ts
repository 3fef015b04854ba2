/** Accepted cases for export tests: made-up firms and persons with right check digits. */
import { citizenIdCheckCharacter } from '#shared/domain/citizen-id.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { creditCodeCheckCharacter } from '#shared/domain/unified-social-credit-code.ts';
import type { CaseFile, CaseFileEntry } from '#shared/policy/case-file.ts';
import type { Decision, EntryDecision, Verdict } from '#shared/policy/verdict.ts';
import type { ExportCase, ProvincialRecord } from '#shared/layouts/provincial-record.ts';

/** The n-th made-up person: `440802` + a birthday in 2000 + order number + check character. */
export function aCitizenId(n: number): string {
  const month = String((Math.floor(n / 28_000) % 12) + 1).padStart(2, '0');
  const day = String((Math.floor(n / 1000) % 28) + 1).padStart(2, '0');
  const first17 = `4408022000${month}${day}${String(n % 1000).padStart(3, '0')}`;
  return first17 + citizenIdCheckCharacter(first17);
}

/** The n-th made-up firm's credit code. */
export function aCreditCode(n: number): string {
  const first17 = `91440802MA${String(n).padStart(7, '0')}`;
  return first17 + (creditCodeCheckCharacter(first17) ?? '');
}

export interface PersonOptions {
  readonly name?: string;
  readonly verdict?: Verdict;
  readonly citizenId?: string;
  readonly contractTo?: string | null;
}

/** An accepted case with these persons. `n` makes firm, number and IDs differ from other cases. */
export function anExportCase(
  n: number,
  persons: readonly PersonOptions[] = [{}],
  change: Partial<ExportCase> = {},
): ExportCase {
  const ids = persons.map((person, index) => person.citizenId ?? aCitizenId(n * 50 + index));
  const number = `〔2022〕W03-${String(n).padStart(6, '0')}`;
  return {
    reference: number,
    number,
    caseFile: aCaseFile(n, persons, ids),
    decision: aDecision(persons, ids),
    ...change,
  };
}

function aCaseFile(n: number, persons: readonly PersonOptions[], ids: readonly string[]): CaseFile {
  const creditCode = aCreditCode(n);
  return {
    date: plainDate('2022-08-22'),
    receivedOn: plainDate('2022-08-20'),
    office: { divisionCode: '440802' },
    employer: {
      name: `湛江海晟食品${n}有限公司`,
      unifiedSocialCreditCode: creditCode,
      employerNumber: `0${n}7`,
      divisionCode: '440802',
      account: {
        kind: 'corporate',
        name: `湛江海晟食品${n}有限公司`,
        bank: '中国银行湛江赤坎支行',
        number: '0012345678901234',
      },
    },
    roster: persons.map((person, index) => anEntry(person, ids[index] ?? '')),
    papers: { applicationForm: true, roster: true, licence: true, diploma: true, contract: true },
    registries: {
      insurance: {
        asOf: plainDate('2022-08-20'),
        rows: ids.map((citizenId) => ({
          citizenId,
          unifiedSocialCreditCode: creditCode,
          divisionCode: '440802',
          insurance: '210' as const,
          enrolledOn: plainDate('2022-07-01'),
          status: '1' as const,
          monthsContributed: 1,
        })),
      },
    },
  };
}

function anEntry(person: PersonOptions, citizenId: string): CaseFileEntry {
  return {
    name: person.name ?? '陈海晴',
    citizenId,
    school: '广东海洋大学',
    diplomaNumber: '105661202205001001',
    graduatedOn: plainDate('2022-06-25'),
    contractFrom: plainDate('2022-07-01'),
    ...(person.contractTo === null ? {} : { contractTo: plainDate(person.contractTo ?? '2025-06-30') }),
  };
}

function aDecision(persons: readonly PersonOptions[], ids: readonly string[]): Decision {
  const entries: EntryDecision[] = persons.map((person, index) => {
    const verdict = person.verdict ?? 'met';
    return { citizenId: ids[index] ?? '', verdict, amountFen: verdict === 'met' ? 150_000 : 0, checks: [] };
  });
  return {
    policy: 'zhanjiang-2022',
    date: plainDate('2022-08-22'),
    outcome: 'accept',
    totalAmountFen: entries.reduce((sum, entry) => sum + entry.amountFen, 0),
    decisionDue: plainDate('2022-09-19'),
    employerChecks: [],
    entries,
    missingPapers: [],
    warnings: [],
  };
}

/** A record that the layout `window-intake` takes without a word. */
export function aProvincialRecord(n: number, values: ProvincialRecord['values'] = {}): ProvincialRecord {
  return {
    caseReference: `〔2022〕W03-${String(n).padStart(6, '0')}`,
    position: 1,
    amountFen: 150_000,
    values: {
      caseNumber: `〔2022〕W03-${String(n).padStart(6, '0')}`,
      receivedOn: '2022-08-20',
      acceptedOn: '2022-08-22',
      officeDivision: '440802',
      employerName: `湛江海晟食品${n}有限公司`,
      unifiedSocialCreditCode: aCreditCode(n),
      employerNumber: '00123',
      enrolmentDivision: '440802',
      accountKind: '1',
      accountName: `湛江海晟食品${n}有限公司`,
      accountBank: '中国银行湛江赤坎支行',
      accountNumber: '0012345678901234',
      agentName: '林晓彤',
      agentMobile: '13800000000',
      name: '陈海晴',
      sex: Number(aCitizenId(n).charAt(16)) % 2 === 1 ? '1' : '2',
      citizenId: aCitizenId(n),
      school: '广东海洋大学',
      diplomaNumber: '105661202205001001',
      graduatedOn: '2022-06-25',
      contractFrom: '2022-07-01',
      contractTo: '2025-06-30',
      enrolledOn: '2022-07-01',
      amountFen: '150000',
      ...values,
    },
  };
}
