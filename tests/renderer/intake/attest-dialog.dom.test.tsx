import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { AttestDialog, type AttestDialogProps } from '#renderer/features/intake/AttestDialog.tsx';
import { plainDate } from '#shared/domain/plain-date.ts';
import type { CheckId, CheckResult, ReasonCode, Verdict } from '#shared/policy/verdict.ts';

const clerk = { id: 'c1', name: '王窗口', role: 'windowClerk' } as const;
const other = { id: 'c2', name: '李复核', role: 'windowClerk' } as const;

const result = (check: CheckId, verdict: Verdict, reason: ReasonCode | null): CheckResult => ({
  check,
  verdict,
  reason,
  source: { document: '湛人社函〔2022〕185号', clause: '附件', level: 'city' },
  evidence: { registry: 'graduates', asOf: '2022-08-10' },
});

function open(results: readonly CheckResult[], over: Partial<AttestDialogProps> = {}) {
  const onAttest = vi.fn<AttestDialogProps['onAttest']>();
  const confirmOfficer = vi.fn<AttestDialogProps['confirmOfficer']>(async (id, passphrase) =>
    id === other.id && passphrase === '右口令' ? other : null,
  );
  render(
    <AttestDialog
      target={{ label: '庞思琪 · 毕业', results: [results] }}
      officer={clerk}
      officers={[clerk, other]}
      on={plainDate('2022-08-22')}
      confirmOfficer={confirmOfficer}
      onAttest={onAttest}
      onClose={() => undefined}
      {...over}
    />,
  );
  return { onAttest, confirmOfficer };
}
const take = async () => userEvent.click(screen.getByRole('button', { name: /^记为/u, hidden: true }));

describe('F7', () => {
  it('takes the usual answer for every open check of the group', async () => {
    const { onAttest } = open([
      result('programme-graduate', 'unknown', 'not-found'),
      result('full-time', 'unknown', 'not-found'),
      result('name-match', 'met', null),
    ]);
    await take();
    expect(onAttest).toHaveBeenCalledOnce();
    expect(onAttest.mock.calls[0]?.[0]).toEqual([
      { check: 'programme-graduate', verdict: 'met', basis: 'original-seen', by: 'c1', on: '2022-08-22' },
      { check: 'full-time', verdict: 'met', basis: 'original-seen', by: 'c1', on: '2022-08-22' },
    ]);
  });

  it('offers only the live system for insurance', async () => {
    const { onAttest } = open([result('insuring-employer', 'unknown', 'not-found')]);
    expect(screen.queryByRole('option', { name: '看过原件', hidden: true })).toBeNull();
    await take();
    expect(onAttest.mock.calls[0]?.[0][0]?.basis).toBe('live-system');
  });

  it('asks another officer before it turns a refusal round, and keeps what was typed when the passphrase is wrong', async () => {
    const { onAttest, confirmOfficer } = open([result('programme-graduate', 'unmet', 'service-says-no')]);
    await userEvent.type(screen.getByLabelText(/说明/u), '教育局来函');
    await userEvent.type(screen.getByLabelText('复核人员口令'), '错口令');
    await take();
    await waitFor(() => expect(screen.getByRole('alert', { hidden: true })).toHaveTextContent('口令不符'));
    expect(onAttest).not.toHaveBeenCalled();
    expect(screen.getByLabelText(/说明/u)).toHaveValue('教育局来函');
    await userEvent.clear(screen.getByLabelText('复核人员口令'));
    await userEvent.type(screen.getByLabelText('复核人员口令'), '右口令');
    await take();
    await waitFor(() => expect(onAttest).toHaveBeenCalledOnce());
    expect(onAttest.mock.calls[0]?.[0][0]).toMatchObject({ confirmedBy: 'c2', note: '教育局来函' });
    expect(confirmOfficer).toHaveBeenCalledTimes(2);
  });

  it('wants a written reason where money was paid', async () => {
    const { onAttest } = open([result('already-paid', 'unmet', 'already-paid')]);
    await userEvent.type(screen.getByLabelText('复核人员口令'), '右口令');
    await take();
    await waitFor(() => expect(screen.getByRole('alert', { hidden: true })).toHaveTextContent('写明'));
    expect(onAttest).not.toHaveBeenCalled();
  });

  it('says so when nobody else can confirm, and offers nothing for a row that stands twice', async () => {
    const { onAttest } = open([result('programme-graduate', 'unmet', 'service-says-no')], { officers: [clerk] });
    await take();
    await waitFor(() => expect(screen.getByRole('alert', { hidden: true })).toHaveTextContent('没有另一名经办人员'));
    expect(onAttest).not.toHaveBeenCalled();
  });

  it('cannot vouch a duplicate away', async () => {
    const { onAttest } = open([result('single-application', 'remediable', 'duplicate-in-roster')]);
    expect(screen.getByText(/重复的行只能删去/u)).toBeInTheDocument();
    await take();
    expect(onAttest).not.toHaveBeenCalled();
  });
});
