/**
 * The built program as it runs at a window: the browser host, real Chromium, a training office. Host, browser or both are ended by
 * SIGKILL at a random moment around saving, printing, exporting, backing up or importing, then started again, and compared with
 * what the screen had told until then.
 */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { run as verifyBatch } from '#electron/cli/verify.ts';
import { run as verifyJournal } from '#electron/cli/verify-journal.ts';
import { actionLabels } from '#shared/wording/labels.ts';
import { CounterApp } from '#tests/e2e/counter-app.ts';
import { startTraining } from '#tests/e2e/pages/start-page.ts';
import { ledgerOnDisk } from './ledger-on-disk.ts';
import { Heard } from './told-by-screen.ts';
import { WindowWork, type Work } from './window-work.ts';

export interface WindowSums {
  kills: number;
  /** Things of which the screen said that they are done. */
  acknowledged: number;
  lost: number;
  reusedNumbers: number;
  gaps: number;
  /** Starts at which the program said what it had put right. */
  repaired: number;
  /** Entries that a start asked about although the screen had called their case saved. */
  askedAgain: number;
  /** Kills by what was under way. */
  readonly during: Record<string, number>;
}

export interface WindowKills {
  readonly kills: number;
  readonly random: () => number;
  readonly onProgress: (sums: WindowSums) => void;
  /** Each thing that is lost, in words. */
  readonly onLoss: (what: string) => void;
}

const quiet = { stdout: () => undefined, stderr: () => undefined };
/** What a start asks about is named by the action: these are the ones of which the screen says 已保存. */
const SAVES = (['received', 'accepted', 'deficiencyNotified', 'declined', 'heldPending'] as const).map(
  (kind) => actionLabels[kind],
);
/** How long a thing usually takes, until it was seen: milliseconds. */
const FIRST_GUESS_MS = 1500;
const LATE = 1.2;

/** A folder on another device than the data; `null` where there is none. */
function otherDevice(): string | null {
  try {
    return mkdtempSync('/dev/shm/counter-killed-');
  } catch {
    return null;
  }
}

