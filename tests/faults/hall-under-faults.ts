/**
 * Three windows with one exporting window over a real hub process and a lossy link: cases are accepted, released, given back, corrected,
 * exported and answered in any order, while windows lose working copies and dispatches and the hub is killed. In the end everything is
 * let come to rest and compared.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { IDBFactory } from 'fake-indexeddb';
import type { CaseAction } from '#shared/casework/action.ts';
import { byStatus } from '#shared/casework/office-overview.ts';
import { figuresOf } from '#shared/casework/figures-of-case.ts';
import { isAllowed, phaseOf } from '#shared/casework/transitions.ts';
import { success } from '#shared/contract/failure.ts';
import { addDays, plainDate } from '#shared/domain/plain-date.ts';
import {
  exportBatch,
  finishBatch,
  isUnfinished,
  readBatches,
  voidBatch,
} from '#renderer/features/day-close/batch-work.ts';
import { readReturnFile, recordReturn } from '#renderer/features/returns/return-work.ts';
import type { CaseSummary } from '#renderer/store/cases/case-store.ts';
import type { CounterStore } from '#renderer/store/counter-store.ts';
import { overviewDesk } from '#renderer/store/overview/overview-desk.ts';
import { readReturnTable } from '#renderer/store/return-table.ts';
import { aWithdrawal } from '#tests/builders/a-case-action.ts';
import { aHub, aPostgres } from '#tests/builders/a-hub.ts';
import { anAcceptedAction } from '#tests/builders/a-counter-store.ts';
import { officers } from '#tests/store/a-counter.ts';
import { valueOf } from '#tests/store/an-office-on.ts';
import { acceptedAt, hallDay, hallLayout, preparedAt, recordAt, workAt } from '#tests/store/hall-office.ts';
import { OfficeWindows } from '#tests/store/office-windows.ts';
import { differencesOf, rowsIn, type AnsweredRow, type BatchRow, type Differences } from './hall-books.ts';
import { hubProcess, type HubProcess } from './hub-process.ts';
import { lossyLink } from './lossy-link.ts';

const [boss, clerk, other] = officers;
const people = [clerk, other, boss];

export interface ReturnsSums extends Differences {
  /** Entries of all ledgers in the end. */
  readonly events: number;
  readonly batches: number;
  readonly disagreeing: number;
}

export interface ReturnsWish {
  readonly steps: number;
  readonly random: () => number;
  readonly onProgress: (done: number) => void;
}

/** What happens, and about how often of a hundred. */
const chances = {
  accept: 22,
  release: 16,
  export: 12,
  handBack: 7,
  correct: 12,
  withdraw: 3,
  answer: 12,
  loseCopy: 4,
  restart: 5,
  killHub: 3,
  wait: 4,
} as const;
type Step = keyof typeof chances;

class Hall {
  private firms = 0;
  private files = 0;
  readonly answers: AnsweredRow[] = [];
  private readonly lastFiles: { readonly file: File; readonly day: ReturnType<typeof plainDate> }[] = [];

  readonly windows: OfficeWindows;
  private readonly disks: readonly string[];
  private readonly hub: HubProcess;
  private readonly random: () => number;

  constructor(windows: OfficeWindows, disks: readonly string[], hub: HubProcess, random: () => number) {
    [this.windows, this.disks, this.hub, this.random] = [windows, disks, hub, random];
  }

  private some<T>(all: readonly T[]): T | undefined {
    return all[Math.floor(this.random() * all.length)];
  }
  private at(): number {
    return Math.floor(this.random() * this.windows.stores.length);
  }
  get exporter(): CounterStore {
    const [store] = this.windows.stores;
    if (store === undefined) throw new Error('no window');
    return store;
  }

  async take(step: Step): Promise<void> {
    const at = this.at();
    const store = this.windows.stores[at];
    const who = people[at];
    if (store === undefined || who === undefined) return;
    if (step === 'accept') await this.accept(store);
    if (step === 'release') await store.hall.release(hallDay, new Set());
    if (step === 'export') await this.export(this.random() < 0.25);
    if (step === 'handBack') await this.handBack();
    if (step === 'correct') await this.correct(store);
    if (step === 'withdraw') await this.withdraw(store);
    if (step === 'answer') await this.answer();
    if (step === 'loseCopy') {
      const machine = this.windows.machines[at];
      if (machine !== undefined) machine.idb = new IDBFactory();
      await this.windows.signIn(at, who);
    }
    if (step === 'restart') await this.restart(at);
    if (step === 'killHub') {
      await this.hub.kill();
      await pause(this.random() * 400);
      await this.hub.start();
    }
    if (step === 'wait') await pause(this.random() * 300);
    if (this.random() < 0.5) await this.windows.send();
  }

