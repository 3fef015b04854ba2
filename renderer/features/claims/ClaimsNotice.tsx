import type { Meeting } from '../../store/claims/claim-desk.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { keyName } from '../../ui/key-table.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useMeetings } from './use-meetings.ts';
import { orderWords, otherWords } from './meeting-words.ts';

/** Whom another window claims too, where the clerk begins the day; nothing while nobody is undecided. */
export function ClaimsNotice({ store }: { readonly store: CounterStore }) {
  const found = useMeetings(store);
  const open = found?.ok === true ? found.value.all.filter(({ settled }) => settled === null) : [];
  if (open.length === 0) return null;
  const persons = new Set(open.map(({ digest }) => digest)).size;
  return (
    <Notice tone="warn">
      {persons} 人同时在本单位其他窗口申请，未定以前不能导出。
      <a href="#/claims">逐人核对（{keyName('openClaims')}）</a>
    </Notice>
  );
}

/** Persons of one case who met the same other case in the same way. */
function byOther(open: readonly Meeting[]): readonly (readonly [Meeting, ...Meeting[]])[] {
  const groups = new Map<string, [Meeting, ...Meeting[]]>();
  for (const meeting of open) {
    const key = `${otherWords(meeting)} ${orderWords(meeting)}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [meeting]);
    else group.push(meeting);
  }
  return [...groups.values()];
}

const NAMED = 5;
const names = (group: readonly Meeting[]): string =>
  `${group
    .slice(0, NAMED)
    .map(({ name }) => name)
    .join('、')}${group.length > NAMED ? `等 ${group.length} 人` : ''}`;

/** The same of one case, by the other window's case. */
export function CaseClaims({ store, caseId }: { readonly store: CounterStore; readonly caseId: string }) {
  const found = useMeetings(store);
  const mine = found?.ok === true ? found.value.all.filter((meeting) => meeting.caseId === caseId) : [];
  const open = mine.filter(({ settled }) => settled === null);
  if (open.length === 0) return null;
  return (
    <Notice tone="warn">
      {byOther(open).map((group) => (
        <p key={`${group[0].other.subject} ${group[0].digest}`}>
          {names(group)}同时在 {otherWords(group[0])}申请，{orderWords(group[0])}。
        </p>
      ))}
      未定以前不能导出：撤回、更正其中一件，或
      <a href="#/claims">登记由本窗口办理（{keyName('openClaims')}）</a>。
    </Notice>
  );
}
