/**
 * `counter -- export FILE --layout ID --out DIR`: the accepted persons of one or several case files as a batch folder.
 * Exit 0 written; 1 the pre-flight found something to fix, or nobody is to be exported, and nothing was written; 2 bad input.
 * Outside the window there is no ledger: the manifest carries neither batch number nor chain head.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { parsePlainDate, type PlainDate } from '#shared/domain/plain-date.ts';
import type { BatchFormat } from '#shared/batches/batch-name.ts';
import { batchFiles, measured } from '#shared/batches/batch.ts';
import { builtInLayouts, findLayout } from '#shared/layouts/index.ts';
import { CodeChoice, layoutDigest, readLayout, type Layout } from '#shared/layouts/layout.ts';
import {
  MANIFEST_NAME,
  manifestBytes,
  sealManifest,
  type Manifest,
  type ManifestFile,
} from '#shared/batches/manifest.ts';
import { mayExport, preflight, type PreflightResult } from '#shared/layouts/preflight.ts';
import { provincialRecords, type ExportCase } from '#shared/layouts/provincial-record.ts';
import { preflightMessage, preflightPlace } from '#shared/wording/preflight.ts';
import { writeFolder } from './batch-folder.ts';
import { readExportCases } from './export-cases.ts';

export interface CliIo {
  stdout(text: string): void;
  stderr(text: string): void;
}

const USAGE =
  '用法：counter -- export FILE --layout 版式代号或版式文件.json --out 目录 [--codes printed|corrected] [--gb18030] [--training] [--date YYYY-MM-DD]';

interface ExportOrder {
  readonly file: string;
  readonly out: string;
  readonly layout: Layout;
  readonly codes: CodeChoice;
  readonly formats: readonly BatchFormat[];
  readonly training: boolean;
  readonly date: PlainDate | null;
}

class BadInput extends Error {
  readonly code: string;
  readonly issues: readonly { readonly path: string; readonly message: string }[];
  constructor(code: string, issues: BadInput['issues']) {
    super(code);
    this.code = code;
    this.issues = issues;
  }
}

/** Runs the command; `args` without the command's own name. JSON on stdout, sentences on stderr. */
export async function run(args: string[], io: CliIo): Promise<number> {
  try {
    return await exportBatch(await readOrder(args), io);
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    io.stdout(`${JSON.stringify({ error: { code: error.code, issues: error.issues } })}\n`);
    return 2;
  }
}

async function exportBatch(order: ExportOrder, io: CliIo): Promise<number> {
  const reading = readExportCases(await readText(order.file));
  if (!reading.ok) throw new BadInput(reading.code, reading.issues);
  const result = preflight(order.layout, recordsOf(reading.cases), order.codes);
  if (!mayExport(result)) return refuse(result, io);
  const written = await writeBatch(order, reading.cases, result);
  for (const problem of result.problems) io.stderr(`提示：${preflightPlace(problem)}：${preflightMessage(problem)}\n`);
  io.stderr(`已导出 ${result.totals.cases} 件 ${result.totals.persons} 人。文件含个人信息，用后请删除。\n`);
  io.stdout(`${JSON.stringify({ ...written, warnings: result.problems.map(withWords) }, null, 1)}\n`);
  return 0;
}

function* recordsOf(cases: readonly ExportCase[]) {
  for (const one of cases) yield* provincialRecords(one);
}

const withWords = (problem: PreflightResult['problems'][number]) => ({
  ...problem,
  message: preflightMessage(problem),
});

function refuse(result: PreflightResult, io: CliIo): number {
  const nobody = result.totals.persons === 0;
  const reason = nobody
    ? '没有可导出的人员：结论为受理的办件中没有核验为符合的人。'
    : '导出前检查未通过，没有写出任何文件。';
  io.stderr(`${reason}\n`);
  for (const problem of result.problems) io.stderr(`${preflightPlace(problem)}：${preflightMessage(problem)}\n`);
  const error = { code: nobody ? 'nobody-to-export' : 'preflight-failed', message: reason };
  io.stdout(`${JSON.stringify({ error, totals: result.totals, problems: result.problems.map(withWords) }, null, 1)}\n`);
  return 1;
}

