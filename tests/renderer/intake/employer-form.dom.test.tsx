/** 申请表: what a register knows is filled in and marked; another firm takes the first one's place; the day of receipt. */
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { beforeEach, describe, expect, it } from 'vitest';
import { EmployerForm } from '#renderer/features/intake/EmployerForm.tsx';
import { ReceivedOnField, type ReceivedOn } from '#renderer/features/intake/ReceivedOnField.tsx';
import type { EmployerHit } from '#renderer/store/registry/registry-store.ts';
import { emptyApplication } from '#shared/domain/application.ts';
import { plainDate } from '#shared/domain/plain-date.ts';

const on = plainDate('2022-08-22');
const aHit = (name: string, code: string, employerNumber: string | null): EmployerHit => ({
  name,
  unifiedSocialCreditCode: code,
  unitType: null,
  status: null,
  divisionCode: null,
  employerNumber,
});
const hits = [
  aHit('湛江海晟食品有限公司', '91440802MA5A1B2C39', '8020001'),
  aHit('湛江海晟渔业有限公司', '', '8020002'),
  aHit('湛江海晟物流有限公司', '', '8020003'),
];

function open() {
  render(
    <EmployerForm
      initial={emptyApplication(on).employer}
      officeDivision="440802"
      findEmployers={async () => hits}
      onChange={() => undefined}
    />,
  );
  return userEvent.setup();
}
type User = ReturnType<typeof userEvent.setup>;
async function choose(user: User, name: string): Promise<void> {
  await user.type(screen.getByRole('combobox', { name: /^查企业登记/u }), '海晟');
  await user.click(await screen.findByRole('option', { name: new RegExp(name, 'u') }));
}
const value = (label: string) => screen.getByLabelText(label);

describe('a firm that is found', () => {
  it('brings its number, marked as from the insurance data', async () => {
    const user = open();
    await choose(user, '食品');
    expect(value('单位编号（社保）')).toHaveValue('8020001');
    expect(screen.getByText('取自参保数据')).toBeInTheDocument();
    await user.type(value('单位编号（社保）'), '9');
    expect(screen.queryByText('取自参保数据')).toBeNull();
  });

  it('is told apart from others without a credit code', async () => {
    const user = open();
    await choose(user, '物流');
    expect(value('单位名称')).toHaveValue('湛江海晟物流有限公司');
    expect(value('单位编号（社保）')).toHaveValue('8020003');
  });

  it('gives way to another firm in every field that a register filled, never in one that was typed', async () => {
    const user = open();
    await choose(user, '食品');
    await choose(user, '渔业');
    expect(value('单位编号（社保）')).toHaveValue('8020002');
    expect(value('开户名')).toHaveValue('湛江海晟渔业有限公司');
    await user.clear(value('开户名'));
    await user.type(value('开户名'), '海晟集团');
    await choose(user, '物流');
    expect(value('开户名')).toHaveValue('海晟集团');
    expect(value('统一社会信用代码')).toHaveValue('');
  });
});

let latest: ReceivedOn = { receivedOn: on };
function Sheet({ fixed = false }: { readonly fixed?: boolean }) {
  const [received, setReceived] = useState<ReceivedOn>({ receivedOn: on });
  const change = (next: ReceivedOn): void => {
    latest = next;
    setReceived(next);
  };
  return <ReceivedOnField value={received} startedOn={on} latest={on} fixed={fixed} onChange={change} />;
}
async function typeDay(user: User, text: string): Promise<void> {
  await user.clear(screen.getByLabelText('收件日期'));
  await user.type(screen.getByLabelText('收件日期'), text);
  await user.tab();
}

describe('the day of receipt', () => {
  beforeEach(() => {
    latest = { receivedOn: on };
  });

  it('may be an earlier one, for a reason, and be taken back', async () => {
    const user = userEvent.setup();
    render(<Sheet />);
    await typeDay(user, '20220819');
    expect(latest).toEqual({ receivedOn: '2022-08-19', lateEntryReason: '' });
    await user.type(screen.getByLabelText('补录原因'), '停电');
    expect(latest).toEqual({ receivedOn: '2022-08-19', lateEntryReason: '停电' });
    await typeDay(user, '20220822');
    expect(latest).toEqual({ receivedOn: on });
    expect(screen.queryByLabelText('补录原因')).toBeNull();
  });

  it.each(['20220823', '8月19日'])('is never %s: what counts is said', async (text) => {
    const user = userEvent.setup();
    render(<Sheet />);
    await typeDay(user, text);
    await waitFor(() => expect(screen.getByText(/仍按 2022-08-22 计算/u)).toBeInTheDocument());
    expect(screen.getByLabelText('收件日期')).toHaveValue('2022-08-22');
    expect(latest.receivedOn).toBe(on);
  });

  it('of a recorded case stays', () => {
    render(<Sheet fixed />);
    expect(screen.getByLabelText('收件日期')).toHaveAttribute('readonly');
  });
});
