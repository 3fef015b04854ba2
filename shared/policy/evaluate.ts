/**
 * From anything to a decision, or to the list of what is wrong with the file. Input errors are named here, all of them
 * at once with their place; they are never mixed with ineligibility (policy.md "Files").
 */
import { z } from 'zod';
import type { Attestation } from '../domain/application.ts';
import { parseCitizenId } from '../domain/citizen-id.ts';
import { isDivisionCode } from '../domain/division.ts';
import { citizenIdSentences, creditCodeSentences } from '../domain/input-sentences.ts';
import { registryKinds, registryRowSchemas } from '../domain/registries.ts';
import { parseCreditCode } from '../domain/unified-social-credit-code.ts';
import { shippedCalendar, type WorkingCalendar } from '../domain/working-days.ts';
import { CaseFile } from './case-file.ts';
import { decide } from './decide.ts';
import type { HeldPack } from './pack.ts';
import { choosePack, packById, shippedPacks } from './pack-library.ts';
import { checkIds, employerCheckIds, type EvaluationResult, type InputIssue } from './verdict.ts';

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

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An empty cell is no value: fields of registry rows that are `''` are taken as not there. */
function withoutBlanks(row: unknown): unknown {
  if (!isObject(row) || !Object.values(row).includes('')) return row;
  return Object.fromEntries(Object.entries(row).filter(([key, value]) => value !== '' || KEYS.has(key)));
}
/** Keys of a row that must be there even when empty: such a row is nobody's. */
const KEYS = new Set(['citizenId', 'unifiedSocialCreditCode', 'name']);

function cleaned(input: unknown): unknown {
  if (!isObject(input) || !isObject(input['registries'])) return input;
  const registries = Object.fromEntries(
    Object.entries(input['registries']).map(([kind, copy]) => [
      kind,
      isObject(copy) && Array.isArray(copy['rows']) ? { ...copy, rows: copy['rows'].map(withoutBlanks) } : copy,
    ]),
  );
  return { ...input, registries };
}

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

function contentIssues(caseFile: CaseFile): InputIssue[] {
  return [
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
  const parsed = ReadCaseFile.safeParse(cleaned(input));
  return parsed.success ? parsed.data : null;
}

/** Evaluates a case file of unknown shape; `packs` defaults to the shipped ones, none of them confirmed. */
export function evaluate(
  input: unknown,
  packs: readonly HeldPack[] = shippedPacks,
  calendar: WorkingCalendar = shippedCalendar,
): EvaluationResult {
  const parsed = ReadCaseFile.safeParse(cleaned(input), { error: schemaSentence });
  if (!parsed.success) {
    return refused(parsed.error.issues.map(({ path, message }) => issue(path.join('.'), message)));
  }
  const caseFile: CaseFile = parsed.data;
  const issues = contentIssues(caseFile);
  const held = packFor(caseFile, packs);
  if (!('pack' in held)) return refused([...issues, held]);
  return issues.length > 0 ? refused(issues) : { ok: true, decision: decide(caseFile, held, calendar) };
}

/** Chinese sentences for what the schema itself refuses. */
const schemaSentence: z.core.$ZodErrorMap = (raw) => {
  if (raw.code === 'invalid_type') return raw.input === undefined ? '缺少这一项' : '类型不对';
  if (raw.code === 'invalid_value') return `只能是：${raw.values.map(String).join('、')}`;
  if (raw.code === 'unrecognized_keys') return `不认识的项：${raw.keys.join('、')}`;
  return '内容不合规定';
};
