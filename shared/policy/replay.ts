/**
 * A decision as a file that anybody can repeat: the pack, the calendar, every registry row that was read, the misses
 * (copies without a row, with their digest, scope and as-of), the answer and the version of the checks.
 */
import { z } from 'zod';
import { DEEPEST_FILE, isDeeperThan } from '../domain/nesting.ts';
import { CalendarYear, workingCalendar } from '../domain/working-days.ts';
import { canonicalJson } from './canonical-json.ts';
import { CaseFile } from './case-file.ts';
import { decide } from './decide.ts';
import { holdPack, packDigest, PackConfirmation, PolicyPack, type HeldPack } from './pack.ts';
import { ENGINE_VERSION } from './pack-library.ts';
import type { Decision, InputIssue } from './verdict.ts';

export const DecisionFile = z.object({
  format: z.literal('counter-decision/1'),
  engine: z.string(),
  pack: PolicyPack,
  packDigest: z.string(),
  confirmation: PackConfirmation.nullable(),
  calendar: z.array(CalendarYear),
  caseFile: CaseFile,
  decision: z.custom<Decision>((value) => typeof value === 'object' && value !== null, { message: '缺少决定' }),
});
export type DecisionFile = z.infer<typeof DecisionFile>;

/** Everything that a replay needs, ready to be written with {@link canonicalJson}. */
export function decisionFile(
  caseFile: CaseFile,
  held: HeldPack,
  calendar: readonly CalendarYear[],
  decision: Decision,
  engine: string = ENGINE_VERSION,
): DecisionFile {
  return {
    format: 'counter-decision/1',
    engine,
    pack: held.pack,
    packDigest: held.digest,
    confirmation: held.confirmation,
    calendar: [...calendar],
    caseFile,
    decision,
  };
}

export type ReplayResult =
  | { readonly ok: true; readonly same: boolean; readonly decision: Decision; readonly differences: readonly string[] }
  | { readonly ok: false; readonly error: { readonly code: string; readonly issues: readonly InputIssue[] } };

const refused = (code: string, path: string, message: string): ReplayResult => ({
  ok: false,
  error: { code, issues: [{ path, message }] },
});

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Paths at which two JSON values differ; at most one per leaf. */
export function differingPaths(before: unknown, after: unknown, path = ''): readonly string[] {
  if (canonicalJson(before) === canonicalJson(after)) return [];
  if (!isObject(before) || !isObject(after) || Array.isArray(before) !== Array.isArray(after)) return [path];
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const member = (value: object, key: string): unknown => (value as Record<string, unknown>)[key];
  return keys.flatMap((key) =>
    differingPaths(member(before, key), member(after, key), path === '' ? key : `${path}.${key}`),
  );
}

/** Decides again with what the file holds, and compares the bytes. Rows are taken as they stand in the file. */
export function replay(input: unknown): ReplayResult {
  if (isDeeperThan(input, DEEPEST_FILE)) return refused('bad-decision-file', '', '文件内容嵌套层次过多，不是决定文件');
  const parsed = DecisionFile.safeParse(input);
  if (!parsed.success) {
    const issues = parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
    return { ok: false, error: { code: 'bad-decision-file', issues } };
  }
  const file = parsed.data;
  if (packDigest(file.pack) !== file.packDigest) {
    return refused('pack-altered', 'packDigest', '政策参数包与其摘要不符，文件被改动');
  }
  if (file.engine !== ENGINE_VERSION) {
    return refused(
      'other-engine',
      'engine',
      `该决定由核验程序第 ${file.engine} 版作出，本机为第 ${ENGINE_VERSION} 版，请用原版本重算`,
    );
  }
  const caseFile = (input as DecisionFile).caseFile;
  const held = holdPack(file.pack, file.confirmation === null ? [] : [file.confirmation]);
  const decision = decide(caseFile, held, workingCalendar(file.calendar));
  const differences = differingPaths(file.decision, decision);
  return { ok: true, same: differences.length === 0, decision, differences };
}
