/** While the made-up county is built, and when it is ready. */
import { useEffect, useRef, useState } from 'react';
import type { HostDescription } from '#shared/contract/channels.ts';
import type { Failure } from '#shared/contract/failure.ts';
import type { Host } from '#shared/contract/host.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import type { StoreEnvironment } from '../../store/open-counter-store.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { RevealButton } from '../../ui/RevealButton.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { keyName } from '../../ui/key-table.ts';
import { StartPage } from './StartPage.tsx';
import type { SetupProgress, TrainingReady } from './training-setup.ts';

export interface TrainingSetupProps {
  readonly host: Host;
  readonly description: HostDescription;
  readonly environment: StoreEnvironment;
  readonly onReady: (ready: TrainingReady) => void;
  readonly onFailed: (failure: Failure) => void;
}

export function TrainingSetup({ host, description, environment, onReady, onFailed }: TrainingSetupProps) {
  const [progress, setProgress] = useState<SetupProgress>({ step: '准备虚构的区县', done: 0, total: 1 });
  const [abort] = useState(() => new AbortController());
  const started = useRef(false);
  useEffect(() => {
    if (started.current) return;
    started.current = true;
    void import('./training-setup.ts')
      .then(({ setUpTraining }) =>
        setUpTraining({ host, description, environment, onProgress: setProgress, signal: abort.signal }),
      )
      .then((result) => (result.ok ? onReady(result.value) : onFailed(result.failure)));
  }, [host, description, environment, abort, onReady, onFailed]);
  const { step, done, total } = progress;
  return (
    <StartPage title="正在建立培训数据">
      <Progress label={step} value={done} max={total} text={`${done} / ${total}`} />
      <div className="row">
        <Button look="quiet" onClick={() => abort.abort()}>
          取消
        </Button>
      </div>
    </StartPage>
  );
}

export interface TrainingReadyProps {
  readonly ready: TrainingReady;
  readonly onBegin: (store: CounterStore) => void;
}

export function TrainingReadyPage({ ready: { store, samplesFolder }, onBegin }: TrainingReadyProps) {
  const cases = store.cases.list().length;
  return (
    <StartPage title="培训数据已备好">
      <p>
        业务日期 2022 年 8 月 22 日，{store.office.officeName}。已有 {cases} 件此前的办件；三份花名册样例和说明在：
      </p>
      <p className="start__folder">{samplesFolder}</p>
      <Notice tone="info">按 {keyName('newIntake')} 新受理，把样例“海晟花名册.xls”拖进来，就能看到逐人结论。</Notice>
      <div className="row">
        <Button look="primary" autoFocus keyHint="open" onClick={() => onBegin(store)}>
          开始
        </Button>
        {store.description.capabilities.revealFolder ? (
          <RevealButton
            path={samplesFolder}
            onReveal={async () => (await store.host.call('folder.reveal', { folder: samplesFolder })).ok}
          >
            打开样例文件夹
          </RevealButton>
        ) : null}
      </div>
    </StartPage>
  );
}
