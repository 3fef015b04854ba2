/** Who went where when a roster was divided by the day of hire, and why: one sentence for each of the sheets. */
import type { RosterEntry } from '../domain/application.ts';
import type { PlainDate } from '../domain/plain-date.ts';
import type { RosterPart, RosterSplit } from '../casework/split-by-pack.ts';

const SHOWN = 8;

export type HireDays = ReadonlyMap<string, PlainDate | null>;

function persons(entries: readonly RosterEntry[], hired: HireDays): string {
  const told = entries.slice(0, SHOWN).map(({ entryId, name }) => {
    const day = hired.get(entryId) ?? null;
    return `${name.trim() || '（未填姓名）'}${day === null ? '' : `（${day} 招用）`}`;
  });
  return entries.length > SHOWN ? `${told.join('、')}等${entries.length}人` : told.join('、');
}

/** `own`: the part that the sentence stands over. */
export function splitSentence({ kept, moved, unplaced }: RosterSplit, own: RosterPart, hired: HireDays): string {
  const parts = [kept, ...moved];
  const total = parts.reduce((sum, { entries }) => sum + entries.length, 0);
  const told = parts.map((part) => {
    const placed = part.entries.filter((entry) => !unplaced.includes(entry));
    return `${part === own ? '本件' : '另一件'}按“${part.held.pack.title}”：${persons(placed, hired)}`;
  });
  const rest =
    unplaced.length === 0
      ? ''
      : `参保数据里看不出招用日、或招用日不在这些包内的 ${unplaced.length} 人${kept === own ? '留在本件' : '在另一件'}：${persons(unplaced, new Map())}。`;
  return `花名册 ${total} 人分属 ${parts.length} 个政策包，已分成 ${parts.length} 件。${told.join('；')}。受理期重叠时按招用日（在本单位的参保日期）定适用政策，一件只按一个政策包判定。${rest}`;
}

/** Why nothing is decided while the persons of one sheet fall under several packs. */
export const mixedSheet = (packs: number): string =>
  `花名册中的人按招用日分属 ${packs} 个政策包，一件只按一个判定：可暂存、可出具收件凭证，分开以前不能判定`;
