/**
 * A file of lines that is known by what they fold to, for what follows from the ledger and from the hub: one that cannot be read is
 * begun anew. A line is `check JSON`; where far more lines lie than say it, they are written anew.
 */
import { createHash } from 'node:crypto';
import type { ZodType } from 'zod';
import { failed, success, type Result } from '#shared/contract/failure.ts';
import { parsedJson } from '#shared/domain/parsed-json.ts';
import { writeAtomically } from '../atomic-write.ts';
import { durableLines, readLines, type DurableLines } from '../durable-lines.ts';
import type { FileLayer } from '../file-layer.ts';

export interface Fold<Line> {
  take(line: Line): void;
  /** Everything that holds, in as few lines as say it. */
  lines(): readonly Line[];
}

export interface FoldedLines<Line, Known extends Fold<Line>> {
  readonly known: Known;
  /** On the disk first, then known. */
  add(fresh: readonly Line[]): Promise<Result<null>>;
  close(): Promise<void>;
}

/** Lines that may lie beside those that hold before they are written anew. */
const SPARE_LINES = 5000;

const checkOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);
const textOf = (line: unknown): string => {
  const text = JSON.stringify(line);
  return `${checkOf(text)} ${text}`;
};
function lineOf<Line>(bytes: Uint8Array, schema: ZodType<Line>): Line | null {
  const text = new TextDecoder().decode(bytes);
  const body = text.slice(17);
  if (text.slice(0, 17) !== `${checkOf(body)} `) return null;
  const read = schema.safeParse(parsedJson(body));
  return read.success ? read.data : null;
}

async function load<Line, Known extends Fold<Line>>(
  layer: FileLayer,
  path: string,
  schema: ZodType<Line>,
  nothing: () => Known,
  spare: number,
): Promise<{ readonly known: Known; readonly lines: DurableLines }> {
  const file = await layer.openGrowing(path);
  const known = nothing();
  let [count, goodLength, damaged] = [0, 0, false];
  for await (const line of readLines(file)) {
    if (!line.finished) continue;
    const read = lineOf(line.bytes, schema);
    if (read === null) damaged = true;
    else known.take(read);
    count += 1;
    goodLength += line.byteLength;
  }
  const kept = damaged ? nothing() : known;
  const written = kept.lines();
  if (!damaged && count <= 2 * written.length + spare)
    return { known, lines: durableLines(file, goodLength, goodLength < (await file.length())) };
  await file.close();
  const bytes = new TextEncoder().encode(written.map((line) => `${textOf(line)}\n`).join(''));
  await writeAtomically(layer, path, bytes);
  const again = await layer.openGrowing(path);
  return { known: kept, lines: durableLines(again, bytes.length, false) };
}

/** `spare`: fewer where lines are long. Rejects with errno errors. */
export async function openFoldedLines<Line, Known extends Fold<Line>>(
  layer: FileLayer,
  path: string,
  schema: ZodType<Line>,
  nothing: () => Known,
  spare = SPARE_LINES,
): Promise<FoldedLines<Line, Known>> {
  const { known, lines } = await load(layer, path, schema, nothing, spare);
  return {
    known,
    add: async (fresh) => {
      if (fresh.length === 0) return success(null);
      const written = await lines.append(fresh.map(textOf).join('\n'));
      if (!written.ok) return failed(written.failure.code, written.failure.detail);
      for (const line of fresh) known.take(line);
      return success(null);
    },
    close: async () => {
      await lines.close();
    },
  };
}
