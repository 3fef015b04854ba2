/**
 * `counter -- verify-journal FOLDER [--area training|office]`: is a data folder, the folder of an area or a backup whole? Without
 * keys the outer chain; with the recovery key on standard input everything. Exit 0 whole; 1 not, and what by line; 2 no folder of
 * this program, of a newer one, or a wrong recovery key. Nothing is written.
 */
import { readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Area } from '#shared/contract/channels.ts';
import { AnyVault } from '#shared/contract/vault.ts';
import { ledgerOpener, type LedgerOpener } from '#shared/crypto/ledger-opener.ts';
import { readRecoveryKey } from '#shared/crypto/recovery-key.ts';
import { ledgerProblemText } from '#shared/wording/ledger-check.ts';
import { checkBackup, readManifest } from '../host/backup-manifest.ts';
import { checkFolder, type FolderCheck } from '../host/folder-check.ts';
import { readJsonFile, twinOf } from '../host/json-file.ts';
import { readOnlyLayer } from '../host/read-only-layer.ts';
import { EXIT_DIFFERS, EXIT_OK, refuseInput, type CommandOutput } from './command.ts';

const USAGE = '用法：counter verify-journal 文件夹 [--area training|office]（恢复码由标准输入给出时逐条解开核对）';
/** A pipe that nobody writes to is no recovery key. */
const FIRST_BYTE_MS = 3000;

interface Order {
  readonly folder: string;
  readonly area: Area | null;
}

function readOrder(args: string[]): Order | null {
  try {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { area: { type: 'string' } } });
    const [folder] = positionals;
    const area = values.area === undefined ? null : Area.safeParse(values.area);
    if (folder === undefined || positionals.length > 1 || area?.success === false) return null;
    return { folder: resolve(folder), area: area?.data ?? null };
  } catch {
    return null;
  }
}

const holdsLedger = async (folder: string): Promise<boolean> =>
  (await readOnlyLayer.exists(join(folder, 'journal.jsonl'))) ||
  (await readOnlyLayer.exists(join(folder, 'vault.json')));

/** The folder with the journal: given itself, or the area of a data folder (the office before the training). */
async function ledgerFolder({ folder, area }: Order): Promise<string | null> {
  if (area === null && (await holdsLedger(folder))) return folder;
  for (const one of area === null ? (['office', 'training'] as const) : [area]) {
    const inside = join(folder, 'areas', one);
    if (await holdsLedger(inside)) return inside;
  }
  return null;
}

/** What is typed or piped; empty where nobody gives anything. */
async function fromStdin(): Promise<string> {
  const { stdin } = process;
  if (stdin.isTTY) return '';
  const known = await stat('/dev/stdin').catch(() => null);
  if (known?.isFile() === true) return await readFile('/dev/stdin', 'utf8').catch(() => '');
  return await new Promise<string>((settle) => {
    let text = '';
    const done = (): void => {
      clearTimeout(timer);
      stdin.removeAllListeners();
      stdin.pause();
      settle(text);
    };
    const timer = setTimeout(done, FIRST_BYTE_MS);
    stdin.setEncoding('utf8');
    stdin.on('data', (piece: string) => {
      text += piece;
      // A key and its line end; nothing longer is one.
      if (/\S\s*\n/u.test(text) || text.length > 1000) done();
    });
    stdin.on('end', done);
    stdin.on('error', done);
  });
}

const refused = (io: CommandOutput, code: string, message: string): number => {
  io.stderr(`${message}\n`);
  return refuseInput(io, { code, issues: [{ path: '', message }] });
};

async function readVault(folder: string): Promise<AnyVault | null> {
  const path = join(folder, 'vault.json');
  for (const place of [path, twinOf(path)]) {
    const read = await readJsonFile(readOnlyLayer, place, AnyVault);
    if (read.state === 'good') return read.value;
  }
  return null;
}

type Opening = LedgerOpener | null | 'wrong' | 'foreign' | 'misspelt';

async function openerOf(folder: string, typed: string): Promise<Opening> {
  if (typed.trim() === '') return null;
  if (!readRecoveryKey(typed.trim()).ok) return 'misspelt';
  const vault = await readVault(folder);
  if (vault === null) return null;
  return await ledgerOpener(vault, { kind: 'recovery', typed: typed.trim() });
}

/** What the backup's own list says of its files, beside what its ledger says of itself. */
async function checked(folder: string, opener: LedgerOpener | null, foreign: boolean): Promise<FolderCheck> {
  const check = await checkFolder({ layer: readOnlyLayer, folder, opener });
  const manifest = await readManifest(readOnlyLayer, folder);
  const listed = manifest.state === 'missing' ? [] : await checkBackup(readOnlyLayer, folder, manifest, check);
  const closed = foreign ? [{ line: 0, sequence: 0, code: 'ledger-keys-closed' as const, about: 'vault.json' }] : [];
  return { ...check, problems: [...check.problems, ...listed, ...closed] };
}

/** Runs the command; `args` without the command's own name. JSON on stdout, sentences on stderr. */
export async function run(
  args: string[],
  io: CommandOutput,
  readKey: () => Promise<string> = fromStdin,
): Promise<number> {
  const order = readOrder(args);
  if (order === null) return refused(io, 'usage', USAGE);
  const folder = await ledgerFolder(order).catch(() => null);
  if (folder === null)
    return refused(io, 'not-our-folder', `“${order.folder}”不是本程序的数据文件夹、分区或备份：里面没有台账。`);
  const opener = await openerOf(folder, await readKey());
  if (opener === 'misspelt') return refused(io, 'wrong-recovery-key', '恢复码抄写有误，请核对纸面。没有核对台账。');
  if (opener === 'wrong') return refused(io, 'wrong-recovery-key', '这不是这份台账的恢复码。没有核对台账。');
  const foreign = opener === 'foreign';
  const check = await checked(folder, foreign ? null : opener, foreign);
  if (check.newer > 0)
    return refused(io, 'newer-format', `“${folder}”由更新的程序写成（第 ${check.newer} 版格式），请用较新的程序核对。`);
  return report(check, io);
}

function report({ entries, head, problems, keys }: FolderCheck, io: CommandOutput): number {
  const told = problems.map((problem) => ({ ...problem, message: ledgerProblemText(problem) }));
  for (const { message } of told) io.stderr(`${message}\n`);
  const depth = keys === 'all' ? '逐条解开核对' : '未用恢复码，只核对外层链';
  io.stderr(told.length === 0 ? `完好：${entries} 条，${depth}。\n` : `共 ${told.length} 处不符（${depth}）。\n`);
  io.stdout(`${JSON.stringify({ entries, head, problems: told, keys }, null, 1)}\n`);
  return told.length === 0 ? EXIT_OK : EXIT_DIFFERS;
}
