/**
 * From anything to a decision, or to the list of what is wrong with the file. Input errors are named here, all of them
 * at once with their place; they are never mixed with ineligibility (policy/README.md).
 */
import { z } from 'zod';
import type { Attestation } from '../domain/application.ts';
import { parseCitizenId } from '../domain/citizen-id.ts';
import { DEEPEST_FILE, isDeeperThan } from '../domain/nesting.ts';
import { addDays } from '../domain/plain-date.ts';
import { isDivisionCode } from '../domain/division.ts';
import { citizenIdSentences, creditCodeSentences } from '../domain/input-sentences.ts';
import { registryKinds, registryRowSchemas } from '../domain/registries.ts';
import { parseCreditCode } from '../domain/unified-social-credit-code.ts';
import { shippedCalendar, type WorkingCalendar } from '../domain/working-days.ts';
import { citing, rowsWithBlanks, withoutBlankCells } from './blank-cells.ts';
import { CaseFile } from './case-file.ts';
import { decide } from './decide.ts';
import type { HeldPack } from './pack.ts';
import { choosePack, packById, shippedPacks, successorOn } from './pack-library.ts';
import { checkIds, employerCheckIds, type Decision, type EvaluationResult, type InputIssue } from './verdict.ts';
import { dateOutsidePolicy } from './warnings.ts';

const issue = (path: string, message: string): InputIssue => ({ path, message });

/** Rows keep what the schema does not know: `evidence.row` is the row itself. */
const looseRegistries = z.object(
  Object.fromEntries(
    registryKinds.map((kind) => [
      kind,
      CaseFile.shape.registries.shape[kind]
        .unwrap()
        .extend({ rows: z.array(registryRowSchemas[kind].loose()) })
        .optional(),
    ]),
  ),
);
const ReadCaseFile = CaseFile.extend({ registries: looseRegistries });

function rosterIssues({ roster }: CaseFile): InputIssue[] {
  if (roster.length === 0) return [issue('roster', '花名册没有人员，至少填写一人')];
  return roster.flatMap(({ name, citizenId }, row) => {
    const id = parseCitizenId(citizenId);
    return [
      ...(id.ok ? [] : [issue(`roster.${row}.citizenId`, citizenIdSentences[id.error])]),
      ...(name.trim() === '' ? [issue(`roster.${row}.name`, '姓名未填写')] : []),
    ];
  });
}

function employerIssues({ employer, office }: CaseFile): InputIssue[] {
  const { unifiedSocialCreditCode: typed, employerNumber } = employer;
  const code = typed === undefined ? null : parseCreditCode(typed);
  const found: InputIssue[] = [];
  if (code !== null && !code.ok) found.push(issue('employer.unifiedSocialCreditCode', creditCodeSentences[code.error]));
  if (typed === undefined && (employerNumber ?? '').trim() === '') {
    found.push(issue('employer', '统一社会信用代码和单位编号至少填写一项'));
  }
  if (!isDivisionCode(office.divisionCode)) found.push(issue('office.divisionCode', '行政区划代码须为6位数字'));
  return found;
}

const employerChecks: ReadonlySet<string> = new Set(employerCheckIds);
const knownChecks: ReadonlySet<string> = new Set(checkIds);

function attestationIssues(attestations: readonly Attestation[], path: string, ofEmployer: boolean): InputIssue[] {
  return attestations.flatMap(({ check }, index) => {
    const place = `${path}.attestations.${index}.check`;
    if (!knownChecks.has(check)) return [issue(place, `没有名为“${check}”的核验项`)];
    if (employerChecks.has(check) !== ofEmployer) {
      return [issue(place, ofEmployer ? `“${check}”属于人员，不属于单位` : `“${check}”属于单位，不属于人员`)];
    }
    return [];
  });
}

function dateIssues({ date, receivedOn }: CaseFile): InputIssue[] {
  return receivedOn !== undefined && receivedOn > date ? [issue('receivedOn', '收件日期晚于受理日期')] : [];
}

function contentIssues(caseFile: CaseFile): InputIssue[] {
  return [
    ...dateIssues(caseFile),
    ...employerIssues(caseFile),
    ...rosterIssues(caseFile),
    ...attestationIssues(caseFile.employer.attestations ?? [], 'employer', true),
    ...caseFile.roster.flatMap(({ attestations }, row) =>
      attestationIssues(attestations ?? [], `roster.${row}`, false),
    ),
  ];
}

function packFor({ date, policy }: CaseFile, packs: readonly HeldPack[]): HeldPack | InputIssue {
  if (policy !== undefined) {
    return packById(policy, packs) ?? issue('policy', `没有名为“${policy}”的政策参数包`);
  }
  const choice = choosePack(date, packs);
  if (choice.ok) return choice.held;
  return choice.reason === 'none'
    ? issue('policy', `${date} 没有生效的政策参数包，请写明 policy`)
    : issue('policy', `${date} 有多个生效的政策参数包（${choice.ids.join('、')}），请写明 policy`);
}

const refused = (issues: readonly InputIssue[]): EvaluationResult => ({
  ok: false,
  error: { code: 'bad-case-file', issues },
});

/** The case file as `evaluate` reads it, blank cells of register rows taken as absent; `null` where its shape is wrong. */
export function readCaseFile(input: unknown): CaseFile | null {
  const parsed = ReadCaseFile.safeParse(withoutBlankCells(input));
  return parsed.success ? parsed.data : null;
}

/** Evaluates a case file of unknown shape; `packs` defaults to the shipped ones, none of them confirmed. */
export function evaluate(
  input: unknown,
  packs: readonly HeldPack[] = shippedPacks,
  calendar: WorkingCalendar = shippedCalendar,
): EvaluationResult {
  if (isDeeperThan(input, DEEPEST_FILE)) return refused([issue('', '文件内容嵌套层次过多，不是办件文件')]);
  const parsed = ReadCaseFile.safeParse(withoutBlankCells(input), { error: schemaSentence });
  if (!parsed.success) {
    return refused(parsed.error.issues.map(({ path, message }) => issue(path.join('.'), message)));
  }
  const caseFile: CaseFile = parsed.data;
  const issues = contentIssues(caseFile);
  const held = packFor(caseFile, packs);
  if (!('pack' in held)) return refused([...issues, held]);
  if (issues.length > 0) return refused(issues);
  const decision = citing(decide(caseFile, held, calendar), rowsWithBlanks(input, caseFile));
  return { ok: true, decision: withSuccessor(decision, held, packs) };
}

/** A pack named although another has taken over from it: its own days of acceptance do not tell. */
function withSuccessor(decision: Decision, { pack }: HeldPack, packs: readonly HeldPack[]): Decision {
  const successor = successorOn(decision.date, pack.id, packs);
  if (successor === null) return decision;
  const last = addDays(successor.pack.parameters.acceptance.value.from, -1);
  const warning = dateOutsidePolicy(pack.title, pack.parameters.acceptance.value.from, last);
  return { ...decision, warnings: [warning, ...decision.warnings] };
}

/** Chinese sentences for what the schema itself refuses. */
const schemaSentence: z.core.$ZodErrorMap = (raw) => {
  if (raw.code === 'invalid_type') return raw.input === undefined ? '缺少这一项' : '类型不对';
  if (raw.code === 'invalid_value') return `只能是：${raw.values.map(String).join('、')}`;
  if (raw.code === 'unrecognized_keys') return `不认识的项：${raw.keys.join('、')}`;
  return '内容不合规定';
};
