import { useId, useRef, useState } from 'react';
import { failureText } from '#shared/wording/failures.ts';
import { Button } from '../../ui/Button.tsx';
import { useKeys } from '../../ui/keys.ts';
import { Notice } from '../../ui/Notice.tsx';
import { readAnswerFile } from './answer-file.ts';
import { keepAnswers, type AnswersOutcome, type VerificationWork } from './verification-work.ts';

/** How many problems of a file are listed; the rest is counted. */
const PROBLEMS_SHOWN = 20;

async function taken(work: VerificationWork, file: File): Promise<AnswersOutcome> {
  const reading = await readAnswerFile(file);
  return reading.ok ? keepAnswers(work, reading.file) : { kind: 'refused', problems: reading.problems };
}

/** The way in for a file that came back, and what came of it. */
export function AnswerPanel({ work }: { readonly work: VerificationWork }) {
  const title = useId();
  const input = useRef<HTMLInputElement>(null);
  const [reading, setReading] = useState(false);
  const [outcome, setOutcome] = useState<AnswersOutcome | null>(null);
  const choose = (): void => input.current?.click();
  const read = (file: File | undefined): void => {
    if (file === undefined || reading) return;
    setReading(true);
    setOutcome(null);
    void taken(work, file)
      .then(setOutcome)
      .finally(() => setReading(false));
  };
  useKeys({ F6: choose });
  return (
    <section className="panel" aria-labelledby={title}>
      <h2 className="panel__title" id={title}>
        返回
      </h2>
      <div className="stack">
        <div className="row">
          <Button keyHint="F6" unavailable={reading} onClick={choose}>
            导入返回文件
          </Button>
          <span className="soft small">
            在查询文件的“核验结果”（是、否）和“核验日期”两列填写后导入；空白的继续等待。
          </span>
          <input
            ref={input}
            type="file"
            hidden
            accept=".xlsx,.xls,.et,.csv,.txt"
            aria-label="返回文件"
            onChange={(event) => {
              read(event.target.files?.[0]);
              event.target.value = '';
            }}
          />
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
        <Notice tone="bad" live="alert">
          文件没有导入，原有结果不变。请更正后再导入，或核对是否选错文件：
          <ul>
            {outcome.problems.slice(0, PROBLEMS_SHOWN).map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
          {outcome.problems.length > PROBLEMS_SHOWN ? `共 ${outcome.problems.length} 处。` : null}
        </Notice>
      );
    case 'failure':
      return (
        <Notice tone="bad" live="alert">
          {failureText(outcome.failure)}
        </Notice>
      );
  }
}
