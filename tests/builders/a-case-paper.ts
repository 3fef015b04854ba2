/** Case papers in the words of the counter: made-up firms and persons with right check characters. */
import { citizenIdCheckCharacter } from '#shared/domain/citizen-id.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { emptyApplication, type Application, type RosterEntry } from '#shared/domain/application.ts';
import type { DecisionRecord } from '#shared/casework/action.ts';
import type { OfficeSettings } from '#shared/domain/office.ts';
import type { CaseFile } from '#shared/policy/case-file.ts';
import type {
  CheckId,
  CheckResult,
  Decision,
  EntryDecision,
  Outcome,
  ReasonCode,
  Verdict,
} from '#shared/policy/verdict.ts';
import { packById } from '#shared/policy/pack-library.ts';
import type { CasePaper, PaperActionKind } from '#shared/papers/case-paper.ts';
import type { DocumentKind } from '#shared/domain/supporting-document.ts';

export const anOffice: OfficeSettings = {
  officeName: '湛江市赤坎区就业服务中心',
  divisionCode: '440802',
  address: '湛江市赤坎区跃进路00号政务服务大厅一楼',
  phone: '0759-0000001',
  supervisionPhone: '0759-0000002',
  windowNumber: '3',
  sealName: '湛江市赤坎区就业服务中心业务专用章',
  receiptPrefix: 'W03',
};

const SURNAMES = Array.from('陈林黄李吴张梁王刘周郑何许杨蔡庞曾彭邓钟');
const GIVEN = ['海晴', '志远', '嘉敏', '晓彤', '俊杰', '雨桐', '国栋', '思琪', '子豪', '诗雅', '浩然', '佳怡', '文博'];

/** A valid made-up number; `index` makes it unique. */
export function aCitizenId(index: number): string {
  const month = String((index % 12) + 1).padStart(2, '0');
  const day = String((index % 28) + 1).padStart(2, '0');
  const first17 = `440802${1999 + (index % 3)}${month}${day}${String(index + 1).padStart(3, '0')}`;
  return `${first17}${citizenIdCheckCharacter(first17)}`;
}

export function aName(index: number): string {
  return `${SURNAMES[index % SURNAMES.length]}${GIVEN[index % GIVEN.length]}`;
}

export function aRosterEntry(index: number, change: Partial<RosterEntry> = {}): RosterEntry {
  return {
    entryId: `e${index + 1}`,
    row: index + 3,
    name: aName(index),
    citizenId: aCitizenId(index),
    school: '广东海洋大学',
    diplomaNumber: `105661202205${String(index + 1).padStart(6, '0')}`,
    graduatedOn: '2022-06-25',
    contractFrom: '2022-07-01',
    contractTo: index % 4 === 0 ? '' : '2025-06-30',
    enrolledOn: '2022-07-01',
    attestations: [],
    ...change,
  };
}

export function anApplication(
  roster: readonly RosterEntry[],
  change: Partial<Application['employer']> = {},
): Application {
  const empty = emptyApplication(plainDate('2022-08-22'));
  return {
    ...empty,
    employer: {
      ...empty.employer,
      name: '湛江海晟食品有限公司',
      unifiedSocialCreditCode: '91440802MA5A1B2C39',
      employerNumber: '44080200017321',
      divisionCode: '440802',
      registeredAddress: '湛江市赤坎区人民大道北000号海晟工业园二号厂房三楼',
      legalRepresentative: '陈大海',
      account: {
        kind: 'corporate',
        name: '湛江海晟食品有限公司',
        bank: '中国农业银行湛江赤坎支行',
        number: '44000000000000001',
      },
      agent: { name: '李小窗', citizenId: aCitizenId(900), mobile: '13000000000', authorisationSeen: true },
      ...change,
    },
    roster: [...roster],
    papers: { applicationForm: true, roster: true, licence: true, diploma: true, contract: true },
    rosterSource: null,
  };
}

