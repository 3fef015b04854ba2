/** Before input errors go on paper: all of them, and the choice between putting them right here and asking the firm to. */
import type { Application } from '#shared/domain/application.ts';
import type { InputErrors } from '#shared/casework/input-errors.ts';
import { formErrorWords, inputErrorWords } from '#shared/wording/letters-input.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { keyName } from '../../ui/key-table.ts';

export interface InputErrorsDialogProps {
  readonly application: Application;
  readonly errors: InputErrors;
  /** Back to the sheet, to the first thing to put right. */
  readonly onCorrect: () => void;
  readonly onNotify: () => void;
}

function sentencesOf({ employer, roster }: Application, { form, entries, noPersons }: InputErrors): readonly string[] {
  const rowOf = (id: string): number => roster.findIndex(({ entryId }) => entryId === id) + 1;
  return [
    ...form.map((issue) => formErrorWords(employer, issue)),
    ...(noPersons ? ['花名册没有人员'] : []),
    ...entries.map(
      (entry) => `第 ${rowOf(entry.entryId)} 行 ${entry.name.trim()}：${inputErrorWords(entry).join('，')}`,
    ),
  ];
}

export function InputErrorsDialog({ application, errors, onCorrect, onNotify }: InputErrorsDialogProps) {
  const sentences = sentencesOf(application, errors);
  return (
    <Dialog
      title={`还有 ${sentences.length} 处填写问题，现在不能受理`}
      onClose={onCorrect}
      actions={
        <>
          <Button keyHint="back" look="primary" data-autofocus="" onClick={onCorrect}>
            返回更正
          </Button>
          <Button onClick={onNotify}>写入一次性告知书并保存</Button>
        </>
      }
    >
      <ul className="input-errors">
        {sentences.map((sentence, index) => (
          <li key={`${index}:${sentence}`}>{sentence}</li>
        ))}
      </ul>
      <p className="soft">
        录入有误的，返回更正。申请单位填写有误或缺少的，写入一次性告知书，连同其他需补正的内容一次告知；只收材料的，返回后按{' '}
        {keyName('print')}。
      </p>
    </Dialog>
  );
}
