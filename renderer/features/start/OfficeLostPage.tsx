/** A place that was in use and is empty now: never offered as a first start without saying so. */
import type { LostArea } from '#shared/contract/channels.ts';
import { Button } from '../../ui/Button.tsx';
import { StartPage } from './StartPage.tsx';

export interface OfficeLostPageProps {
  readonly lost: LostArea;
  readonly onAnew: () => void;
  readonly onBack: () => void;
  readonly onRestore: () => void;
}

export function OfficeLostPage({ lost, onAnew, onBack, onRestore }: OfficeLostPageProps) {
  const last = lost.at === '' ? '' : `，最后一条写于 ${lost.at.slice(0, 16).replace('T', ' ')}`;
  return (
    <StartPage title="这里曾有一份台账" wide>
      <div role="alert">
        <dl className="start__failure">
          <dt>发生了什么</dt>
          <dd>
            这台电脑记得，数据文件夹里有过一份正式台账，到第 {lost.entries} 条{last}
            。现在文件夹里没有它了：被移走、删除，或磁盘没有接上。
          </dd>
          <dt>什么是安全的</dt>
          <dd>程序没有删除任何内容，也还没有建立新的台账。</dd>
          <dt>请这样做</dt>
          <dd>
            请先接上原来的磁盘，或由信息人员把数据文件夹或备份放回原处，再重新打开。确实不再要原来的台账时才重新启用：新台账的编号从头开始，会与原来的重复，请换一个办件号前缀。
          </dd>
        </dl>
      </div>
      <div className="row">
        <Button look="primary" autoFocus onClick={onBack}>
          返回
        </Button>
        <Button onClick={onRestore}>从备份恢复</Button>
        <Button look="danger" onClick={onAnew}>
          不要原来的了，重新启用
        </Button>
      </div>
    </StartPage>
  );
}
