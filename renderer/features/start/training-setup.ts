/** Makes the training area: vault, made-up registers through the real import, samples, a month decided by the policy. */
import { DEFAULT_BAD_ROW_PERCENT } from '#shared/casework/office-events.ts';
import type { HostDescription } from '#shared/contract/channels.ts';
import { failed, success, type Result } from '#shared/contract/failure.ts';
import type { Host } from '#shared/contract/host.ts';
import { trainingCounty, type TrainingCounty } from '#shared/training/training-county.ts';
import { registryTitles } from '#shared/wording/registries.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { holdName } from '../../store/area-hold.ts';
import { openCounterStore, type StoreEnvironment } from '../../store/open-counter-store.ts';
import { deleteWorkingCopy } from '../../store/working-copy.ts';
import { toBase64 } from '#shared/crypto/bytes.ts';
import {
  declareReady,
  finishArea,
  prepareArea,
  TRAINING_ITERATIONS,
  TRAINING_OFFICERS,
  TRAINING_SIGN_IN,
} from '../../store/vault-access.ts';
import { recordHistory } from './training-history.ts';

export interface SetupProgress {
  readonly step: string;
  readonly done: number;
  readonly total: number;
}

export interface TrainingReady {
  readonly store: CounterStore;
  /** Where the sample rosters lie. */
  readonly samplesFolder: string;
}

interface Setup {
  readonly host: Host;
  readonly description: HostDescription;
  readonly environment: StoreEnvironment;
  readonly onProgress: (progress: SetupProgress) => void;
  readonly signal: AbortSignal;
}

async function importRegistries(setup: Setup, store: CounterStore, county: TrainingCounty): Promise<Result<null>> {
  const total = county.registries.length + county.history.length;
  for (const [done, { kind, fileName, asOf, scope, source, bytes }] of county.registries.entries()) {
    setup.onProgress({ step: `导入${registryTitles[kind]}`, done, total });
    const imported = await store.registry.importCopy(
      {
        kind,
        file: new File([bytes], fileName, { type: 'text/csv' }),
        asOf,
        scope,
        source,
        importedOn: county.businessDate,
        importedBy: store.officer.name,
        badRowLimit: DEFAULT_BAD_ROW_PERCENT / 100,
      },
      () => undefined,
      setup.signal,
    );
    if (!imported.ok) return imported;
    if (!imported.value.ok)
      return failed('internal-error', { step: `training-${kind}`, reason: imported.value.refusal.reason });
  }
  return success(null);
}

async function fill(setup: Setup, store: CounterStore, county: TrainingCounty): Promise<Result<TrainingReady>> {
  const imported = await importRegistries(setup, store, county);
  if (!imported.ok) return imported;
  const before = county.registries.length;
  const recorded = await recordHistory(store, county.history, {
    signal: setup.signal,
    onCase: (done) =>
      setup.onProgress({
        step: '登记此前一个月的办件',
        done: before + done,
        total: before + county.history.length,
      }),
  });
  if (!recorded.ok) return recorded;
  const files = [...county.samples, county.guide].map(({ fileName, bytes }) => ({
    fileName,
    contentBase64: toBase64(bytes),
  }));
  const written = await setup.host.call('samples.write', { files });
  if (!written.ok) return written;
  await store.writePreference('businessDate', county.businessDate);
  await store.writePreference('samplesFolder', written.value.folder);
  const finished = await declareReady(setup.host, 'training');
  return finished.ok ? success({ store, samplesFolder: written.value.folder }) : finished;
}

/** Removes whatever an interrupted or earlier training area left, in the data folder and in the browser. */
async function clearTraining(setup: Pick<Setup, 'host' | 'description' | 'environment'>): Promise<Result<null>> {
  const hold = await setup.environment.holdArea(holdName('training', setup.description.installationId), false);
  if (hold === null) return failed('area-open-elsewhere');
  try {
    return await removeTraining(setup);
  } finally {
    hold.release();
  }
}

async function removeTraining(setup: Pick<Setup, 'host' | 'description' | 'environment'>): Promise<Result<null>> {
  const removed = await setup.host.call('area.reset', { area: 'training' });
  if (!removed.ok) return removed;
  await deleteWorkingCopy(setup.description, 'training', setup.environment);
  await setup.environment.deleteCopies('training', setup.description.installationId);
  return success(null);
}

/** Sets the training area up from nothing and leaves it open. After a failure or cancelling nothing counts as set up. */
export async function setUpTraining(setup: Setup): Promise<Result<TrainingReady>> {
  const { host, description, environment, onProgress } = setup;
  onProgress({ step: '准备虚构的区县', done: 0, total: 1 });
  const cleared = await clearTraining(setup);
  if (!cleared.ok) return cleared;
  const county = await trainingCounty();
  const crypto = environment.startCrypto();
  const prepared = await prepareArea({
    host,
    area: 'training',
    crypto: crypto.client,
    settings: county.office,
    officers: TRAINING_OFFICERS,
    recovery: false,
    iterations: TRAINING_ITERATIONS,
    now: environment.now(),
  });
  crypto.end();
  if (!prepared.ok) return prepared;
  const made = await finishArea(host, 'training', prepared.value, { known: true, ready: false });
  if (!made.ok) return made;
  const opened = await openCounterStore({ host, description, area: 'training', signIn: TRAINING_SIGN_IN }, environment);
  if (!opened.ok) return opened;
  const ready = await fill(setup, opened.value, county);
  if (!ready.ok) await opened.value.close();
  return ready;
}
