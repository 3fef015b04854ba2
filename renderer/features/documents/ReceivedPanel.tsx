/** What other windows sent for this page: what it is, from whom, how far it is, and looking at it. Nothing where nothing came. */
import type { DocumentKind } from '#shared/casework/document-dispatches.ts';
import { comingWords, documentTitle, documentWordLabels, megabytes } from '#shared/wording/documents.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import type { ReceivedDocument } from '../../store/documents/document-desk.ts';
import { Button } from '../../ui/Button.tsx';
import { Landing } from '../../ui/Landing.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useReceived } from './use-documents.ts';
import type { Opening } from './use-opened.ts';
import './documents.css';

export interface ReceivedPanelProps {
  readonly store: CounterStore;
  readonly kinds: readonly DocumentKind[];
  readonly opening: Opening;
  /** Whoever is signed in may take such a file in. */
  readonly mayTake: boolean;
  /** Somebody came for it. */
  readonly wanted: boolean;
  /** The file is to be looked at now. */
  readonly onOpen: (of: ReceivedDocument) => void;
}

type LineProps = Pick<ReceivedPanelProps, 'mayTake' | 'opening' | 'onOpen'> & { readonly one: ReceivedDocument };

function Line({ one, mayTake, opening, onOpen }: LineProps) {
  const { document, prefix, word, lying } = one;
  const coming = comingWords(lying);
  return (
    <tr>
      <th scope="row">
        {documentTitle(document.contents)}
        <div className="soft small">
          {document.fileName} · {megabytes(document.bytes)}
        </div>
      </th>
      <td>
        {prefix} 窗口
        <div className="soft small">
          {document.by.officerName} {document.by.at.slice(0, 10)}
        </div>
      </td>
      <td>
        {word === 'held' ? (
          <span className={coming.bad === true ? 'documents__bad' : undefined}>{coming.text}</span>
        ) : (
          <span className="documents__bad">{documentWordLabels[word]}</span>
        )}
      </td>
      <td className="documents__does">
        {mayTake ? (
          <>
            <Button
              unavailable={word !== 'held' || !coming.ready}
              title={word === 'held' && !coming.ready ? '收齐以后才能打开' : undefined}
              onClick={() => onOpen(one)}
            >
              打开核对
            </Button>{' '}
            <Button onClick={() => void opening.decline(one)}>不采用</Button>
          </>
        ) : (
          <span className="soft small">由管理员登录后办理</span>
        )}
      </td>
    </tr>
  );
}

export function ReceivedPanel({ store, kinds, wanted, opening, ...rest }: ReceivedPanelProps) {
  const { all, problem } = useReceived(store, kinds);
  const said = opening.problem ?? problem;
  // Whoever came for it lands here, and waits here while it is read.
  if (all.length === 0 && said === null) return wanted ? <Landing here>{null}</Landing> : null;
  return (
    <Landing here={wanted}>
      <section className="panel stack" aria-label="其他窗口寄来的文件">
        <h2 className="panel__title">
          其他窗口寄来的文件<span className="soft small">先核对、后采用；采用或不采用都记入台账，并告知寄出窗口</span>
        </h2>
        {said === null ? null : (
          <Notice tone="bad" live="alert">
            {said}
          </Notice>
        )}
        {all.length === 0 ? null : (
          <table className="table documents__table">
            <thead>
              <tr>
                <th scope="col">文件</th>
                <th scope="col">寄出</th>
                <th scope="col">状态</th>
                <th scope="col">办理</th>
              </tr>
            </thead>
            <tbody>
              {all.map((one) => (
                <Line key={`${one.window} ${one.document.digest}`} one={one} opening={opening} {...rest} />
              ))}
            </tbody>
          </table>
        )}
      </section>
    </Landing>
  );
}
