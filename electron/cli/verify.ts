/**
 * `counter -- verify DIR [--digest HEX]`: is a batch folder still what was exported? Exit 0 intact; 1 altered, and what;
 * 2 not a batch folder. With the digest from the day sheet also a folder that was made anew as a whole is found out.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { plainYuan } from '#shared/domain/money.ts';
import {
  INSPECTION_CHAIN,
  readInspection,
  verifyInspection,
  type Inspection,
  type InspectionFinding,
} from '#shared/batches/inspection.ts';
import { MANIFEST_NAME, type Manifest } from '#shared/batches/manifest.ts';
import { verifyManifest, type MeasuredFile, type Verification } from '#shared/batches/verify-manifest.ts';
import { verificationWords } from '#shared/wording/preflight.ts';
import type { CliIo } from './export.ts';

const USAGE = '用法：counter -- verify 目录 [--digest 日终交接表上的清单摘要]';

/** Runs the command; `args` without the command's own name. JSON on stdout, sentences on stderr. */
export async function run(args: string[], io: CliIo): Promise<number> {
  const order = readOrder(args);
  if (order === null) return bad(io, 'usage', USAGE);
  const manifest = await readManifest(order.folder);
  if (manifest === null)
    return bad(
      io,
      'not-a-batch-folder',
      '这不是批次目录，也不是查阅记录：目录不存在、读不出来，或里面没有 manifest.json。',
    );
  const inspection = readInspection(manifest);
  if (inspection !== null) return await reportInspection(inspection, manifest, order, io);
  return report(verifyManifest(manifest, await measureFiles(order.folder), order.digest), io);
}

/** The same for the access log that was handed to an inspector: files, manifest, and the chain from line to line. */
async function reportInspection(
  inspection: Inspection,
  manifest: Uint8Array,
  { folder, digest }: { readonly folder: string; readonly digest?: string },
  io: CliIo,
): Promise<number> {
  const chain = await readFile(join(folder, INSPECTION_CHAIN)).catch(() => null);
  const found = verifyInspection(inspection, manifest, await measureFiles(folder), chain, digest);
  const findings = found.map((one) => ({ ...one, message: inspectionWords(one.finding) }));
  const { format, createdOn, filter, chain: between, noted } = inspection;
  const facts = { format, createdOn, filter, chain: between, noted: noted.length, digest: inspection.digest };
  io.stderr(
    findings.length === 0
      ? `完好：查阅记录 ${filter.from} 至 ${filter.to}，链上 ${between.end.count - between.base.count} 条。\n`
      : '查阅记录已被改动：\n',
  );
  for (const one of findings) io.stderr(`${one.name}：${one.message}\n`);
  io.stdout(
    `${JSON.stringify({ state: findings.length === 0 ? 'intact' : 'altered', manifest: facts, findings }, null, 1)}\n`,
  );
  return findings.length === 0 ? 0 : 1;
}

const inspectionWords = (finding: InspectionFinding['finding']): string =>
  finding === 'chain-broken' ? '前后不连：有条目被抽掉、调换或改动' : verificationWords[finding];

function report(verification: Verification, io: CliIo): number {
  const facts = verification.manifest === null ? {} : { manifest: summary(verification.manifest) };
  if (verification.state === 'intact') {
    io.stderr(intactSentence(verification.manifest));
    io.stdout(`${JSON.stringify({ state: 'intact', ...facts, findings: [] }, null, 1)}\n`);
    return 0;
  }
  const findings = verification.findings.map((found) => ({ ...found, message: verificationWords[found.finding] }));
  io.stderr('批次已被改动：\n');
  for (const found of findings) io.stderr(`${found.name}：${found.message}\n`);
  io.stdout(`${JSON.stringify({ state: 'altered', ...facts, findings }, null, 1)}\n`);
  return 1;
}

function intactSentence(manifest: Manifest): string {
  const mark = manifest.training ? '培训数据，' : '';
  const number = manifest.number ?? '窗口外导出，未入台账';
  return `完好：${mark}${number}，${manifest.cases} 件 ${manifest.persons} 人 ${plainYuan(manifest.amountFen)} 元。\n`;
}

const summary = ({
  id,
  number,
  training,
  layout,
  createdOn,
  cases,
  persons,
  amountFen,
  chainHead,
  digest,
}: Manifest) => ({
  id,
  number,
  training,
  layout: layout.id,
  createdOn,
  cases,
  persons,
  amountFen,
  chainHead,
  digest,
});

function bad(io: CliIo, code: string, message: string): number {
  io.stderr(`${message}\n`);
  io.stdout(`${JSON.stringify({ error: { code, issues: [{ path: '', message }] } })}\n`);
  return 2;
}

function readOrder(args: string[]): { readonly folder: string; readonly digest?: string } | null {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { digest: { type: 'string' } },
    });
    const folder = positionals[0];
    if (folder === undefined || positionals.length > 1) return null;
    return values.digest === undefined ? { folder } : { folder, digest: values.digest };
  } catch {
    return null;
  }
}

async function readManifest(folder: string): Promise<Uint8Array | null> {
  try {
    return await readFile(join(folder, MANIFEST_NAME));
  } catch {
    return null;
  }
}

/** Everything in the folder but the manifest. What is no plain file (a link, a folder) is no file of the batch: it counts as extra. */
async function measureFiles(folder: string): Promise<readonly MeasuredFile[]> {
  const names = (await readdir(folder)).filter((name) => name !== MANIFEST_NAME).toSorted();
  const files: MeasuredFile[] = [];
  for (const name of names) {
    const path = join(folder, name);
    const entry = await lstat(path);
    files.push(entry.isFile() ? await measureFile(name, path) : { name: `${name}/`, bytes: 0, sha256: '' });
  }
  return files;
}

async function measureFile(name: string, path: string): Promise<MeasuredFile> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const piece of createReadStream(path)) {
    const block = piece as Buffer;
    hash.update(block);
    bytes += block.length;
  }
  return { name, bytes, sha256: hash.digest('hex') };
}
