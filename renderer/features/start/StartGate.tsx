/** @file Everything between the opened window and a signed-in officer; mounts the work surface, takes it away when locked. */
import { lazy, Suspense, useEffect, useRef, useState, type ReactNode } from 'react';
import type { HostDescription } from '#shared/contract/channels.ts';
import type { Host } from '#shared/contract/host.ts';
import { browserEnvironment } from '../../store/browser-environment.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import type { StoreEnvironment } from '../../store/open-counter-store.ts';
import { toOfficer } from '../../store/vault-access.ts';
import { failureWording } from '#shared/wording/failures.ts';
import { Button } from '../../ui/Button.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { Doors } from './Doors.tsx';
import { FailureScreen } from './FailureScreen.tsx';
import { OpeningPage } from './OpeningPage.tsx';
import { OwnPassphrasePage } from './OwnPassphrasePage.tsx';
import { RecoverPage } from './RecoverPage.tsx';
import { RecoveryKeySheet } from './RecoveryKeySheet.tsx';
import { OfficeLostPage } from './OfficeLostPage.tsx';
import { SignIn } from './SignIn.tsx';
import { storeOf, type Stage } from './stage.ts';
import { StartPage } from './StartPage.tsx';
import { TrainingReadyPage, TrainingSetup } from './TrainingPages.tsx';
import { TroublesPage } from './TroublesPage.tsx';
import { UnconfirmedPage } from './UnconfirmedPage.tsx';
import { watchCopies } from '../../ui/clipboard.ts';
import { useIdleLock } from './use-idle-lock.ts';
import { useDailyCheck } from './use-daily-check.ts';
import { useStart, type OpeningProgress, type Start } from './use-start.ts';

// Once in the life of a desk; signing in does not wait for its form.
const OfficeSetup = lazy(async () => ({ default: (await import('./OfficeSetup.tsx')).OfficeSetup }));
const RestorePage = lazy(async () => ({ default: (await import('./RestorePage.tsx')).RestorePage }));

/** A window left alone at a counter: locked after a quarter of an hour. Made-up data needs no lock. */
const IDLE_MS = 15 * 60 * 1000;

export interface StartGateProps {
  readonly host: Host;
  readonly description: HostDescription;
  /** Tests bring their own. */
  readonly environment?: StoreEnvironment;
  readonly children: (store: CounterStore, lock: () => void) => ReactNode;
}

const isActive = ({ active }: { readonly active: boolean }): boolean => active;

const STEP = { reading: '正在由台账重建工作副本', folding: '正在整理办件清单' } as const;

function Opening({ progress: { step, done, total } }: { readonly progress: OpeningProgress }) {
  return (
    <StartPage title="正在打开">
      <Progress label={STEP[step]} value={done} max={total} text={`${done} / ${total}`} />
      <p className="soft">办件都在本机台账中，请不要关闭电源；关闭也不会丢失，下次重新整理。</p>
    </StartPage>
  );
}

function Failed({ start, stage, host }: GateParts & { readonly stage: Stage & { readonly at: 'failed' } }) {
  const { failure, area } = stage;
  const { appVersion } = start.description;
  const restorable =
    failure.code === 'settings-damaged' && area === 'office' && failure.detail?.['ledger'] === undefined;
  return (
    <FailureScreen failure={failure} host={host} appVersion={appVersion}>
      {restorable ? (
        <Button look="primary" autoFocus onClick={() => void start.signInToRestore()}>
          登录并由台账恢复
        </Button>
      ) : null}
      <Button look={restorable ? 'normal' : 'primary'} autoFocus={!restorable} onClick={() => void start.home()}>
        返回
      </Button>
      {failure.code === 'store-damaged' && area !== null ? (
        <Button onClick={() => void start.rebuild(area)}>清除损坏的副本，由台账重建</Button>
      ) : null}
      {area === 'training' ? (
        <Button onClick={() => start.go({ at: 'training-setup' })}>重新建立培训数据</Button>
      ) : null}
    </FailureScreen>
  );
}

/** Another window has the area: back to it, or on here. */
function Elsewhere({ start, insist }: { readonly start: Start; readonly insist: () => Promise<void> }) {
  const [busy, setBusy] = useState(false);
  const { title, whatHappened, whatIsSafe, whatToDo } = failureWording({ code: 'area-open-elsewhere' });
  const proceed = async () => {
    setBusy(true);
    await insist();
  };
  return (
    <StartPage title={title}>
      <div className="stack" role="alert">
        <p>{whatHappened}</p>
        <p>{whatIsSafe}</p>
        <p>{whatToDo}</p>
      </div>
      <div className="row">
        <Button look="primary" autoFocus keyHint="open" unavailable={busy} onClick={() => void proceed()}>
          {busy ? '正在等另一窗口锁定' : '在此窗口继续'}
        </Button>
        <Button look="quiet" onClick={() => void start.home()}>
          返回
        </Button>
      </div>
    </StartPage>
  );
}

interface GateParts {
  readonly start: Start;
  readonly host: Host;
}

type OfficeStage = Extract<Stage, { readonly at: 'office-setup' | 'recovery-key' | 'sign-in' | 'recover' }>;

