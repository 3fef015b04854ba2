import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { AttestDialog, type AttestDialogProps } from '#renderer/features/intake/AttestDialog.tsx';
import type { SelectedSubject } from '#renderer/features/intake/use-selected-results.ts';
import { attestationStatement } from '#shared/casework/confirmations.ts';
import type { Attestation } from '#shared/domain/application.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { attested } from '#shared/policy/attestations.ts';
import type { CheckId, CheckResult, ReasonCode, Verdict } from '#shared/policy/verdict.ts';

const clerk = { id: 'c1', name: '王窗口', role: 'windowClerk' } as const;
const other = { id: 'c2', name: '李复核', role: 'windowClerk' } as const;
const on = plainDate('2022-08-22');

const result = (check: CheckId, verdict: Verdict, reason: ReasonCode | null): CheckResult => ({
  check,
  verdict,
  reason,
  source: { document: '湛人社函〔2022〕185号', clause: '附件', level: 'city' },
  evidence: { registry: 'graduates', asOf: '2022-08-10' },
});
const subject = (id: string, name: string, ...checks: readonly CheckResult[]): SelectedSubject => ({
  id,
  name,
  number: `number of ${id}`,
  checks,
  attestations: [],
});
/** The person after an officer's word, as the next decision shows it. */
function vouched(person: SelectedSubject, attestation: Attestation): SelectedSubject {
  const checks = person.checks.map((check) =>
    check.check === attestation.check ? (attested(check, attestation) ?? check) : check,
  );
  return { ...person, checks, attestations: [attestation] };
}

/** The seal tells what it was made for. */
const vouch = async (statements: readonly string[]) =>
  statements.map((statement) => ({ officerId: other.id, at: '2022-08-22T10:00:00+08:00', seal: statement }));

const sheet = {
  caseId: 'c9',
  number: '',
  employerName: '湛江某某有限公司',
  unifiedSocialCreditCode: '91440802MA5A1B2C13',
};

function open(subjects: readonly SelectedSubject[], over: Partial<AttestDialogProps> = {}) {
  const onAttest = vi.fn<AttestDialogProps['onAttest']>();
  const confirmOfficer = vi.fn<AttestDialogProps['confirmOfficer']>(async (id, passphrase) =>
    id === other.id && passphrase === '右口令' ? { ...other, vouch } : null,
  );
  render(
    <AttestDialog
      of={sheet}
      label="庞思琪 · 毕业"
      subjects={subjects}
      group="diploma"
      officer={clerk}
      officers={[clerk, other]}
      on={on}
      confirmOfficer={confirmOfficer}
      awaitsOwner={async () => false}
      onAttest={onAttest}
      onClose={() => undefined}
      {...over}
    />,
  );
  return { onAttest, confirmOfficer };
}
const take = async () => userEvent.click(screen.getByRole('button', { name: /^(?:记为|撤回核验)/u, hidden: true }));
const box = (name: RegExp) => screen.getByRole('checkbox', { name, hidden: true });
const choose = async (label: string) =>
  userEvent.selectOptions(screen.getByLabelText('结论'), screen.getByRole('option', { name: label, hidden: true }));
const alertText = async (text: string) =>
  waitFor(() => expect(screen.getByRole('alert', { hidden: true })).toHaveTextContent(text));

const open3 = result('labour-contract', 'unknown', 'not-found');
const closed = result('labour-contract', 'met', null);
/** Ten persons of whom three have no contract in the copy. */
const column = Array.from({ length: 10 }, (_, index) =>
  subject(`e${index}`, `人员${index}`, index < 3 ? open3 : closed),
);

