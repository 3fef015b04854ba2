/** Answers of the verification queue beside the registry 核验接口返回: one copy for the checks to read. */
import type { PlainDate } from '../domain/plain-date.ts';
import type { RegistrySet } from '../domain/registries.ts';
import { codeKey } from './registry-index.ts';
import type { GraduateAnswer } from './verification-queue.ts';

export interface SourcedAnswer {
  readonly answer: GraduateAnswer;
  /** The file that it came in. */
  readonly source: string;
}

/**
 * The registries with the answers about these persons that were given by `date`. The copy's as-of is the later of its own
 * and the last answer's day; its digest stays that of the pack, which is what a miss is measured by. Without an answer
 * about any of them the registries come back as they are: no copy stays no copy.
 */
export function withFileAnswers(
  registries: RegistrySet,
  answers: ReadonlyMap<string, SourcedAnswer>,
  citizenIds: readonly string[],
  date: PlainDate,
): RegistrySet {
  const copy = registries.graduateAnswers;
  const held = new Set((copy?.rows ?? []).map(rowKey));
  const found = [...new Set(citizenIds.map(codeKey))]
    .flatMap((citizenId) => answers.get(citizenId) ?? [])
    .filter(({ answer }) => answer.answeredOn <= date && !held.has(rowKey(answer)));
  if (found.length === 0) return registries;
  const days = found.map(({ answer }) => answer.answeredOn);
  const asOf = days.reduce<string>((latest, day) => (day > latest ? day : latest), copy?.asOf ?? '');
  const sources = new Set([copy?.source ?? '', ...found.map(({ source }) => source)].filter((text) => text !== ''));
  return {
    ...registries,
    graduateAnswers: {
      ...copy,
      asOf: asOf as PlainDate,
      source: [...sources].join('；'),
      rows: [...(copy?.rows ?? []), ...found.map(({ answer }) => answer)],
    },
  };
}

const rowKey = ({ citizenId, answer, answeredOn }: GraduateAnswer): string =>
  `${codeKey(citizenId)} ${answer} ${answeredOn}`;
