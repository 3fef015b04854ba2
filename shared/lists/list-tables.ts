/**
 * Tables that go out of a 免申即享 list: what 初审 said of each row, for typing or importing into the provincial system; firms whose
 * account or contact another office is asked for (湛人社函〔2022〕185号 附件 一（二）5), under headings that are read back by
 * list-columns.ts; firms to be told of 缓缴.
 */
import type { GrantItem } from '../aftercare/book.ts';
import type { DeferredFirm } from '../aftercare/lists/deferrals.ts';
import { mergeSuggestions, type FirmGap } from '../aftercare/lists/gaps.ts';
import { itemIdOfRow, type TakenList } from '../aftercare/lists/lists.ts';
import type { NotPayableReason } from '../aftercare/codes.ts';
import { formatYuan } from '../domain/money.ts';

export interface ListTable {
  readonly rows: readonly (readonly string[])[];
  readonly widths: readonly number[];
  /** Persons or firms in it. */
  readonly count: number;
}

/** Words that the layers above know. */
export interface TableWords {
  readonly reason: (code: NotPayableReason) => string;
  readonly gap: (gap: FirmGap['gap']) => string;
}

const conclusionHeadings = [
  '序号',
  '名单行号',
  '期别',
  '单位编号',
  '统一社会信用代码',
  '单位名称',
  '姓名',
  '公民身份号码',
  '初审结论',
  '原因码',
  '原因',
  '说明',
  '依据日期',
  '初审人',
  '初审日期',
] as const;

/** The rows of a list that were reviewed, in its order. */
export function conclusionTable(
  { head, rows }: TakenList,
  items: ReadonlyMap<string, GrantItem>,
  words: Pick<TableWords, 'reason'>,
): ListTable {
  const reviewed = rows.flatMap((row) => {
    const item = items.get(itemIdOfRow(head.listId, row.line));
    return item === undefined || item.review === null ? [] : [{ row, review: item.review }];
  });
  const lines = reviewed.map(({ row, review }, index) => [
    String(index + 1),
    String(row.line),
    head.period,
    row.employerNumber,
    row.unifiedSocialCreditCode,
    row.employerName,
    row.name,
    row.citizenId,
    review.conclusion === 'passed' ? '通过' : '不通过',
    review.reason ?? '',
    review.reason === null ? '' : words.reason(review.reason),
    review.note,
    review.evidenceOn ?? '',
    review.by.name,
    review.on,
  ]);
  return {
    rows: [[...conclusionHeadings], ...lines],
    widths: [6, 10, 9, 18, 22, 32, 12, 22, 10, 8, 30, 24, 12, 10, 12],
    count: lines.length,
  };
}

/** Firms of which something is missing, what is known filled in, the rest to be filled in by the other office. */
export function gapTable(gaps: readonly FirmGap[], words: Pick<TableWords, 'gap'>): ListTable {
  const asked = gaps.filter(({ gap }) => gap !== 'none');
  const lines = asked.map((firm, index) => {
    const { payee } = mergeSuggestions(firm.suggestions);
    return [
      String(index + 1),
      firm.employerNumber,
      firm.unifiedSocialCreditCode,
      firm.employerName,
      String(firm.items.length),
      words.gap(firm.gap),
      payee.contact,
      payee.mobile,
      payee.accountName,
      payee.bank,
      payee.accountNumber,
    ];
  });
  return {
    rows: [
      [
        '序号',
        '单位编号',
        '统一社会信用代码',
        '单位名称',
        '人数',
        '缺什么',
        '联系人',
        '联系电话',
        '开户名',
        '开户银行',
        '银行账号',
      ],
      ...lines,
    ],
    widths: [6, 18, 22, 36, 6, 14, 12, 16, 36, 36, 26],
    count: lines.length,
  };
}

/** Firms to be told of 缓缴, without any person. */
export function deferralTable(firms: readonly DeferredFirm[], text: (persons: number) => string): ListTable {
  const lines = firms.map(({ employerName, persons }, index) => {
    const [first] = persons;
    const told = first?.told.at(-1);
    return [
      String(index + 1),
      first?.item.source.employerNumber ?? '',
      first?.item.source.unifiedSocialCreditCode ?? '',
      employerName,
      String(persons.length),
      formatYuan(persons.reduce((sum, { item }) => sum + item.source.amountFen, 0)),
      first?.item.offer?.contact ?? '',
      first?.item.offer?.mobile ?? '',
      text(persons.length),
      told === undefined ? '' : told.event.toldOn,
    ];
  });
  return {
    rows: [
      [
        '序号',
        '单位编号',
        '统一社会信用代码',
        '单位名称',
        '人数',
        '金额（元）',
        '联系人',
        '联系电话',
        '告知内容',
        '告知日期',
      ],
      ...lines,
    ],
    widths: [6, 18, 22, 36, 6, 12, 12, 16, 60, 12],
    count: lines.length,
  };
}
