import { harmlessCell } from '#shared/domain/plain-text.ts';
import { csvLine } from '#shared/encodings/csv.ts';
import { rowProblemLabel } from '#shared/wording/registry-import.ts';
import type { RowProblem } from '../../store/registry/registry-store.ts';

/** The list for the office that owns the data: line, column, problem; never the content of a cell. */
export function problemCsv(problems: readonly RowProblem[]): string {
  const lines = problems.map(({ line, column, code, kept }) =>
    csvLine([String(line), harmlessCell(column), rowProblemLabel(code), kept ? '已保留' : '未导入']),
  );
  return `\ufeff${[csvLine(['行号', '列', '问题', '处理']), ...lines].join('')}`;
}
