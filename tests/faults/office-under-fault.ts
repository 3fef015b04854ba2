/**
 * An office on a real folder, a fault, and then what a clerk would find: cases that are gone without a word, numbers that come
 * twice, an officer who left and comes in. The product's store runs over the product's host, both in this process.
 */
import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IDBFactory } from 'fake-indexeddb';
import type { CounterStore } from '#renderer/store/counter-store.ts';
import { openCounterStore } from '#renderer/store/open-counter-store.ts';
import { finishArea, prepareArea } from '#renderer/store/vault-access.ts';
import { aDecision, anOffice } from '#tests/builders/a-case-action.ts';
import { aHost, type TestHost } from '#tests/builders/a-host.ts';
import { cryptoInPlace, environmentOver, NOW, officers } from '#tests/store/a-counter.ts';
import type { FaultTools, FolderFault } from './folder-faults.ts';

/** What became of an office after a fault. */
export interface Aftermath {
  /** Acknowledged cases that cannot be opened while no sentence says so. */
  readonly silentLosses: number;
  readonly reusedNumbers: number;
  /** Somebody who left came in, or a purged case opened again. */
  readonly wrong: number;
  readonly crashes: number;
  /** Something was said: a failure at the door, a notice, or a stop of the writing. */
  readonly told: boolean;
  /** All is as it was, and the next case was saved. */
  readonly mended: boolean;
  readonly said: readonly string[];
}

const [administrator, clerk, leaver] = officers;

async function setUp(host: TestHost, prefix: string): Promise<void> {
  const prepared = await prepareArea({
    host: host.host,
    area: 'office',
    crypto: cryptoInPlace(),
    settings: { ...anOffice, receiptPrefix: prefix },
    officers,
    recovery: true,
    iterations: 1,
    now: NOW,
  });
  if (!prepared.ok) throw new Error(prepared.failure.code);
  const made = await finishArea(host.host, 'office', prepared.value);
  if (!made.ok) throw new Error(made.failure.code);
}

type Who = { readonly id: string; readonly passphrase: string };

async function open(host: TestHost, idb: IDBFactory, who: Who) {
  return openCounterStore(
    {
      host: host.host,
      description: await host.describe(),
      area: 'office',
      signIn: { kind: 'passphrase', officerId: who.id, passphrase: who.passphrase },
    },
    environmentOver(idb),
  );
}

async function opened(host: TestHost, idb: IDBFactory, who: Who): Promise<CounterStore> {
  const store = await open(host, idb, who);
  if (!store.ok) throw new Error(JSON.stringify(store.failure));
  return store.value;
}

/** A saved case as the screen showed it. */
export interface Acknowledged {
  readonly caseId: string;
  readonly number: string;
}

async function save(store: CounterStore): Promise<Acknowledged | null> {
  const caseId = randomUUID();
  const saved = await store.cases.record({ entryId: randomUUID(), caseId, action: aDecision('accepted') });
  return saved.ok ? { caseId, number: saved.value.summary.number } : null;
}

export interface Stage extends FaultTools {
  /** A folder with the office in it, nothing running, and the browser profile. */
  readonly folder: string;
  readonly witness: string;
  readonly idb: IDBFactory;
  readonly acknowledged: readonly Acknowledged[];
  readonly purged: string;
  end(): Promise<void>;
}

