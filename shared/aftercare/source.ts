/**
 * 享受项 begin somewhere: a person whom a window case accepted, or a row of a list. A person of a case is read from the case
 * each time, so that a correction, a withdrawal or a voiding is seen at once and nobody is typed a second time.
 */
import { z } from 'zod';
import type { StoredAction } from '../casework/case-state.ts';
import { standingEntries, standingRecords } from '../casework/standing-records.ts';
import type { CaseStatus } from '../casework/status.ts';
import type { Application, PayeeAccount } from '../domain/application.ts';
import { normaliseCode, normaliseEmployerName } from '../domain/normalise.ts';
import { groupOfEntry } from '../policy/group-of.ts';
import type { EntryDecision } from '../policy/verdict.ts';

export const Channel = z.enum(['window', 'automatic']);
export type Channel = z.infer<typeof Channel>;

/** 人群: by which door of the policy somebody came in. */
export const PersonGroup = z.enum(['graduate', 'left-school-unemployed', 'registered-unemployed']);
export type PersonGroup = z.infer<typeof PersonGroup>;

/** What is known of a person × firm before anything is decided here. */
export const GrantSource = z.object({
  /** Case id or list id, and the person: stands in sealed content only. */
  itemId: z.string().min(1),
  /** The case or list that it comes from. */
  origin: z.string().min(1),
  channel: Channel,
  /** 办件号, or list and line. */
  reference: z.string(),
  name: z.string().min(1),
  citizenId: z.string().min(1),
  firmKey: z.string().min(1),
  employerName: z.string().min(1),
  unifiedSocialCreditCode: z.string(),
  employerNumber: z.string(),
  /** What the policy gives for this person, fen. */
  amountFen: z.number().int().positive(),
  /** Absent where the case or list does not say, and in what an earlier program recorded. */
  group: PersonGroup.optional(),
});
export type GrantSource = z.infer<typeof GrantSource>;

/** What a case tells of the firm's account and contact: offered, never taken over without a second pair of eyes. */
export interface PayeeOffer {
  readonly account: PayeeAccount;
  readonly contact: string;
  readonly mobile: string;
}

export interface SourcedItem {
  readonly source: GrantSource;
  readonly offer: PayeeOffer | null;
  /** Ids of the officers who had to do with the case. */
  readonly handledBy?: readonly string[];
}

/** What cases and lists say now. */
export interface Sources {
  /** In the order in which the cases and lists came. */
  readonly items: readonly SourcedItem[];
  /** Every case and list that is still there: one that was destroyed at its term takes nothing back. */
  readonly origins: ReadonlySet<string>;
}

/** One firm over all cases and lists: by its credit code, else its number, else its name. */
export function firmKeyOf(firm: {
  readonly unifiedSocialCreditCode: string;
  readonly employerNumber: string;
  readonly name: string;
}): string {
  const code = normaliseCode(firm.unifiedSocialCreditCode);
  if (code !== '') return `c:${code}`;
  const number = normaliseCode(firm.employerNumber);
  return number === '' ? `m:${normaliseEmployerName(firm.name)}` : `n:${number}`;
}

/** Cases whose accepted persons are 享受项. */
const ACCEPTED: ReadonlySet<CaseStatus> = new Set<CaseStatus>(['accepted', 'partlyExported', 'exported']);
export const hasGrantItems = (status: CaseStatus): boolean => ACCEPTED.has(status);

export interface AcceptedCase {
  readonly summary: { readonly caseId: string; readonly number: string; readonly status: CaseStatus };
  readonly actions: readonly StoredAction[];
  readonly application: Application;
}

/** 人群 as reports name it. */
function groupOf(entry: EntryDecision): PersonGroup | undefined {
  const group = groupOfEntry(entry);
  return group === 'programme-graduate' ? 'graduate' : group;
}

/** The accepted persons of one case, each once; empty for a case that is not accepted (any more). */
export function itemsOfCase({ summary, actions, application }: AcceptedCase): readonly SourcedItem[] {
  if (!hasGrantItems(summary.status)) return [];
  const { employer } = application;
  const names = new Map(application.roster.map(({ citizenId, name }) => [normaliseCode(citizenId), name.trim()]));
  const firmKey = firmKeyOf(employer);
  const offer = { account: employer.account, contact: employer.agent.name, mobile: employer.agent.mobile };
  const handledBy = [...new Set(actions.map(({ action }) => action.officer.id))];
  const items = new Map<string, SourcedItem>();
  for (const { entry, of } of standingEntries(standingRecords(actions))) {
    const citizenId = normaliseCode(entry.citizenId);
    if (entry.verdict !== 'met' || of.record.decision.outcome !== 'accept' || entry.amountFen <= 0) continue;
    if (items.has(citizenId)) continue;
    const group = groupOf(entry);
    const source: GrantSource = {
      itemId: `${summary.caseId}:${citizenId}`,
      origin: summary.caseId,
      channel: 'window',
      reference: summary.number,
      name: names.get(citizenId) ?? citizenId,
      citizenId,
      firmKey,
      employerName: employer.name.trim(),
      unifiedSocialCreditCode: normaliseCode(employer.unifiedSocialCreditCode),
      employerNumber: normaliseCode(employer.employerNumber),
      amountFen: entry.amountFen,
      ...(group === undefined ? {} : { group }),
    };
    items.set(citizenId, { source, offer, handledBy });
  }
  return [...items.values()];
}
