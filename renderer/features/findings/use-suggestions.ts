/** What the local records say of every row that is still open, firm by firm; stops when the page is left. */
import { useEffect, useState } from 'react';
import type { AftercareBook } from '#shared/aftercare/book.ts';
import { stateOfRow, type InquiryList, type ListedRow } from '#shared/aftercare/inquiry/book.ts';
import { itemsByPerson, suggestAnswer, type Suggestion } from '#shared/aftercare/inquiry/suggest.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import type { WorkingCalendar } from '#shared/domain/working-days.ts';
import { foldVerification } from '#shared/verification/verification-events.ts';
import type { CaseFile } from '#shared/policy/case-file.ts';
import { decide } from '#shared/policy/decide.ts';
import { withFileAnswers } from '#shared/policy/file-answers.ts';
import { shippedHeldCalendar } from '#shared/policy/held-calendar.ts';
import { choosePack } from '#shared/policy/pack-library.ts';
import type { HeldPack } from '#shared/policy/pack.ts';
import type { PolicyState } from '#shared/policy/policy-events.ts';
import type { Decision } from '#shared/policy/verdict.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { staleAfterDaysUnder } from '../verification/index.ts';

export interface Suggestions {
  /** By line; a row that nothing here answers has none. */
  readonly byLine: ReadonlyMap<number, Suggestion>;
  readonly done: number;
  readonly total: number;
}

const NONE: Suggestions = { byLine: new Map(), done: 0, total: 0 };

const firmKeyOf = ({ row }: ListedRow): string => row.creditCode || row.employerNumber || row.employerName;

interface Rules {
  /** `null`: no pack decides on this day, so that no check answers. */
  readonly held: HeldPack | null;
  readonly calendar: WorkingCalendar;
}

function rulesOf(state: PolicyState | null, on: PlainDate): Rules {
  const choice = state === null ? choosePack(on) : choosePack(on, state.held);
  return { held: choice.ok ? choice.held : null, calendar: (state?.calendar ?? shippedHeldCalendar).table };
}

async function decisionOf(
  store: CounterStore,
  { held, calendar }: Rules,
  answers: ReturnType<typeof foldVerification>['answers'],
  rows: readonly ListedRow[],
  date: PlainDate,
): Promise<Decision | null> {
  const [first] = rows;
  if (held === null || first === undefined) return null;
  const citizenIds = [...new Set(rows.map(({ row }) => row.citizenId))];
  const { creditCode, employerNumber, employerName } = first.row;
  const firm = creditCode === '' ? {} : { unifiedSocialCreditCode: creditCode };
  const gathered = await store.registry.gather({ citizenIds, ...firm });
  // A copy that cannot be read answers nobody.
  if (!gathered.ok) return null;
  const caseFile: CaseFile = {
    date,
    office: { divisionCode: store.office.divisionCode },
    employer: { name: employerName, ...firm, ...(employerNumber === '' ? {} : { employerNumber }) },
    roster: rows.map(({ row }) => ({ name: row.name, citizenId: row.citizenId })),
    papers: {},
    registries: withFileAnswers(gathered.value, answers, citizenIds, date),
  };
  return decide(caseFile, held, calendar);
}

/** Counted anew when the list, the items or the packs are others. */
export function useSuggestions(
  store: CounterStore,
  book: AftercareBook,
  list: InquiryList,
  state: PolicyState | null,
  on: PlainDate,
): Suggestions {
  const [found, setFound] = useState<Suggestions>(NONE);
  useEffect(() => {
    let current = true;
    const run = async () => {
      const { kind } = list.begun.act;
      const rules = rulesOf(state, on);
      const open = list.rows.filter((row) => stateOfRow(row) === 'open' || stateOfRow(row) === 'pending');
      const events = await store.cases.events('verification');
      const { answers } = foldVerification(events.ok ? events.value : [], staleAfterDaysUnder(rules.held));
      const byPerson = itemsByPerson(book);
      const firms = new Map<string, ListedRow[]>();
      for (const row of open) firms.set(firmKeyOf(row), [...(firms.get(firmKeyOf(row)) ?? []), row]);
      const byLine = new Map<number, Suggestion>();
      let done = 0;
      for (const rows of firms.values()) {
        if (!current) return;
        const decision = kind === 'duplicate' ? null : await decisionOf(store, rules, answers, rows, on);
        for (const { row } of rows) {
          const suggestion = suggestAnswer(kind, { row, book, byPerson, on }, decision);
          if (suggestion !== null) byLine.set(row.line, suggestion);
        }
        done += rows.length;
        if (current) setFound({ byLine: new Map(byLine), done, total: open.length });
      }
      if (current && open.length === 0) setFound(NONE);
    };
    void run();
    return () => {
      current = false;
    };
  }, [store, book, list, state, on]);
  return found;
}
