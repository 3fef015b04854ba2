/** Looks for words in every file of a folder as bytes, in the encodings that a browser or an office program writes. */
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { encodeGb18030 } from '#shared/encodings/gb18030.ts';
import { logContent, tableContent } from './level-db.ts';

export interface Found {
  readonly word: string;
  readonly encoding: string;
  readonly file: string;
}

/** A word's bytes in each encoding, and as JSON escapes it. */
function spellings(word: string): ReadonlyMap<string, Buffer> {
  const escaped = Array.from({ length: word.length }, (_, at) => word.charAt(at))
    .map((letter) => (letter < '\u0080' ? letter : `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`))
    .join('');
  const all: readonly (readonly [encoding: string, bytes: Buffer])[] = [
    ['UTF-8', Buffer.from(word)],
    ['UTF-16LE', Buffer.from(word, 'utf16le')],
    ['UTF-16BE', Buffer.from(word, 'utf16le').swap16()],
    ['GBK', Buffer.from(encodeGb18030(word).bytes)],
    ['\\u', Buffer.from(escaped)],
    ['\\u (capitals)', Buffer.from(escaped.replace(/\\u[0-9a-f]{4}/gu, (code) => `\\u${code.slice(2).toUpperCase()}`))],
    ['percent', Buffer.from(encodeURIComponent(word))],
  ];
  const plain = Buffer.from(word);
  return new Map(all.filter(([encoding, bytes]) => encoding === 'UTF-8' || !bytes.equals(plain)));
}

/** A file's bytes, and what is packed in them. */
function contents(path: string): Uint8Array[] {
  const bytes = readFileSync(path);
  const table = tableContent(bytes);
  return [
    bytes,
    ...(table === null ? [] : [table]),
    ...(/(?:\.log|MANIFEST-\d+)$/u.test(path) ? [logContent(bytes)] : []),
  ];
}

export interface FolderSearch {
  /** Files looked through. */
  readonly files: number;
  /** Tables of LevelDB among them. */
  readonly tables: number;
  readonly found: readonly Found[];
}

/** Searches all files below `folder`; sockets and links are passed over. */
export function searchFolder(folder: string, words: readonly string[]): FolderSearch {
  const looked = words.flatMap((word) => [...spellings(word)].map(([encoding, bytes]) => ({ word, encoding, bytes })));
  let files = 0;
  let tables = 0;
  const found: Found[] = [];
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, name);
    if (!lstatSync(path).isFile()) continue;
    files += 1;
    if (name.endsWith('.ldb')) tables += 1;
    const texts = contents(path).map((bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    for (const { word, encoding, bytes } of looked)
      if (texts.some((text) => text.includes(bytes))) found.push({ word, encoding, file: relative(folder, path) });
  }
  return { files, tables, found };
}
