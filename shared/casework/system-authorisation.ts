/**
 * 信息中心's authorisation of a clerk for the provincial system (湛人社函〔2022〕185号 附件二（三）“信息中心给窗口人员相关授权”):
 * by whom and until when somebody may look up and enter there. Recorded by an administrator; it ends by its day or earlier.
 */
import { addDays, type PlainDate } from '../domain/plain-date.ts';
import { byAdministrator, type EntryAuthor } from '../domain/officer.ts';
import { OfficeEvent } from './office-events.ts';

export interface SystemAuthorisation {
  readonly officerId: string;
  readonly name: string;
  readonly documentNumber: string;
  readonly from: PlainDate;
  readonly to: PlainDate;
  /** Ledger number of the entry. */
  readonly sequence: number;
}

/** How long before its end it is shown, days. Ours, no source. */
export const SHOWN_BEFORE_DAYS = 30;

export type AuthorisationState = 'notYet' | 'valid' | 'ending' | 'ended';

/** On the last day it still holds. */
export function authorisationState({ from, to }: SystemAuthorisation, today: PlainDate): AuthorisationState {
  if (today < from) return 'notYet';
  if (today > to) return 'ended';
  return addDays(today, SHOWN_BEFORE_DAYS) >= to ? 'ending' : 'valid';
}

/** The last word on each officer, entries oldest first; nobody whose authorisation was taken back. */
export function foldAuthorisations(
  events: readonly { readonly sequence: number; readonly content: unknown; readonly by: EntryAuthor | null }[],
): ReadonlyMap<string, SystemAuthorisation> {
  const found = new Map<string, SystemAuthorisation>();
  for (const entry of events) {
    const event = OfficeEvent.safeParse(entry.content);
    if (!event.success || !byAdministrator(entry)) continue;
    if (event.data.type === 'systemAuthorisationEnded') found.delete(event.data.officerId);
    if (event.data.type !== 'systemAuthorised') continue;
    const { officerId, name, documentNumber, from, to } = event.data;
    found.set(officerId, { officerId, name, documentNumber, from, to, sequence: entry.sequence });
  }
  return found;
}
