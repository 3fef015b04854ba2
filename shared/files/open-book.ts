/** Any table file → sheets: looks at the bytes, asks the reader that fits, gives every failure its sentence. */
import { decodeText } from './decode-text.ts';
import { sizeProblem, unreadable, FILE_LIMIT_BYTES, type FileReading } from './file-problem.ts';
import { oleContent, readBiff, saysProtected } from './read-biff.ts';
import { readDelimited } from './read-delimited.ts';
import { readHtml } from './read-html.ts';
import { readPacked, type PackedForm } from './read-packed.ts';
import { isWholeXml2003, isXml2003, readXml2003 } from './read-xml-2003.ts';
import type { SheetBook } from './sheet.ts';
import { formSentence, sniff } from './sniff.ts';
import { isZipBomb, zipEntries, type ZipEntry } from './zip-directory.ts';

const success = (value: SheetBook): FileReading<SheetBook> => ({ ok: true, value });

function packedForm(entries: readonly ZipEntry[]): PackedForm | 'xlsb' | 'word' | 'other' {
  const has = (pattern: RegExp): boolean => entries.some((entry) => pattern.test(entry.name));
  if (has(/^xl\/workbook\.bin$/u)) return 'xlsb';
  if (has(/^xl\/.*\.xml$/u)) return 'xlsx';
  if (has(/^(word|ppt)\//u)) return 'word';
  return has(/^content\.xml$/u) && has(/^mimetype$/u) ? 'ods' : 'other';
}

async function openZip(bytes: Uint8Array): Promise<FileReading<SheetBook>> {
  const entries = zipEntries(bytes);
  if (entries === null) return unreadable('file-damaged');
  if (isZipBomb(entries)) return unreadable('file-too-large', '文件展开后过大。');
  const form = packedForm(entries);
  if (form === 'word') return unreadable('file-not-a-table', '这是文字或演示文档。');
  if (form === 'other') return unreadable('file-not-a-table', '这是压缩包，请先解压。');
  try {
    return success(form === 'xlsb' ? readBiff(bytes) : await readPacked(bytes, form));
  } catch {
    return unreadable('file-damaged');
  }
}

function openOle(bytes: Uint8Array): FileReading<SheetBook> {
  const content = oleContent(bytes);
  if (content === null) return unreadable('file-damaged');
  if (content === 'protected') return unreadable('file-protected');
  if (content !== 'workbook')
    return unreadable('file-not-a-table', content === 'document' ? '这是文字或演示文档。' : '');
  try {
    return success(readBiff(bytes));
  } catch (error) {
    return unreadable(saysProtected(error) ? 'file-protected' : 'file-damaged');
  }
}

function openText(bytes: Uint8Array): FileReading<SheetBook> {
  const decoded = decodeText(bytes);
  if (decoded === null) return unreadable('file-not-a-table');
  const { text } = decoded;
  if (text.trim() === '') return unreadable('file-empty');
  const start = text.trimStart().slice(0, 400).toLowerCase();
  if (isXml2003(text)) return isWholeXml2003(text) ? success(readXml2003(text)) : unreadable('file-damaged');
  if (start.startsWith('mime-version:'))
    return unreadable('file-not-a-table', '这是单个文件网页，请用 Excel 打开后另存。');
  if (/^(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)?<(!doctype html|html|head|meta|body|table|style)\b/u.test(start)) {
    const book = readHtml(text);
    return book.sheets.length > 0 ? success(book) : unreadable('file-not-a-table', '这是没有表格的网页。');
  }
  if (/^<(\?xml|!doctype)/u.test(start)) return unreadable('file-not-a-table');
  return success(readDelimited(text));
}

/** Reads any table file. `limit`: bytes over which the file is refused unread. */
export async function openBook(bytes: Uint8Array, limit = FILE_LIMIT_BYTES): Promise<FileReading<SheetBook>> {
  const problem = sizeProblem(bytes.length, limit);
  if (problem !== null) return { ok: false, problem };
  const form = sniff(bytes);
  if (form === 'zip') return openZip(bytes);
  if (form === 'ole') return openOle(bytes);
  const named = formSentence(form);
  return named === null ? openText(bytes) : unreadable('file-not-a-table', named);
}
