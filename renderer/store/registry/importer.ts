/**
 * A file becomes a copy: first rows → refusals that need no reading → every row validated → what differs too much from the
 * copy that serves is asked about → rows sealed into a new file, flushed, its directory read back → one strict transaction
 * that makes its manifest the one that serves. A kill before that transaction leaves the old copy, after it the new one;
 * a file that no manifest names is a leftover and goes at the next start. Only whole copies, never a part of one.
 */
import { success, type Result } from '#shared/contract/failure.ts';
import { matchHeadings, otherKind } from '#shared/registry/registry-heading-match.ts';
import { recordLayout } from '#shared/registry/registry-record.ts';
import { sealEmployers } from './employer-sections.ts';
import { firstRows, headingIndex } from './inspect-file.ts';
import type { Catalogue } from './catalogue.ts';
import { COPY_FORMAT, type Manifest } from './manifest.ts';
import type { CopySink } from './copy-shelf.ts';
import type { CopyStorage } from './copy-storage.ts';
import { differencesFrom } from './copy-differences.ts';
import { CopyWriter, PART_BYTES } from './copy-writer.ts';
import { writePages, type PageTarget } from './page-writer.ts';
import { ImportMeter } from './import-meter.ts';
import { RowIntake } from './row-intake.ts';
import { fileOrStoreFailure, Stopped } from './import-failure.ts';
import type { ImportOutcome, ImportProgress, ImportRefusal, ImportRequest } from './registry-store.ts';
import type { CopyReader } from './copy-reader.ts';
import { hex } from './sealing.ts';
import type { ShareProgress } from './second-reader.ts';
import { readTextTable, readWorkbook, type TableReading } from './table-source.ts';
import { FileDigest } from './text-source.ts';
import { readByTwo, type ReadByTwo } from './two-readers.ts';

export interface ImportEnvironment {
  readonly storage: CopyStorage;
  readonly catalogue: Catalogue;
  readonly key: CryptoKey;
  readonly seed: Uint8Array;
  readonly isCancelled: () => boolean;
  readonly onProgress: (progress: ImportProgress) => void;
  readonly reader: CopyReader;
  /** Milliseconds, for the rate only. */
  readonly now: () => number;
  /** Memory for one part of the rows; smaller in tests. */
  readonly partBytes?: number;
  /** A second reader for large text files; without one they are read alone. */
  readonly second?: Pick<ReadByTwo, 'start' | 'shares'>;
}

/** Of a text file's size, what its copy takes at least: asked for before anything is read. */
const LEAST_SHARE = 0.25;

/** Room for so many bytes; where there is none, the copies kept for a step back give up theirs. Throws `QuotaExceededError`. */
async function reserved(sink: CopySink, bytes: number, { storage, catalogue }: ImportEnvironment): Promise<void> {
  try {
    sink.reserve(bytes);
  } catch (error) {
    if (!(error instanceof DOMException) || error.name !== 'QuotaExceededError') throw error;
    if (!(await catalogue.giveUpBefore())) throw error;
    await storage.shelves.file?.removeOthers(await catalogue.names());
    sink.reserve(bytes);
  }
}

const refused = (refusal: ImportRefusal): Result<ImportOutcome> => success({ ok: false, refusal });

interface Plan {
  readonly format: 'text' | 'xlsx';
  readonly headings: readonly string[];
  readonly headingLine: number;
  readonly cellOf: readonly number[];
}

