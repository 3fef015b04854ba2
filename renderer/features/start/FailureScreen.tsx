/** What happened, what is safe, what to do; a report without personal data to hand on. */
import { useState, type ReactNode } from 'react';
import type { Failure } from '#shared/contract/failure.ts';
import type { Host } from '#shared/contract/host.ts';
import { failureText, failureWording } from '#shared/wording/failures.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { StartPage } from './StartPage.tsx';
import { useMaintenance } from './use-maintenance.ts';

export interface FailureScreenProps {
  readonly failure: Failure;
  /** Absent when the host itself cannot be reached: then no report can be written. */
  readonly host?: Host;
  readonly appVersion?: string;
  /** Other ways on, e.g. trying again. */
  readonly children?: ReactNode;
}

/** Codes, version and browser; nothing that was typed. The host adds counts, the chain's state and the end of its log. */
function reportText({ failure, appVersion }: FailureScreenProps): string {
  return JSON.stringify(
    { failure, appVersion: appVersion ?? '', browser: navigator.userAgent, at: new Date().toISOString() },
    null,
    1,
  );
}

function ReportButton(props: FailureScreenProps & { readonly host: Host }) {
  const [said, setSaid] = useState<string | null>(null);
  const save = async () => {
    const written = await props.host.call('report.write', { text: reportText(props) });
    setSaid(
      written.ok ? `已保存：${written.value.folder} 中的 ${written.value.fileName}` : failureText(written.failure),
    );
  };
  return (
    <>
      <Button onClick={() => void save()}>保存故障报告（不含个人信息）</Button>
      {said === null ? null : (
        <Notice tone="info" live="status">
          {said}
        </Notice>
      )}
    </>
  );
}

export function FailureScreen(props: FailureScreenProps) {
  const { failure, host, children } = props;
  const contact = useMaintenance(host);
  const { title, whatHappened, whatIsSafe, whatToDo } = failureWording(failure);
  return (
    <StartPage title={title}>
      <div className="stack" role="alert">
        <dl className="start__failure">
          <dt>发生了什么</dt>
          <dd>{whatHappened}</dd>
          <dt>什么是安全的</dt>
          <dd>{whatIsSafe}</dd>
          <dt>请这样做</dt>
          <dd>{whatToDo}</dd>
        </dl>
        <p className="soft small">
          仍不能解决时，请联系{contact === null ? '本单位管理员' : `维护人员：${contact}`}，并告知代码 {failure.code}。
        </p>
      </div>
      <div className="row">
        {children}
        {host === undefined ? null : <ReportButton {...props} host={host} />}
      </div>
    </StartPage>
  );
}
