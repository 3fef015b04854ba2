/** Any table file → sheets: looks at the bytes, asks the reader that fits, gives every failure its sentence. */
import { decodeText } from './decode-text.ts';
import { readArchive, storedArchive, type Parts } from './archive.ts';
import { sizeProblem, unreadable, FILE_LIMIT_BYTES, type FileReading } from './file-problem.ts';
import { linkParts } from './part-links.ts';
import { oleContent, readBiff, saysProtected } from './read-biff.ts';
import { readDelimited } from './read-delimited.ts';
import { readHtml } from './read-html.ts';
import { readPacked, type PackedForm } from './read-packed.ts';
import { isWholeXml2003, isXml2003, readXml2003 } from './read-xml-2003.ts';
import { checkLimits } from './sheet-limits.ts';
import type { SheetBook } from './sheet.ts';
import { formSentence, sniff, type FileForm } from './sniff.ts';
import { TooMuch } from './too-much.ts';

const success = (value: SheetBook): FileReading<SheetBook> => ({ ok: true, value });

function packedForm(parts: Parts): PackedForm | 'xlsb' | 'word' | 'other' {
  const names = [...parts.keys()].map((name) => name.toLowerCase());
  const has = (pattern: RegExp): boolean => names.some((name) => pattern.test(name));
  if (has(/^xl\/workbook\.bin$/u)) return 'xlsb';
  if (has(/^xl\/.*\.xml$/u)) return 'xlsx';
  if (has(/^(word|ppt)\//u)) return 'word';
  return has(/^content\.xml$/u) && has(/^mimetype$/u) ? 'ods' : 'other';
}

async function openZip(bytes: Uint8Array): Promise<FileReading<SheetBook>> {
  const archive = readArchive(bytes);
  if (!archive.ok) return unreadable(archive.code, archive.fact);
  const { parts } = archive;
  const form = packedForm(parts);
  if (form === 'word') return unreadable('file-not-a-table', '这是文字或演示文档。');
  if (form === 'other') return unreadable('file-not-a-table', '这是压缩包，请先解压。');
  const problem = linkParts(parts);
  if (problem !== null) return unreadable('file-damaged', `其中缺少“${problem.missing}”。`);
  const whole = storedArchive(parts);
  return success(form === 'xlsb' ? readBiff(whole) : await readPacked(whole, form));
}

function openOle(bytes: Uint8Array): FileReading<SheetBook> {
  const content = oleContent(bytes);
  if (content === null) return unreadable('file-damaged');
  if (content === 'protected') return unreadable('file-protected');
  if (content !== 'workbook')
    return unreadable('file-not-a-table', content === 'document' ? '这是文字或演示文档。' : '');
  return success(readBiff(bytes));
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

async function openAs(form: FileForm, bytes: Uint8Array): Promise<FileReading<SheetBook>> {
  if (form === 'zip') return await openZip(bytes);
  if (form === 'ole') return openOle(bytes);
  const named = formSentence(form);
  return named === null ? openText(bytes) : unreadable('file-not-a-table', named);
}

/** Whatever a reader throws over foreign bytes is the file's fault: a limit, a password, or damage. */
function refusalOf(error: unknown): FileReading<SheetBook> {
  if (error instanceof TooMuch) return unreadable('file-too-large', error.fact);
  return unreadable(saysProtected(error) ? 'file-protected' : 'file-damaged');
}

/** Reads any table file. `limit`: bytes over which the file is refused unread. Never rejects. */
export async function openBook(bytes: Uint8Array, limit = FILE_LIMIT_BYTES): Promise<FileReading<SheetBook>> {
  const problem = sizeProblem(bytes.length, limit);
  if (problem !== null) return { ok: false, problem };
  try {
    const book = await openAs(sniff(bytes), bytes);
    if (book.ok) checkLimits(book.value);
    return book;
  } catch (error) {
    return refusalOf(error);
  }
}
