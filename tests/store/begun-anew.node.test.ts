/** A folder that is behind what somebody remembers goes on as another window, under another prefix, and is then at rest. */
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Result } from '#shared/contract/failure.ts';
import type { CounterStore } from '#renderer/store/counter-store.ts';
import { actedBy } from '#tests/builders/a-case-action.ts';
import { aDecidedAction } from '#tests/builders/a-decided-action.ts';
import { aMachine, testDisks, type Machine, type TestDisks } from '#tests/builders/a-machine.ts';
import { anOfficeOn, signedIn, valueOf } from './an-office-on.ts';

let disks: TestDisks;
const running: Machine[] = [];
beforeEach(async () => {
  disks = await testDisks();
});
afterEach(async () => {
  for (const machine of running.splice(0)) await machine.stop();
  await disks.clear();
});

async function started(): Promise<Machine> {
  const machine = await aMachine({ name: 'one', ownDisk: disks.first, folder: join(disks.first, 'data') });
  running.push(machine);
  return machine;
}
async function stopped(machine: Machine): Promise<void> {
  running.splice(running.indexOf(machine), 1);
  await machine.stop();
}
async function save(store: CounterStore, caseId: string): Promise<Result<unknown>> {
  const action = actedBy(aDecidedAction('毕业-'), store.officer);
  return await store.cases.record({ entryId: crypto.randomUUID(), caseId, action });
}

describe.each(['witness', 'backup'] as const)('a folder that is behind its %s', (by) => {
  test('begins anew, gives numbers of its new prefix, and asks no more after a restart', async () => {
    const machine = await started();
    await anOfficeOn(machine);
    const store = valueOf(await signedIn(machine));
    if (by === 'backup') valueOf(await machine.host.call('backup.choose', { area: 'office', place: disks.stick }));
    valueOf(await save(store, 'case-a'));
    if (by === 'backup') valueOf(await machine.host.call('backup.run', { area: 'office' }));
    await store.close();
    await stopped(machine);
    await cp(join(disks.first, 'data'), join(disks.first, 'kept'), { recursive: true });
    const on = await started();
    const later = valueOf(await signedIn(on));
    for (const caseId of ['case-b', 'case-c', 'case-d', 'case-e', 'case-f']) valueOf(await save(later, caseId));
    if (by === 'backup') valueOf(await on.host.call('backup.run', { area: 'office' }));
    await later.close();
    await stopped(on);
    await rm(join(disks.first, 'data'), { recursive: true });
    if (by === 'backup') await rm(join(disks.first, 'config'), { recursive: true, force: true });
    await cp(join(disks.first, 'kept'), join(disks.first, 'data'), { recursive: true });

    const back = await started();
    const behind = valueOf(await signedIn(back));
    expect(behind.ledger.troubles).toMatchObject([{ kind: 'behind', by }]);
    valueOf(await behind.ledger.beginAnew('behind', 'W04', '旧硬盘已坏'));
    await behind.close();
    const anew = valueOf(await signedIn(back));
    expect(anew.ledger.troubles).toEqual([]);
    for (const caseId of ['case-x', 'case-y', 'case-z']) valueOf(await save(anew, caseId));
    expect(anew.cases.list()[0]?.number).toBe('〔2022〕W04-000003');
    await anew.close();
    await stopped(back);
    const again = await started();
    const rested = valueOf(await signedIn(again));
    expect(rested.ledger.troubles).toEqual([]);
    for (const caseId of ['case-p', 'case-q', 'case-r', 'case-s']) valueOf(await save(rested, caseId));
    await rested.close();
  });
});
