/** What the tests of the start share: an office that is set up, and time that passes. */
import { act, screen } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { vi } from 'vitest';
import { finishArea, prepareArea } from '#renderer/store/vault-access.ts';
import { anOffice } from '#tests/builders/a-case-action.ts';
import type { TestHost } from '#tests/builders/a-host.ts';
import { cryptoInPlace, NOW, officers } from '#tests/store/a-counter.ts';

export async function setUpOffice(host: TestHost): Promise<void> {
  const plan = { host: host.host, area: 'office', crypto: cryptoInPlace(), settings: anOffice, officers } as const;
  const prepared = await prepareArea({ ...plan, recovery: true, iterations: 1000, now: NOW });
  if (!prepared.ok) throw new Error(prepared.failure.code);
  await finishArea(host.host, 'office', prepared.value);
}

/** The clock on the wall moves on, after the page that is shown has begun to watch it. */
export async function eightHoursLater() {
  await act(() => new Promise<void>((done) => setTimeout(done, 0)));
  return vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 8 * 3_600_000);
}

export async function signInAs(user: UserEvent, passphrase: string, name = '王样例'): Promise<void> {
  const officer = await screen.findByLabelText('人员');
  await user.selectOptions(officer, screen.getByRole('option', { name: new RegExp(name, 'u') }));
  await user.type(screen.getByLabelText('口令'), `${passphrase}{Enter}`);
}
