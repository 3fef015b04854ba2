/** A place for what is wrong with each accepted person, and with the whole: nothing written is a pass, anything sends it back. */
import { useState } from 'react';
import { maskCitizenId } from '#shared/domain/citizen-id.ts';
import { formatYuan } from '#shared/domain/money.ts';
import { normaliseCode } from '#shared/domain/normalise.ts';
import type { Application } from '#shared/domain/application.ts';
import type { DecisionRecord } from '#shared/casework/action.ts';
import { TextField } from '../../ui/Field.tsx';

export interface AcceptedPerson {
  readonly citizenId: string;
  readonly name: string;
  readonly amountFen: number;
  /** In the order of the answer, from 0. */
  readonly place: number;
}

/** Whom an answer accepts, in the order of the roster. */
export function acceptedBy(record: DecisionRecord | null, { roster }: Application): readonly AcceptedPerson[] {
  const names = new Map(roster.map(({ citizenId, name }) => [normaliseCode(citizenId), name]));
  return (record?.decision.entries ?? []).flatMap(({ verdict, citizenId, amountFen }, place) => {
    const key = normaliseCode(citizenId);
    return verdict === 'met' ? [{ citizenId: key, name: names.get(key) ?? '', amountFen, place }] : [];
  });
}

export interface WrittenReasons {
  readonly texts: ReadonlyMap<string, string>;
  readonly note: string;
  readonly passed: boolean;
  readonly reasons: readonly { readonly citizenId: string; readonly place: number; readonly text: string }[];
  readonly setText: (citizenId: string, text: string) => void;
  readonly setNote: (note: string) => void;
}

export function useReasons(persons: readonly AcceptedPerson[]): WrittenReasons {
  const [texts, setTexts] = useState<ReadonlyMap<string, string>>(new Map());
  const [note, setNote] = useState('');
  const reasons = persons.flatMap(({ citizenId, place }) => {
    const text = (texts.get(citizenId) ?? '').trim();
    return text === '' ? [] : [{ citizenId, place, text }];
  });
  return {
    texts,
    note,
    reasons,
    passed: reasons.length === 0 && note.trim() === '',
    setText: (citizenId, text) => setTexts(new Map(texts).set(citizenId, text)),
    setNote,
  };
}

/** What the button of the dialog says. */
export const verdictWords = (passed: boolean, persons: number, amountFen: number, toWhom: string): string =>
  passed ? `通过（${persons} 人，${formatYuan(amountFen)} 元）` : `退回，请${toWhom}更正`;

export function ReviewFields({
  employerName,
  persons,
  written,
}: {
  readonly employerName: string;
  readonly persons: readonly AcceptedPerson[];
  readonly written: WrittenReasons;
}) {
  return (
    <>
      <p>
        {employerName}
        <span className="soft">　有问题的人，在后面写明原因；都没有问题的，直接确认通过。</span>
      </p>
      {persons.map(({ citizenId, name, amountFen }, at) => (
        <TextField
          key={citizenId}
          label={`${name}　${maskCitizenId(citizenId)}　${formatYuan(amountFen)} 元`}
          value={written.texts.get(citizenId) ?? ''}
          maxLength={500}
          {...(at === 0 ? { 'data-autofocus': '' } : {})}
          onChange={(event) => written.setText(citizenId, event.target.value)}
        />
      ))}
      <TextField
        label="整件的问题"
        optional
        value={written.note}
        maxLength={500}
        onChange={(event) => written.setNote(event.target.value)}
      />
    </>
  );
}
