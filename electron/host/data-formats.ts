/** Which formats lie in a data folder, and whether a program opens them. */
import { join } from 'node:path';
import { z } from 'zod';
import { Area } from '#shared/contract/area.ts';
import type { DataFormats } from '#shared/contract/update.ts';
import { dataPaths } from './data-folder.ts';
import { readLines } from './durable-lines.ts';
import type { FileLayer } from './file-layer.ts';
import { readOnlyLayer } from './read-only-layer.ts';

const JournalLine = z.object({ format: z.number().int().optional() });
const SmallFile = z.object({ file: z.number().int() });

export interface FoundFormats {
  /** Lowest and highest format of what is there; `null` where nothing is. */
  readonly journal: { readonly low: number; readonly high: number } | null;
  readonly smallFiles: { readonly low: number; readonly high: number } | null;
}

const spread = (found: readonly number[]): FoundFormats['journal'] =>
  found.length === 0 ? null : { low: Math.min(...found), high: Math.max(...found) };

const jsonOf = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
};

async function journalFormats(path: string): Promise<number[]> {
  const found = new Set<number>();
  const file = await readOnlyLayer.openGrowing(path);
  try {
    for await (const line of readLines(file)) {
      // The format stands first in a line; one without is of the first format. A torn or damaged line says nothing.
      const head = new TextDecoder().decode(line.bytes.subarray(0, 40));
      const stated = /^\{"format":(\d+)/u.exec(head)?.[1];
      if (stated !== undefined) found.add(Number(stated));
      else if (JournalLine.safeParse(jsonOf(line.bytes)).success) found.add(1);
    }
  } finally {
    await file.close();
  }
  return [...found];
}

/** Rejects with errno errors. */
export async function formatsIn(layer: FileLayer, folder: string): Promise<FoundFormats> {
  const journal: number[] = [];
  const smallFiles: number[] = [];
  for (const area of Area.options) {
    const at = dataPaths(folder).area(area);
    for (const name of await layer.list(at)) {
      if (name === 'journal.jsonl') journal.push(...(await journalFormats(join(at, name))));
      if (!/\.json(?:\.copy)?$/u.test(name)) continue;
      const bytes = await layer.readWhole(join(at, name));
      const read = SmallFile.safeParse(bytes === null ? undefined : jsonOf(bytes));
      smallFiles.push(read.success ? read.data.file : 1);
    }
  }
  return { journal: spread(journal), smallFiles: spread(smallFiles) };
}

/** Why a program cannot open what is there; `null` when it can. */
export function unopenable(found: FoundFormats, formats: DataFormats): 'data-too-old' | 'data-newer' | null {
  for (const name of ['journal', 'smallFiles'] as const) {
    const there = found[name];
    if (there === null) continue;
    if (there.low < formats[name].from) return 'data-too-old';
    if (there.high > formats[name].to) return 'data-newer';
  }
  return null;
}
