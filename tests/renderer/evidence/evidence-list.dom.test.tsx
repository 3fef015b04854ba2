/** What a verdict rests on, readable in full: place, day and age of the data, clause and level, and who vouched for it. */
import { render, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { EvidenceList, WarningList } from '#renderer/features/evidence/index.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import type { CheckResult } from '#shared/policy/verdict.ts';

const officers = [
  { id: 'c1', name: '王窗口', role: 'windowClerk' },
  { id: 'c2', name: '李复核', role: 'windowClerk' },
] as const;

const aResult = (change: Partial<CheckResult>): CheckResult => ({
  check: 'programme-graduate',
  verdict: 'unknown',
  reason: 'not-found',
  source: { document: '人社厅发〔2022〕41号', clause: '一', level: 'ministry' },
  evidence: { registry: 'graduates', asOf: '2022-08-10', scope: '440800' },
  ...change,
});

function show(change: Partial<CheckResult>): string {
  const { container } = render(
    <EvidenceList checks={[aResult(change)]} date={plainDate('2022-08-22')} staleAfterDays={31} officers={officers} />,
  );
  return container.textContent;
}

describe('the evidence of a check', () => {
  it('says where nothing was seen, as of when and how long ago', () => {
    const text = show({});
    expect(text).toContain('在湛江市毕业生数据中未见此人，截至 2022-08-10');
    expect(text).toContain('12 天前');
    expect(text).toContain('依据（部级规定）：人社厅发〔2022〕41号 一');
  });

  it('speaks of the firm where the firm is looked up', () => {
    expect(
      show({ check: 'unit-type', evidence: { registry: 'business', asOf: '2022-08-15', scope: '440800' } }),
    ).toContain('在湛江市企业登记数据中未见此单位');
  });

  it('says that there is no copy at all', () => {
    expect(show({ evidence: { registry: 'graduates', asOf: null } })).toContain('本机没有毕业生数据');
  });

  it('marks data older than the limit', () => {
    expect(show({ evidence: { registry: 'paid', asOf: '2022-07-01', row: { line: 8123 } } })).toContain(
      '52 天前，已超过 31 天',
    );
  });

  it('shows the facts of the row for what is met too, and whose stricter condition it is', () => {
    const text = show({
      check: 'full-time',
      verdict: 'met',
      reason: null,
      source: { document: '湛人社函〔2022〕185号', clause: '附件', level: 'city' },
      evidence: { registry: 'graduates', asOf: '2022-08-10', row: { line: 8123, school: '广东海洋大学' }, grade: 'A' },
    });
    expect(text).toContain('第 8,123 行');
    expect(text).toContain('广东海洋大学');
    expect(text).toContain('依据（市级规定）');
  });

  it('says a source and its row once, however many checks rest on it', () => {
    const row = { line: 7, school: '广东海洋大学' };
    const evidence = { registry: 'graduates', asOf: '2022-08-10', row } as const;
    const checks = [aResult({ evidence }), aResult({ check: 'full-time', evidence: { ...evidence, row: { ...row } } })];
    render(<EvidenceList checks={checks} date={plainDate('2022-08-22')} staleAfterDays={31} officers={officers} />);
    expect(screen.getAllByText('广东海洋大学')).toHaveLength(1);
    expect(screen.getAllByText(/第 7 行/u)).toHaveLength(1);
  });

  it('puts the field that decided beside its check, and says it once', () => {
    const row = { line: 7, status: '3', enrolledOn: '2022-07-01', paidThrough: '202206' };
    const evidence = { registry: 'insurance', asOf: '2022-08-10', row } as const;
    const checks = [
      aResult({ check: 'hired-in-period', verdict: 'met', reason: null, evidence }),
      aResult({ check: 'this-month-enrolment', verdict: 'unmet', reason: 'removed-this-month', evidence }),
    ];
    render(<EvidenceList checks={checks} date={plainDate('2022-08-22')} staleAfterDays={31} officers={officers} />);
    const [first] = screen.getAllByRole('listitem');
    expect(first).toHaveTextContent(/本月参保状态缴费状态3 终止缴费/u);
    expect(first?.querySelector('.evidence__deciding')).toHaveTextContent('缴费状态3 终止缴费');
    expect(screen.getAllByText('3 终止缴费')).toHaveLength(1);
    expect(screen.getByText('2022-06').closest('.evidence__deciding')).toBeNull();
  });

  it('folds what is met while something is open, and names it on the fold', () => {
    const met = { check: 'labour-contract', verdict: 'met', reason: null } as const;
    const contracts = { registry: 'contracts', asOf: '2022-08-10', row: { line: 3, from: '2022-07-01' } } as const;
    const open = aResult({});
    const { rerender } = render(
      <EvidenceList
        checks={[aResult({ ...met, evidence: contracts }), open]}
        date={plainDate('2022-08-22')}
        staleAfterDays={31}
        officers={officers}
      />,
    );
    expect(screen.getByText(/另有 1 项符合：劳动合同/u)).toBeVisible();
    expect(screen.getByText('2022-07-01')).not.toBeVisible();
    expect(screen.getByText('毕业生身份')).toBeVisible();
    rerender(
      <EvidenceList
        checks={[aResult({ ...met, evidence: contracts })]}
        date={plainDate('2022-08-22')}
        staleAfterDays={31}
        officers={officers}
      />,
    );
    expect(screen.queryByText(/另有/u)).toBeNull();
    expect(screen.getByText('2022-07-01')).toBeVisible();
  });

  it('names who vouched, when, on what, who confirmed, and the note', () => {
    const attestation = { by: 'c1', on: '2022-08-22', basis: 'live-system', note: '教育局来函', confirmedBy: 'c2' };
    expect(show({ verdict: 'met', reason: null, detail: { attestation } })).toContain(
      '王窗口 2022-08-22 在实时系统查过，李复核 复核；教育局来函',
    );
  });
});

describe('warnings', () => {
  it('name whom they concern', () => {
    render(
      <WarningList
        warnings={[
          { code: 're-enrolled', message: '曾中断后再参保', subject: '440802200003150026' },
          { code: 'calendar-not-updated', message: '日历未更新' },
        ]}
        nameOf={(subject) => (subject === '440802200003150026' ? '陈海晴' : null)}
      />,
    );
    const [first, second] = within(screen.getByRole('list')).getAllByRole('listitem');
    expect(first).toHaveTextContent('陈海晴：曾中断后再参保');
    expect(second).toHaveTextContent(/^日历未更新$/u);
  });
});
