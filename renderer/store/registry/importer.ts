/**
 * A file becomes a pack: first rows → refusals that need no reading → every row validated and sealed under a claimed
 * pack number → one durable transaction that makes its manifest the one that serves and claims the old pack's pages
 * for removal. A kill before that transaction leaves the old pack, after it the new one; claimed pages are leftovers
 * and go at the next start. Only whole packs, never a part of one.
 */
import { success, type Result } from '#shared/contract/failure.ts';
import { matchHeadings, otherKind } from '#shared/exchange/registry-heading-match.ts';
import { recordLayout } from '#shared/exchange/registry-record.ts';
import { sealEmployers } from './employer-sections.ts';
import { firstRows, headingIndex } from './inspect-file.ts';
import { openManifest, PACK_FORMAT, sealManifest, type Manifest } from './manifest.ts';
import type { PackStorage } from './pack-database.ts';
import { PackWriter, PART_BYTES } from './pack-writer.ts';
import { writePages, type PageTarget } from './page-writer.ts';
import { ImportMeter } from './import-meter.ts';
import { RowIntake } from './row-intake.ts';
import { fileOrStoreFailure, Stopped } from './import-failure.ts';
import type { ImportOutcome, ImportProgress, ImportRefusal, ImportRequest, PackInfo } from './registry-store.ts';
import { hex } from './sealing.ts';
import type { ShareProgress } from './second-reader.ts';
import { readTextTable, readWorkbook, type TableReading } from './table-source.ts';
import { FileDigest } from './text-source.ts';
import { readByTwo, type ReadByTwo } from './two-readers.ts';

export interface ImportEnvironment {
  readonly storage: PackStorage;
  readonly key: CryptoKey;
  readonly seed: Uint8Array;
  readonly isCancelled: () => boolean;
  readonly onProgress: (progress: ImportProgress) => void;
  /** Milliseconds, for the rate only. */
  readonly now: () => number;
  /** Memory for one part of the rows; smaller in tests. */
  readonly partBytes?: number;
  /** A second reader for large text files; without one they are read alone. */
  readonly second?: Pick<ReadByTwo, 'start' | 'shares'>;
}

const refused = (refusal: ImportRefusal): Result<ImportOutcome> => success({ ok: false, refusal });

interface Plan {
  readonly format: 'text' | 'xlsx';
  readonly headings: readonly string[];
  readonly headingLine: number;
  readonly cellOf: readonly number[];
}

/** Refusals by date, before the file is touched. */
async function refusalByDate(
  request: ImportRequest,
  { storage, key }: ImportEnvironment,
): Promise<ImportRefusal | null> {
  if (request.asOf > request.importedOn) return { reason: 'as-of-in-future' };
  const record = await storage.database.manifests.get(request.kind);
  const current = record && (await openManifest(key, record));
  if (!current || current.info.state === 'damaged' || request.replaceAnyway === true) return null;
  if (current.info.asOf === request.asOf) return { reason: 'same-as-of', packId: current.info.packId };
  return current.info.asOf > request.asOf ? { reason: 'older-as-of', currentAsOf: current.info.asOf } : null;
}

/** Format and columns of the file, or why it is not taken. */
async function planOf(request: ImportRequest): Promise<Plan | ImportRefusal> {
  const { file, kind, mapping } = request;
  if (file.size === 0) return { reason: 'empty-file' };
  const first = await firstRows(file);
  if (first.format === 'unreadable') return { reason: 'not-a-table' };
  if (first.rows.length === 0) return { reason: 'empty-file' };
  const heading = first.rows[headingIndex(first, mapping)];
  if (!heading) return { reason: 'no-heading-row' };
  const looksLike = mapping === undefined ? otherKind(kind, heading.cells) : null;
  if (looksLike !== null) return { reason: 'wrong-kind', looksLike };
  const { cellOf, missing } = matchHeadings(kind, heading.cells, mapping);
  if (missing.length > 0) return { reason: 'columns-missing', missing, headings: heading.cells };
  return { format: first.format, headings: heading.cells, headingLine: heading.line, cellOf };
}

/** Imports one file. Refusals and expected failures are data; the old pack serves until the last step. */
export async function importPack(
  request: ImportRequest,
  environment: ImportEnvironment,
): Promise<Result<ImportOutcome>> {
  try {
    const byDate = await refusalByDate(request, environment);
    if (byDate !== null) return refused(byDate);
    const plan = await planOf(request);
    if ('reason' in plan) return refused(plan);
    return await importPlanned(request, plan, environment);
  } catch (error) {
    return fileOrStoreFailure(error);
  }
}

async function importPlanned(
  request: ImportRequest,
  plan: Plan,
  environment: ImportEnvironment,
): Promise<Result<ImportOutcome>> {
  const { storage } = environment;
  const pack = await storage.database.claims.add({});
  const run = new ImportRun(request, plan, environment, pack);
  let switched = false;
  try {
    const outcome = await run.read();
    if (outcome !== null) return refused(outcome);
    const manifest = await run.seal();
    run.target.checkpoint();
    const old = await switchTo(manifest, environment);
    switched = true;
    if (old !== null) await storage.database.removePack(old).catch(() => undefined);
    return success({ ok: true, pack: manifest.info });
  } finally {
    if (!switched) await storage.database.removePack(pack).catch(() => undefined);
  }
}

/** The atomic switch, flushed to the disk. Answers the number of the pack that served before. */
async function switchTo(manifest: Manifest, { storage, key }: ImportEnvironment): Promise<number | null> {
  const sealed = await sealManifest(key, manifest);
  const { durable } = storage;
  const before = await durable.manifests.get(manifest.info.kind);
  const old = before ? ((await openManifest(key, before))?.pack ?? null) : null;
  await durable.transaction('rw', durable.manifests, durable.claims, async () => {
    await durable.manifests.put(sealed);
    await durable.claims.delete(manifest.pack);
    if (old !== null) await durable.claims.put({ pack: old });
  });
  return old;
}