/** Refusals by date, before the file is touched. */
async function refusalByDate(request: ImportRequest, { catalogue }: ImportEnvironment): Promise<ImportRefusal | null> {
  if (request.asOf > request.importedOn) return { reason: 'as-of-in-future' };
  const current = await catalogue.serving(request.kind);
  if (!current || current.info.state === 'damaged' || request.replaceAnyway === true) return null;
  return current.info.asOf === request.asOf ? { reason: 'same-as-of', packId: current.info.packId } : null;
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

/** Imports one file. Refusals and expected failures are data; the old copy serves until the last step. */
export async function importCopy(
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
  const { storage, catalogue, reader } = environment;
  const packId = crypto.randomUUID();
  const sink = await (storage.shelves.file ?? storage.shelves.pages).begin(packId);
  const run = new ImportRun(request, plan, environment, { packId, sink });
  let finished = false;
  try {
    await run.target.reserve(request.file.size * LEAST_SHARE);
    const refusal = await run.read();
    if (refusal !== null) return refused(refusal);
    const manifest = await run.seal();
    finished = true;
    await reader.check(manifest);
    run.target.checkpoint();
    await catalogue.switchTo(manifest);
    return success({ ok: true, copy: manifest.info });
  } finally {
    if (!finished) await sink.abandon().catch(() => undefined);
  }
}

class ImportRun {
  readonly target: PageTarget;
  readonly #request: ImportRequest;
  readonly #plan: Plan;
  readonly #environment: ImportEnvironment;
  readonly #packId: string;
  readonly #sink: CopySink;
  readonly #digest = new FileDigest();
  readonly #writer: CopyWriter;
  readonly #intake: RowIntake;
  readonly #meter: ImportMeter;
  /** Share of the file whose rows are in memory or sealed. */
  #shareRead = 0;
  #problemPages = 0;
  #marks: Uint8Array[] = [];

  constructor(
    request: ImportRequest,
    plan: Plan,
    environment: ImportEnvironment,
    { packId, sink }: { readonly packId: string; readonly sink: CopySink },
  ) {
    const { key, seed, isCancelled } = environment;
    this.#request = request;
    this.#plan = plan;
    this.#environment = environment;
    this.#packId = packId;
    this.#sink = sink;
    this.#meter = new ImportMeter(request.file.size, environment.now, environment.onProgress);
    this.target = {
      sink,
      key,
      packId,
      reserve: (bytes) => reserved(sink, bytes, environment),
      checkpoint: () => {
        if (isCancelled()) throw new Stopped();
      },
    };
    this.#writer = new CopyWriter({
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
    if (rows > 0 && badRows / (rows + badRows) <= this.#request.badRowLimit) return this.#differences();
    return { reason: 'too-many-bad-rows', rows, badRows, problems: problems.counts, examples: problems.examples };
  }

  /** What an administrator is asked about before this file takes the place of the copy that serves. */
  async #differences(): Promise<ImportRefusal | null> {
    const { kind, asOf, scope, approvedBy } = this.#request;
    const current = await this.#environment.catalogue.serving(kind);
    if (current === null || approvedBy !== undefined) return null;
    const { rows, badRows } = this.#intake;
    const offered = { asOf, scope, rows, badRows, persons: this.#writer.keys() };
    const differences = differencesFrom(current.info, offered);
    return differences.length === 0 ? null : { reason: 'differs', differences, current: current.info, offered };
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
    const persons = this.#writer.keys();
    this.#meter.tell('sealing', file.size, rows, badRows);
    await this.#writeProblems(true);
    // Side by side: the store is at work on rows while the keys of employers are made.
    const both = [this.#writer.finish(), sealEmployers(kind, units, this.target, this.#environment.seed)] as const;
    await Promise.allSettled(both);
    const [written, employers] = await Promise.all(both);
    this.#marks = [...written.marks, ...this.#marks, ...employers.marks];
    this.#meter.tell('committing', file.size, rows, badRows);
    return {
      format: COPY_FORMAT,
      layout: recordLayout(kind),
      place: await this.#sink.finish(),
      sections: { rows: written.pages, problems: this.#problemPages, ...employers.sections },
      rowParts: written.parts,
      directoryComplete: units.complete,
      info: await this.#info(persons),
    };
  }

  async #info(persons: number): Promise<Manifest['info']> {
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
      persons,
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