async function writeBatch(
  order: ExportOrder,
  cases: readonly ExportCase[],
  result: PreflightResult,
): Promise<{ folder: string; manifest: Manifest }> {
  const { layout, codes, training } = order;
  const files = batchFiles({ layout, codes, training, records: () => recordsOf(cases) }, order.formats);
  const done: ManifestFile[] = [];
  let manifest: Manifest | null = null;
  const folder = await writeFolder(order.out, [
    ...files.map((file) => ({
      name: file.name,
      pieces: () => measured(file, result.totals.persons, (entry) => done.push(entry)),
    })),
    {
      name: MANIFEST_NAME,
      pieces: () => {
        manifest = manifestOf(order, cases, result, done);
        return [manifestBytes(manifest)];
      },
    },
  ]);
  if (!folder.ok) throw new BadInput(folder.code, [{ path: '--out', message: OUT_MESSAGES[folder.code] }]);
  if (manifest === null) throw new Error('a folder was written without its manifest');
  return { folder: folder.folder, manifest };
}

const OUT_MESSAGES = {
  'out-exists': '目录已存在，没有改动它。请换一个目录名。',
  'disk-full': '磁盘已满，没有留下半成品。请清理后重试。',
  'not-writable': '没有写入权限，没有留下半成品。请换一个目录。',
} as const;

function manifestOf(
  order: ExportOrder,
  cases: readonly ExportCase[],
  result: PreflightResult,
  files: readonly ManifestFile[],
): Manifest {
  const latest = cases.map((one) => one.decision.date).reduce((a, b) => (a > b ? a : b));
  return sealManifest({
    format: 'counter-batch-1',
    id: createHash('sha256')
      .update(files.map((file) => file.sha256).join('\n'))
      .digest('hex')
      .slice(0, 32),
    number: null,
    training: order.training,
    layout: {
      id: order.layout.id,
      version: order.layout.version,
      digest: layoutDigest(order.layout),
      codes: order.codes,
    },
    createdOn: order.date ?? latest,
    office: { name: '', divisionCode: cases[0]?.caseFile.office.divisionCode ?? '' },
    ...result.totals,
    files: [...files],
    chainHead: null,
  });
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    throw new BadInput('file-unreadable', [{ path: '', message: '文件读不出来：不存在，或没有读取权限' }]);
  }
}

async function readOrder(args: string[]): Promise<ExportOrder> {
  const { values, positionals } = parsed(args);
  const file = positionals[0];
  if (file === undefined || positionals.length > 1) throw usage('FILE', '须给出一个办件文件');
  if (values.layout === undefined) throw usage('--layout', '须给出版式');
  if (values.out === undefined || values.out === '') throw usage('--out', '须给出目录');
  const codes = CodeChoice.safeParse(values.codes ?? 'printed');
  if (!codes.success) throw usage('--codes', '只能是 printed 或 corrected');
  const date = values.date === undefined ? null : parsePlainDate(values.date);
  if (values.date !== undefined && date === null) throw usage('--date', '须为真实存在的 YYYY-MM-DD');
  return {
    file,
    out: values.out,
    layout: await layoutOf(values.layout),
    codes: codes.data,
    formats: ['xlsx', 'csv-utf-8', ...(values.gb18030 ? (['csv-gb18030'] as const) : [])],
    training: values.training ?? false,
    date,
  };
}

function parsed(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        layout: { type: 'string' },
        out: { type: 'string' },
        codes: { type: 'string' },
        date: { type: 'string' },
        gb18030: { type: 'boolean' },
        training: { type: 'boolean' },
      },
    });
  } catch {
    throw usage('', '有不认识的选项，或选项缺少内容');
  }
}

const usage = (path: string, message: string): BadInput =>
  new BadInput('usage', [{ path, message: `${message}。${USAGE}` }]);

/** A built-in layout by its id, or a layout file. */
async function layoutOf(wanted: string): Promise<Layout> {
  const builtIn = findLayout(wanted);
  if (builtIn !== undefined) return builtIn;
  if (!wanted.endsWith('.json')) {
    const known = builtInLayouts.map((layout) => layout.id).join('、');
    throw new BadInput('unknown-layout', [
      { path: '--layout', message: `没有这个版式。可用：${known}，或版式文件（.json）` },
    ]);
  }
  const reading = readLayout(await readText(wanted));
  if (!reading.ok) throw new BadInput('bad-layout', reading.issues);
  return reading.layout;
}