class ImportRun {
  readonly target: PageTarget;
  readonly #request: ImportRequest;
  readonly #plan: Plan;
  readonly #environment: ImportEnvironment;
  readonly #pack: number;
  readonly #packId = crypto.randomUUID();
  readonly #digest = new FileDigest();
  readonly #writer: PackWriter;
  readonly #intake: RowIntake;
  readonly #meter: ImportMeter;
  /** Share of the file whose rows are in memory or sealed. */
  #shareRead = 0;
  #problemPages = 0;
  #marks: Uint8Array[] = [];

  constructor(request: ImportRequest, plan: Plan, environment: ImportEnvironment, pack: number) {
    const { storage, key, seed, isCancelled } = environment;
    this.#request = request;
    this.#plan = plan;
    this.#environment = environment;
    this.#pack = pack;
    this.#meter = new ImportMeter(request.file.size, environment.now, environment.onProgress);
    this.target = {
      database: storage.database,
      key,
      pack,
      packId: this.#packId,
      checkpoint: () => {
        if (isCancelled()) throw new Stopped();
      },
    };
    this.#writer = new PackWriter({
      target: this.target,
      section: 'rows',
      partBytes: environment.partBytes ?? PART_BYTES,
      shareRead: () => this.#shareRead,
    });
    this.#intake = new RowIntake({ kind: request.kind, ...plan, seed, to: this.#writer });
  }

  /** Reads the whole file; answers a refusal where too many rows are bad or there is none. */
  async read(): Promise<ImportRefusal | null> {
    await this.#readTable();
    this.#shareRead = 1;
    const { rows, badRows, problems } = this.#intake;
    if (rows + badRows === 0) return { reason: 'empty-file' };
    if (rows > 0 && badRows / (rows + badRows) <= this.#request.badRowLimit) return null;
    return { reason: 'too-many-bad-rows', rows, badRows, problems: problems.counts, examples: problems.examples };
  }

  async #readTable(): Promise<void> {
    const { file, kind } = this.#request;
    const { second, seed } = this.#environment;
    const { cellOf, headings } = this.#plan;
    const intake = this.#intake;
    const reading: TableReading = {
      digest: this.#digest,
      onPiece: (read, beside) => this.#onPiece(read, beside ?? { read: 0, rows: 0, badRows: 0 }),
    };
    if (this.#plan.format === 'xlsx') await readWorkbook(file, intake, reading);
    else if (second) await readByTwo({ ...second, file, intake, reading, order: { kind, seed, cellOf, headings } });
    else await readTextTable(file, intake, reading);
  }

  async #onPiece(read: number, beside: ShareProgress): Promise<void> {
    this.target.checkpoint();
    const { rows, badRows } = this.#intake;
    this.#shareRead = read / this.#request.file.size;
    this.#meter.tell('reading', read + beside.read, rows + beside.rows, badRows + beside.badRows);
    if (this.#writer.isFull) await this.#writer.sealPart();
    await this.#writeProblems(false);
  }

  async #writeProblems(last: boolean): Promise<void> {
    const pages = this.#intake.problems.take(last);
    if (pages.length === 0) return;
    this.#marks.push(
      ...(await writePages(this.target, { section: 'problems', part: 0, first: this.#problemPages }, pages)),
    );
    this.#problemPages += pages.length;
  }

  /** Seals rows, employers and problems; answers the manifest that would make them serve. */
  async seal(): Promise<Manifest> {
    const { rows, badRows, units } = this.#intake;
    const { kind, file } = this.#request;
    this.#meter.tell('sealing', file.size, rows, badRows);
    await this.#writeProblems(true);
    // Side by side: the store is at work on rows while the keys of employers are made.
    const both = [this.#writer.finish(), sealEmployers(kind, units, this.target, this.#environment.seed)] as const;
    await Promise.allSettled(both);
    const [written, employers] = await Promise.all(both);
    this.#marks = [...written.marks, ...this.#marks, ...employers.marks];
    this.#meter.tell('committing', file.size, rows, badRows);
    return {
      format: PACK_FORMAT,
      layout: recordLayout(kind),
      pack: this.#pack,
      sections: { rows: written.pages, problems: this.#problemPages, ...employers.sections },
      rowParts: written.parts,
      directoryComplete: units.complete,
      info: await this.#info(),
    };
  }

  async #info(): Promise<PackInfo & { remarks: number; problems: { code: string; count: number }[] }> {
    const { kind, asOf, scope, source, file, importedOn, importedBy } = this.#request;
    const { rows, badRows, remarks, problems } = this.#intake;
    return {
      packId: this.#packId,
      kind,
      asOf,
      scope,
      source,
      fileName: file.name,
      fileDigest: await this.#digest.text(),
      pagesDigest: await digestOf(this.#marks),
      rows,
      badRows,
      remarks,
      problems: [...problems.counts],
      importedOn,
      importedBy,
      state: 'usable',
    };
  }
}

/** SHA-256 over the IV and tag of every page: sections rows (by part), problems, employers, keys, names, each in page order. */
async function digestOf(marks: readonly Uint8Array[]): Promise<string> {
  const all = new Uint8Array(marks.length * 28);
  marks.forEach((mark, index) => all.set(mark, index * 28));
  return `sha256:${hex(new Uint8Array(await crypto.subtle.digest('SHA-256', all)))}`;
}

/** An import that cannot begin because another window is at it. */
export const importRunning = (): Result<ImportOutcome> => refused({ reason: 'import-running' });
