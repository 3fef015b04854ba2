/** Which persons of a case the typed words mean: by a part of the name, its initials, or the end of the number. */
import { useEffect, useState } from 'react';
import { maskCitizenId } from '#shared/domain/citizen-id.ts';
import { normaliseCode, normalisePersonName } from '#shared/domain/normalise.ts';
import { found, searchWords } from '../../store/cases/case-index.ts';
import { initialsOf } from '../../store/pinyin-initials.ts';

export interface FoundPerson {
  readonly name: string;
  readonly citizenId: string;
}

/** More would not be read. */
const NAMED = 2;
/** Only such a word can be initials. */
const LETTER = /[A-Z]/u;

/** Initials of the persons of a case, in their order. They go when the case's line goes. */
const kept = new WeakMap<readonly FoundPerson[], readonly string[]>();
let queue = Promise.resolve();

/** One case after the other, each in a turn of its own: whoever types on is not held up. */
function readInitials(persons: readonly FoundPerson[], wanted: () => boolean): Promise<void> {
  queue = queue.then(async () => {
    if (!wanted() || kept.has(persons)) return;
    await new Promise((done) => {
      setTimeout(done);
    });
    const names = persons.map(({ name }) => normalisePersonName(name));
    kept.set(persons, await Promise.all(names.map((name) => initialsOf([name]))));
  });
  return queue;
}

function matched(persons: readonly FoundPerson[], words: readonly string[]): readonly FoundPerson[] {
  const initials = kept.get(persons);
  return persons.filter(({ name, citizenId }, at) => {
    const line = {
      text: `${normalisePersonName(name)}\n${initials?.[at] ?? ''}`,
      ids: `${normaliseCode(citizenId)}\n`,
    };
    return words.some((word) => found(line, word));
  });
}

/** Nothing where the firm, its code or the number of the case was meant. */
export function MatchedPersons({ persons, text }: { readonly persons: readonly FoundPerson[]; readonly text: string }) {
  const [, setRead] = useState(0);
  const words = searchWords(text);
  const byInitials = words.some((word) => LETTER.test(word));
  useEffect(() => {
    let current = true;
    if (byInitials && !kept.has(persons))
      void readInitials(persons, () => current).then(() => {
        if (current) setRead((before) => before + 1);
      });
    return () => {
      current = false;
    };
  }, [persons, byInitials]);
  const hits = matched(persons, words);
  return (
    <>
      {hits.slice(0, NAMED).map(({ name, citizenId }) => (
        <span key={`${name} ${citizenId}`} className="find__person" title={maskCitizenId(citizenId)}>
          {name} <span className="number soft small">…{citizenId.slice(-4)}</span>{' '}
        </span>
      ))}
      {hits.length > NAMED ? <span className="soft small">等 {hits.length} 人</span> : null}
    </>
  );
}
