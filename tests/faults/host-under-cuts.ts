/** A host on a simulated disk whose power fails again and again, and the count of what it then owes. */
import { randomUUID } from 'node:crypto';
import type { JournalAppend } from '#shared/casework/journal.ts';
import { channels } from '#shared/contract/channels.ts';
import type { Vault } from '#shared/contract/vault.ts';
import { createAreas, type Areas, type OpenArea } from '#electron/host/areas.ts';
import { dataPaths } from '#electron/host/data-folder.ts';
import { readMarked } from '#electron/host/marked-file.ts';
import { writeOfficeSettings, writeVault } from '#electron/host/office-writes.ts';
import {
  aFounding,
  anEntry,
  anOffice,
  settingsMark,
  vaultMark,
  type EntryWish,
} from '#tests/builders/host-requests.ts';
import { simulatedDisk, type Operation, type SimulatedDisk } from '#tests/electron/host/simulated-disk.ts';

const MACHINE = 'machine-1';
const INSTALLATION = '00000000-0000-4000-8000-000000000001';

interface Promised {
  readonly entryId: string;
  readonly sequence: number;
  readonly number: number | null;
  readonly subjectId: string;
  readonly contentKey: string | null;
}

export interface HostUnderCuts {
  readonly sums: { acknowledged: number; lost: number; reusedNumbers: number; gaps: number };
  readonly said: string[];
  /** Works until the power fails, then opens again and counts. */
  workUntilCut(): Promise<void>;
}

const OPERATIONS: readonly Operation[] = ['write', 'sync', 'truncate', 'rename', 'open'];

/** Lets some operations pass, then every further one fails: the moment of the cut. */
function cutAfter(disk: SimulatedDisk, operations: number): void {
  let left = operations;
  disk.fault = (operation) => {
    if (!OPERATIONS.includes(operation)) return null;
    left -= 1;
    return left < 0 ? { errno: 'EIO' } : null;
  };
}

export async function hostUnderCuts(random: () => number): Promise<HostUnderCuts> {
  const paths = dataPaths('/data');
  let disk = simulatedDisk();
  const promised: Promised[] = [];
  const sums = { acknowledged: 0, lost: 0, reusedNumbers: 0, gaps: 0 };
  const said: string[] = [];
  let vault = 1;
  let settings = 1;

  const areasOn = (layer: SimulatedDisk): Areas =>
    createAreas({
      layer,
      paths,
      onNotice: () => undefined,
      now: () => new Date(0),
      machine: MACHINE,
      installation: INSTALLATION,
      witness: '/config/counter-witness',
      holdsFolder: async () => await Promise.resolve(true),
    });

  const openOffice = async (areas: Areas): Promise<OpenArea> => {
    const open = await areas.open('office');
    if (!open.ok || open.value === null) throw new Error(`not opened: ${open.ok ? 'absent' : open.failure.code}`);
    return open.value;
  };

  const founding = channels['area.create'].request.parse({
    area: 'office',
    ...aFounding({ machine: MACHINE, installation: INSTALLATION }),
  });
  const founded = await areasOn(disk).found('office', founding, false);
  if (!founded.ok) throw new Error(founded.failure.code);

  const made = async (office: OpenArea, wish: EntryWish): Promise<JournalAppend> => {
    const state = await office.journal.state();
    if (!state.ok) throw new Error(state.failure.code);
    return anEntry(state.value, wish);
  };

  /** One step of an office's day; what was answered as done is owed. */
  const step = async (office: OpenArea): Promise<boolean> => {
    const chance = random();
    if (chance < 0.08) {
      const next: Vault = { ...founding.vault, revision: vault + 1 };
      const entry = await made(office, { kind: 'office', takeNumbers: [], marks: { vault: vaultMark(next) } });
      const done = await writeVault(office, { expectedRevision: vault, vault: next, entry });
      if (done.ok) vault += 1;
      return done.ok;
    }
    if (chance < 0.16) {
      const office2 = anOffice({ phone: `0759-${String(settings).padStart(7, '0')}` });
      const marks = { settings: settingsMark(settings + 1, office2) };
      const done = await writeOfficeSettings(
        office,
        office2,
        await made(office, { kind: 'office', takeNumbers: [], marks }),
      );
      if (done.ok) settings += 1;
      return done.ok;
    }
    const contentKey = `key-${randomUUID()}`;
    const entry = await made(office, { contentKey });
    const done = await office.journal.append(entry);
    if (!done.ok) return false;
    const { entryId, subjectId } = entry.header;
    promised.push({
      entryId,
      subjectId,
      contentKey,
      sequence: done.value.sequence,
      number: done.value.numbers[0]?.value ?? null,
    });
    sums.acknowledged += 1;
    if (random() < 0.5) await office.journal.acknowledge(done.value.sequence);
    return true;
  };

  const owe = (kind: 'lost' | 'reusedNumbers' | 'gaps', line: string): void => {
    sums[kind] += 1;
    said.push(line);
  };

  const count = async (office: OpenArea): Promise<void> => {
    const state = await office.journal.state();
    const read = await office.journal.read(0, 1_000_000);
    const keys = await office.contentKeys.read();
    if (!state.ok || !read.ok) return owe('lost', 'the journal cannot be read');
    for (const { kind } of state.value.troubles) owe('lost', `after a cut: ${kind}`);
    const byId = new Map(read.value.map((entry) => [entry.header.entryId, entry]));
    for (const { entryId, sequence, number, subjectId, contentKey } of promised) {
      const entry = byId.get(entryId);
      if (entry?.header.sequence !== sequence || (entry.header.numbers[0]?.value ?? null) !== number)
        owe('lost', `entry ${sequence}`);
      if (contentKey !== null && keys[subjectId] !== contentKey) owe('lost', `key of entry ${sequence}`);
    }
    const numbers = read.value.flatMap(({ header }) => header.numbers.map(({ value }) => value));
    if (new Set(numbers).size !== numbers.length) owe('reusedNumbers', 'a number twice');
    if (numbers.some((value, at) => value !== at + 1)) owe('gaps', 'a gap');
    const [heldVault, heldSettings] = [
      await readMarked(office.vault, office.journal.vaultMark()),
      await readMarked(office.settings, office.journal.marks().settings),
    ];
    const found = heldVault.ok ? (heldVault.value?.revision ?? 0) : 0;
    const foundSettings = heldSettings.ok ? (heldSettings.value?.revision ?? 0) : 0;
    if (found < vault) owe('lost', `vault ${found} of ${vault}: ${heldVault.ok ? '' : heldVault.failure.code}`);
    if (foundSettings < settings) owe('lost', `settings ${foundSettings} of ${settings}`);
    vault = Math.max(vault, found);
    settings = Math.max(settings, foundSettings);
  };

  return {
    sums,
    said,
    workUntilCut: async () => {
      const areas = areasOn(disk);
      const office = await openOffice(areas);
      cutAfter(disk, Math.floor(random() * 60));
      for (let steps = 0; steps < 40 && (await step(office)); steps += 1) await Promise.resolve();
      disk = disk.afterPowerCut(random);
      const again = areasOn(disk);
      await count(await openOffice(again));
      await again.close();
    },
  };
}
