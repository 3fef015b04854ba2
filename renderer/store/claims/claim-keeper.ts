/**
 * Says to the host whom the cases of this window claim, so that it can be told to the office's other windows, and records what of theirs
 * meets ours. Runs beside the work, after every change, and while nothing changes once in a while, for other windows do.
 */
import { foldClaims, meetingName, otherClaimOf, type ClaimEvent } from '#shared/casework/claim-events.ts';
import { claimedBy, type CaseClaims } from '#shared/casework/claims.ts';
import { claimKeyIn, OfficeEvent } from '#shared/casework/office-events.ts';
import type { Area } from '#shared/contract/channels.ts';
import type { Host } from '#shared/contract/host.ts';
import type { PostClaims } from '#shared/contract/post.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import type { CaseStore, CaseSummary, StoredEvent } from '../cases/case-store.ts';
import { purgedSince } from '../cases/purged-since.ts';
import type { CryptoClient } from '../crypto/crypto-client.ts';
import { postWatch } from '../post-desk.ts';

type Cases = Pick<CaseStore, 'list' | 'events' | 'recordEvent' | 'subscribe'>;

export interface ClaimKeeperParts {
  readonly host: Host;
  readonly area: Area;
  readonly crypto: Pick<CryptoClient, 'makeClaimKey' | 'useClaimKey' | 'claimDigests'>;
  readonly cases: Cases;
  readonly ledger: () => { readonly count: number };
  readonly now: () => string;
}

export interface ClaimKeeper {
  /** Resolves once it is known whether there is a claim key, and it is in use. */
  readonly keyed: Promise<void>;
  /** Another key was recorded: it is in use from the next look on, which is at once. */
  keyChanged(): void;
  close(): Promise<void>;
}

/** How often the host is asked what other windows did. */
const LOOK_MS = 3_000;
const CASES_AT_ONCE = 250;

/** What is recorded here happens to nobody in particular: the day is the machine's. */
function recorder({ cases, now }: ClaimKeeperParts) {
  return async (kind: 'office' | 'exchange', subjectId: string, content: unknown): Promise<boolean> => {
    const on = plainDate(now().slice(0, 10));
    const entryId = globalThis.crypto.randomUUID();
    return (await cases.recordEvent({ entryId, kind, subjectId, on, content, takeBatchNumber: false })).ok;
  };
}

/** Ledger number of the entry that joined this hub; `null` while it is not recorded yet. */
const joinedAt = (events: readonly StoredEvent[], hub: string): number | null =>
  events.findLast(({ content }) => {
    const event = OfficeEvent.safeParse(content).data;
    return event?.type === 'hubJoined' && event.hub === hub;
  })?.sequence ?? null;

