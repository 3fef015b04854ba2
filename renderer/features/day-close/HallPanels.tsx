/** 合并导出: at the exporting window what others released to it; at the others what went there and what came back. */
import { useState } from 'react';
import { leavingRounds } from '#shared/casework/release.ts';
import { formatYuan } from '#shared/domain/money.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { failureText } from '#shared/wording/failures.ts';
import { hallFailureWords } from '#shared/wording/hall.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import type { ReceivedRelease } from '../../store/dispatches/hall-desk.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { HandBackDialog } from './HandBackDialog.tsx';
import type { HallView } from './use-hall.ts';

const amountOf = ({ released }: ReceivedRelease): number =>
  released.records.reduce((sum, { amountFen }) => sum + amountFen, 0);

function ReceivedTable({
  waiting,
  busy,
  onHandBack,
}: {
  readonly waiting: readonly ReceivedRelease[];
  readonly busy: boolean;
  readonly onHandBack: (one: ReceivedRelease) => void;
}) {
  return (
    <div className="day-close__scroll" tabIndex={0} role="region" aria-label="别的窗口交来的办件">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">办件号</th>
            <th scope="col">单位</th>
            <th scope="col" className="is-right">
              人数
            </th>
            <th scope="col" className="is-right">
              金额（元）
            </th>
            <th scope="col">交出</th>
            <th scope="col">办理</th>
          </tr>
        </thead>
        <tbody>
          {waiting.map((one) => (
            <tr key={`${one.window} ${one.released.caseId} ${one.released.of}`}>
              <td className="number case-no">{one.released.number}</td>
              <td>
                {one.released.employerName}
                {one.held ? null : (
                  <div className="day-close__error small">✕ 签名人不在现行任职名单上，不装入批次，请退回</div>
                )}
              </td>
              <td className="number is-right">{one.released.records.length}</td>
              <td className="number is-right">{formatYuan(amountOf(one))}</td>
              <td className="small">
                <span className="number">{one.released.on}</span> {one.released.by.officerName}
              </td>
              <td>
                <Button unavailable={busy} onClick={() => onHandBack(one)}>
                  退回<span className="visually-hidden"> {one.released.number}</span>
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Nothing while no other window released anything. */
export function ReceivedPanel({
  store,
  on,
  view: { role, received, failure },
  busy,
}: {
  readonly store: CounterStore;
  readonly on: PlainDate;
  readonly view: HallView;
  readonly busy: boolean;
}) {
  const [asked, setAsked] = useState<ReceivedRelease | null>(null);
  const { waiting, refused, onTheWay, unreadable } = received;
  if (failure !== null) return <Notice tone="bad">{failureText(failure)}</Notice>;
  if (waiting.length + refused.length + onTheWay + unreadable === 0) return null;
  const persons = waiting.reduce((sum, { released }) => sum + released.records.length, 0);
  return (
    <section className="panel" aria-label="合并导出">
      <h2 className="panel__title">
        别的窗口交来
        <span className="soft small">与本窗口的一起检查、装入同一批次；不装入的写明原因退回</span>
      </h2>
      {waiting.length === 0 ? null : (
        <div className="stack">
          <p role="status">
            {waiting.length} 件 {persons} 人
            {role.role === 'elsewhere'
              ? `在任职名单改由 ${role.window.prefix} 窗口合并导出以前交来，请逐件退回，由办理窗口重新交出。`
              : '等本窗口导出。'}
          </p>
          <ReceivedTable waiting={waiting} busy={busy} onHandBack={setAsked} />
        </div>
      )}
      {onTheWay === 0 ? null : (
        <p className="soft small day-close__after">{onTheWay} 件的结果正在送回办理窗口，对方登录并联网后登记。</p>
      )}
      {refused.map(({ event, word, became }) => (
        <Notice key={`${event.window} ${word.caseId} ${word.of}`} tone="warn">
          {event.prefix} 窗口没有登记 <span className="number">{word.number}</span> 的结果：
          {became === null || became === 'applied' ? '' : hallFailureWords[became]}。请与该窗口核对。
        </Notice>
      ))}
      {unreadable === 0 ? null : (
        <Notice tone="warn">
          另有 {unreadable} 件打不开：密钥不同，或由更新的程序交出。请让办理窗口核对接收端设置。
        </Notice>
      )}
      {asked === null ? null : <HandBackDialog store={store} on={on} release={asked} onClose={() => setAsked(null)} />}
    </section>
  );
}

/** What this window released, and what came back; nothing where nothing did. */
export function ReleasedPanel({ store }: { readonly store: CounterStore }) {
  const cases = store.cases.list();
  const out = cases.filter(({ release }) => release !== null);
  // Withdrawn since, nobody releases it again.
  const back = cases.filter((entry) => entry.handedBack !== null && leavingRounds(entry).length > 0);
  if (out.length + back.length === 0) return null;
  const since = out.map(({ release }) => release?.on ?? '').toSorted()[0];
  return (
    <section className="panel stack" aria-label="合并导出">
      <h2 className="panel__title">合并导出</h2>
      {out.length === 0 ? null : (
        <p role="status">
          {out.length} 件已交 {[...new Set(out.map(({ release }) => release?.to.prefix))].join('、')} 窗口，最早{' '}
          <span className="number">{since}</span>；导出或退回以前不能撤回、更正。
        </p>
      )}
      {back.map(({ caseId, number, employerName, handedBack }) => (
        <Notice key={caseId} tone="warn">
          {handedBack?.prefix} 窗口退回{' '}
          <a className="number" href={`#/case/${caseId}`}>
            {number}
          </a>{' '}
          {employerName}：{handedBack?.reason}
        </Notice>
      ))}
    </section>
  );
}
