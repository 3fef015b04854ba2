/** Reads a JSON file named on the command line; what is wrong with it is data, in Chinese, without its content. */
import { readFile } from 'node:fs/promises';
import type { CommandError } from './command.ts';

export type JsonFile =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: CommandError };

const refused = (code: string, message: string): JsonFile => ({
  ok: false,
  error: { code, issues: [{ path: '', message }] },
});

const READ_SENTENCES: Readonly<Record<string, string>> = {
  ENOENT: '文件不存在，请核对文件名',
  EISDIR: '这是文件夹，请写明其中的文件',
  EACCES: '没有读取这个文件的权限',
};

/** UTF-8, with or without BOM. Never throws for what is wrong with the file. */
export async function readJsonFile(path: string): Promise<JsonFile> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    return refused('file-unreadable', READ_SENTENCES[code] ?? '文件无法读取');
  }
  try {
    return { ok: true, value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) };
  } catch {
    return refused('not-json', '文件不是 UTF-8 编码的 JSON，请检查是否完整');
  }
}
