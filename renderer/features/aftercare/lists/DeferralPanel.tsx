/** A firm with persons held back by 缓缴: what it is told, the paper, when and how it was told, and the case in which they came back. */
import { useState } from 'react';
import type { DeferredFirm } from '#shared/aftercare/lists/deferrals.ts';
import { deferralNotice } from '#shared/papers/list-papers.ts';
import { itemStateLabels } from '#shared/wording/aftercare.ts';
import { deferralText } from '#shared/wording/lists.ts';
import { Button } from '../../../ui/Button.tsx';
import { copyText } from '../../../ui/clipboard.ts';
import { useKeys } from '../../../ui/keys.ts';
import { FieldsDialog } from '../FieldsDialog.tsx';
import type { ListWork } from './list-print.ts';
import { ListPaperButton } from './ListPaperButton.tsx';

export interface DeferralPanelProps {
  readonly work: ListWork;
  readonly firm: DeferredFirm;
  readonly onOpenCase: (caseId: string) => void;
  readonly onClose: () => void;
}

const manners = [
  { value: 'telephone', label: '电话' },
  { value: 'message', label: '短信' },
  { value: 'letter', label: '书面告知书' },
  { value: 'visit', label: '窗口当面' },
] as const;
type Manner = (typeof manners)[number]['value'];
export const tellingLabels = Object.fromEntries(manners.map(({ value, label }) => [value, label])) as Readonly<
  Record<Manner, string>
>;

export function DeferralPanel({ work, firm, onOpenCase, onClose }: DeferralPanelProps) {
  const { store, list, on } = work;
  const [telling, setTelling] = useState(false);
  const [copied, setCopied] = useState('');
  useKeys({ back: onClose });
  const items = firm.persons.map(({ item }) => item);
  const text = deferralText(store.office, items.length);
  const paper = {
    office: store.office,
    training: store.area === 'training',
    list: list.label,
    sequence: list.sequence,
    on,
  };
  const copy = async () => setCopied((await copyText(text)) ? '已复制' : '系统没有允许复制，请照上面的文字告知');
  return (
    <section className="panel stack" aria-label={`缓缴 ${firm.employerName}`}>
      <h2 className="panel__title">
        {firm.employerName}
        <span className="soft small">{items.length} 人因缓缴未补暂不能发放</span>
      </h2>
      <div className="row">
        <Button look="primary" shortcut="save" autoFocus onClick={() => setTelling(true)}>
          登记已告知
        </Button>
        <ListPaperButton
          work={work}
          paper="deferralNotice"
          firmKey={firm.firmKey}
          items={items}
          letter={() => deferralNotice(paper, firm.employerName, items)}
        >
          打印补缴告知书
        </ListPaperButton>
        <Button onClick={() => void copy()}>复制告知内容</Button>
        <span role="status" className="soft small">
          {copied}
        </span>
        <span className="grow" />
        <Button keyHint="back" onClick={onClose}>
          返回
        </Button>
      </div>
      <p className="lists__text">{text}</p>
      <table className="table" aria-label="缓缴人员">
        <thead>
          <tr>
            <th scope="col">姓名</th>
            <th scope="col">名单</th>
            <th scope="col">状态</th>
            <th scope="col">告知</th>
            <th scope="col">后来的办件</th>
          </tr>
        </thead>
        <tbody>
          {firm.persons.map(({ item, told, later }) => (
            <tr key={item.source.itemId}>
              <td>{item.source.name}</td>
              <td className="number">{item.source.reference}</td>
              <td>{itemStateLabels[item.state]}</td>
              <td>
                {told
                  .map(({ event, by }) => `${event.toldOn} ${tellingLabels[event.manner]}（${by.name}）`)
                  .join('；') || '还没有告知'}
              </td>
              <td>
                {later === null ? (
                  ''
                ) : (
                  <Button look="quiet" onClick={() => onOpenCase(later.caseId)}>
                    {later.number}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {telling ? (
        <FieldsDialog
          store={store}
          on={on}
          subjectId={list.head.listId}
          title={`已告知补缴 ${firm.employerName}`}
          confirm="登记"
          fields={[
            { name: 'manner', label: '告知方式', first: 'telephone', kind: { options: manners } },
            { name: 'toldOn', label: '告知日期', first: on, kind: 'day' },
            { name: 'note', label: '接收人和说明', first: '', optional: true },
          ]}
          eventOf={({ text: typed, day }) => ({
            step: 'deferralTold',
            firmKey: firm.firmKey,
            itemIds: items.map(({ source }) => source.itemId),
            toldOn: day('toldOn'),
            manner: typed('manner') as Manner,
            note: typed('note'),
          })}
          onClose={() => setTelling(false)}
        >
          <p className="lists__text">{text}</p>
        </FieldsDialog>
      ) : null}
    </section>
  );
}
