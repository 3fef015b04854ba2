/** What was sent from here: where it is, which window took it, which has not said. Nothing where nothing was sent. */
import { useState } from 'react';
import type { DocumentKind } from '#shared/casework/document-dispatches.ts';
import { documentBecameLabels, documentTitle, megabytes, sentWords } from '#shared/wording/documents.ts';
import { failureText } from '#shared/wording/failures.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import type { SentDocumentState } from '../../store/documents/document-desk.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { useSent } from './use-documents.ts';
import './documents.css';

export interface SentPanelProps {
  readonly store: CounterStore;
  readonly kinds: readonly DocumentKind[];
}

/** What each window made of it, in a line. */
const windowsWords = ({ became, silent }: Pick<SentDocumentState, 'became' | 'silent'>): string =>
  [
    ...became.map(({ prefix, became: what, on }) => `${prefix} ${documentBecameLabels[what]}（${on}）`),
    ...silent.map((prefix) => `${prefix} 还没有办理`),
  ].join('；') || '还没有窗口办理';

export function SentPanel({ store, kinds }: SentPanelProps) {
  const { all, problem } = useSent(store, kinds);
  const [failure, setFailure] = useState<string | null>(null);
  const said = failure ?? problem;
  if (all.length === 0 && said === null) return null;
  const withdraw = async (digest: string) => {
    const done = await store.documents.withdraw(digest);
    setFailure(done.ok ? null : failureText(done.failure));
  };
  return (
    <section className="panel stack" aria-label="寄送各窗口的文件">
      <h2 className="panel__title">
        寄送各窗口的文件<span className="soft small">各窗口联网时自动收取，由各窗口核对后采用</span>
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
              <th scope="col">送出</th>
              <th scope="col">各窗口</th>
              <th scope="col">办理</th>
            </tr>
          </thead>
          <tbody>
            {all.map(({ document, lying, ...windows }) => {
              const { text, bad } = sentWords(lying);
              return (
                <tr key={document.digest}>
                  <th scope="row">
                    {documentTitle(document.contents)}
                    <div className="soft small">
                      {document.fileName} · {megabytes(document.bytes)} · {document.by.officerName}{' '}
                      {document.by.at.slice(0, 10)}
                    </div>
                  </th>
                  <td className={bad === true ? 'documents__bad' : undefined}>{text}</td>
                  <td>{windowsWords(windows)}</td>
                  <td className="documents__does">
                    <Button
                      unavailable={store.capacity !== 'administrator'}
                      title={store.capacity === 'administrator' ? undefined : '由管理员登录后办理'}
                      onClick={() => void withdraw(document.digest)}
                    >
                      停止寄送
                    </Button>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </section>
  );
}
