/** 同人核对: who is applied for at another window of the office too, as far as the hub had said, and what was decided about it. */
import {
  foldClaims,
  meetingName,
  otherClaimOf,
  settlementStatement,
  stillSettled,
  type OtherClaim,
} from '#shared/casework/claim-events.ts';
import { claimedBy } from '#shared/casework/claims.ts';
import { standingEntries, standingRecords } from '#shared/casework/standing-records.ts';
import { claimKeyIn, type OfficeEvent } from '#shared/casework/office-events.ts';
import type { Area } from '#shared/contract/channels.ts';
import { failed, success, type Result } from '#shared/contract/failure.ts';
import type { Host } from '#shared/contract/host.ts';
import type { ClaimCollision } from '#shared/contract/post.ts';
import type { Confirmation } from '#shared/domain/confirmation.ts';
import type { EntryAuthor } from '#shared/domain/officer.ts';
import { normaliseCode } from '#shared/domain/normalise.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import type { OtherApplication } from '#shared/policy/case-file.ts';
import type { CaseStore, CaseSummary, StoredAction } from '../cases/case-store.ts';
import type { CryptoClient } from '../crypto/crypto-client.ts';
import { postWatch } from '../post-desk.ts';
import type { Changing } from '../read-again.ts';

/** One person claimed here and elsewhere. */
export interface Meeting {
  readonly caseId: string;
  readonly digest: string;
  readonly citizenId: string;
  readonly name: string;
  readonly summary: CaseSummary;
  readonly other: OtherClaim;
  /** What the other window made of it so far. */
  readonly accepted: boolean;
  /** Place of the own claim in the office's order; `null` until the hub gave it. */
  readonly order: number | null;
  /** Why it bars nobody any more; `null` while it does. */
  readonly settled: { readonly how: 'attested' | 'confirmed'; readonly words: string } | null;
}

export interface Meetings {
  readonly all: readonly Meeting[];
  /** The hub's instant of what is known; `null` before its first word. */
  readonly asOf: string | null;
}

/** `subscribe` tells of entries, and of what was learnt of other windows. */
export interface ClaimDesk extends Changing {
  /** Cases of other windows that claim one of these persons before the case `exceptCaseId` does. Empty while nothing is known. */
  others(citizenIds: readonly string[], exceptCaseId: string | null): Promise<Result<readonly OtherApplication[]>>;
  /** Undecided first, then in the order in which our cases came. */
  meetings(): Promise<Result<Meetings>>;
  /** Two officers say that the case here stands: `confirmation` over {@link settlementStatement}. */
  settle(request: {
    readonly meeting: Meeting;
    readonly on: PlainDate;
    readonly reason: string;
    readonly confirmation: Confirmation;
  }): Promise<Result<null>>;
  /** A code for another window: it joins the office's hub and compares persons. Only by an administrator, and into the ledger. */
  invite(): Promise<Result<{ readonly code: string; readonly address: string; readonly until: string }>>;
  /** The office's claim key under a code that another window made; `false` where none lies under it. Only by an administrator. */
  takeKeys(code: string): Promise<Result<boolean>>;
}

export interface ClaimDeskParts {
  readonly host: Host;
  readonly area: Area;
  readonly crypto: Pick<CryptoClient, 'claimDigests' | 'sealedCode' | 'openCode'>;
  readonly cases: Pick<CaseStore, 'open' | 'events' | 'recordEvent' | 'subscribe'>;
  /** Resolves once the claim key is in use, where there is one. */
  readonly keyed: Promise<void>;
  readonly by: EntryAuthor;
  /** Another claim key was recorded. */
  readonly onKey: () => void;
  readonly recordOffice: (event: OfficeEvent) => Promise<Result<null>>;
  readonly sealsHold: (
    sealed: readonly { readonly statement: string; readonly confirmation: Confirmation }[],
  ) => Promise<boolean>;
}

/** An officer saw both applications and vouched for this one when it was decided. */
function attestedIn(actions: readonly StoredAction[], citizenId: string, number: string): string | null {
  const standing = standingEntries(standingRecords(actions)).find(
    ({ entry }) => normaliseCode(entry.citizenId) === citizenId,
  );
  const check = standing?.entry.checks.find((one) => one.check === 'single-application');
  const { attestation, applications } = check?.detail ?? {};
  const saw = check?.verdict === 'met' && Array.isArray(applications) && applications.includes(number);
  return saw && typeof attestation === 'object' && attestation !== null && 'by' in attestation
    ? String(attestation.by)
    : null;
}

