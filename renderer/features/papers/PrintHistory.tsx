import { useEffect, useRef, type Ref } from 'react';
import { Button } from '../../ui/Button.tsx';
import type { CasePrint, PrintState } from './case-prints.ts';

export const printStateLabels: Readonly<Record<PrintState, string>> = {
  sent: '已发送',
  printed: '已打印',
  failed: '失败',
};

export interface PrintHistoryProps {
  readonly prints: readonly CasePrint[];
  readonly busy: boolean;
  readonly onPreview: (print: CasePrint) => void;
  readonly onReprint: (print: CasePrint) => void;
  readonly onSettle: (print: CasePrint, state: 'printed' | 'failed') => void;
  /** False once the case is closed: its papers may only be looked at. */
  readonly printable: boolean;
  /** The answer to the newest print without one takes the focus, once. */
  readonly landOnSent: boolean;
}

const title = ({ letter, copy }: CasePrint): string =>
  `${letter.title}${letter.page === '80mm' ? '（80毫米）' : ''}${copy > 1 ? ` 补打第 ${copy - 1} 次` : ''}`;

interface LineProps {
  readonly print: CasePrint;
  readonly props: PrintHistoryProps;
  /** The button that says that it came out. */
  readonly answer: Ref<HTMLButtonElement> | undefined;
}

function Line({ print, props, answer }: LineProps) {
  const { busy, onPreview, onReprint, onSettle, printable } = props;
  return (
    <li className="print-history__line">
      <span className="grow">
        {title(print)}
        <span className="soft small">
          {' '}
          台账 {print.ledgerNumber} · {print.on} · {print.officerName}
        </span>
      </span>
      <span className={`print-state print-state--${print.state}`}>{printStateLabels[print.state]}</span>
      {print.outdated && printable ? <span className="print-state print-state--outdated">内容已变，请重打</span> : null}
      {print.state === 'sent' ? (
        <>
          <Button
            {...(answer === undefined ? {} : { ref: answer })}
            look="quiet"
            onClick={() => onSettle(print, 'printed')}
          >
            记为已打印
          </Button>
          <Button look="quiet" onClick={() => onSettle(print, 'failed')}>
            记为没打出
          </Button>
        </>
      ) : null}
      <Button look="quiet" onClick={() => onPreview(print)}>
        查看
      </Button>
      {printable && !print.outdated ? (
        <Button look="quiet" unavailable={busy} onClick={() => onReprint(print)}>
          补打
        </Button>
      ) : null}
    </li>
  );
}

/** Every print of the case with its ledger number, newest first. */
export function PrintHistory(props: PrintHistoryProps) {
  const newest = props.prints.toReversed();
  const open = newest.find(({ state }) => state === 'sent');
  const answer = useRef<HTMLButtonElement>(null);
  const landed = useRef(!props.landOnSent);
  // The case is read later than its page is drawn: by then the focus stands somewhere else.
  useEffect(() => {
    if (landed.current || open === undefined) return;
    landed.current = true;
    answer.current?.focus();
  }, [open]);
  if (newest.length === 0) return null;
  return (
    <section aria-label="打印记录">
      <h3 className="print-history__title">打印记录</h3>
      <ul className="print-history">
        {newest.map((print) => (
          <Line key={print.printId} print={print} props={props} answer={print === open ? answer : undefined} />
        ))}
      </ul>
    </section>
  );
}
