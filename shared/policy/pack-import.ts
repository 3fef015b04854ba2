/**
 * Takes a policy pack from a file: shape, digest, checks that this program has, a source for every figure, and no day on
 * which two packs would be in force. What is wrong is named with its place; the packs in use stay as they are.
 */
import { z } from 'zod';
import { canonicalJson } from './canonical-json.ts';
import { formerPolicyPacks } from './pack-library.ts';
import { areToldApartByHire, packDigest, PolicyPack, type HeldPack } from './pack.ts';
import { checkIds, type InputIssue } from './verdict.ts';

export const PACK_FILE_FORMAT = 'counter-policy-pack/1';

export interface PackFile {
  readonly format: typeof PACK_FILE_FORMAT;
  readonly digest: string;
  readonly pack: PolicyPack;
}

/** A pack as the file that another window can take in. */
export function packFile(pack: PolicyPack): PackFile {
  return { format: PACK_FILE_FORMAT, digest: packDigest(pack), pack };
}

export const packProblemCodes = [
  'not-a-pack-file',
  'unknown-check',
  'missing-source',
  'bad-value',
  'digest-differs',
  'dates-overlap',
  'supersedes-nothing',
  'same-pack',
] as const;
export type PackProblemCode = (typeof packProblemCodes)[number];

export interface PackProblem extends InputIssue {
  readonly code: PackProblemCode;
}

export type PackImport =
  | { readonly ok: true; readonly pack: PolicyPack; readonly digest: string; readonly replaces: HeldPack | null }
  | { readonly ok: false; readonly problems: readonly PackProblem[] };

const Envelope = z.object({ format: z.literal(PACK_FILE_FORMAT), digest: z.string(), pack: z.looseObject({}) });

const problem = (code: PackProblemCode, path: string, message: string): PackProblem => ({ code, path, message });
const refused = (problems: readonly PackProblem[]): PackImport => ({ ok: false, problems });

const knownChecks: ReadonlySet<string> = new Set(checkIds);

/** What the schema refuses, told apart by where it lies. */
function shapeProblem(path: string): PackProblem {
  const place = `pack.${path}`;
  if (/^checks\.\d+\.check$/u.test(path)) return problem('unknown-check', place, '本程序没有这个核验项');
  if (/(^|\.)source(\.|$)/u.test(path)) return problem('missing-source', place, '缺少出处：须写明文号、条款和层级');
  return problem('bad-value', place, '内容缺失或不合规定');
}

const namesUnknownCheck = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'check' in value && !knownChecks.has(String(value.check));

function shapeProblems(pack: Record<string, unknown>): PackProblem[] {
  const parsed = PolicyPack.safeParse(pack);
  if (parsed.success) return [];
  const checks = Array.isArray(pack['checks']) ? pack['checks'] : [];
  return parsed.error.issues.map((issue) => {
    const path = issue.path.join('.');
    const found = shapeProblem(path);
    const check: unknown = checks[Number(issue.path[1])];
    return found.code === 'unknown-check' && !namesUnknownCheck(check)
      ? problem('bad-value', found.path, found.message)
      : found;
  });
}

/** Two packs of one place on one day, unless one takes over from the other or the day of hire tells them apart. */
function overlaps(pack: PolicyPack, held: readonly HeldPack[]): PackProblem[] {
  const { from, to } = pack.parameters.acceptance.value;
  return held
    .filter(({ pack: other }) => {
      const days = other.parameters.acceptance.value;
      const linked = other.supersedes === pack.id || pack.supersedes === other.id;
      return (
        other.id !== pack.id &&
        !linked &&
        !areToldApartByHire([pack, other]) &&
        other.place.divisionCode === pack.place.divisionCode &&
        days.from <= to &&
        from <= days.to
      );
    })
    .map(({ pack: other }) =>
      problem(
        'dates-overlap',
        'pack.parameters.acceptance.value',
        `受理日期与“${other.title}”（${other.id}）重叠，且未写明由谁接替`,
      ),
    );
}

/** Reads a pack file beside the packs in use. `replaces`: the pack of the same id that it would take the place of. */
export function readPackFile(input: unknown, held: readonly HeldPack[]): PackImport {
  const envelope = Envelope.safeParse(input);
  if (!envelope.success) {
    return refused([problem('not-a-pack-file', envelope.error.issues[0]?.path.join('.') ?? '', '不是政策参数包文件')]);
  }
  const shape = shapeProblems(envelope.data.pack);
  if (shape.length > 0) return refused(shape);
  const pack = PolicyPack.parse(envelope.data.pack);
  const digest = packDigest(pack);
  const replaces = held.find((other) => other.pack.id === pack.id) ?? null;
  const problems: PackProblem[] = [];
  if (digest !== envelope.data.digest || canonicalJson(pack) !== canonicalJson(envelope.data.pack)) {
    problems.push(problem('digest-differs', 'digest', '内容与摘要不符：文件被改动或不完整'));
  }
  if (replaces?.digest === digest) problems.push(problem('same-pack', 'pack.id', '与正在使用的参数包完全相同'));
  const known = new Set([...held.map((other) => other.pack.id), ...formerPolicyPacks.map(({ id }) => id)]);
  if (pack.supersedes !== undefined && !known.has(pack.supersedes)) {
    problems.push(problem('supersedes-nothing', 'pack.supersedes', '写明接替的参数包不在本机'));
  }
  problems.push(...overlaps(pack, held));
  return problems.length > 0 ? refused(problems) : { ok: true, pack, digest, replaces };
}