  private async accept(store: CounterStore): Promise<void> {
    this.firms += 1;
    await acceptedAt(store, this.firms, 1 + Math.floor(this.random() * 3));
  }

  /** The host starts again; now and then it has lost the dispatches. */
  private async restart(at: number): Promise<void> {
    const disk = this.disks[at] ?? '';
    if (this.random() < 0.5) await rm(join(disk, 'data', 'areas', 'office', 'post-dispatches.jsonl'), { force: true });
    await this.windows.restart(at, disk, people[at] ?? clerk);
  }

  /** Finishes what is left, then one batch of all that waits; `cut`: that one stops before its folder is there. */
  async export(cut: boolean): Promise<void> {
    const store = this.exporter;
    for (const batch of (await readBatches(store)).filter((one) => isUnfinished(one, store))) {
      const finished = await finishBatch(workAt(store), batch, [hallLayout]);
      if (finished.ok) continue;
      // As the page says: what changed meanwhile makes it another batch.
      if (batch.committed === null) await voidBatch(workAt(store), batch, '演练');
      return;
    }
    const found = await store.hall.received();
    if (!found.ok) return;
    const prepared = await preparedAt(
      store,
      found.value.waiting.filter(({ held }) => held),
    );
    const stopping = new AbortController();
    const onProgress = ({ step }: { readonly step: string }): void => {
      if (cut && step === 'writing') stopping.abort();
    };
    await exportBatch({ ...workAt(store), signal: stopping.signal, onProgress }, prepared, ['csv-utf-8']);
  }

  private async handBack(): Promise<void> {
    const found = await this.exporter.hall.received();
    const one = this.some(found.ok ? found.value.waiting : []);
    if (one !== undefined) await this.exporter.hall.handBack([one], `演练退回 ${this.files}`, hallDay);
  }

  private async correct(store: CounterStore): Promise<void> {
    const entry = this.some(store.cases.list().filter((one) => isAllowed(phaseOf(one), 'corrected', 'windowClerk')));
    if (entry !== undefined) await recordAt(store, entry.caseId, this.corrected(entry));
  }

  /** The same firm and persons, each with some other end of contract. */
  private corrected({ persons, employerName }: CaseSummary): CaseAction {
    const n = Number(/\d+/u.exec(employerName)?.[0] ?? 1);
    const ends = persons.map(() => ({ contractTo: `202${5 + Math.floor(this.random() * 4)}-06-30` }));
    const action = anAcceptedAction(n, ends);
    if (action.kind !== 'accepted') throw new Error('not accepted');
    return { ...action, kind: 'corrected', reason: '演练更正', remedyBy: null };
  }

  private async withdraw(store: CounterStore): Promise<void> {
    const entry = this.some(store.cases.list().filter((one) => isAllowed(phaseOf(one), 'withdrawn', 'windowClerk')));
    if (entry !== undefined) await recordAt(store, entry.caseId, aWithdrawal());
  }

  async rows(): Promise<readonly BatchRow[]> {
    const found: BatchRow[] = [];
    for (const { committed, numberText } of await readBatches(this.exporter))
      if (committed !== null) found.push(...(await rowsIn(committed.folder, numberText)));
    return found;
  }

  /** A file about some of those who left, or an earlier one again; its day is not always the latest. */
  private async answer(): Promise<void> {
    const again = this.random() < 0.2 ? this.some(this.lastFiles) : undefined;
    if (again !== undefined) return this.read(again.file, again.day);
    const left = new Map((await this.rows()).map((row) => [row.citizenId, row]));
    const about = [...left.values()].filter(() => this.random() < 0.5);
    if (about.length === 0) return;
    this.files += 1;
    const lines = about.map(({ caseNumber, citizenId, name }) =>
      [
        this.random() < 0.7 ? caseNumber : '',
        citizenId,
        name,
        this.some(['已发放', '退回', '发放失败', '处理中']),
      ].join(','),
    );
    const file = new File([['办件号,公民身份号码,姓名,处理结果', ...lines].join('\n')], `返回${this.files}.csv`);
    const day = addDays(plainDate('2022-09-01'), this.files - Math.floor(this.random() * 3));
    this.lastFiles.push({ file, day });
    await this.read(file, day, about);
  }

  private async read(file: File, day: ReturnType<typeof plainDate>, about: readonly BatchRow[] = []): Promise<void> {
    const read = await readReturnFile(this.exporter, file, async (given, layout) =>
      success(await readReturnTable(new Uint8Array(await given.arrayBuffer()), layout)),
    );
    if (read.kind !== 'read') throw new Error(JSON.stringify(read));
    await recordReturn(this.exporter, read, { day, on: plainDate('2022-12-31') }, () => undefined);
    // What fits nobody as long as its window did not tell of it is read again in the end, as a clerk would.
    const unmatched = new Set(read.matching.unmatched.map(({ line }) => line));
    for (const [place, { caseNumber, citizenId }] of about.entries())
      if (!unmatched.has(place + 2)) this.answers.push({ digest: read.digest, day, caseNumber, citizenId });
  }