describe('F7 on a whole column', () => {
  it('records the original seen only for who is open, by one key', async () => {
    const { onAttest } = open(column, { group: 'contract' });
    expect(screen.getByRole('button', { name: /^记为符合（3 项）/u, hidden: true })).toBeInTheDocument();
    expect(screen.queryByRole('checkbox', { name: /人员3/u, hidden: true })).toBeNull();
    await take();
    expect(onAttest.mock.calls[0]?.[0].map(({ subjectId }) => subjectId)).toEqual(['e0', 'e1', 'e2']);
    expect(onAttest.mock.calls[0]?.[0][0]).toEqual({
      subjectId: 'e0',
      add: [{ check: 'labour-contract', verdict: 'met', basis: 'original-seen', by: 'c1', on }],
      withdraw: [],
    });
  });

  it('presets no refusal where everything is met', async () => {
    const { onAttest } = open([subject('e3', '人员3', closed)], { group: 'contract' });
    expect(screen.getByLabelText('结论')).toHaveDisplayValue('✓ 符合');
    await take();
    expect(onAttest).not.toHaveBeenCalled();
  });

  it('leaves out whom the clerk unticks', async () => {
    const { onAttest } = open(column, { group: 'contract' });
    await userEvent.click(box(/人员1/u));
    await take();
    expect(onAttest.mock.calls[0]?.[0].map(({ subjectId }) => subjectId)).toEqual(['e0', 'e2']);
  });

  it('never ticks a refusal beforehand, and refuses only who is ticked by name', async () => {
    const { onAttest } = open(column, { group: 'contract' });
    await choose('✕ 不符合');
    await take();
    expect(onAttest).not.toHaveBeenCalled();
    await userEvent.click(box(/人员7/u));
    await take();
    expect(onAttest.mock.calls[0]?.[0]).toEqual([
      {
        subjectId: 'e7',
        add: [{ check: 'labour-contract', verdict: 'unmet', basis: 'original-seen', by: 'c1', on }],
        withdraw: [],
      },
    ]);
  });
});

describe('F7 on one person', () => {
  const person = subject(
    'e1',
    '庞思琪',
    result('programme-graduate', 'unknown', 'not-found'),
    result('full-time', 'unknown', 'not-found'),
    result('name-match', 'met', null),
  );

  it('takes the usual answer for every open check of the column', async () => {
    const { onAttest } = open([person]);
    await take();
    expect(onAttest.mock.calls[0]?.[0][0]?.add.map(({ check }) => check)).toEqual(['programme-graduate', 'full-time']);
  });

  it('ticks nothing beforehand where the whole person is selected, nor what only a live system can answer', () => {
    open([person], { group: null });
    expect(screen.getByRole('button', { name: /^记为符合（0 项）/u, hidden: true })).toHaveAttribute(
      'aria-disabled',
      'true',
    );
  });

  it('keeps the bases apart: the contract was seen, the contribution looked up', async () => {
    const mixed = subject('e1', '庞思琪', open3, result('insuring-employer', 'unknown', 'not-found'));
    const { onAttest } = open([mixed], { group: null });
    await userEvent.click(box(/合同/u));
    await userEvent.click(box(/参保单位/u));
    await take();
    expect(onAttest.mock.calls[0]?.[0][0]?.add.map(({ check, basis }) => [check, basis])).toEqual([
      ['labour-contract', 'original-seen'],
      ['insuring-employer', 'live-system'],
    ]);
  });

  it('records a fake original against the register by one officer', async () => {
    const { onAttest, confirmOfficer } = open([subject('e1', '庞思琪', closed)], { group: 'contract' });
    await choose('✕ 不符合');
    await userEvent.click(box(/庞思琪/u));
    await userEvent.type(screen.getByLabelText(/说明/u), '公章不符');
    await take();
    expect(confirmOfficer).not.toHaveBeenCalled();
    expect(onAttest.mock.calls[0]?.[0][0]?.add).toEqual([
      { check: 'labour-contract', verdict: 'unmet', basis: 'original-seen', by: 'c1', on, note: '公章不符' },
    ]);
  });

  it('takes a wrong word back, and says whose it was', async () => {
    const wrong: Attestation = { check: 'labour-contract', verdict: 'met', basis: 'original-seen', by: 'c2', on };
    const { onAttest } = open([vouched(subject('e1', '庞思琪', open3), wrong)], { group: 'contract' });
    expect(screen.getByLabelText('结论')).toHaveValue('withdraw');
    expect(screen.getByText(/李复核 2022-08-22 看过原件/u)).toBeInTheDocument();
    await userEvent.click(box(/庞思琪/u));
    await take();
    expect(onAttest.mock.calls[0]?.[0]).toEqual([{ subjectId: 'e1', add: [], withdraw: ['labour-contract'] }]);
  });

  it('asks for a second officer by what the register says, not by the first word', async () => {
    const first: Attestation = { check: 'labour-contract', verdict: 'unmet', basis: 'original-seen', by: 'c1', on };
    const { onAttest } = open([vouched(subject('e1', '庞思琪', open3), first)], { group: 'contract' });
    await choose('✓ 符合');
    expect(screen.queryByLabelText('复核人员口令')).toBeNull();
    await take();
    expect(onAttest).toHaveBeenCalledOnce();
  });
});