export function claimDesk(parts: ClaimDeskParts): ClaimDesk {
  const { host, area, crypto, cases, keyed, by, sealsHold, recordOffice } = parts;
  const digestsOf = async (citizenIds: readonly string[]): Promise<ReadonlyMap<string, string>> => {
    await keyed;
    const asked = [...new Set(citizenIds.map(normaliseCode))];
    const made = asked.length === 0 ? [] : await crypto.claimDigests(asked);
    return new Map(
      asked.flatMap((citizenId, at): [string, string][] => {
        const digest = made?.[at];
        return digest === undefined ? [] : [[citizenId, digest]];
      }),
    );
  };

  const others: ClaimDesk['others'] = async (citizenIds, exceptCaseId) => {
    const known = await digestsOf(citizenIds);
    const wanted = new Map([...known].map(([citizenId, digest]) => [digest, citizenId] as const));
    if (wanted.size === 0) return success([]);
    const [found, met] = await Promise.all([
      host.call('post.claimsOn', { area, digests: [...wanted.keys()] }),
      host.call('post.collisions', { area }),
    ]);
    if (!found.ok) return found;
    if (!met.ok) return met;
    const ours = new Map(
      met.value.collisions.flatMap(({ subject, digest, order }) =>
        subject === exceptCaseId && order !== null ? [[digest, order] as const] : [],
      ),
    );
    const claims = new Map<string, string[]>();
    for (const { number, digest, order } of found.value.rows) {
      const citizenId = wanted.get(digest);
      if (citizenId === undefined || order > (ours.get(digest) ?? Infinity)) continue;
      claims.set(number, [...(claims.get(number) ?? []), citizenId]);
    }
    // Without a day: the hub's order says which came first, on the same day as well.
    return success([...claims].map(([id, ids]): OtherApplication => ({ id, citizenIds: ids })));
  };

  const meetingOf = async (
    { subject: caseId, digest, order, other }: ClaimCollision,
    settled: ReturnType<typeof foldClaims>['settled'],
  ): Promise<Meeting | null> => {
    const opened = await cases.open(caseId);
    if (!opened.ok) return null;
    const { summary, actions } = opened.value;
    const known = await digestsOf([...claimedBy(summary).keys()]);
    const person = summary.persons.find(({ citizenId }) => known.get(normaliseCode(citizenId)) === digest);
    if (person === undefined) return null;
    const claim = otherClaimOf(other);
    const said = settled.get(meetingName({ caseId, digest, other: claim }));
    const confirmed = said !== undefined && stillSettled(said.other, claim) ? said : undefined;
    const by = attestedIn(actions, normaliseCode(person.citizenId), other.number);
    return {
      caseId,
      digest,
      citizenId: person.citizenId,
      name: person.name,
      summary,
      other: claim,
      accepted: other.state === 'accepted',
      order,
      settled:
        confirmed !== undefined
          ? { how: 'confirmed', words: confirmed.reason }
          : by === null
            ? null
            : { how: 'attested', words: by },
    };
  };

  const meetings: ClaimDesk['meetings'] = async () => {
    const found = await host.call('post.collisions', { area });
    if (!found.ok) return found;
    if (found.value.collisions.length === 0) return success({ all: [], asOf: found.value.asOf });
    const events = await cases.events('exchange');
    if (!events.ok) return events;
    // Only with both seals: a line that somebody wrote into the files settles nothing.
    const told = foldClaims(events.value.map(({ content }) => content)).settled;
    const held = new Map<string, typeof told extends ReadonlyMap<string, infer One> ? One : never>();
    for (const [name, event] of told) {
      const statement = settlementStatement(event);
      if (await sealsHold([{ statement, confirmation: event.confirmation }])) held.set(name, event);
    }
    const all: Meeting[] = [];
    for (const collision of found.value.collisions) {
      const meeting = await meetingOf(collision, held);
      if (meeting !== null) all.push(meeting);
    }
    const rank = ({ settled, summary }: Meeting): number => (settled === null ? 0 : 1e12) + summary.firstSequence;
    return success({ all: all.toSorted((one, other) => rank(one) - rank(other)), asOf: found.value.asOf });
  };

  const settle: ClaimDesk['settle'] = async ({ meeting, on, reason, confirmation }) => {
    const { caseId, digest, other } = meeting;
    const event = { caseId, digest, other, reason: reason.trim() };
    const alone = confirmation.officerId === by.id;
    if (alone || !(await sealsHold([{ statement: settlementStatement(event), confirmation }])))
      return failed('confirmation-missing');
    const recorded = await cases.recordEvent({
      entryId: globalThis.crypto.randomUUID(),
      kind: 'exchange',
      subjectId: caseId,
      on,
      content: { type: 'claimSettled', ...event, confirmation },
      takeBatchNumber: false,
    });
    return recorded.ok ? success(null) : recorded;
  };

  const invite: ClaimDesk['invite'] = async () => {
    if (by.capacity !== 'administrator') return failed('administrator-only');
    const events = await cases.events('office');
    if (!events.ok) return events;
    const key = claimKeyIn(events.value);
    if (key === null) return failed('post-not-invited', { reason: 'no-key' });
    const { code, ...told } = await crypto.sealedCode(key);
    const invited = await host.call('post.invite', { area, ...told });
    if (!invited.ok) return invited;
    const recorded = await recordOffice({ type: 'windowInvited', until: invited.value.until });
    return recorded.ok ? success({ code, ...invited.value }) : recorded;
  };

  const takeKeys: ClaimDesk['takeKeys'] = async (code) => {
    if (by.capacity !== 'administrator') return failed('administrator-only');
    const handed = await host.call('post.handover', { area, code });
    if (!handed.ok) return handed;
    if (handed.value.sealed === null) return success(false);
    const key = await crypto.openCode(code, handed.value.sealed);
    if (key === null) return failed('post-not-joined', { reason: 'not-proved', step: 'join' });
    const recorded = await recordOffice({ type: 'claimKeySet', ...key });
    if (!recorded.ok) return recorded;
    parts.onKey();
    return success(true);
  };

  const watch = postWatch(host, cases);
  return { others, meetings, settle, invite, takeKeys, subscribe: (listener) => watch.subscribe(listener) };
}
