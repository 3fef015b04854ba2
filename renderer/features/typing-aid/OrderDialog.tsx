import { useState } from 'react';
import type { Layout } from '#shared/layouts/layout.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { CheckField } from '../../ui/Field.tsx';
import { columnKey, fittedOrder, movedLine, toggledLine, type TypingOrder } from './typing-order.ts';

export interface OrderDialogProps {
  readonly layout: Layout;
  readonly order: TypingOrder;
  readonly onSave: (order: TypingOrder) => void;
  readonly onClose: () => void;
}

/** The order of the provincial page: move fields up and down, leave out what the page does not ask. */
export function OrderDialog({ layout, order: given, onSave, onClose }: OrderDialogProps) {
  const [order, setOrder] = useState(given);
  const headings = new Map(layout.columns.map((column) => [columnKey(column), column.heading]));
  return (
    <Dialog
      title="录入顺序"
      onClose={onClose}
      actions={
        <>
          <Button onClick={() => setOrder(fittedOrder(layout, []))}>恢复原顺序</Button>
          <Button onClick={onClose}>取消</Button>
          <Button look="primary" unavailable={order.every(({ shown }) => !shown)} onClick={() => onSave(order)}>
            保存
          </Button>
        </>
      }
    >
      <p className="small soft">与省系统“窗口受理—新增”页面的先后一致，录入最快。不需要录入的项可以去掉。</p>
      <ol className="typing-order">
        {order.map((line, index) => {
          const heading = headings.get(line.key) ?? line.key;
          return (
            <li className="typing-order__line" key={line.key}>
              <CheckField label={heading} checked={line.shown} onChange={() => setOrder(toggledLine(order, index))} />
              <span className="grow" />
              <Button
                aria-label={`${heading} 上移`}
                unavailable={index === 0}
                onClick={() => setOrder(movedLine(order, index, -1))}
              >
                ↑
              </Button>
              <Button
                aria-label={`${heading} 下移`}
                unavailable={index === order.length - 1}
                onClick={() => setOrder(movedLine(order, index, 1))}
              >
                ↓
              </Button>
            </li>
          );
        })}
      </ol>
    </Dialog>
  );
}