  /** Files whose letters were at nobody's hand any more are read again. */
  async readLostAgain(): Promise<boolean> {
    const sent = valueOf(await this.exporter.answers.sent());
    const lost = new Set(sent.filter((one) => one.lost).map((one) => one.sent.day));
    for (const { file, day } of this.lastFiles) if (lost.has(day)) await this.read(file, day);
    return sent.every(({ settled }) => settled !== null);
  }

  /** What is still on its way or waits; empty at rest. */
  async unrest(): Promise<readonly string[]> {
    await this.export(false);
    const settled = await this.readLostAgain();
    const { waiting, onTheWay, refused, unreadable } = valueOf(await this.exporter.hall.received());
    const bound = this.windows.stores.flatMap((store) =>
      store.cases.list().flatMap(({ number, release }) => (release === null ? [] : [`released ${number}`])),
    );
    return [
      ...bound,
      ...(settled
        ? []
        : [
            `answers ${JSON.stringify(valueOf(await this.exporter.answers.sent()).filter((one) => one.settled === null))}`,
          ]),
      ...waiting.map(({ released, held }) => `waiting ${released.number} ${held}`),
      ...(onTheWay === 0 ? [] : [`words ${onTheWay}`]),
      ...(unreadable === 0 ? [] : [`unreadable ${unreadable}`]),
      ...refused.map(({ word, became }) => `refused ${word.number} ${became}`),
    ];
  }
}

const REST_MS = 120_000;

/** Windows whose figures at the hub are not those of their store. */
async function disagreeing({ stores, until }: { stores: readonly CounterStore[]; until: OfficeWindows['until'] }) {
  const figures = (all: readonly CounterStore[]) =>
    JSON.stringify(
      byStatus(all.flatMap((store) => store.cases.list().map((one) => ({ ...figuresOf(one), cases: 1 })))).map(
        ({ status, cases, persons, met, amountFen }) => ({ status, cases, persons, met, amountFen }),
      ),
    );
  const administrator = stores.at(-1);
  if (administrator === undefined) return 0;
  const ask = async (): Promise<number> => {
    const answer = await overviewDesk(administrator).ask(plainDate('2022-12-31'));
    const windows = (answer.ok ? answer.value.given?.overview.windows : undefined) ?? [];
    return stores.filter((store, at) => figures([store]) !== JSON.stringify(byStatus(windows[at]?.statuses ?? [])))
      .length;
  };
  return await until(ask, (differing) => differing === 0, 30_000).catch(ask);
}

function stepOf(random: () => number): Step {
  let left = random() * Object.values(chances).reduce((sum, chance) => sum + chance, 0);
  for (const [step, chance] of Object.entries(chances)) {
    left -= chance;
    if (left < 0) return step as Step;
  }
  return 'wait';
}

export async function hallUnderFaults({ steps, random, onProgress }: ReturnsWish): Promise<ReturnsSums> {
  const postgres = await aPostgres();
  const own = await aHub(postgres, { area: 'office' });
  const hub = await hubProcess(postgres);
  // While the office is set up, nothing happens to the link.
  let calm = true;
  const link = await lossyLink(
    () => hub.port,
    () => (calm ? 1 : random()),
    0.25,
  );
  const disks: string[] = [];
  for (let at = 0; at < people.length; at += 1) disks.push(await mkdtemp(join(tmpdir(), 'counter-hall-')));
  const address = `http://127.0.0.1:${link.port}`;
  const code = (await own.store.invite(null))?.code ?? '';
  const windows = await OfficeWindows.open({ address, code, disks, people, exporting: 'here' });
  try {
    const hall = new Hall(windows, disks, hub, random);
    calm = false;
    for (let step = 0; step < steps; step += 1) {
      await hall.take(stepOf(random));
      onProgress(step + 1);
    }
    calm = true;
    await windows.until(
      () => hall.unrest(),
      (left) => left.length === 0,
      REST_MS,
    );
    const differences = await differencesOf(windows.stores, await hall.rows(), hall.answers);
    return {
      events: windows.stores.reduce((sum, store) => sum + store.cases.ledger().count, 0),
      batches: (await readBatches(hall.exporter)).length,
      ...differences,
      disagreeing: await disagreeing({ stores: windows.stores, until: windows.until.bind(windows) }),
    };
  } finally {
    await windows.close();
    link.close();
    await hub.kill();
    await own.end();
    await postgres.end();
    for (const disk of disks) await rm(disk, { recursive: true, force: true });
  }
}
