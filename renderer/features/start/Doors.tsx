/** First start: two doors, one sentence each. */
import { useEffect, useRef } from 'react';
import type { HostDescription } from '#shared/contract/channels.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { StartPage } from './StartPage.tsx';

export interface DoorsProps {
  readonly description: HostDescription;
  /** What to know first, e.g. why the window was locked. */
  readonly notice: string | null;
  readonly onTraining: () => void;
  readonly onTrainingAnew: () => void;
  readonly onOffice: () => void;
  /** A backup takes the place of a first start. */
  readonly onRestore: () => void;
}

export function Doors({ description, notice, onTraining, onTrainingAnew, onOffice, onRestore }: DoorsProps) {
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), []);
  const trained = description.areas.includes('training');
  const inUse = description.areas.includes('office');
  return (
    <StartPage title={trained || inUse ? '请选择' : '首次启动'} wide>
      {notice === null ? null : (
        <Notice tone="info" live="status">
          {notice}
        </Notice>
      )}
      <div className="start__doors">
        <section className="start__door">
          <h2>培训模式</h2>
          <p>用虚构的区县、单位和人员走完整套流程；屏幕和文书都标“培训”，不会上报。</p>
          <div className="row">
            <Button ref={first} look="primary" onClick={onTraining}>
              {trained ? '进入培训模式' : '开始培训'}
            </Button>
            {trained ? (
              <Button look="quiet" onClick={onTrainingAnew}>
                重新建立培训数据
              </Button>
            ) : null}
          </div>
        </section>
        <section className="start__door">
          <h2>正式启用</h2>
          <p>登记本单位和人员，各人凭自己的口令登录；办件加密存于本机，断网也能办理。</p>
          <div className="row">
            <Button look="primary" unavailable={description.trainingOnly} onClick={onOffice}>
              {inUse ? '登录' : '正式启用'}
            </Button>
            {inUse || description.trainingOnly ? null : (
              <Button look="quiet" onClick={onRestore}>
                从备份恢复
              </Button>
            )}
          </div>
          {description.trainingOnly ? (
            <p className="start__reason">
              本次以系统管理员（root）身份运行，浏览器的安全沙箱已关闭，只能使用培训模式。请用普通用户启动后再正式启用。
            </p>
          ) : null}
        </section>
      </div>
    </StartPage>
  );
}
