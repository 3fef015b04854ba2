/** Why a file cannot be read as a table at all, each with what to do. Nothing that was typed before is touched by it. */
import { limits } from '../domain/limits.ts';

export type FileProblemCode =
  | 'file-empty'
  | 'file-too-large'
  | 'file-damaged'
  | 'file-protected'
  | 'file-not-a-table'
  | 'roster-not-found'
  | 'roster-empty'
  | 'roster-hidden';

export interface FileProblem {
  readonly code: FileProblemCode;
  readonly message: string;
}

export type FileReading<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: FileProblem };

export const FILE_LIMIT_BYTES = limits.fileBytes;

const megabytes = (bytes: number): string => (bytes / 1024 / 1024).toFixed(1).replace(/\.0$/u, '');

const sentences: Readonly<Record<FileProblemCode, string>> = {
  'file-empty': '文件是空的，没有内容可读。请打开原文件确认已保存，再重新选择。',
  'file-too-large': '文件太大，没有读入。花名册一般不超过 1 MB，请确认选对了文件，或只留花名册工作表另存后再选。',
  'file-damaged':
    '文件已损坏或不完整，没有读入。请在 Excel 或 WPS 中打开原文件另存为 .xlsx 再选；打不开的，请单位重新拷贝。',
  'file-protected': '文件设有打开密码，没有读入。请单位在 Excel 或 WPS 中输入密码打开，取消密码后另存，再重新选择。',
  'file-not-a-table': '这个文件不是表格，没有读入。请选择 .xlsx、.xls、.et 或 .csv 文件；纸质或图片花名册请逐人录入。',
  'roster-not-found':
    '没有找到“姓名”和“证件号码”两列，没有读入。请确认选对了文件和工作表；在这两列上方写明列名后保存再选，或复制数据粘贴到花名册。',
  'roster-empty': '表头下面没有人员，没有读入。请确认花名册已填写并保存，再重新选择。',
  'roster-hidden':
    '花名册在隐藏的工作表里，没有读入。请在 Excel 或 WPS 中取消隐藏该工作表，核对内容后保存，再重新选择。',
};

/** The problem with its sentence; `fact` goes in front (`这是 PDF 文件。`). */
export function fileProblem(code: FileProblemCode, fact = ''): FileProblem {
  return { code, message: `${fact}${sentences[code]}` };
}

export const unreadable = (code: FileProblemCode, fact = ''): FileReading<never> => ({
  ok: false,
  problem: fileProblem(code, fact),
});

/** The size check, which callers with a `File` make before they read a single byte. */
export function sizeProblem(bytes: number, limit = FILE_LIMIT_BYTES): FileProblem | null {
  if (bytes === 0) return fileProblem('file-empty');
  if (bytes <= limit) return null;
  return fileProblem('file-too-large', `文件有 ${megabytes(bytes)} MB，上限 ${megabytes(limit)} MB。`);
}