const SOURCES: Partial<Record<CheckId, CheckResult['source']>> = {
  'labour-contract': { document: '人社厅发〔2022〕41号', clause: '一“签订劳动合同”', level: 'ministry' },
  'full-time': { document: '湛人社函〔2022〕185号 附件', clause: '二（三）3“全日制高校毕业生”', level: 'city' },
  'last-month-contribution': {
    document: '湛人社函〔2022〕185号 附件',
    clause: '一（二）3“涉及缓交社保，通知企业补缴后线下申请”',
    level: 'city',
  },
};

export function aCheck(
  check: CheckId,
  verdict: Verdict,
  reason: ReasonCode | null,
  change: Partial<CheckResult> = {},
): CheckResult {
  const source = SOURCES[check] ?? {
    document: '湛人社函〔2022〕185号 附件',
    clause: '一（二）2',
    level: 'city' as const,
  };
  return {
    check,
    verdict,
    reason,
    source,
    ...(source.level === 'city' && verdict !== 'met' ? { stricterThanMinistry: true } : {}),
    evidence: { registry: 'insurance', asOf: '2022-08-20', grade: 'A' },
    ...change,
  };
}

export function anEntryDecision(citizenId: string, checks: readonly CheckResult[]): EntryDecision {
  const rank = { met: 0, unknown: 1, remediable: 2, unmet: 3 };
  const verdict = checks.reduce<Verdict>(
    (worst, check) => (rank[check.verdict] > rank[worst] ? check.verdict : worst),
    'met',
  );
  return { citizenId, verdict, amountFen: verdict === 'met' ? 150000 : 0, checks };
}

export interface CasePaperChange {
  readonly kind: PaperActionKind;
  readonly outcome: Outcome;
  /** Failing checks by place in the roster. */
  readonly failing?: Readonly<Record<number, readonly CheckResult[]>>;
  readonly employerChecks?: readonly CheckResult[];
  readonly missingPapers?: readonly DocumentKind[];
  readonly training?: boolean;
  /** Places whose row cannot be read: no decision is made about them. */
  readonly unreadable?: readonly number[];
}

/** A case paper: everybody is `met` except the places in `failing`. */
export function aCasePaper(application: Application, change: CasePaperChange): CasePaper {
  const entries = application.roster.flatMap((entry, index) =>
    change.unreadable?.includes(index) === true
      ? []
      : [anEntryDecision(entry.citizenId, change.failing?.[index] ?? [aCheck('labour-contract', 'met', null)])],
  );
  const decision: Decision = {
    policy: 'zhanjiang-2022',
    date: plainDate('2022-08-22'),
    outcome: change.outcome,
    totalAmountFen: entries.reduce((sum, { amountFen }) => sum + amountFen, 0),
    decisionDue: plainDate('2022-09-21'),
    employerChecks: change.employerChecks ?? [],
    entries,
    missingPapers: change.missingPapers ?? [],
    warnings: [],
  };
  const caseFile = {
    date: '2022-08-22',
    office: { divisionCode: '440802' },
    employer: { name: application.employer.name },
    roster: entries.map(({ citizenId }) => ({ name: '', citizenId })),
    papers: application.papers,
    registries: {
      business: {
        asOf: '2022-08-15',
        scope: '440800',
        rows: [{ unifiedSocialCreditCode: '91440802MA5A1B2C39', name: '', unitType: 'enterprise' }],
      },
      insurance: { asOf: '2022-08-20', scope: '440800', rows: [] },
      contracts: { asOf: '2022-08-19', scope: '440800', rows: [] },
    },
  } as unknown as CaseFile;
  const record: DecisionRecord = {
    policy: 'zhanjiang-2022',
    packDigest: '',
    calendarDigest: '',
    engine: '1',
    caseFile,
    decision,
  };
  return {
    kind: change.kind,
    of: 1,
    number: '〔2022〕W03-000127',
    training: change.training ?? false,
    on: plainDate('2022-08-22'),
    officerName: '王窗口',
    taken: { on: plainDate('2022-08-22'), officerName: '王窗口' },
    office: anOffice,
    application,
    record,
    pack: packById('zhanjiang-2022')?.pack ?? null,
    remedyBy: change.kind === 'deficiencyNotified' ? plainDate('2022-09-05') : null,
    acceptBy: change.kind === 'heldPending' ? plainDate('2022-08-29') : null,
    correction: null,
  };
}
