/** What the clerk should look at although it decides nothing (policy/README.md). */
import { normaliseCode, normaliseEmployerName, normalisePersonName } from '../domain/normalise.ts';
import type { CaseFileEntry } from './case-file.ts';
import type { CaseContext, PersonContext } from './checks/check.ts';
import { checkNames } from './check-names.ts';
import { isOurs } from './checks/contract.ts';
import type { CheckId, PolicyWarning, WarningCode } from './verdict.ts';

const warning = (code: WarningCode, message: string, subject?: string): PolicyWarning =>
  subject === undefined ? { code, message } : { code, message, subject };

const STATUS_WORDS = { active: '正常', revoked: '吊销', cancelled: '注销' } as const;

/** Warnings about the firm: licence, names, account. */
export function employerWarnings(
  { employer, employerKeys, index }: CaseContext,
  persons: readonly PersonContext[],
): PolicyWarning[] {
  const rows = employerKeys.code === '' ? [] : index.rows('business', employerKeys.code);
  const inactive = rows.find(({ status }) => status && status !== 'active');
  const registered = [
    ...rows.map(({ name }) => name ?? ''),
    ...persons.flatMap(({ insurance, parameters }) =>
      parameters.requiredInsurances.flatMap((kind) =>
        insurance.own(kind).rows.map(({ employerName }) => employerName ?? ''),
      ),
    ),
  ];
  const other = registered.find((name) => name !== '' && normaliseEmployerName(name) !== employerKeys.name);
  const account = employer.account?.name ?? '';
  const found: PolicyWarning[] = [];
  if (inactive?.status) {
    found.push(
      warning('licence-not-active', `企业登记状态为“${STATUS_WORDS[inactive.status]}”，请核实营业执照`, 'employer'),
    );
  }
  if (other !== undefined)
    found.push(warning('employer-name-differs', `登记的单位名称为“${other}”，与申请表不一致`, 'employer'));
  if (account !== '' && normaliseEmployerName(account) !== employerKeys.name) {
    found.push(warning('account-name-differs', '收款账户户名与单位名称不一致，发放可能被退回', 'employer'));
  }
  return found;
}

const differs = (
  typed: string | undefined,
  registered: string | null | undefined,
  fold: (text: string) => string,
): boolean => Boolean(typed) && Boolean(registered) && fold(typed ?? '') !== fold(registered ?? '');

/** Columns of the roster that a register contradicts, by their names on the form. */
function columnsThatDiffer(entry: CaseFileEntry, { index, citizenId, insurance, ...rest }: PersonContext): string[] {
  const graduates = index.rows('graduates', citizenId);
  const contracts = index
    .rows('contracts', citizenId)
    .filter((row) => isOurs(row, { index, citizenId, insurance, ...rest }));
  const enrolled = insurance.own('210').counted;
  const all = <Row>(rows: readonly Row[], differ: (row: Row) => boolean): boolean =>
    rows.length > 0 && rows.every(differ);
  const columns: readonly (readonly [string, boolean])[] = [
    ['毕业院校', all(graduates, (row) => differs(entry.school, row.school, normaliseEmployerName))],
    ['毕业证书编号', all(graduates, (row) => differs(entry.diplomaNumber, row.diplomaNumber, normaliseCode))],
    ['毕业时间', all(graduates, (row) => differs(entry.graduatedOn, row.graduatedOn, (day) => day))],
    ['合同起始', all(contracts, (row) => differs(entry.contractFrom, row.from, (day) => day))],
    ['合同终止', all(contracts, (row) => differs(entry.contractTo, row.to, (day) => day))],
    ['参保日期', enrolled !== null && differs(entry.enrolledOn, enrolled.enrolledOn, (day) => day)],
  ];
  return columns.filter(([, isDifferent]) => isDifferent).map(([name]) => name);
}

/** Warnings about one person, in the order of the table of codes. */
export function personWarnings(person: PersonContext): PolicyWarning[] {
  const { entry, citizenId, insurance, index } = person;
  const wanted = normalisePersonName(entry.name);
  const names = [...insurance.all, ...index.rows('graduates', citizenId)].flatMap(({ name }) => name ?? []);
  const otherName = names.some((name) => normalisePersonName(name) === wanted)
    ? names.find((name) => normalisePersonName(name) !== wanted)
    : undefined;
  const enrolledOn = insurance.own('210').counted?.enrolledOn;
  const begins = index
    .rows('contracts', citizenId)
    .filter((row) => isOurs(row, person))
    .flatMap(({ from }) => from ?? [])
    .sort()[0];
  const different = columnsThatDiffer(entry, person);
  const found: PolicyWarning[] = [];
  if (otherName !== undefined)
    found.push(warning('name-differs-in-register', `另有登记姓名为“${otherName}”，请核对证件`, citizenId));
  if (enrolledOn && begins !== undefined && begins > enrolledOn) {
    found.push(
      warning('contract-starts-after-enrolment', `劳动合同起始（${begins}）晚于参保日期（${enrolledOn}）`, citizenId),
    );
  }
  if (different.length > 0)
    found.push(warning('roster-differs-from-register', `花名册与登记不一致：${different.join('、')}`, citizenId));
  if (person.parameters.requiredInsurances.some((kind) => insurance.own(kind).rows.length > 1)) {
    found.push(warning('re-enrolled', '在本单位有多条参保记录，曾中断后再参保', citizenId));
  }
  return found;
}

export const policyNotConfirmed = (title: string): PolicyWarning =>
  warning('policy-not-confirmed', `政策参数包“${title}”含待本地核定的参数，未经管理员确认不得作为发放依据`);

export const dateOutsidePolicy = (title: string, from: string, to: string): PolicyWarning =>
  warning('date-outside-policy', `受理日期不在政策参数包“${title}”的受理期（${from} 至 ${to}）内`);

export const calendarNotUpdated = (): PolicyWarning =>
  warning('calendar-not-updated', '日历未更新：缺少该年度的节假日安排，无法计算办结期限');

export const attestationWithoutEffect = (check: string, subject: string): PolicyWarning =>
  warning(
    'attestation-without-effect',
    `对“${checkNames[check as CheckId] ?? check}”的核验未满足要求（途径、说明或另一名人员确认），不产生效力`,
    subject,
  );
