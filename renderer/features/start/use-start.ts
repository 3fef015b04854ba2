/** The start's way from the first screen to an open store, and back when it is locked. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Area, HostDescription, SignInTries } from '#shared/contract/channels.ts';
import { success, type Failure, type Result } from '#shared/contract/failure.ts';
import type { Host } from '#shared/contract/host.ts';
import type { Officer } from '#shared/domain/officer.ts';
import { failureText } from '#shared/wording/failures.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import {
  openCounterStore,
  type OpenRequest,
  type SignIn,
  type StoreEnvironment,
} from '../../store/open-counter-store.ts';
import { clearWorkingCopy } from '../../store/working-copy.ts';
import { readVaultMended } from '../../store/vault-copy.ts';
import { finishArea, prepareArea, readVault, TRAINING_SIGN_IN } from '../../store/vault-access.ts';
import type { OfficeSetupForm } from './office-schema.ts';
import { rememberMaintenance } from './use-maintenance.ts';
import { officeInUse, type Stage } from './stage.ts';

export interface OpeningProgress {
  readonly step: 'reading' | 'folding';
  readonly done: number;
  readonly total: number;
}

export interface Start {
  readonly stage: Stage;
  readonly description: HostDescription;
  readonly progress: OpeningProgress | null;
  readonly busy: boolean;
  readonly problem: string | null;
  /** What to know before signing in again, e.g. why this window was locked. */
  readonly notice: string | null;
  readonly go: (stage: Stage) => void;
  /** Back to where this installation begins: sign-in where the office is in use, else the doors. */
  readonly home: (lastOfficerId?: string | null) => Promise<void>;
  /** From the notices to what comes next. */
  readonly enter: (store: CounterStore) => Promise<void>;
  /** From the questions about the last session to the work surface. */
  readonly begin: (store: CounterStore) => Promise<void>;
  /** To the work surface of a store in which nothing can be written. */
  readonly read: (store: CounterStore) => void;
  readonly enterTraining: () => Promise<void>;
  /** `despite`: the one who sets up was told of a ledger that is remembered here. */
  readonly enterOffice: (despite?: boolean) => Promise<void>;
  /** How many wrong passphrases there were in a row, and the wait that is running. */
  readonly tries: (officerId: string) => Promise<SignInTries>;
  readonly signIn: (officerId: string, passphrase: string) => Promise<Result<null>>;
  readonly recover: (officer: Officer, recoveryKey: string, passphrase: string) => Promise<Result<null>>;
  /** To a sign-in that restores the office's settings from the ledger. */
  readonly signInToRestore: () => Promise<void>;
  readonly prepareOffice: (form: OfficeSetupForm) => Promise<void>;
  readonly finishOffice: () => Promise<void>;
  readonly rebuild: (area: Area) => Promise<void>;
  /** `because`: said on the screen that follows. */
  readonly lock: (store: CounterStore, because?: string) => Promise<void>;
}

/** What is shown where the host does not answer: whatever is wrong shows itself at signing in. */
const NO_TRIES: SignInTries = { failures: 0, triesLeft: 1, waitMs: 0 };

type HowToOpen = Pick<OpenRequest, 'insist' | 'restoreOffice'>;

interface Reading {
  readonly host: Host;
  readonly description: HostDescription;
  readonly environment: StoreEnvironment;
}

/** What sign-in needs; a failure stage when it cannot be read. */
async function signInStage({ host, description, environment }: Reading, lastOfficerId: string | null): Promise<Stage> {
  const vault = await readVaultMended(host, 'office', description, environment);
  if (!vault.ok) return { at: 'failed', failure: vault.failure, area: 'office' };
  const settings = await host.call('settings.read', { area: 'office' });
  // What the ledger recorded last is believed, not an older file: signing in writes it again.
  if (!settings.ok && settings.failure.code === 'settings-behind')
    return { at: 'sign-in', door: { vault: vault.value, office: null }, lastOfficerId };
  if (!settings.ok) return { at: 'failed', failure: settings.failure, area: 'office' };
  const office = settings.value.settings;
  if (office === null) return { at: 'failed', failure: { code: 'settings-damaged' }, area: 'office' };
  rememberMaintenance(office);
  return { at: 'sign-in', door: { vault: vault.value, office }, lastOfficerId };
}

