import { useEffect, useRef, useState, type RefObject } from 'react';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { keyName } from '../../ui/key-table.ts';
import type { TypingField } from './typing-person.ts';
import { copyText } from '../../ui/clipboard.ts';

export interface FieldCardProps {
  readonly field: TypingField;
  readonly index: number;
  readonly count: number;
  /** What comes after the last field, on the button: next person or done. */
  readonly isLast: boolean;
  readonly onNext: () => void;
  readonly button: RefObject<HTMLButtonElement | null>;
}

/**
 * The field that is due, large. One key copies it and goes on; an empty one is only passed. Where the clipboard is
 * refused, the text lies selected for Ctrl+C and Enter goes on.
 */
export function FieldCard({ field, index, count, isLast, onNext, button }: FieldCardProps) {
  const [refused, setRefused] = useState(false);
  const text = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (refused) text.current?.select();
  }, [refused]);
  const copyAndGoOn = async (): Promise<void> => {
    if (field.value === '' || (await copyText(field.value))) onNext();
    else setRefused(true);
  };
  return (
    <div className="typing-card">
      <div className="row">
        <h3 id="typing-heading" className="typing-card__heading">
          {field.heading}
        </h3>
        <span className="soft number">
          第 {index + 1}/{count} 项
        </span>
      </div>
      <output className="typing-card__value number" aria-labelledby="typing-heading">
        {field.value === '' ? <span className="soft">（空，不必录入）</span> : field.shown}
      </output>
      <div className="typing-card__meaning soft">{field.meaning}</div>
      {refused ? (
        <Notice tone="warn" live="alert">
          系统没有允许自动复制。下面的内容已选中，请按 {keyName('copy')} 复制，再按 {keyName('open')} 到下一项。
          <input
            ref={text}
            className="input typing-card__text"
            readOnly
            autoComplete="off"
            spellCheck={false}
            aria-label={field.heading}
            value={field.value}
            onKeyDown={(event) => {
              if (event.key === 'Enter') onNext();
            }}
          />
        </Notice>
      ) : null}
      <div className="row">
        <Button
          ref={button}
          look="primary"
          keyHint="open"
          className="typing-card__copy"
          onClick={() => void copyAndGoOn()}
        >
          {field.value === '' ? '跳过' : '复制'}
          {isLast ? '，本人录完' : '，到下一项'}
        </Button>
      </div>
    </div>
  );
}