describe('the second officer', () => {
  const refused = subject('e1', '庞思琪', result('programme-graduate', 'unmet', 'service-says-no'));

  it('is asked before a refusal is turned round; what was typed stays when the passphrase is wrong', async () => {
    const { onAttest, confirmOfficer } = open([refused]);
    await userEvent.click(box(/庞思琪/u));
    expect(screen.getByText('复核的是：新办件，湛江某某有限公司')).toBeInTheDocument();
    await userEvent.type(screen.getByLabelText(/说明/u), '教育局来函');
    await userEvent.type(screen.getByLabelText('复核人员口令'), '错口令');
    await take();
    await alertText('口令不符');
    expect(onAttest).not.toHaveBeenCalled();
    expect(screen.getByLabelText(/说明/u)).toHaveValue('教育局来函');
    await userEvent.clear(screen.getByLabelText('复核人员口令'));
    await userEvent.type(screen.getByLabelText('复核人员口令'), '右口令');
    await take();
    await waitFor(() => expect(onAttest).toHaveBeenCalledOnce());
    expect(onAttest.mock.calls[0]?.[0][0]?.add[0]).toMatchObject({ confirmedBy: 'c2', note: '教育局来函' });
    expect(confirmOfficer).toHaveBeenCalledTimes(2);
  });

  it('stands only on the record that needs one', async () => {
    const { onAttest } = open([refused, subject('e2', '陈海晴', result('full-time', 'unknown', 'not-found'))]);
    await userEvent.click(box(/庞思琪/u));
    await userEvent.type(screen.getByLabelText('复核人员口令'), '右口令');
    await take();
    await waitFor(() => expect(onAttest).toHaveBeenCalledOnce());
    const records = onAttest.mock.calls[0]?.[0].map(({ add }) => add[0]?.confirmedBy);
    expect(records).toEqual(['c2', undefined]);
    const [first, second] = onAttest.mock.calls[0]?.[0].map(({ add }) => add[0]) ?? [];
    expect(first?.confirmation?.seal).toBe(
      first === undefined ? '' : attestationStatement(sheet, 'number of e1', first),
    );
    expect(second?.confirmation).toBeUndefined();
  });

  it('and a written reason are wanted where money was paid', async () => {
    const { onAttest } = open([subject('e1', '庞思琪', result('already-paid', 'unmet', 'already-paid'))]);
    await userEvent.click(box(/庞思琪/u));
    await userEvent.type(screen.getByLabelText('复核人员口令'), '右口令');
    await take();
    await alertText('写明');
    expect(onAttest).not.toHaveBeenCalled();
  });

  it('is missing: that is said, and nothing is recorded', async () => {
    const { onAttest } = open([refused], { officers: [clerk] });
    await userEvent.click(box(/庞思琪/u));
    await take();
    await alertText('没有另一名经办人员');
    expect(onAttest).not.toHaveBeenCalled();
  });
});

it('cannot vouch a duplicate away, nor refuse it', async () => {
  const { onAttest } = open([
    subject('e1', '庞思琪', result('single-application', 'remediable', 'duplicate-in-roster')),
  ]);
  expect(
    within(screen.getByRole('dialog', { hidden: true })).getByText(/重复的行不能核验，只能删去/u),
  ).toBeInTheDocument();
  await take();
  expect(onAttest).not.toHaveBeenCalled();
});
