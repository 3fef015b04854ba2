/** Drafts by the same words as cases: firm, code, names, initials, ends of IDs. They are few, so each is read as a whole. */
import { normaliseCode, normaliseEmployerName, normalisePersonName } from '#shared/domain/normalise.ts';
import { initialsOf } from '../pinyin-initials.ts';
import { found, searchWords } from './case-index.ts';
import type { Draft } from './case-store.ts';

export interface SearchableDraft {
  readonly draft: Draft;
  readonly text: string;
  /** Whole citizen IDs, each with a line break after it. */
  readonly ids: string;
}

/** Makes drafts ready to be searched while somebody types. */
export async function searchableDrafts(drafts: readonly Draft[]): Promise<readonly SearchableDraft[]> {
  return await Promise.all(
    drafts.map(async (draft) => {
      const { employer, roster } = draft.application;
      const names = roster.map(({ name }) => normalisePersonName(name));
      const firm = normaliseEmployerName(employer.name);
      const parts = [
        firm,
        normaliseCode(employer.unifiedSocialCreditCode),
        ...names,
        await initialsOf([firm, ...names]),
      ];
      const ids = roster.map(({ citizenId }) => `${normaliseCode(citizenId)}\n`).join('');
      return { draft, text: parts.join('\n'), ids };
    }),
  );
}

/** Drafts in which every typed word is found, in the given order. */
export function searchDrafts(drafts: readonly SearchableDraft[], typed: string): readonly Draft[] {
  const words = searchWords(typed);
  if (words.length === 0) return [];
  return drafts.filter((line) => words.every((word) => found(line, word))).map(({ draft }) => draft);
}
