/** An office on a machine of a test, and a window that signs in to it. */
import type { OfficeSettings } from '#shared/domain/office.ts';
import type { Result } from '#shared/contract/failure.ts';
import type { CounterStore } from '#renderer/store/counter-store.ts';
import { openCounterStore, type SignIn } from '#renderer/store/open-counter-store.ts';
import type { NewOfficer } from '#renderer/store/crypto/crypto-service.ts';
import { finishArea, prepareArea } from '#renderer/store/vault-access.ts';
import { anOffice } from '#tests/builders/a-case-action.ts';
import type { Machine } from '#tests/builders/a-machine.ts';
import { cryptoInPlace, environmentOver, NOW, officers } from './a-counter.ts';

export const administrator: SignIn = { kind: 'passphrase', officerId: 'o1', passphrase: officers[0].passphrase };

export const valueOf = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
};

/** Sets the office up; answers with the recovery key. */
export async function anOfficeOn(
  machine: Machine,
  settings: OfficeSettings = anOffice,
  people: readonly NewOfficer[] = officers,
): Promise<string> {
  const plan = {
    host: machine.host,
    area: 'office' as const,
    crypto: cryptoInPlace(),
    settings,
    officers: people,
    recovery: true,
    iterations: 1000,
    now: NOW,
  };
  const prepared = valueOf(await prepareArea(plan));
  valueOf(await finishArea(machine.host, 'office', prepared));
  return prepared.recoveryKey ?? '';
}

export async function signedIn(machine: Machine, signIn: SignIn = administrator): Promise<Result<CounterStore>> {
  const description = valueOf(await machine.host.call('host.describe', {}));
  const request = { host: machine.host, description, area: 'office' as const, signIn };
  return await openCounterStore(request, environmentOver(machine.idb));
}
