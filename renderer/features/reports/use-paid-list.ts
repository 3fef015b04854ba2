/** The list of a month as it would be made now: who was paid, what the registers say of them, what is to be fixed, what changed. */
import { useEffect, useState } from 'react';
import type { AftercareBook, GrantItem } from '#shared/aftercare/book.ts';
import { listChanges, type ListChange } from '#shared/aftercare/reporting/list-changes.ts';
import { returnedWhole } from '#shared/aftercare/recovery/book.ts';
import { listBefore, type PaidList } from '#shared/aftercare/reporting/reporting.ts';
import { success, type Failure, type Result } from '#shared/contract/failure.ts';
import type { Month } from '#shared/domain/plain-date.ts';
import type { CodeChoice, Layout } from '#shared/layouts/layout.ts';
import {
  draftPaidList,
  listedItems,
  listRows,
  monthlyColumns,
  withoutRows,
  type FirmRegisters,
  type PaidListDraft,
} from '#shared/batches/paid-list.ts';
import { preflight, type PreflightResult } from '#shared/layouts/preflight.ts';
import type { CounterStore } from '../../store/counter-store.ts';

export interface PreparedList {
  readonly period: Month;
  readonly draft: PaidListDraft;
  readonly check: PreflightResult;
  /** What it is measured against; `undefined` for the first. */
  readonly before: PaidList | undefined;
  readonly changes: readonly ListChange[];
}

/** Everybody who belongs on the list of a month; whether those whose money came back whole stay is the place's rule. */
export function itemsFor(book: AftercareBook, period: Month): readonly GrantItem[] {
  const paid = new Map(book.items.map(({ source, paidFen }) => [source.itemId, paidFen]));
  const recovered = returnedWhole(book.recoveries, (itemId) => paid.get(itemId) ?? 0);
  return listedItems(book.items, period, book.reporting.rules.recovered, recovered);
}

/** Firm by firm, since one look-up answers for one firm. */
async function registersOf(
  { registry }: Pick<CounterStore, 'registry'>,
  items: readonly GrantItem[],
): Promise<Result<ReadonlyMap<string, FirmRegisters>>> {
  const firms = new Map<string, GrantItem[]>();
  for (const item of items) firms.set(item.source.firmKey, [...(firms.get(item.source.firmKey) ?? []), item]);
  const registers = new Map<string, FirmRegisters>();
  for (const [firmKey, own] of firms) {
    const found = await registry.gather({
      citizenIds: own.map(({ source }) => source.citizenId),
      unifiedSocialCreditCode: own[0]?.source.unifiedSocialCreditCode ?? '',
    });
    if (!found.ok) return found;
    registers.set(firmKey, found.value);
  }
  return success(registers);
}

/** Checks a draft and measures it against the list before. */
function prepared(
  book: AftercareBook,
  period: Month,
  layout: Layout,
  codes: CodeChoice,
  draft: PaidListDraft,
): PreparedList {
  const check = preflight(
    layout,
    draft.rows.map(({ record }) => record),
    codes,
  );
  const before = listBefore(book.reporting, period);
  const held = draft.held.map(({ item, reason }) => ({ ...item.source, reason }));
  const now = { rows: listRows(layout, draft.rows), held };
  const monthly = before?.made.event.period === period ? new Set<number>() : monthlyColumns(layout);
  return { period, draft, check, before, changes: listChanges(before?.made.event ?? null, now, monthly) };
}

/** The same without the rows that have something to fix. */
export function withoutFaulty(
  book: AftercareBook,
  list: PreparedList,
  layout: Layout,
  codes: CodeChoice,
): PreparedList {
  const faulty = new Set(list.check.problems.filter(({ severity }) => severity === 'error').map(({ row }) => row));
  return prepared(book, list.period, layout, codes, withoutRows(list.draft, faulty));
}

export async function preparePaidList(
  store: CounterStore,
  book: AftercareBook,
  period: Month,
  layout: Layout,
  codes: CodeChoice,
): Promise<Result<PreparedList>> {
  const items = itemsFor(book, period);
  const registers = await registersOf(store, items);
  if (!registers.ok) return registers;
  const draft = draftPaidList({
    items,
    period,
    divisionCode: store.office.divisionCode,
    registers: registers.value,
    firms: book.reporting.firms,
    persons: book.reporting.persons,
  });
  return success(prepared(book, period, layout, codes, draft));
}

export interface PreparedListState {
  /** `null` while it is being read. */
  readonly list: PreparedList | null;
  readonly failure: Failure | null;
}

/** Made anew when the book, the month, the layout or a register changes. */
export function usePaidList(
  store: CounterStore,
  book: AftercareBook,
  period: Month,
  layout: Layout,
  codes: CodeChoice,
): PreparedListState {
  const [state, setState] = useState<PreparedListState>({ list: null, failure: null });
  useEffect(() => {
    let current = true;
    const read = () =>
      void preparePaidList(store, book, period, layout, codes).then((found) => {
        if (!current) return;
        setState(found.ok ? { list: found.value, failure: null } : { list: null, failure: found.failure });
      });
    read();
    const stop = store.registry.subscribe(read);
    return () => {
      current = false;
      stop();
    };
  }, [store, book, period, layout, codes]);
  return state.list?.period === period ? state : { ...state, list: null };
}
