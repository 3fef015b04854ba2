/**
 * A file becomes a pack: first rows → refusals that need no reading → every row validated and sealed under a claimed
 * pack number → one durable transaction that makes its manifest the one that serves and claims the old pack's pages
 * for removal. A kill before that transaction leaves the old pack, after it the new one; claimed pages are leftovers
 * and go at the next start. Only whole packs, never a part of one.
 */
import { success, type Result } from '#shared/contract/failure.ts';
import { matchHeadings, otherKind } from '#shared/exchange/registry-heading-match.ts';
import { recordLayout } from '#shared/exchange/registry-record.ts';
import type { SipHash } from '#shared/exchange/sip-hash.ts';
import { makeSipHash } from '#shared/exchange/sip-hash.ts';
import { EMPLOYERS_PER_PAGE, unitKeys, unitOfText, type Unit } from './employer-units.ts';
import { firstRows, headingIndex } from './inspect-file.ts';
import { openManifest, PACK_FORMAT, sealManifest, type Manifest, type SectionName } from './manifest.ts';
import { indexPieces, pinyinInitials } from './name-index.ts';
import type { PackStorage } from './pack-database.ts';
import { PackWriter, PART_BYTES } from './pack-writer.ts';
import { writePages, type PageTarget } from './page-writer.ts';
import { ImportMeter } from './import-meter.ts';
import { RowIntake } from './row-intake.ts';
import { fileOrStoreFailure, Stopped } from './import-failure.ts';
import type { ImportOutcome, ImportProgress, ImportRefusal, ImportRequest, PackInfo } from './registry-store.ts';
import { hex } from './sealing.ts';
import { readTextTable, readWorkbook } from './table-source.ts';
import { FileDigest } from './text-source.ts';

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
      shareRead: () => this.#meter.shareRead,
    });
    this.#intake = new RowIntake({ kind: request.kind, ...plan, seed, to: this.#writer });
  }

  /** Reads the whole file; answers a refusal where too many rows are bad or there is none. */
  async read(): Promise<ImportRefusal | null> {
    const reading = { digest: this.#digest, onPiece: (read: number) => this.#onPiece(read) };
    const read = this.#plan.format === 'xlsx' ? readWorkbook : readTextTable;
    await read(this.#request.file, this.#intake, reading);
    const { rows, badRows, problems } = this.#intake;
    if (rows + badRows === 0) return { reason: 'empty-file' };
    if (rows > 0 && badRows / (rows + badRows) <= this.#request.badRowLimit) return null;
    return { reason: 'too-many-bad-rows', rows, badRows, problems: problems.counts, examples: problems.examples };
  }

  async #onPiece(read: number): Promise<void> {
    this.target.checkpoint();
    const { rows, badRows } = this.#intake;
    this.#meter.tell('reading', read, rows, badRows);
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
    this.#meter.tell('sealing', this.#request.file.size, rows, badRows);
    const sections: Record<SectionName, number> = { rows: 0, employers: 0, keys: 0, names: 0, problems: 0 };
    await this.#writeProblems(true);
    sections.problems = this.#problemPages;
    const written = await this.#writer.finish();
    sections.rows = written.pages;
    this.#marks = [...written.marks, ...this.#marks];
    const { kind } = this.#request;
    if (kind !== 'business') sections.employers = await this.#sealList('employers', employerPages(units.texts()));
    if (kind === 'business' || kind === 'insurance') sections.keys = await this.#sealKeys();
    if (kind === 'business') {
      const firms = [...units.texts()].map(firmOfText);
      sections.names = await this.#sealList('names', indexPieces(firms, await pinyinInitials()));
    }
    this.#meter.tell('committing', this.#request.file.size, rows, badRows);
    return {
      format: PACK_FORMAT,
      layout: recordLayout(kind),
      pack: this.#pack,
      sections,
      rowParts: written.parts,
      directoryComplete: units.complete,
      info: await this.#info(),
    };
  }

  /** Text pages in order. */
  async #sealList(section: SectionName, pages: Iterable<string>): Promise<number> {
    const marks = await writePages(this.target, { section, part: 0, first: 0 }, encoded(pages));
    this.#marks.push(...marks);
    return marks.length;
  }

  async #sealKeys(): Promise<number> {
    const writer = new PackWriter({ target: this.target, section: 'keys', partBytes: Infinity, shareRead: () => 1 });
    const sip = makeSipHash(this.#environment.seed);
    const encoder = new TextEncoder();
    const { kind } = this.#request;
    let number = 0;
    for (const text of this.#intake.units.texts()) {
      if (kind === 'business') {
        const firm = firmOfText(text);
        for (const key of unitKeys({ ...firm, unifiedSocialCreditCode: '' }))
          addKey(writer, sip, encoder, key, firm.unifiedSocialCreditCode);
      } else for (const key of unitKeys(unitOfText(text))) addKey(writer, sip, encoder, key, String(number));
      number += 1;
    }
    const { pages, marks } = await writer.finish();
    this.#marks.push(...marks);
    return pages;
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

/** A firm of the register as the search keeps it: code and name. */
function firmOfText(text: string): Unit {
  const [unifiedSocialCreditCode = '', name = ''] = text.split('\t');
  return { employerNumber: '', unifiedSocialCreditCode, name, divisionCode: '', unitType: '', status: '' };
}

function* employerPages(texts: Iterable<string>): Generator<string, void, undefined> {
  let page: string[] = [];
  for (const text of texts) {
    page.push(text);
    if (page.length < EMPLOYERS_PER_PAGE) continue;
    yield page.join('\n');
    page = [];
  }
  if (page.length > 0) yield page.join('\n');
}

function* encoded(texts: Iterable<string>): Generator<Uint8Array<ArrayBuffer>, void, undefined> {
  const encoder = new TextEncoder();
  for (const text of texts) yield encoder.encode(text);
}

/** `key \t value \n`, in the page of the key's hash. */
function addKey({ arena }: PackWriter, sip: SipHash, encoder: TextEncoder, key: string, value: string): void {
  const { written } = encoder.encodeInto(`${key}\t${value}\n`, arena.line);
  arena.add(sip.hash(arena.line, 0, written - value.length - 2), written);
}

/** SHA-256 over the IV and tag of every page: sections rows (by part), problems, employers, keys, names, each in page order. */
async function digestOf(marks: readonly Uint8Array[]): Promise<string> {
  const all = new Uint8Array(marks.length * 28);
  marks.forEach((mark, index) => all.set(mark, index * 28));
  return `sha256:${hex(new Uint8Array(await crypto.subtle.digest('SHA-256', all)))}`;
}

/** An import that cannot begin because another window is at it. */
export const importRunning = (): Result<ImportOutcome> => refused({ reason: 'import-running' });
