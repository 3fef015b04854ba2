import { useId, useRef, useState } from 'react';
import { failureText } from '#shared/wording/failures.ts';
import { Button } from '../../ui/Button.tsx';
import { FileButton } from '../../ui/FileButton.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { RefusedFile } from '../../ui/RefusedFile.tsx';
import { readAnswerFile } from './answer-file.ts';
import { keepAnswers, type AnswersOutcome, type VerificationWork } from './verification-work.ts';

const BROKEN = '读取时程序出了错，没有登记任何结果。请重新选择文件再试；仍不行的，请把文件交给维护人员。';

/** `null`: the clerk stopped it. Whatever else goes wrong becomes a sentence. */
async function taken(work: VerificationWork, file: File, signal: AbortSignal): Promise<AnswersOutcome | null> {
  const reading = await readAnswerFile(file, signal);
  if (reading === null) return null;
  return reading.ok ? keepAnswers(work, reading.file) : { kind: 'refused', problems: reading.problems };
}

/** The way in for a file that came back, and what came of it. */
export function AnswerPanel({ work }: { readonly work: VerificationWork }) {
  const title = useId();
  const [reading, setReading] = useState(false);
  const [outcome, setOutcome] = useState<AnswersOutcome | null>(null);
  const stopper = useRef<AbortController | null>(null);
  const read = (file: File): void => {
    if (reading) return;
    setReading(true);
    setOutcome(null);
    const controller = new AbortController();
    stopper.current = controller;
    void taken(work, file, controller.signal)
      .catch((): AnswersOutcome => ({ kind: 'refused', problems: [BROKEN] }))
      .then(setOutcome)
      .finally(() => setReading(false));
  };
  return (
    <section className="panel" aria-labelledby={title}>
      <h2 className="panel__title" id={title}>
        返回
      </h2>
      <div className="stack">
        <div className="row">
          <FileButton
            shortcut="chooseFile"
            unavailable={reading}
            fileLabel="返回文件"
            accept=".xlsx,.xls,.et,.csv,.txt"
            onFile={read}
          >
            导入返回文件
          </FileButton>
          {reading ? <Button onClick={() => stopper.current?.abort()}>取消读取</Button> : null}
          <span className="soft small">
            在查询文件的“核验结果”（是、否）和“核验日期”两列填写后导入；空白的继续等待。核验接口（59号函）的字段没有公布，没有接通。
          </span>
        </div>
        <AnswerEnd outcome={outcome} />
      </div>
    </section>
  );
}

function AnswerEnd({ outcome }: { readonly outcome: AnswersOutcome | null }) {
  if (outcome === null) return null;
  switch (outcome.kind) {
    case 'taken':
      return (
        <Notice tone="good" live="status">
          已登记 {outcome.answers} 人的返回结果，相关办件的判定随之更新。
          {outcome.keptBefore > 0 ? `其中另有 ${outcome.keptBefore} 人以前已登记，没有重复。` : ''}
          {outcome.stillOpen > 0 ? `还有 ${outcome.stillOpen} 人没有返回。` : ''}
        </Notice>
      );
    case 'nothing-new':
      return (
        <Notice tone="info" live="status">
          文件中没有新的返回结果：已导入过，或“核验结果”还没有填写。原有结果不变。
        </Notice>
      );
    case 'refused':
      return (
        <RefusedFile
          lead="文件没有导入，原有结果不变。请更正后再导入，或核对是否选错文件"
          problems={outcome.problems.map((problem) => ({ key: problem, text: problem }))}
        />
      );
    case 'failure':
      return (
        <Notice tone="bad" live="alert">
          {failureText(outcome.failure)}
        </Notice>
      );
  }
}