export function useStart(host: Host, first: HostDescription, environment: StoreEnvironment): Start {
  const [stage, go] = useState<Stage>({ at: 'reading' });
  const [description, setDescription] = useState(first);
  const [progress, setProgress] = useState<OpeningProgress | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [notice, setNotice] = useState<string | null>(null);

  const fail = useCallback((failure: Failure, area: Area | null) => go({ at: 'failed', failure, area }), []);

  const home = useCallback(
    async (lastOfficerId: string | null = null) => {
      const answer = await host.call('host.describe', {});
      if (!answer.ok) return fail(answer.failure, null);
      setDescription(answer.value);
      setProblem(null);
      go(
        officeInUse(answer.value)
          ? await signInStage({ host, description: answer.value, environment }, lastOfficerId)
          : { at: 'doors' },
      );
    },
    [host, environment, fail],
  );

  const tries = useCallback(
    async (officerId: string) => {
      const answer = await host.call('signIn.note', { area: 'office', officerId, outcome: 'asked' });
      return answer.ok ? answer.value : NO_TRIES;
    },
    [host],
  );

  useEffect(() => {
    let current = true;
    const begin = async () => {
      const stage: Stage = officeInUse(first)
        ? await signInStage({ host, description: first, environment }, null)
        : { at: 'doors' };
      if (current) go(stage);
    };
    void begin();
    return () => {
      current = false;
    };
  }, [host, first, environment]);

  const recovered = useRef(false);

  /** Signing in stands in the ledger. A disk that takes nothing keeps nobody from reading: the next save says so. */
  const noteSignIn = async (store: CounterStore): Promise<void> => {
    if (store.area === 'training') return;
    const { area, officer, failedTries: failures } = store;
    const noted = await store.recordOffice({ type: 'signedIn', failures, vaultRevision: store.desk.vaultRevision() });
    if (noted.ok) await host.call('signIn.note', { area, officerId: officer.id, outcome: 'succeeded' });
    if (recovered.current) await store.recordOffice({ type: 'recoveryKeyUsed' });
    recovered.current = false;
  };

  /**
   * To the work surface. Only now, after what the last session left was answered: a new entry confirms to the host
   * everything before it.
   */
  const begin = async (store: CounterStore): Promise<void> => {
    const chosenNow = recovered.current;
    await noteSignIn(store);
    const settled = store.area === 'office' ? await store.settleOffice() : success(null);
    if (settled.ok) {
      await store.accessLog.settle();
      const ask = !chosenNow && (await store.desk.awaitsOwner(store.officer.id));
      return go({ at: ask ? 'own-passphrase' : 'open', store });
    }
    await store.close();
    fail(settled.failure, store.area);
  };

  /** What comes after the notices: the entries that nobody confirmed, then the work. */
  const enter = async (store: CounterStore): Promise<void> => {
    if (store.ledger.troubles.length > 0) go({ at: 'troubled', store });
    else if (store.cases.unconfirmed().length > 0) go({ at: 'unconfirmed', store });
    else await begin(store);
  };

  const open = async (area: Area, signIn: SignIn, how: HowToOpen = {}): Promise<Result<null>> => {
    const onProgress = (step: OpeningProgress['step'], done: number, total: number) =>
      setProgress({ step, done, total });
    const result = await openCounterStore({ host, description, area, signIn, onProgress, ...how }, environment);
    setProgress(null);
    if (result.ok) {
      setNotice(null);
      if (result.value.notices.length > 0) go({ at: 'told', store: result.value });
      else await enter(result.value);
    } else if (result.failure.code === 'area-open-elsewhere' && how.insist !== true) {
      go({ at: 'elsewhere', insist: async () => void (await open(area, signIn, { ...how, insist: true })) });
    } else if (result.failure.code === 'wrong-passphrase' && area === 'office') return result;
    else fail(result.failure, area);
    return success(null);
  };

  const restoreOffice = 'door' in stage && stage.door.office === null;

  return {
    stage,
    description,
    progress,
    busy,
    problem,
    notice,
    go,
    home,
    enter,
    begin,
    read: (store) => go({ at: 'open', store }),
    enterTraining: async () => {
      if (description.areas.includes('training')) await open('training', TRAINING_SIGN_IN);
      else go({ at: 'training-setup' });
    },
    enterOffice: async (despite = false) => {
      const lost = description.lostAreas.find(({ area }) => area === 'office');
      if (officeInUse(description)) go(await signInStage({ host, description, environment }, null));
      else go(lost === undefined || despite ? { at: 'office-setup' } : { at: 'office-lost', lost });
    },
    tries,
    signIn: (officerId, passphrase) => open('office', { kind: 'passphrase', officerId, passphrase }, { restoreOffice }),
    signInToRestore: async () => {
      const vault = await readVault(host, 'office');
      if (!vault.ok) return fail(vault.failure, 'office');
      go({ at: 'sign-in', door: { vault: vault.value, office: null }, lastOfficerId: null });
    },
    recover: async ({ id: officerId }, typed, passphrase) => {
      recovered.current = true;
      const result = await open('office', { kind: 'recovery', officerId, typed, passphrase }, { restoreOffice });
      if (!result.ok) recovered.current = false;
      return result;
    },
    prepareOffice: async ({ office, administrator, clerks }) => {
      setBusy(true);
      setProblem(null);
      const crypto = environment.startCrypto();
      const officers = [
        { ...administrator, role: 'administrator' as const },
        ...clerks.map((clerk) => ({ ...clerk, role: 'windowClerk' as const })),
      ].map(({ name, passphrase, role }) => ({ id: globalThis.crypto.randomUUID(), name, passphrase, role }));
      const prepared = await prepareArea({
        host,
        area: 'office',
        crypto: crypto.client,
        settings: office,
        officers,
        recovery: true,
        now: environment.now(),
      });
      crypto.end();
      setBusy(false);
      if (!prepared.ok) setProblem(failureText(prepared.failure));
      else go({ at: 'recovery-key', prepared: prepared.value, officeName: office.officeName });
    },
    finishOffice: async () => {
      if (stage.at !== 'recovery-key') return;
      setBusy(true);
      const finished = await finishArea(host, 'office', stage.prepared, { known: description.lostAreas.length > 0 });
      setBusy(false);
      if (finished.ok) await home();
      else setProblem(failureText(finished.failure));
    },
    rebuild: async (area) => {
      const cleared = await clearWorkingCopy(description, area, environment);
      if (!cleared.ok) return fail(cleared.failure, area);
      if (area === 'training') await open('training', TRAINING_SIGN_IN);
      else await home();
    },
    lock: async (store, because) => {
      // Before the work began nothing is recorded: an entry would confirm what the last session left and nobody has answered.
      const begun = stage.at === 'open' || stage.at === 'own-passphrase';
      // At once, the open cell first: what is being typed is handed to the store while that is still open.
      flushSync(() => {
        if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
      });
      flushSync(() => {
        setNotice(because ?? null);
        go({ at: 'reading' });
      });
      if (begun && store.area === 'office') await store.recordOffice({ type: 'locked' });
      await store.close();
      if (store.area === 'training') {
        const answer = await host.call('host.describe', {});
        if (!answer.ok) return fail(answer.failure, null);
        setDescription(answer.value);
        go({ at: 'doors' });
      } else await home(store.officer.id);
    },
  };
}