function OfficeStages({ start, stage }: { readonly start: Start; readonly stage: OfficeStage }) {
  switch (stage.at) {
    case 'office-setup':
      return (
        <Suspense fallback={null}>
          <OfficeSetup
            busy={start.busy}
            problem={start.problem}
            onSubmit={(form) => void start.prepareOffice(form)}
            onBack={() => start.go({ at: 'doors' })}
          />
        </Suspense>
      );
    case 'recovery-key':
      return (
        <RecoveryKeySheet
          officeName={stage.officeName}
          recoveryKey={stage.prepared.recoveryKey ?? ''}
          busy={start.busy}
          problem={start.problem}
          onConfirmed={() => void start.finishOffice()}
        />
      );
    case 'sign-in':
      return (
        <SignIn
          officeName={stage.door.office?.officeName ?? '登录后恢复单位设置'}
          notice={start.notice}
          officers={stage.door.vault.officers.filter(isActive).map(toOfficer)}
          lastOfficerId={stage.lastOfficerId}
          tries={start.tries}
          onSignIn={start.signIn}
          onRecover={() => start.go({ at: 'recover', door: stage.door })}
          onOther={() => start.go({ at: 'doors' })}
        />
      );
    case 'recover':
      return (
        <RecoverPage
          officeName={stage.door.office?.officeName ?? ''}
          officers={stage.door.vault.officers.filter(isActive).map(toOfficer)}
          onRecover={start.recover}
          onBack={() => start.go({ at: 'sign-in', door: stage.door, lastOfficerId: null })}
        />
      );
  }
}

function Gate({ start, host, environment }: GateParts & { readonly environment: StoreEnvironment }) {
  const { stage, description, go } = start;
  if (start.progress !== null) return <Opening progress={start.progress} />;
  switch (stage.at) {
    case 'reading':
      return <p className="visually-hidden">正在读取</p>;
    case 'doors':
      return (
        <Doors
          description={description}
          notice={start.notice}
          onTraining={() => void start.enterTraining()}
          onTrainingAnew={() => go({ at: 'training-setup' })}
          onOffice={() => void start.enterOffice()}
          onRestore={() => go({ at: 'restore' })}
        />
      );
    case 'training-setup':
      return (
        <TrainingSetup
          host={host}
          description={description}
          environment={environment}
          onReady={(ready) => go({ at: 'training-ready', ready })}
          onFailed={(failure) =>
            failure.code === 'cancelled' ? void start.home() : go({ at: 'failed', failure, area: 'training' })
          }
        />
      );
    case 'training-ready':
      return <TrainingReadyPage ready={stage.ready} onBegin={(store) => go({ at: 'open', store })} />;
    case 'elsewhere':
      return <Elsewhere start={start} insist={stage.insist} />;
    case 'told':
      return (
        <OpeningPage
          store={stage.store}
          onDone={() => void start.enter(stage.store)}
          onLeave={() => void start.lock(stage.store)}
        />
      );
    case 'troubled':
      return (
        <TroublesPage
          store={stage.store}
          onRead={() => start.read(stage.store)}
          onAnswered={() => void start.lock(stage.store, '已记入台账。请重新登录，程序再核对一次后继续。')}
        />
      );
    case 'unconfirmed':
      return <UnconfirmedPage store={stage.store} onDone={() => void start.begin(stage.store)} />;
    case 'own-passphrase':
      return <OwnPassphrasePage store={stage.store} onDone={() => go({ at: 'open', store: stage.store })} />;
    case 'failed':
      return <Failed start={start} host={host} stage={stage} />;
    case 'office-lost':
      return (
        <OfficeLostPage
          lost={stage.lost}
          onAnew={() => void start.enterOffice(true)}
          onBack={() => void start.home()}
          onRestore={() => go({ at: 'restore' })}
        />
      );
    case 'restore':
      return (
        <Suspense fallback={null}>
          <RestorePage
            host={host}
            environment={environment}
            onRestored={() => void start.home()}
            onBack={() => void start.home()}
          />
        </Suspense>
      );
    case 'office-setup':
    case 'recovery-key':
    case 'sign-in':
    case 'recover':
      return <OfficeStages start={start} stage={stage} />;
    case 'open':
      return null;
  }
}

/** Closes a store that nobody locked before the gate went away. */
function useCloseAtEnd(stage: Stage): void {
  const store = useRef<CounterStore | null>(null);
  useEffect(() => {
    store.current = storeOf(stage);
  });
  useEffect(
    () => () => {
      void store.current?.close();
    },
    [],
  );
}

/** Another window asks for the area that is open here: this one locks, what was typed stays in 暂存. */
function useGivingWay(start: Start): void {
  const store = storeOf(start.stage);
  const latest = useRef(start);
  useEffect(() => {
    latest.current = start;
  });
  useEffect(() => {
    store?.onWanted(() => {
      if (storeOf(latest.current.stage) === store)
        void latest.current.lock(store, '已改在另一窗口办理，此窗口已锁定；录入的内容在“暂存”里。');
    });
  }, [store]);
}

/** Shows what comes before the work surface, then `children` with the open store and the way to lock it. */
export function StartGate({ host, description, environment = browserEnvironment, children }: StartGateProps) {
  const start = useStart(host, description, environment);
  const { stage } = start;
  const open = stage.at === 'open' ? stage.store : null;
  useCloseAtEnd(stage);
  useGivingWay(start);
  useDailyCheck(open);
  // Whoever locked and why: the clipboard goes with the store.
  const isOpen = open !== null;
  useEffect(() => (isOpen ? watchCopies() : undefined), [isOpen]);
  const lock = () => {
    if (open !== null) void start.lock(open);
  };
  // Keys are there from the moment a store is open, on the pages before the work surface too.
  const held = storeOf(stage);
  useIdleLock(held?.area === 'office' ? IDLE_MS : null, () => {
    if (held !== null) void start.lock(held, '15 分钟无人操作，已自动锁定；录入的内容在“暂存”里。');
  });
  return open === null ? <Gate start={start} host={host} environment={environment} /> : children(open, lock);
}