export function claimKeeper(parts: ClaimKeeperParts): ClaimKeeper {
  const { host, area, crypto, cases } = parts;
  const record = recorder(parts);
  const watch = postWatch(host, cases);
  const state: { closed: boolean; wanted: boolean; running: Promise<void> | null } = {
    closed: false,
    wanted: false,
    running: null,
  };
  let tellKeyed: () => void = () => undefined;
  const keyed = new Promise<void>((resolve) => {
    tellKeyed = resolve;
  });
  /** The key that the worker has. */
  let inUse: string | null = null;
  /** Every training county begins with the same made-up past: there only what is practised after joining is told. */
  let pastUntil = 0;
  /** The version of what the host knows that was looked at last. */
  let looked = 0;

  /** Which hub the ledger was last looked through for; years of sign-ins are not read again at each look. */
  let readFor: string | null = null;
  let wholeList = 0;

  const ensureKey = async (hub: string, { state: claims }: PostClaims): Promise<boolean> => {
    if (readFor === hub && claims !== 'key-unmade') return inUse !== null;
    const events = await cases.events('office');
    if (!events.ok) return false;
    const joined = joinedAt(events.value, hub);
    // Between the host's joining and its entry: the next look finds it.
    if (joined === null) return false;
    readFor = hub;
    let key = claimKeyIn(events.value);
    if (key === null && claims === 'key-unmade') {
      const made = await crypto.makeClaimKey();
      if (!(await record('office', 'claims', { type: 'claimKeySet', ...made }))) return false;
      key = made;
    }
    if (key === null) return false;
    if (area === 'training') pastUntil = joined;
    if (inUse !== key.name) inUse = await crypto.useClaimKey(key.secret);
    return inUse !== null;
  };

  const claimsOf = async (summary: CaseSummary): Promise<CaseClaims> => {
    const claimed = [...claimedBy(summary)];
    const digests = (await crypto.claimDigests(claimed.map(([citizenId]) => citizenId))) ?? [];
    const { caseId: subject, number, receivedOn: on } = summary;
    return {
      subject,
      number,
      on,
      persons: claimed.flatMap(([, state], at): CaseClaims['persons'] => {
        const digest = digests[at];
        return digest === undefined ? [] : [[digest, state]];
      }),
    };
  };

  const tell = async (claims: PostClaims): Promise<void> => {
    if (inUse === null) return;
    const key = inUse;
    const known = claims.key === key;
    let through = known ? claims.through : 0;
    const { count } = parts.ledger();
    const changed = cases
      .list()
      .filter(({ firstSequence, lastSequence }) => lastSequence > through && firstSequence > pastUntil)
      .toSorted((one, other) => one.lastSequence - other.lastSequence);
    // Destroyed cases are gone from the list; only then the ledger is asked which they were.
    const all = cases.list().length;
    const dropped = known && all >= wholeList && wholeList > 0 ? [] : await purgedSince(cases, known ? through : 0);
    if (known && changed.length === 0 && dropped.length === 0) {
      wholeList = all;
      return;
    }
    const say = async (cased: readonly CaseClaims[], gone: readonly string[], upTo: number): Promise<boolean> =>
      (await host.call('post.tellClaims', { area, key, through: upTo, cases: [...cased], dropped: [...gone] })).ok;
    // First, while what is looked through ends before them: whoever is interrupted finds them again.
    for (let at = 0; at < dropped.length; at += CASES_AT_ONCE)
      if (!(await say([], dropped.slice(at, at + CASES_AT_ONCE), through))) return;
    for (let at = 0; at < changed.length && !state.closed; at += CASES_AT_ONCE) {
      const page = changed.slice(at, at + CASES_AT_ONCE);
      const last = at + CASES_AT_ONCE >= changed.length;
      through = last ? Math.max(through, count) : (page.at(-1)?.lastSequence ?? through);
      const said: CaseClaims[] = [];
      for (const summary of page) said.push(await claimsOf(summary));
      if (!(await say(said, [], through))) return;
    }
    if (changed.length === 0) await say([], [], Math.max(through, count));
    wholeList = all;
  };

  /** What is met now and not recorded yet, and what was recorded and is over. */
  const note = async (): Promise<void> => {
    const [found, events] = await Promise.all([host.call('post.collisions', { area }), cases.events('exchange')]);
    if (!found.ok || !events.ok) return;
    const { collisions, asOf } = found.value;
    const told = foldClaims(events.value.map(({ content }) => content));
    const now = new Map(
      collisions.map(({ subject: caseId, digest, order, other: row }) => {
        const met = { caseId, digest, other: otherClaimOf(row) };
        return [meetingName(met), { met, order }] as const;
      }),
    );
    const fresh: ClaimEvent[] = [
      ...[...now].flatMap(([name, { met, order }]): ClaimEvent[] =>
        told.met.has(name) ? [] : [{ type: 'claimMet', ...met, order, asOf }],
      ),
      ...[...told.met].flatMap(([name, { caseId, digest, other }]): ClaimEvent[] =>
        now.has(name) ? [] : [{ type: 'claimOver', caseId, digest, other, asOf }],
      ),
    ];
    for (const event of fresh) if (state.closed || !(await record('exchange', event.caseId, event))) return;
  };

  const round = async (): Promise<void> => {
    const post = await host.call('post.state', { area });
    const hub = post.ok ? post.value.hub : null;
    const claims = post.ok && hub !== null ? post.value.claims : null;
    const hasKey = hub !== null && claims !== null && (await ensureKey(hub.hub, claims));
    tellKeyed();
    if (claims === null || !hasKey) return;
    await tell(claims);
    const after = await host.call('post.state', { area });
    if (!after.ok || after.value.claims.version === looked) return;
    const { version } = after.value.claims;
    await note();
    looked = version;
    watch.told(null);
  };

  const rounds = async (): Promise<void> => {
    while (state.wanted && !state.closed) {
      state.wanted = false;
      await round().catch(() => undefined);
      tellKeyed();
    }
  };
  const check = (): void => {
    state.wanted = true;
    state.running ??= rounds().finally(() => {
      state.running = null;
    });
  };
  const stop = watch.subscribe(check);
  const timer = setInterval(check, LOOK_MS);
  check();
  return {
    keyed,
    keyChanged: () => {
      readFor = null;
      check();
    },
    close: async () => {
      state.closed = true;
      clearInterval(timer);
      stop();
      await state.running;
    },
  };
}
