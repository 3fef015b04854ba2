/** `counter -- roster FILE`: what the importer of the window reads from a company's file, as JSON. */
import { readFile, stat } from 'node:fs/promises';
import { sizeProblem } from '#shared/files/file-problem.ts';
import { readRoster } from '#shared/files/read-roster.ts';
import { EXIT_OK, refuseInput, type CommandOutput } from './command.ts';

const USAGE = '用法：counter -- roster 文件\n';

function refuse(io: CommandOutput, code: string, message: string): number {
  return refuseInput(io, { code, issues: [{ path: 'file', message }] });
}

/** Prints `{sheetName, firstRow, lastRow, entries, issues, skippedRows, columns, questions}`; 0, or 2 with `{error}` for a file that cannot be read. */
export async function run(args: string[], io: CommandOutput): Promise<number> {
  const [path, ...others] = args;
  if (path === undefined || others.length > 0) {
    io.stderr(USAGE);
    return refuse(io, 'bad-arguments', '请只写一个文件。');
  }
  let bytes: Uint8Array;
  try {
    const problem = sizeProblem((await stat(path)).size);
    if (problem !== null) return refuse(io, problem.code, problem.message);
    bytes = await readFile(path);
  } catch {
    return refuse(io, 'file-unreadable', '文件不存在或读不出来。请核对路径和权限后重试。');
  }
  const reading = await readRoster(bytes);
  if (!reading.ok) return refuseInput(io, reading.error);
  const { ok: _, ...answer } = reading;
  io.stdout(`${JSON.stringify(answer, null, 1)}\n`);
  return EXIT_OK;
}
