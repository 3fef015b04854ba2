/**
 * An accepted case may be answered in several rounds: the acceptance, and a supplementary decision each time that persons
 * who were still 待核 become clear (policy/README.md). Each round has its own paper and leaves in one batch.
 */
import type { Application } from '../domain/application.ts';
import { normaliseCode } from '../domain/normalise.ts';
import type { PlainDate } from '../domain/plain-date.ts';
import { isDuplicateEntry } from '../policy/outcome.ts';
import type { Decision, EntryDecision } from '../policy/verdict.ts';
import type { PaperKind } from '../domain/letter.ts';
import type { RoundReview } from './review.ts';
import type { CaseStatus } from './status.ts';

/** `open`: to be decided yet, by this case. `met`: accepted. `out`: told and done with, free to apply again. */
export type PersonStanding = 'open' | 'met' | 'out';

/** One answer to an accepted case. */
export interface Round {
  /** The journal's sequence of the decision. */
  readonly ledgerNumber: number;
  readonly on: PlainDate;
  /** Accepted in this round. Nobody: the round has a paper and no export. */
  readonly persons: number;
  readonly amountFen: number;
  /** Rows that it sends in a batch: of a first answer one for each person, of a correction those that read otherwise now. */
  readonly rows: number;
  readonly batchNumber: string | null;
  /** The first batch that a correction corrects; `null` for any other answer, and for one made before anything left. */
  readonly corrects: string | null;
  /** The paper that tells the applicant. */
  readonly paper: PaperKind;
  /** `null`: this answer takes no 复核. */
  readonly review: RoundReview | null;
}

/** A round with something to send that has not left in a batch. */
export const isWaiting = ({ rows, batchNumber }: Pick<Round, 'rows' | 'batchNumber'>): boolean =>
  rows > 0 && batchNumber === null;

/** Whether the firm, the papers and the persons let anything be said: until then a supplementary decision settles nobody. */
function isAnswerable({ outcome, missingPapers, employerChecks }: Decision): boolean {
  if (outcome === 'accept' || outcome === 'decline') return true;
  return missingPapers.length === 0 && employerChecks.every(({ verdict }) => verdict === 'met');
}

function standingOf({ verdict }: EntryDecision, { outcome, employerChecks }: Decision): PersonStanding {
  if (verdict === 'met' && outcome === 'accept') return 'met';
  if (employerChecks.some((check) => check.verdict === 'unmet')) return 'out';
  return verdict === 'unknown' || verdict === 'met' ? 'open' : 'out';
}

/** How the decision of a round leaves each person, by citizen ID; a second row of the same person says nothing. */
export function standingsOf(decision: Decision): ReadonlyMap<string, PersonStanding> {
  const answerable = isAnswerable(decision);
  return new Map(
    decision.entries
      .filter((entry) => !isDuplicateEntry(entry))
      .map((entry) => [normaliseCode(entry.citizenId), answerable ? standingOf(entry, decision) : 'open']),
  );
}

/** Where everybody stands after the decision of a whole case, by its status. */
export function standingsIn(
  status: CaseStatus,
  { roster }: Application,
  decision: Decision | null,
): ReadonlyMap<string, PersonStanding> {
  if (status === 'accepted' && decision !== null) return standingsOf(decision);
  const all: PersonStanding = status === 'declined' ? 'out' : 'open';
  return new Map(roster.map(({ citizenId }) => [normaliseCode(citizenId), all]));
}

/** The application with only those persons whom a supplementary decision is about: one row for each. */
export function restOf(
  application: Application,
  persons: readonly { readonly citizenId: string; readonly standing: PersonStanding }[],
): Application {
  const open = new Set(persons.filter(({ standing }) => standing === 'open').map(({ citizenId }) => citizenId));
  const roster = application.roster.filter(({ citizenId }) => open.delete(normaliseCode(citizenId)));
  return { ...application, roster };
}

/** The whole application with what a supplementary decision knows better about its persons and the firm. */
export function withRest(whole: Application, rest: Application): Application {
  const better = new Map(rest.roster.map((entry) => [entry.entryId, entry]));
  return { ...rest, roster: whole.roster.map((entry) => better.get(entry.entryId) ?? entry) };
}

/** What concerns everybody in an application, and is no officer's word: firm, account, agent, papers, day. */
function sharedPart({ employer, papers, receivedOn }: Application): string {
  const { attestations: _, ...firm } = employer;
  const inOrder = (value: object): unknown => Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  const seen = Object.entries(papers).flatMap(([kind, there]) => (there ? [kind] : []));
  return JSON.stringify([
    inOrder({ ...firm, account: inOrder(firm.account), agent: inOrder(firm.agent) }),
    seen.sort(),
    receivedOn,
  ]);
}

export type SupplementFault = 'supplement-not-open' | 'supplement-settles-nobody' | 'supplement-changes-application';

/**
 * Why a supplementary decision cannot be recorded; `null` when it can. It speaks of persons who are 待核 only: what it would
 * change for those who are accepted already would never reach their papers and rows, so that takes a correction.
 */
export function supplementFault(
  persons: readonly { readonly citizenId: string; readonly standing: PersonStanding }[],
  decision: Decision,
  rest: Application,
  whole: Application | null,
): SupplementFault | null {
  if (whole !== null && sharedPart(whole) !== sharedPart(rest)) return 'supplement-changes-application';
  const open = new Set(persons.filter(({ standing }) => standing === 'open').map(({ citizenId }) => citizenId));
  const told = standingsOf(decision);
  if (decision.entries.some((entry) => !open.has(normaliseCode(entry.citizenId)))) return 'supplement-not-open';
  return [...told.values()].some((standing) => standing !== 'open') ? null : 'supplement-settles-nobody';
}
