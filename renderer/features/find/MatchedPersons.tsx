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

async function matched(persons: readonly FoundPerson[], text: string): Promise<readonly FoundPerson[]> {
  const words = searchWords(text);
  const fits = async (person: FoundPerson): Promise<boolean> => {
    const name = normalisePersonName(person.name);
    const line = { text: `${name}\n${await initialsOf([name])}`, ids: `${normaliseCode(person.citizenId)}\n` };
    return words.some((word) => found(line, word));
  };
  const hits = await Promise.all(persons.map(fits));
  return persons.filter((_, index) => hits[index]);
}

/** Nothing where the firm, its code or the number of the case was meant. */
export function MatchedPersons({ persons, text }: { readonly persons: readonly FoundPerson[]; readonly text: string }) {
  const [hits, setHits] = useState<readonly FoundPerson[]>([]);
  useEffect(() => {
    let current = true;
    void matched(persons, text).then((people) => {
      if (current) setHits(people);
    });
    return () => {
      current = false;
    };
  }, [persons, text]);
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
