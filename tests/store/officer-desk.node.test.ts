/** Who may change what at the officers' desk, asked of the store directly. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CounterStore } from '#renderer/store/counter-store.ts';
import type { ImportRequest } from '#renderer/store/registry/registry-store.ts';
import { aCounter, officers, type TestCounter } from './a-counter.ts';

let counter: TestCounter;
const stores: CounterStore[] = [];

beforeEach(async () => {
  counter = await aCounter();
});
afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
  await counter.host.end();
});

async function opened(who: 0 | 1 | 2, passphrase: string = officers[who].passphrase): Promise<CounterStore> {
  for (const store of stores.splice(0)) await store.close();
  const store = await counter.open(officers[who].id, passphrase);
  if (!store.ok) throw new Error(store.failure.code);
  stores.push(store.value);
  return store.value;
}

const refused = { ok: false, failure: { code: 'administrator-only' } };
const fresh = '全新的口令二〇二三';
const own = (who: 0 | 1 | 2) => officers[who].passphrase;

describe('a clerk', () => {
  it('gives himself a new passphrase, and signs in with it alone', async () => {
    const clerk = await opened(1);
    const entry = { id: 'o2', name: '王样例', role: 'windowClerk', passphrase: fresh } as const;
    expect(await clerk.desk.putOfficer(own(1), entry)).toEqual({ ok: true, value: null });
    expect(await clerk.cases.events('office')).toMatchObject({
      value: [{ content: { type: 'officerChanged', officerId: 'o2', role: 'windowClerk' }, by: { id: 'o2' } }],
    });
    for (const store of stores.splice(0)) await store.close();
    expect(await counter.open('o2', own(1))).toMatchObject({ failure: { code: 'wrong-passphrase' } });
    expect((await opened(1, fresh)).officer.id).toBe('o2');
  });

  it('changes nobody else, makes nobody, and does not make himself administrator', async () => {
    const clerk = await opened(1);
    const put = (id: string | null, role: 'administrator' | 'windowClerk') =>
      clerk.desk.putOfficer(own(1), { id, name: '某人', role, passphrase: fresh });
    expect(await put('o3', 'windowClerk')).toMatchObject(refused);
    expect(await put(null, 'windowClerk')).toMatchObject(refused);
    expect(await put('o2', 'administrator')).toMatchObject(refused);
    expect(await clerk.desk.retireOfficer('o3')).toMatchObject(refused);
    expect(await clerk.desk.retireOfficer('o2')).toMatchObject(refused);
    expect(await clerk.desk.renewRecoveryKey(own(1))).toMatchObject(refused);
    expect(await clerk.cases.events('office')).toMatchObject({ value: [] });
    expect(clerk.desk.officers().map(({ id, role }) => `${id} ${role}`)).toEqual([
      'o1 administrator',
      'o2 windowClerk',
      'o3 windowClerk',
    ]);
    expect((await opened(2)).officer.id).toBe('o3');
  });
});

describe('a registry file that takes an administrator’s word', () => {
  const request = (approvedBy: string) => ({ kind: 'insurance', approvedBy }) as ImportRequest;
  const never = new AbortController().signal;

  it('takes that of anybody who is one, at a clerk’s window too, and no clerk’s', async () => {
    for (const who of [0, 1] as const) {
      const { registry } = await opened(who);
      const asked = (officerId: string) => registry.importCopy(request(officerId), () => undefined, never);
      // The register itself is asked only then.
      expect(await asked('o1')).toMatchObject({ failure: { code: 'cancelled' } });
      for (const other of ['o2', 'o3', 'nobody']) expect(await asked(other)).toMatchObject(refused);
    }
  });
});

describe('an administrator', () => {
  it('changes others with the own passphrase only', async () => {
    const administrator = await opened(0);
    const entry = { id: 'o3', name: '张改名', role: 'administrator', passphrase: fresh } as const;
    expect((await administrator.desk.putOfficer('不是口令', entry)).ok).toBe(false);
    expect(await administrator.cases.events('office')).toMatchObject({ value: [] });
    const before = administrator.desk.vaultRevision();
    expect(await administrator.desk.putOfficer(own(0), entry)).toEqual({ ok: true, value: null });
    expect(administrator.desk.vaultRevision()).toBeGreaterThan(before);
    expect(administrator.desk.officers()).toContainEqual(
      expect.objectContaining({ id: 'o3', name: '张改名', role: 'administrator' }),
    );
    expect(await administrator.cases.events('office')).toMatchObject({
      value: [{ content: { type: 'officerChanged', officerId: 'o3', name: '张改名', role: 'administrator' } }],
    });
  });

  it('retires others, never himself, and nobody whom the office does not know', async () => {
    const administrator = await opened(0);
    expect(await administrator.desk.retireOfficer('o1')).toMatchObject(refused);
    expect(await administrator.desk.retireOfficer('o9')).toMatchObject(refused);
    expect(administrator.desk.officers().map(({ id }) => id)).toEqual(['o1', 'o2', 'o3']);
    expect(await administrator.desk.retireOfficer('o3')).toEqual({ ok: true, value: null });
    expect(administrator.desk.officers().map(({ id }) => id)).toEqual(['o1', 'o2']);
    for (const store of stores.splice(0)) await store.close();
    expect(await counter.open('o3', own(2))).toMatchObject({ failure: { code: 'wrong-passphrase' } });
    expect((await opened(0)).officer.id).toBe('o1');
  });

  it('renews the recovery key: the new one opens, the old one does not, and it stands in the ledger', async () => {
    const administrator = await opened(0);
    expect((await administrator.desk.renewRecoveryKey('不是口令')).ok).toBe(false);
    const renewed = await administrator.desk.renewRecoveryKey(own(0));
    if (!renewed.ok) throw new Error(renewed.failure.code);
    expect(renewed.value).not.toBe(counter.recoveryKey);
    const events = await administrator.cases.events('office');
    expect(events).toMatchObject({ value: [{ content: { type: 'recoveryKeyRenewed' }, by: { id: 'o1' } }] });
  });

  it('confirms nothing of his own: the second officer is another one', async () => {
    const administrator = await opened(0);
    expect(await administrator.confirmOfficer('o1', own(0))).toBeNull();
    expect(await administrator.confirmOfficer('o2', own(1))).toMatchObject({ id: 'o2', name: '王样例' });
    expect(await administrator.confirmOfficer('o2', own(2))).toBeNull();
    expect(await administrator.confirmOfficer('o9', own(1))).toBeNull();
  });
});
