import { rowProblemLabel } from '#shared/wording/registry-import.ts';
import type { RowProblem } from '../../store/registry/registry-store.ts';

const quoted = (text: string): string => (/[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** The list for the office that owns the data: line, column, problem; never the content of a cell. */
export function problemCsv(problems: readonly RowProblem[]): string {
  const lines = problems.map(({ line, column, code, kept }) =>
    [String(line), column, rowProblemLabel(code), kept ? '已保留' : '未导入'].map(quoted).join(','),
  );
  return `\ufeff${['行号,列,问题,处理', ...lines].join('\r\n')}\r\n`;
}
