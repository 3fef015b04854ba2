/** A list that came down, as it is read and answered. */
import type { InquiryAct, InquiryActOf, InquiryRow, RowAnswer } from '#shared/aftercare/inquiry/event.ts';
import type { GrantSource } from '#shared/aftercare/source.ts';
import { plainDate } from '#shared/domain/plain-date.ts';

export const inquiryEvent = (act: InquiryAct) => ({ step: 'inquiry', act }) as const;

export const aRow = (line: number, source: Partial<GrantSource> = {}): InquiryRow => ({
  line,
  employerNumber: source.employerNumber ?? '',
  employerName: source.employerName ?? `湛江样例${line}有限公司`,
  creditCode: source.unifiedSocialCreditCode ?? '',
  name: source.name ?? `人员${line}`,
  citizenId: source.citizenId ?? `44080220000315${String(line).padStart(4, '0')}`,
  period: '202208',
  other: null,
});

export const begun = (
  rows: number,
  kind: 'dueButUnpaid' | 'duplicate' = 'dueButUnpaid',
): InquiryActOf<'listBegun'> => ({
  act: 'listBegun',
  kind,
  fileName: '应发未发202208.xlsx',
  digest: 'a'.repeat(64),
  issuedOn: plainDate('2022-09-12'),
  rows,
  elsewhere: [],
});

export const answer = (line: number, code: RowAnswer['code'] = 'N04'): RowAnswer => ({
  line,
  code,
  note: '7月已停保',
  evidence: '参保数据截至 2022-09-10，状态停保',
  evidenceOn: plainDate('2022-09-10'),
  paidOn: code === 'Y1' || code === 'Y4' ? plainDate('2022-08-26') : null,
  amountFen: code === 'Y1' || code === 'Y4' ? 150_000 : null,
});

export const answered = (...rows: readonly RowAnswer[]): InquiryActOf<'answered'> => ({
  act: 'answered',
  rows: [...rows],
  meeting: null,
});

export const checked = (...lines: readonly number[]): InquiryActOf<'checked'> => ({
  act: 'checked',
  lines: [...lines],
  conclusion: 'agreed',
  opinion: '同意',
  checker: { kind: 'recorder' },
});

export const reported = (...lines: readonly number[]): InquiryActOf<'reported'> => ({
  act: 'reported',
  lines: [...lines],
  folder: '核查答复',
  digest: 'b'.repeat(64),
});
