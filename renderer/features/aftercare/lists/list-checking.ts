/** Rows of a list held against the copies on this machine, piece by piece: bounded memory, progress, a way to stop. */
import { useMemo } from 'react';
import {
  checkRows,
  copyDays,
  findingsOf,
  type RowCheck,
  type RowChecking,
} from '#shared/aftercare/lists/check-rows.ts';
import type { CheckedRow, CopyDays, ListRow } from '#shared/aftercare/lists/list-row.ts';
import { firmKeyOf } from '#shared/aftercare/source.ts';
import { failed, success, type Result } from '#shared/contract/failure.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { shippedHeldCalendar } from '#shared/policy/held-calendar.ts';
import type { HeldPack } from '#shared/policy/pack.ts';
import { choosePack } from '#shared/policy/pack-library.ts';
import { failureText } from '#shared/wording/failures.ts';
import type { CounterStore } from '../../../store/counter-store.ts';
import { useHeldPacks } from '../../policy/index.ts';
import { staleAfterDaysUnder, useVerification } from '../../verification/index.ts';

/** What the checks of a day rest on beside the copies. */
export interface CheckBasis extends Pick<RowChecking, 'date' | 'held' | 'calendar' | 'answers'> {
  readonly held: HeldPack;
}

/** `basis` is `null` while it is read, and where `obstacle` says why nothing can be checked. */
export function useCheckBasis(
  store: CounterStore,
  date: PlainDate,
): { readonly basis: CheckBasis | null; readonly obstacle: string | null } {
  const { state, problem } = useHeldPacks(store);
  const choice = useMemo(() => (state === null ? null : choosePack(date, state.held)), [state, date]);
  const held = choice?.ok === true ? choice.held : null;
  const { book, failure } = useVerification(store, staleAfterDaysUnder(held));
  const answers = book?.answers ?? null;
  const calendar = (state?.calendar ?? shippedHeldCalendar).table;
  const basis = useMemo(
    () => (held === null || answers === null ? null : { date, held, calendar, answers }),
    [date, held, calendar, answers],
  );
  if (problem !== null) return { basis: null, obstacle: `政策记录读不出来，不能核对名单。${problem}` };
  if (failure !== null) return { basis: null, obstacle: `核验记录读不出来，不能核对名单。${failureText(failure)}` };
  if (choice?.ok === false)
    return { basis: null, obstacle: '业务日期没有唯一生效的政策包，不知道标准和条件，不能登记或核对名单。' };
  return { basis, obstacle: null };
}

/** The list that the rows come from: its day is the day of what it says. */
export interface ListWord {
  readonly listDay: PlainDate;
  readonly listLabel: string;
}

/** Persons whose rows are asked for at once. Ours: a gather of this size and its checks take about a tenth of a second. */
const PIECE = 300;

/** Pieces of whole firms, so that a firm is judged by all its rows; a firm larger than a piece is a piece. */
function pieces<Row extends ListRow>(rows: readonly Row[]): readonly (readonly Row[])[] {
  const firms = new Map<string, Row[]>();
  for (const row of rows) {
    const key = firmKeyOf({ ...row, name: row.employerName });
    const list = firms.get(key);
    if (list === undefined) firms.set(key, [row]);
    else list.push(row);
  }
  const found: Row[][] = [];
  let last: Row[] = [];
  for (const firm of firms.values()) {
    if (last.length > 0 && last.length + firm.length > PIECE) last = [];
    if (last.length === 0) found.push(last);
    for (const row of firm) last.push(row);
  }
  return found;
}

async function checkPiece(
  store: CounterStore,
  rows: readonly ListRow[],
  basis: CheckBasis,
  list: ListWord,
): Promise<Result<{ readonly found: ReadonlyMap<number, RowCheck>; readonly copies: CopyDays }>> {
  const citizenIds = [...new Set(rows.map(({ citizenId }) => citizenId))];
  const codes = new Set(rows.map((row) => row.unifiedSocialCreditCode).filter((code) => code !== ''));
  const [gathered, elsewhere] = await Promise.all([
    store.registry.gather({ citizenIds, unifiedSocialCreditCodes: [...codes] }),
    store.claims.others(citizenIds, null),
  ]);
  if (!gathered.ok) return gathered;
  if (!elsewhere.ok) return elsewhere;
  const others = [...store.cases.otherApplications(citizenIds, null), ...elsewhere.value];
  const officeDivision = store.office.divisionCode;
  const found = checkRows(rows, { ...basis, ...list, officeDivision, registries: gathered.value, others });
  return success({ found, copies: copyDays(gathered.value) });
}

/** Everything that was found of a few rows, with the evidence. */
export const checkFully = checkPiece;

export interface CheckedRows {
  readonly rows: readonly CheckedRow[];
  readonly copies: CopyDays;
}

const nextTurn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** Any number of rows: what is not met is kept, the evidence is looked up again where a row is opened. In the rows' order. */
export async function checkAll(
  store: CounterStore,
  rows: readonly ListRow[],
  basis: CheckBasis,
  list: ListWord,
  onDone: (done: number) => void,
  signal: AbortSignal,
): Promise<Result<CheckedRows>> {
  const checked = new Map<number, CheckedRow>();
  let copies: CopyDays = {};
  for (const piece of pieces(rows)) {
    if (signal.aborted) return failed('cancelled');
    const result = await checkPiece(store, piece, basis, list);
    if (!result.ok) return result;
    copies = { ...copies, ...result.value.copies };
    for (const row of piece) {
      const found = result.value.found.get(row.line);
      if (found !== undefined) checked.set(row.line, { ...row, findings: findingsOf(found) });
    }
    onDone(checked.size);
    await nextTurn();
  }
  return success({ rows: rows.flatMap(({ line }) => checked.get(line) ?? []), copies });
}
