import { describe, expect, it } from 'vitest';
import { month, plainDate } from '#shared/domain/plain-date.ts';
import { emptyApplication } from '#shared/domain/application.ts';
import { provincialRecords } from '#shared/layouts/provincial-record.ts';
import { findLayout } from '#shared/layouts/index.ts';
import type { Layout } from '#shared/layouts/layout.ts';
import { preflight } from '#shared/layouts/preflight.ts';
import type { EntryDecision } from '#shared/policy/verdict.ts';
import { aCitizenId, aCreditCode, anExportCase } from '#tests/builders/an-export-case.ts';

const paidList = findLayout('paid-list-2022') as Layout;

describe('records of a case', () => {
  it('takes the persons that are met, with their place in the roster', () => {
    const source = anExportCase(1, [
      {},
      { verdict: 'unmet' },
      { verdict: 'remediable' },
      { verdict: 'unknown' },
      { name: '黄志远' },
    ]);
    const records = [...provincialRecords(source)];
    expect(records.map(({ position, amountFen, values }) => [position, amountFen, values.name])).toEqual([
      [1, 150_000, '陈海晴'],
      [5, 150_000, '黄志远'],
    ]);
  });

  it.each(['deficient', 'pending', 'decline'] as const)('takes nobody of a case with outcome %s', (outcome) => {
    const source = anExportCase(1);
    expect([...provincialRecords({ ...source, decision: { ...source.decision, outcome } })]).toEqual([]);
  });

  it('reads employer, account and insurance', () => {
    const [record] = [...provincialRecords(anExportCase(7))];
    expect(record?.values).toMatchObject({
      caseNumber: '〔2022〕W03-000007',
      acceptedOn: '2022-08-22',
      receivedOn: '2022-08-20',
      employerName: '湛江海晟食品7有限公司',
      unifiedSocialCreditCode: aCreditCode(7),
      organisationCode: aCreditCode(7).slice(8, 17),
      unitType: '10',
      accountKind: '1',
      accountNumber: '0012345678901234',
      enrolledOn: '2022-07-01',
      enrolmentDivision: '440802',
      contributionStatus: '1',
      monthsContributed: '1',
      amountFen: '150000',
    });
  });

  it('reads the agent and the account from the application when the window has it', () => {
    const application = emptyApplication(plainDate('2022-08-20'));
    application.employer.agent = {
      name: ' 林晓彤 ',
      citizenId: '',
      mobile: '１３８００００００００',
      authorisationSeen: true,
    };
    application.employer.account = { kind: 'contribution', name: '湛江海晟', bank: '工行', number: '62 0001' };
    const [record] = [...provincialRecords(anExportCase(1, [{}], { application }))];
    expect(record?.values).toMatchObject({
      agentName: '林晓彤',
      agentMobile: '13800000000',
      accountKind: '2',
      accountNumber: '620001',
    });
  });

  it('prefers the row that the decision rests on to what the firm wrote', () => {
    const source = anExportCase(1);
    const entry = source.decision.entries[0];
    const base = { verdict: 'met', reason: null, source: { document: '185号', clause: '二', level: 'city' } } as const;
    const checks: EntryDecision['checks'] = [
      {
        ...base,
        check: 'programme-graduate',
        evidence: {
          registry: 'graduates',
          asOf: '2022-08-01',
          row: { citizenId: aCitizenId(50), school: '岭南师范学院', graduatedOn: '2022-06-30' },
        },
      },
      {
        ...base,
        check: 'labour-contract',
        evidence: {
          registry: 'contracts',
          asOf: '2022-08-15',
          row: { citizenId: aCitizenId(50), from: '2022-07-15', to: null },
        },
      },
    ];
    const [record] = [
      ...provincialRecords({ ...source, decision: { ...source.decision, entries: [{ ...entry, checks }] } }),
    ];
    expect(record?.values).toMatchObject({
      school: '岭南师范学院',
      graduatedOn: '2022-06-30',
      contractFrom: '2022-07-15',
      diplomaNumber: '105661202205001001',
    });
    expect(record?.values.contractTo).toBeUndefined();
  });

  it("leaves another employer's insurance row alone", () => {
    const source = anExportCase(1);
    const rows =
      source.caseFile.registries.insurance?.rows.map((row) => ({ ...row, unifiedSocialCreditCode: aCreditCode(9) })) ??
      [];
    const registries = { insurance: { asOf: plainDate('2022-08-20'), rows } };
    const [record] = [...provincialRecords({ ...source, caseFile: { ...source.caseFile, registries } })];
    expect(record?.values.enrolledOn).toBeUndefined();
    expect(record?.values.monthsContributed).toBeUndefined();
  });

  it('with what the other offices add, the 19 indicators are complete', () => {
    const source = anExportCase(3, [{}], {
      supplement: {
        dataPeriod: month('202208'),
        employer: { economicType: '159', affiliation: '50', industry: 'C13' },
        persons: { [aCitizenId(150)]: { insuredPersonNumber: '0009', disbursedOn: plainDate('2022-08-26') } },
      },
    });
    expect(preflight(paidList, provincialRecords(source), 'printed').problems).toEqual([]);
  });
});
