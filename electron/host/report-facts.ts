/** What the host adds to a failure report: versions, counts, the state of the chain, the end of its log. Codes and counts only. */
import { join } from 'node:path';
import { Area } from '#shared/contract/channels.ts';
import type { Areas } from './areas.ts';
import type { DataPaths } from './data-folder.ts';
import { errnoOf } from './disk-failure.ts';
import type { FileLayer } from './file-layer.ts';

const LOG_LINES = 200;

export interface ReportParts {
  readonly layer: FileLayer;
  readonly paths: DataPaths;
  readonly areas: Areas;
  readonly allowed: (area: Area) => boolean;
  readonly kind: string;
  readonly appVersion: string;
}

async function fileSizes(layer: FileLayer, folder: string): Promise<Record<string, number>> {
  const sizes: Record<string, number> = {};
  // A name without a dot is a folder: the access log's.
  for (const name of (await layer.list(folder)).filter((one) => one.includes('.')))
    sizes[name] = (await layer.readWhole(join(folder, name)))?.length ?? 0;
  return sizes;
}

async function areaFacts({ layer, paths, areas }: ReportParts, area: Area): Promise<unknown> {
  const open = await areas.open(area);
  const state = open.ok ? await open.value.journal.state() : open;
  return { journal: state.ok ? state.value : state.failure, bytes: await fileSizes(layer, paths.area(area)) };
}

async function logTail({ layer, paths }: ReportParts): Promise<readonly string[]> {
  const bytes = await layer.readWhole(join(paths.logs, 'host.log'));
  return bytes === null ? [] : new TextDecoder().decode(bytes).trimEnd().split('\n').slice(-LOG_LINES);
}

/** As text. A part that cannot be read is named by its errno, so that a failing disk still gives a report. */
export async function reportFacts(parts: ReportParts): Promise<string> {
  const orErrno = async (work: () => Promise<unknown>): Promise<unknown> => {
    try {
      return await work();
    } catch (error) {
      return { unreadable: errnoOf(error) ?? 'unknown' };
    }
  };
  const marked = await parts.areas.marked('created');
  const areas: Record<string, unknown> = {};
  for (const area of marked.ok ? marked.value : Area.options)
    if (parts.allowed(area)) areas[area] = await orErrno(async () => await areaFacts(parts, area));
  const { kind, appVersion } = parts;
  const host = { kind, appVersion, node: process.version, system: `${process.platform} ${process.arch}` };
  return JSON.stringify({ host, areas, log: await orErrno(async () => await logTail(parts)) }, null, 1);
}
