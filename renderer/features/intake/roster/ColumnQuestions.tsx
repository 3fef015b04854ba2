import { useState } from 'react';
import { rosterFieldLabels, type ColumnAnswer, type ColumnAnswers } from '#shared/rosters/roster-answers.ts';
import type { ColumnQuestion } from '#shared/files/roster-reading.ts';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { SelectField } from '../../../ui/Field.tsx';
import { Notice } from '../../../ui/Notice.tsx';

export interface ColumnQuestionsProps {
  readonly source: string;
  readonly questions: readonly ColumnQuestion[];
  readonly onAnswer: (answers: ColumnAnswers) => void;
  /** The columns stay unread; the persons are taken. */
  readonly onLeave: () => void;
}

const optionsOf = ({
  choices,
}: ColumnQuestion): readonly { readonly value: ColumnAnswer; readonly label: string }[] => [
  ...choices.map((field, at) => ({ value: field, label: `${at + 1} ${rosterFieldLabels[field]}` })),
  { value: 'none', label: '0 不需要这一列' },
];

const columnLetters = (cell: string): string => cell.replace(/\d+$/u, '');
const labelOf = ({ cell, heading }: ColumnQuestion): string =>
  `${columnLetters(cell)} 列 ${heading === '' ? '（没有列名）' : `“${heading.slice(0, 20)}”`}`;

/** The field that two columns were given, if any. */
function givenTwice(answers: ReadonlyMap<string, ColumnAnswer>): string | null {
  const fields = [...answers.values()].filter((answer) => answer !== 'none');
  const twice = fields.find((field, at) => fields.indexOf(field) !== at);
  return twice === undefined ? null : `“${rosterFieldLabels[twice]}”选了两列，请只留一列。`;
}

/**
 * Columns whose names nobody knows: what stands in them, and what they are. The likely answer is chosen already, a digit
 * chooses another, ↑↓ too; Enter goes on.
 */
export function ColumnQuestions({ source, questions, onAnswer, onLeave }: ColumnQuestionsProps) {
  const [answers, setAnswers] = useState<ReadonlyMap<string, ColumnAnswer>>(
    () => new Map(questions.map(({ key, supposed }) => [key, supposed ?? 'none'])),
  );
  const [problem, setProblem] = useState<string | null>(null);
  const submit = () => {
    const twice = givenTwice(answers);
    setProblem(twice);
    if (twice === null) onAnswer(answers);
  };
  const choose = (question: ColumnQuestion, value: string) => {
    const answer = optionsOf(question).find((option) => option.value === value)?.value ?? 'none';
    setAnswers(new Map([...answers, [question.key, answer]]));
    setProblem(null);
  };
  return (
    <Dialog
      title="这几列是什么？"
      onClose={onLeave}
      actions={
        <>
          <Button keyHint="back" onClick={onLeave}>
            先不读这几列
          </Button>
          <Button look="primary" keyHint="open" onClick={submit}>
            按此读入
          </Button>
        </>
      }
    >
      <p>
        {source} 有 {questions.length} 列的列名没有见过。请按内容说明各是什么；该单位下次的文件按此读入，不再询问。
      </p>
      <div className="roster__questions">
        {questions.map((question, at) => (
          <SelectField
            key={question.key}
            label={labelOf(question)}
            hint={`内容：${question.samples.join('、')}`}
            value={answers.get(question.key) ?? 'none'}
            options={optionsOf(question)}
            {...(at === 0 ? { 'data-autofocus': '' } : {})}
            onChange={(event) => choose(question, event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
                event.preventDefault();
                submit();
              }
            }}
          />
        ))}
      </div>
      {problem === null ? null : (
        <Notice tone="bad" live="alert">
          {problem}
        </Notice>
      )}
    </Dialog>
  );
}
