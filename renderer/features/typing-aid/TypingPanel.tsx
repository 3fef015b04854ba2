/** One case: its persons one after the other, the fields of each in page order. */
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { Layout } from '#shared/layouts/layout.ts';
import type { ProvincialRecord } from '#shared/layouts/provincial-record.ts';
import { Button } from '../../ui/Button.tsx';
import { useKeys } from '../../ui/keys.ts';
import { Notice } from '../../ui/Notice.tsx';
import { FieldCard } from './FieldCard.tsx';
import { isTyped, type TypingMemory } from './typing-marks.ts';
import { columnsToType, type TypingOrder } from './typing-order.ts';
import { fieldsOf, type TypingField } from './typing-person.ts';

export interface TypingPanelProps {
  readonly caseId: string;
  readonly number: string;
  readonly employerName: string;
  readonly persons: readonly ProvincialRecord[];
  readonly layout: Layout;
  readonly order: TypingOrder;
  readonly memory: TypingMemory;
  readonly onMark: (position: number, done: boolean) => void;
  /** Every person of the case is typed. */
  readonly onCaseDone: () => void;
}

const firstOpen = (persons: readonly ProvincialRecord[], caseId: string, memory: TypingMemory): number =>
  Math.max(
    0,
    persons.findIndex(({ position }) => !isTyped(memory, caseId, position)),
  );

export function TypingPanel(props: TypingPanelProps) {
  const { caseId, persons, layout, order, memory, onMark, onCaseDone } = props;
  const [at, setAt] = useState(() => firstOpen(persons, caseId, memory));
  const [fieldAt, setFieldAt] = useState(0);
  const button = useRef<HTMLButtonElement>(null);
  const person = persons[at];
  const fields = person === undefined ? [] : fieldsOf(person, columnsToType(layout, order), layout.codeTables);
  const field = fields[Math.min(fieldAt, fields.length - 1)];
  const typed = person !== undefined && isTyped(memory, caseId, person.position);
  useEffect(() => button.current?.focus(), [at, fieldAt, typed]);
  const goToPerson = (index: number) => {
    if (index < 0 || index >= persons.length) return;
    setAt(index);
    setFieldAt(0);
  };
  const finishPerson = () => {
    if (person === undefined) return;
    onMark(person.position, true);
    const next = persons.findIndex((one, index) => index !== at && !isTyped(memory, caseId, one.position));
    if (next < 0) onCaseDone();
    else goToPerson(next);
  };
  const goOn = () => (fieldAt + 1 < fields.length ? setFieldAt(fieldAt + 1) : finishPerson());
  const takeBack = () => {
    if (person === undefined || !typed) return;
    onMark(person.position, false);
    setFieldAt(0);
  };
  useKeys({
    previous: () => goToPerson(at - 1),
    next: () => goToPerson(at + 1),
    undo: takeBack,
  });
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.altKey ? 0 : event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (by === 0 || typed) return;
    event.preventDefault();
    setFieldAt(Math.max(0, Math.min(fields.length - 1, fieldAt + by)));
  };
  if (person === undefined || field === undefined) return <Notice>这个办件没有可录入的人员。</Notice>;
  return (
    <section className="panel typing-panel" aria-label="当前人员" onKeyDown={onKeyDown}>
      <PersonHead {...props} person={person} at={at} typed={typed} onGo={goToPerson} />
      {typed ? (
        <Notice tone="good" live="status">
          <span>✓ 此人已录完。</span>
          <div className="row">
            <Button ref={button} keyHint="undo" onClick={takeBack}>
              撤销标记，重新录入
            </Button>
          </div>
        </Notice>
      ) : (
        <FieldCard
          key={`${person.position} ${field.key}`}
          field={field}
          index={fieldAt}
          count={fields.length}
          isLast={fieldAt === fields.length - 1}
          onNext={goOn}
          button={button}
        />
      )}
      <FieldOverview fields={fields} current={typed ? fields.length : fieldAt} onChoose={typed ? null : setFieldAt} />
    </section>
  );
}

interface PersonHeadProps extends TypingPanelProps {
  readonly person: ProvincialRecord;
  readonly at: number;
  readonly typed: boolean;
  readonly onGo: (index: number) => void;
}

function PersonHead({ number, employerName, persons, person, at, typed, onGo }: PersonHeadProps) {
  return (
    <div className="row typing-panel__head">
      <div className="grow">
        <h2 className="typing-panel__name">{person.values.name}</h2>
        <div className="soft">
          <span className="number">{number}</span> {employerName} · 第 {at + 1}/{persons.length} 人
          {typed ? ' · ✓ 已录完' : ''}
        </div>
      </div>
      <Button keyHint="previous" unavailable={at === 0} onClick={() => onGo(at - 1)}>
        上一人
      </Button>
      <Button keyHint="next" unavailable={at === persons.length - 1} onClick={() => onGo(at + 1)}>
        下一人
      </Button>
    </div>
  );
}

interface FieldOverviewProps {
  readonly fields: readonly TypingField[];
  /** Fields before this one have been passed. */
  readonly current: number;
  readonly onChoose: ((index: number) => void) | null;
}

/** All fields of the person, small: what has been passed, where we are. A click goes there. */
function FieldOverview({ fields, current, onChoose }: FieldOverviewProps) {
  return (
    <ol className="typing-overview" aria-label="各项">
      {fields.map((field, index) => (
        <li key={field.key}>
          <button
            type="button"
            className="typing-overview__field"
            tabIndex={-1}
            aria-current={index === current ? 'step' : undefined}
            disabled={onChoose === null}
            onClick={() => onChoose?.(index)}
          >
            <span>{index < current ? '✓' : ''}</span>
            <span className="soft">{field.heading}</span>
            <span className="number">
              {field.value === '' ? '—' : field.shown} <span className="soft">{field.meaning}</span>
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
}
