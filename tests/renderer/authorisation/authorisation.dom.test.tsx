/** 省系统授权 on the screen: an administrator records it, the day's end and the board say when it ends. */
import { configure, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { plainDate } from '#shared/domain/plain-date.ts';
import { AuthorisationNotice, AuthorisationPanel } from '#renderer/features/authorisation/index.ts';
import { DeadlinesPage } from '#renderer/features/deadlines/index.ts';
import { aCounterStore } from '#tests/builders/a-counter-store.ts';

configure({ asyncUtilTimeout: 15_000 });
vi.setConfig({ testTimeout: 60_000 });

it('is recorded with document and days, and taken back with a reason', async () => {
  const store = aCounterStore({ role: 'administrator' });
  const user = userEvent.setup();
  render(<AuthorisationPanel store={store} />);
  await user.click(await screen.findByRole('button', { name: '登记王样例的授权' }));
  await user.click(screen.getByRole('button', { name: /^登记( |$)/u }));
  expect(screen.getByText('填写信息中心授权的文号或单号')).toBeInTheDocument();
  await user.type(screen.getByLabelText('授权文号'), '湛信〔2022〕3号');
  await user.type(screen.getByLabelText('起始日期'), '20220822');
  await user.type(screen.getByLabelText('截止日期'), '20220801');
  await user.click(screen.getByRole('button', { name: /^登记( |$)/u }));
  expect(screen.getByText('截止日期早于起始日期，请核对')).toBeInTheDocument();
  await user.clear(screen.getByLabelText('截止日期'));
  await user.type(screen.getByLabelText('截止日期'), '20220930');
  await user.click(screen.getByRole('button', { name: /^登记( |$)/u }));
  const row = await screen.findByRole('row', { name: /湛信〔2022〕3号/u });
  expect(row).toHaveTextContent('2022-08-22 至 2022-09-30');
  await user.click(screen.getByRole('button', { name: '撤销王样例的授权' }));
  await user.type(screen.getByLabelText('原因'), '调离窗口');
  await user.click(screen.getByRole('button', { name: /^撤销( |$)/u }));
  await waitFor(() => expect(screen.getByRole('row', { name: /王样例/u })).toHaveTextContent('没有登记'));
});

it('is nobody else’s to record', async () => {
  const store = aCounterStore();
  render(<AuthorisationPanel store={store} />);
  expect(await screen.findByText('授权由管理员登记。')).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: /登记/u })).toBeNull();
});

it('is told at the day’s end and on the board before it ends, and leads to 设置', async () => {
  const store = aCounterStore({ role: 'administrator' });
  await store.recordOffice({
    type: 'systemAuthorised',
    officerId: 'o2',
    name: '王样例',
    documentNumber: '湛信〔2022〕3号',
    from: plainDate('2022-08-22'),
    to: plainDate('2022-09-30'),
  });
  const { container, unmount } = render(<AuthorisationNotice store={store} on={plainDate('2022-08-30')} />);
  await waitFor(() => expect(container).toBeEmptyDOMElement());
  unmount();
  const later = render(<AuthorisationNotice store={store} on={plainDate('2022-09-18')} />);
  expect(await screen.findByText(/还有 12 天：请向信息中心申请续期/u)).toBeInTheDocument();
  later.unmount();
  const onGo = vi.fn<(path: string) => void>();
  render(<DeadlinesPage store={store} businessDate={plainDate('2022-10-08')} onOpen={() => undefined} onGo={onGo} />);
  const row = await screen.findByRole('row', { name: /王样例的省系统授权/u });
  expect(row).toHaveTextContent('已到期');
  await userEvent.setup().click(row);
  expect(onGo).toHaveBeenCalledWith('/settings/authorisation');
});
