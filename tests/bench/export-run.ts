/**
 * A batch of accepted persons as .xlsx the way the product makes it (pre-flight, layout, digest, a folder that appears whole) against the workbook writer alone over rows that lie ready, alternating. Memory is sampled in
 * a process of its own that only exports.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeXlsxStream } from 'hucre/xlsx';
import { writeFolder } from '../../electron/cli/batch-folder.ts';
import { batchFiles, measured } from '../../shared/batches/batch.ts';
import { dataRow } from '../../shared/layouts/layout-rows.ts';
import { findLayout } from '../../shared/layouts/index.ts';
import { preflight } from '../../shared/layouts/preflight.ts';
import { provincialRecords, type ProvincialRecord } from '../../shared/layouts/provincial-record.ts';
import type { Layout } from '../../shared/layouts/layout.ts';
import type { TableFile } from '../../shared/layouts/table-file.ts';
import { anExportCase } from '../builders/an-export-case.ts';
import { watchDisturbance } from './disturbance.mjs';

const settings = Object.fromEntries(process.argv.slice(2).map((setting) => setting.split('=')));
const rows = Number(settings['ROWS'] ?? 100_000);
const runs = Number(settings['RUNS'] ?? 3);
const PERSONS_PER_CASE = 10;
const layout = usualLayout();
const codes = 'corrected';
const folder = mkdtempSync(join(tmpdir(), 'bench-export-'));
let folders = 0;
const target = (): string => join(folder, String((folders += 1)));
const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

function usualLayout(): Layout {
  const found = findLayout('paid-list-2022');
  if (found === undefined) throw new Error('the layout is gone');
  return found;
}

function* records(): Generator<ProvincialRecord> {
  const persons = Array.from({ length: PERSONS_PER_CASE }, () => ({}));
  for (let at = 0; at < rows / PERSONS_PER_CASE; at += 1) yield* provincialRecords(anExportCase(at, persons));
}

/** `source`: records that lie ready, or are made while they are asked for. */
async function exported(source: () => Iterable<ProvincialRecord>): Promise<number> {
  const began = performance.now();
  const table: TableFile = { layout, codes, training: false, records: source };
  preflight(layout, source(), codes);
  const files = batchFiles(table, ['xlsx']).map((file) => ({
    name: file.name,
    pieces: () => measured(file, rows, () => undefined),
  }));
  const written = await writeFolder(target(), files);
  if (!written.ok) throw new Error(written.code);
  return performance.now() - began;
}

async function writerAlone(ready: readonly string[][]): Promise<number> {
  const began = performance.now();
  const columns = layout.columns.map(() => ({ numFmt: '@' }));
  const pieces = (): AsyncIterable<Uint8Array> => writeXlsxStream(ready, { name: 'alone', columns });
  const written = await writeFolder(target(), [{ name: 'alone.xlsx', pieces }]);
  if (!written.ok) throw new Error(written.code);
  return performance.now() - began;
}

/** Megabytes that an export adds to a process that has not exported yet. */
async function extraMemory(): Promise<number> {
  const before = process.memoryUsage().rss;
  let peak = before;
  const timer = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 20);
  await exported(records);
  clearInterval(timer);
  return Math.round((Math.max(peak, process.memoryUsage().rss) - before) / 1_048_576);
}

async function measure(): Promise<void> {
  const alone = spawnSync(process.execPath, [process.argv[1] ?? '', `ROWS=${String(rows)}`, 'MEMORY=1'], {
    encoding: 'utf8',
  });
  if (alone.status !== 0) throw new Error(alone.stderr);
  const made = [...records()];
  const ready = made.map((record) => [...dataRow(layout, record)]);
  const disturbance = watchDisturbance();
  const rounds: { readonly xlsxMs: number; readonly writerMs: number }[] = [];
  for (let run = 0; run < runs; run += 1) {
    const writerMs = await writerAlone(ready);
    rounds.push({ xlsxMs: await exported(() => made), writerMs });
    process.stderr.write(
      `第 ${String(run + 1)} 次：导出 ${String(Math.round(rounds.at(-1)?.xlsxMs ?? 0))} ms，只写表 ${String(Math.round(writerMs))} ms\n`,
    );
  }
  const line = {
    name: 'export',
    rows,
    xlsxMs: Math.round(median(rounds.map(({ xlsxMs }) => xlsxMs))),
    writerAloneMs: Math.round(median(rounds.map(({ writerMs }) => writerMs))),
    ratio: Math.round(median(rounds.map(({ xlsxMs, writerMs }) => xlsxMs / writerMs)) * 1000) / 1000,
    extraMemoryMiB: Number(alone.stdout),
    ...disturbance.stop(),
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

try {
  if (settings['MEMORY'] === undefined) await measure();
  else process.stdout.write(String(await extraMemory()));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
