/** Reads what `counter -- export` is given: one case file, `{cases:[…]}` or an array; each as for `evaluate`. */
import { Application } from '#shared/domain/application.ts';
import { evaluate, readCaseFile } from '#shared/policy/evaluate.ts';
import type { InputIssue } from '#shared/policy/verdict.ts';
import { ExportSupplement, type ExportCase } from '#shared/layouts/provincial-record.ts';

export type ExportCasesReading =
  | { readonly ok: true; readonly cases: readonly ExportCase[] }
  | { readonly ok: false; readonly code: string; readonly issues: readonly InputIssue[] };

/** Decides every case at its own date. Issues name their place relative to the file, e.g. `cases.1.roster.0.citizenId`. */
export function readExportCases(text: string): ExportCasesReading {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/u, ''));
  } catch {
    return { ok: false, code: 'not-json', issues: [{ path: '', message: '不是 JSON 文件' }] };
  }
  const listed = listOf(value);
  const cases: ExportCase[] = [];
  const issues: InputIssue[] = [];
  let code = 'bad-case-file';
  for (const [index, element] of listed.elements.entries()) {
    const read = readOne(element, index, listed.elements.length);
    const prefix = listed.prefix === null ? '' : `${listed.prefix}${index}.`;
    if (read.ok) cases.push(read.value);
    else {
      code = read.code;
      issues.push(...read.issues.map((issue) => ({ path: `${prefix}${issue.path}`, message: issue.message })));
    }
  }
  if (issues.length > 0) return { ok: false, code, issues };
  if (cases.length > 0) return { ok: true, cases };
  return {
    ok: false,
    code: 'bad-case-file',
    issues: [{ path: listed.prefix?.replace(/\.$/u, '') ?? '', message: '没有办件' }],
  };
}

/** `prefix` null: the file is itself the only case. */
function listOf(value: unknown): { readonly elements: readonly unknown[]; readonly prefix: string | null } {
  if (Array.isArray(value)) return { elements: value, prefix: '' };
  if (isObject(value) && Array.isArray(value['cases'])) return { elements: value['cases'], prefix: 'cases.' };
  return { elements: [value], prefix: null };
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

type One =
  | { readonly ok: true; readonly value: ExportCase }
  | { readonly ok: false; readonly code: string; readonly issues: readonly InputIssue[] };

function readOne(element: unknown, index: number, count: number): One {
  const outer = isObject(element) ? element : {};
  const input = isObject(outer['input']) ? outer['input'] : element;
  const result = evaluate(input);
  if (!result.ok) return { ok: false, ...result.error };
  const caseFile = readCaseFile(input);
  if (caseFile === null) throw new Error('a case file was decided and cannot be read');
  const number = typeof outer['number'] === 'string' ? outer['number'] : null;
  const supplement = ExportSupplement.optional().safeParse(outer['supplement']);
  if (!supplement.success) return badPart('supplement', supplement.error.issues);
  const application = Application.optional().safeParse(outer['application']);
  if (!application.success) return badPart('application', application.error.issues);
  return {
    ok: true,
    value: {
      reference: number ?? (count === 1 ? '本件' : `第 ${index + 1} 件`),
      number,
      caseFile,
      decision: result.decision,
      application: application.data,
      supplement: supplement.data,
    },
  };
}

function badPart(part: string, issues: readonly { readonly path: readonly PropertyKey[] }[]): One {
  return {
    ok: false,
    code: 'bad-case-file',
    issues: issues.map((issue) => ({
      path: [part, ...issue.path.map(String)].join('.'),
      message: '缺少此项，或内容不合要求',
    })),
  };
}
