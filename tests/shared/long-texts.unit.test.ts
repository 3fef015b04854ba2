/**
 * Security review, point 2: every expression over foreign text with 100,000 characters of each kind that it looks for. One
 * that is worse than linear would take minutes here; the limit of the test is the assertion.
 */
import { describe, expect, it } from 'vitest';
import { parseCitizenId } from '#shared/domain/citizen-id.ts';
import { normaliseCode, normaliseEmployerName, normalisePersonName } from '#shared/domain/normalise.ts';
import { parseCreditCode } from '#shared/domain/unified-social-credit-code.ts';
import { registryKinds } from '#shared/domain/registries.ts';
import { cellReader } from '#shared/registry/registry-cells.ts';
import { detectKind, findHeadingRow, matchHeadings, otherKind } from '#shared/registry/registry-heading-match.ts';
import { registryLayouts } from '#shared/registry/registry-headings.ts';
import { columnKey } from '#shared/rosters/roster-answers.ts';
import { isHalfOfPeriod, isKnownOtherHeading, rosterFieldOf } from '#shared/rosters/roster-columns.ts';
import { MAX_RECORD_BYTES } from '#shared/registry/registry-record.ts';
import { readAnswerTable } from '#shared/verification/verification-file.ts';
import { recogniseContent } from '#shared/files/column-content.ts';
import { readDay, readPeriod } from '#shared/files/roster-dates.ts';
import { textCell } from '#shared/files/sheet.ts';

const LONG = 100_000;
const WORDS =
  '缴 合同 参保 电话 户口 银行 补贴 是否 起 止 至 十 〇 大学 族 男 · 。 ( （ [ 【 - — 无 1 12. 2022.7.1 2022年7月1日 0.0 1E A @ a@';
const PIECES = [...WORDS.split(' '), ' ', '\t', '\n', '　', "'", '="', '\u200b'];
const TEXTS = PIECES.map((piece) => [piece, piece.repeat(Math.ceil(LONG / piece.length))] as const);

describe('point 2: expressions over 100,000 characters', () => {
  it.each(TEXTS)('headings of %j', { timeout: 4000 }, (_, text) => {
    for (const heading of [text, `缴${text}`, `合同${text}x`, `${text}日期`]) {
      rosterFieldOf(heading);
      isHalfOfPeriod(heading);
      isKnownOtherHeading(heading);
      for (const kind of registryKinds) matchHeadings(kind, [heading, '姓名']);
      detectKind([heading]);
      otherKind('insurance', [heading]);
      findHeadingRow([[heading], [heading, '姓名']]);
    }
    expect(columnKey(text, 'A', 1).length).toBeLessThan(1000);
  });

  it.each(TEXTS)('cells of %j', { timeout: 8000 }, (_, text) => {
    for (const cell of [text, `2022${text}`, `${text}x`]) {
      readDay(textCell(cell), false);
      readPeriod(cell);
      parseCitizenId(cell);
      parseCreditCode(cell);
      for (const fold of [normaliseCode, normalisePersonName, normaliseEmployerName]) fold(cell);
      readAnswerTable([
        ['公民身份号码', '核验结果', '核验日期'],
        [cell, cell, cell],
      ]);
      const column = { column: 0, cells: [textCell(cell)] };
      expect(recogniseContent([column], new Map(), { birthdays: [''], date1904: false }).certain.size).toBe(0);
    }
  });

  it.each(TEXTS)('cells of registers of %j', { timeout: 8000 }, (_, text) => {
    const bytes = new TextEncoder().encode(text);
    const out = new Uint8Array(bytes.length * 3 + MAX_RECORD_BYTES);
    for (const kind of registryKinds)
      for (const column of registryLayouts[kind].columns)
        expect(cellReader(column)(bytes, 0, bytes.length, out, 0)).toBeLessThan(MAX_RECORD_BYTES);
  });
});