/** An office of a few days: cases, a purge, an officer who left; a copy of before, and another window's folder beside it. */
export async function aStage(random: () => number): Promise<Stage> {
  const root = await mkdtemp(join(tmpdir(), 'counter-fault-'));
  const folder = join(root, 'data');
  const idb = new IDBFactory();
  const other = await aHost(join(root, 'other'));
  await setUp(other, 'W04');
  await (await opened(other, new IDBFactory(), clerk)).close();
  await other.stop();
  const host = await aHost(folder);
  await setUp(host, 'W03');
  const acknowledged: Acknowledged[] = [];
  const work = async (who: Who, count: number): Promise<void> => {
    const store = await opened(host, idb, who);
    for (let n = 0; n < count; n += 1) {
      const saved = await save(store);
      if (saved !== null) acknowledged.push(saved);
    }
    await store.close();
  };
  await work(clerk, 3);
  const before = await opened(host, idb, administrator);
  const rule = { caseYears: 1, packDays: {}, documentNumber: '湛档〔2020〕1号' };
  await before.recordOffice({ type: 'retentionSet', rule });
  const purged = randomUUID();
  await before.cases.record({
    entryId: randomUUID(),
    caseId: purged,
    action: {
      ...aDecision('declined'),
      on: '2020-05-01' as never,
      officer: { id: administrator.id, name: administrator.name },
    },
  });
  await before.close();
  await host.restart();
  await cp(folder, join(root, 'yesterday'), { recursive: true });
  const after = await opened(host, idb, administrator);
  const gone = await after.cases.purge({
    entryId: randomUUID(),
    caseIds: [purged],
    on: '2022-08-22' as never,
    reason: '保存期满',
  });
  if (!gone.ok) throw new Error(gone.failure.code);
  const left = await after.desk.retireOfficer(leaver.id);
  if (!left.ok) throw new Error(left.failure.code);
  await after.close();
  await work(clerk, 3);
  await host.stop();
  return {
    random,
    folder,
    witness: `${folder}-witness`,
    yesterday: join(root, 'yesterday'),
    other: join(root, 'other'),
    idb,
    acknowledged,
    purged,
    end: async () => {
      await rm(root, { recursive: true, force: true });
    },
  };
}

async function lookAt(host: TestHost, idb: IDBFactory, stage: Stage): Promise<Aftermath> {
  const said: string[] = [];
  const description = await host.describe();
  if (!description.areas.includes('office')) {
    for (const { entries } of description.lostAreas) said.push(`lost ${entries}`);
    const told = said.length > 0;
    return { ...nothing, silentLosses: told ? 0 : stage.acknowledged.length, told, said };
  }
  const retired = await open(host, new IDBFactory(), leaver);
  let wrong = 0;
  if (retired.ok) {
    wrong += 1;
    await retired.value.close();
  }
  const store = await open(host, idb, clerk);
  if (!store.ok) return { ...nothing, wrong, told: true, said: [store.failure.code] };
  for (const { kind } of store.value.notices) said.push(kind);
  for (const { kind } of store.value.ledger.troubles) said.push(`stopped: ${kind}`);
  let lost = 0;
  for (const { caseId, number } of stage.acknowledged) {
    const found = await store.value.cases.open(caseId);
    if (!found.ok || found.value.summary.number !== number) lost += 1;
  }
  const resurrected = await store.value.cases.open(stage.purged);
  if (resurrected.ok) wrong += 1;
  const next = await save(store.value);
  const used = new Set(stage.acknowledged.map(({ number }) => number));
  const reusedNumbers = next !== null && used.has(next.number) ? 1 : 0;
  await store.value.close();
  const told = said.length > 0;
  return {
    silentLosses: told ? 0 : lost,
    reusedNumbers,
    wrong,
    crashes: 0,
    told,
    mended: lost === 0 && next !== null,
    said,
  };
}

const nothing: Aftermath = {
  silentLosses: 0,
  reusedNumbers: 0,
  wrong: 0,
  crashes: 0,
  told: false,
  mended: false,
  said: [],
};

/** Applies a fault to a stage (which is then used up) and looks at what a clerk finds. `profile`: the browser's is kept or lost. */
export async function underFault(stage: Stage, fault: FolderFault, profile: 'kept' | 'lost'): Promise<Aftermath> {
  await fault.apply(stage.folder, stage);
  try {
    const host = await aHost(stage.folder);
    try {
      return await lookAt(host, profile === 'kept' ? stage.idb : new IDBFactory(), stage);
    } finally {
      await host.stop();
    }
  } catch (error) {
    return { ...nothing, crashes: 1, said: [String(error)] };
  }
}
