/** The limit of bad rows: the administrator's, in the ledger. */
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { BadRowPanel } from '#renderer/features/settings/BadRowPanel.tsx';
import { readOfficeRules } from '#renderer/store/office-rules.ts';
import { aCounterStore } from '#tests/builders/a-counter-store.ts';

describe('坏行上限', () => {
  it('is refused when it is none, recorded when it is, and read from there', async () => {
    const store = aCounterStore({ role: 'administrator' });
    const user = userEvent.setup();
    render(<BadRowPanel store={store} />);
    const field = screen.getByLabelText('坏行上限（%）');
    await user.clear(field);
    await user.type(field, '51{Enter}');
    expect(screen.getByText('请填写 0 到 50 的整数')).toBeInTheDocument();
    await user.clear(field);
    await user.type(field, '2{Enter}');
    expect(await screen.findByDisplayValue('2')).toBeInTheDocument();
    expect(await readOfficeRules(store)).toMatchObject({ ok: true, value: { badRowPercent: 2 } });
  });

  it('is told to a clerk and not offered', () => {
    render(<BadRowPanel store={aCounterStore()} />);
    expect(screen.getByText(/坏行超过 5 % 的文件整份拒绝/u)).toBeInTheDocument();
    expect(screen.queryByRole('textbox')).not.toBeInTheDocument();
  });
});
