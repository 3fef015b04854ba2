/** One style of dates on screens, another on papers: the same reason read by the clerk and by the firm. */
import { describe, expect, it } from 'vitest';
import type { CheckResult } from '#shared/policy/verdict.ts';
import { applicantWords, clerkSentence } from '#shared/wording/reasons.ts';

const check: CheckResult = {
  check: 'insuring-employer',
  verdict: 'remediable',
  reason: 'enrolled-this-month',
  source: { document: '湛人社函〔2022〕185号', clause: '附件', level: 'city' },
  evidence: { registry: 'insurance', asOf: '2022-08-20', scope: '440800' },
  detail: { enrolledOn: '2022-08-03', earliestApplyMonth: '202209' },
};

describe('a day', () => {
  it('stands on screen as in every field, apart from the words', () => {
    expect(clerkSentence(check)).toBe('失业保险于 2022-08-03 才在本单位参保，上月尚未缴费；最早 2022-09 可申请。');
    expect(clerkSentence({ ...check, verdict: 'unknown', reason: 'not-found' })).toContain('（截至 2022-08-20）');
  });

  it('is written in full on paper', () => {
    expect(applicantWords(check).wrong).toContain('2022年8月3日');
    expect(applicantWords(check).remedy).toContain('2022年9月');
  });
});