/** Complete copies in the place of the backups. */
function copiesIn(place: string): readonly string[] {
  const all = join(place, 'counter-backup');
  return readdirSync(all).flatMap((area) =>
    readdirSync(join(all, area), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .map(({ name }) => join(all, area, name)),
  );
}

/** How many entries a copy has by the command that checks it; −1 where it is not whole. */
async function entriesIn(copy: string): Promise<number> {
  let text = '';
  const io = { stdout: (piece: string) => void (text += piece), stderr: () => undefined };
  const code = await verifyJournal([copy], io, () => Promise.resolve(''));
  return code === 0 ? (JSON.parse(text) as { entries: number }).entries : -1;
}

export async function killedWindow({ kills, random, onProgress, onLoss }: WindowKills): Promise<WindowSums> {
  const sums: WindowSums = {
    kills: 0,
    acknowledged: 0,
    lost: 0,
    reusedNumbers: 0,
    gaps: 0,
    repaired: 0,
    askedAgain: 0,
    during: {},
  };
  const app = new CounterApp();
  const place = otherDevice();
  const heard = new Heard();
  const usual = new Map<string, number>();
  let known: readonly string[] = [];

  const lose = (what: string): void => {
    sums.lost += 1;
    onLoss(what);
  };

  const compareLedger = (): ReturnType<typeof ledgerOnDisk> => {
    const ledger = ledgerOnDisk(join(app.dataFolder, 'areas/training/journal.jsonl'));
    if (ledger.broken > 0) lose(`${ledger.broken} broken lines`);
    known.forEach((hash, at) => {
      if (ledger.hashes[at] !== hash) lose(`entry ${at + 1}`);
    });
    known = ledger.hashes;
    sums.reusedNumbers += ledger.reusedNumbers;
    sums.gaps += ledger.gaps;
    return ledger;
  };

  const compareFolders = async (): Promise<void> => {
    const batches = join(app.dataFolder, 'exports/training');
    const folders = readdirSync(batches).filter((name) => !name.startsWith('.'));
    for (const folder of folders)
      if ((await verifyBatch([join(batches, folder)], quiet)) !== 0) lose(`batch folder ${folder}`);
    const told = heard.all.flatMap((one) => (one.what === 'exported' ? [one] : []));
    for (const { batch, folder } of told) if (!folders.some((name) => folder.endsWith(name))) lose(`batch ${batch}`);
    const newest = heard.all.findLast((one) => one.what === 'backedUp');
    if (newest === undefined || place === null) return;
    const counts = await Promise.all(copiesIn(place).map(entriesIn));
    if (Math.max(...counts) < newest.count) lose(`backup up to ${newest.count}`);
  };

  const compareScreen = async (work: WindowWork, ledger: ReturnType<typeof ledgerOnDisk>): Promise<void> => {
    const listed = await work.listed();
    if (new Set(listed).size !== listed.length) lose('a case stands in the list twice');
    const numbers = new Set(listed);
    for (const number of ledger.cases.keys()) if (!numbers.has(number)) lose(`${number} on the list`);
    const printed = new Map<string, number>();
    for (const one of heard.all) {
      if (one.what === 'saved' && !numbers.has(one.number)) lose(`${one.number} saved`);
      if (one.what === 'printed') printed.set(one.number, (printed.get(one.number) ?? 0) + 1);
    }
    for (const [number, count] of printed)
      if ((ledger.prints.get(ledger.cases.get(number) ?? '') ?? 0) < count) lose(`a print of ${number}`);
  };

  /** An import that was told serves, or one after it. */
  const compareRegisters = async (work: WindowWork, served: string): Promise<void> => {
    const serves = await work.servingFile();
    if (work.files.indexOf(serves) < work.files.indexOf(served)) lose(`${served} as the serving file, not ${serves}`);
  };

  const kill = async (work: WindowWork): Promise<void> => {
    const lot = random();
    if (lot < 1 / 3) await app.killBrowser();
    else if (lot < 2 / 3) {
      await app.killHost();
      // What the living window was about to say counts as said.
      await pause(100);
      await work.page.close();
    } else await app.killAll();
    sums.kills += 1;
  };

  /** Presses, and ends the program at some moment from then until a little after it is usually done. */
  const killDuring = async (work: WindowWork, one: Work): Promise<void> => {
    const began = performance.now();
    let isDone = false;
    const doing = one
      .press()
      .then(one.done)
      .then(
        () => {
          isDone = true;
          usual.set(one.name, performance.now() - began);
        },
        () => undefined,
      );
    await pause(random() * LATE * (usual.get(one.name) ?? FIRST_GUESS_MS));
    if (!isDone) sums.during[one.name] = (sums.during[one.name] ?? 0) + 1;
    await kill(work);
    await doing;
  };

  try {
    const opened = (): ReturnType<CounterApp['open']> => app.open((context) => heard.listenIn(context));
    const work = new WindowWork(app, await opened(), place);
    await startTraining(work.page);
    await work.chooseBackupPlace();
    let served = '';
    while (sums.kills < kills) {
      const chosen = work.all[Math.floor(random() * work.all.length)] ?? work.save;
      await chosen.ready();
      const before = heard.all.length;
      await killDuring(work, chosen);
      if (heard.all.slice(before).some(({ what }) => what === 'imported')) served = work.files.at(-1) ?? '';
      sums.acknowledged = heard.all.length;
      work.page = await opened();
      const { told, asked } = await work.enter();
      if (told) sums.repaired += 1;
      const saved = heard.all.flatMap((one) => (one.what === 'saved' ? [one.number] : []));
      sums.askedAgain += asked.filter(
        (name) => SAVES.some((label) => name.endsWith(label)) && saved.some((number) => name.includes(number)),
      ).length;
      await compareScreen(work, compareLedger());
      await compareFolders();
      await compareRegisters(work, served);
      await work.finishBatches();
      onProgress(sums);
    }
    return sums;
  } finally {
    await app.close();
    if (place !== null) rmSync(place, { recursive: true, force: true });
  }
}
