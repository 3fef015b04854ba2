/** What the windows of a campaign claim of a few persons in common, and what each of them has to find in the end. */
import { setTimeout as pause } from 'node:timers/promises';
import type { CaseClaims } from '#shared/casework/claims.ts';
import type { ClaimCollision } from '#shared/contract/post.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import type { TestHost } from '#tests/builders/a-host.ts';

const KEY = 'c'.repeat(32);
/** So few that windows meet all the time. */
const PERSONS = 12;
const CASES = 4;
const on = plainDate('2022-08-22');

const digestOf = (person: number): string => String(person).padStart(32, '0');

/** Case → persons, of every window by its id: what stands when nobody changes anything any more. */
export type Truth = Map<string, Map<string, readonly string[]>>;

/** Waits until as many have come as were announced. */
export function barrier(count: number): () => Promise<void> {
  let missing = count;
  let open: () => void = () => undefined;
  const all = new Promise<void>((settle) => {
    open = settle;
  });
  return async () => {
    missing -= 1;
    if (missing <= 0) open();
    await all;
  };
}

/** One case of the window claims other persons than before, or nobody; waits out a host that is being started. */
export async function claimSomething(
  window: TestHost,
  area: 'training',
  own: Map<string, readonly string[]>,
  random: () => number,
): Promise<void> {
  const subject = `case-${Math.floor(random() * CASES)}`;
  const digests = Array.from({ length: PERSONS }, (_, person) => digestOf(person)).filter(() => random() < 0.2);
  const persons = digests.map((digest): CaseClaims['persons'][number] => [
    digest,
    random() < 0.5 ? 'open' : 'accepted',
  ]);
  const cases = [{ subject, number: `〔2022〕${subject}`, on, persons }];
  const told = await window.host.call('post.tellClaims', { area, key: KEY, through: 1, cases, dropped: [] });
  if (told.ok) own.set(subject, digests);
}

const meetingOf = (subject: string, digest: string, window: string, theirs: string): string =>
  [subject, digest, window, theirs].join(' ');

/** What a window has to find. */
function expected(truth: Truth, self: string): Set<string> {
  const found = new Set<string>();
  for (const [subject, digests] of truth.get(self) ?? [])
    for (const [window, cases] of truth)
      for (const [theirs, others] of window === self ? [] : cases)
        for (const digest of digests)
          if (others.includes(digest)) found.add(meetingOf(subject, digest, window, theirs));
  return found;
}

/** Meetings that a window has and should not, or the other way round; `orders`: `mine theirs` of each, for all to agree on. */
export async function wronglyMet(
  window: TestHost,
  area: 'training',
  self: string,
  truth: Truth,
): Promise<{ readonly met: number; readonly wrong: number; readonly places: ReadonlyMap<string, number> }> {
  const wanted = expected(truth, self);
  let found: readonly ClaimCollision[] = [];
  for (const end = Date.now() + 60_000; Date.now() < end;) {
    await window.host.call('post.send', { area });
    const answer = await window.host.call('post.collisions', { area });
    found = answer.ok ? answer.value.collisions : [];
    const ordered = found.every(({ order }) => order !== null);
    if (ordered && found.length === wanted.size) break;
    await pause(50);
  }
  const names = new Set(
    found.map(({ subject, digest, other }) => meetingOf(subject, digest, other.window, other.subject)),
  );
  const wrong =
    [...names].filter((name) => !wanted.has(name)).length + [...wanted].filter((name) => !names.has(name)).length;
  const places = new Map<string, number>();
  for (const { subject, digest, order, other } of found) {
    places.set(`${self} ${subject} ${digest}`, order ?? 0);
    places.set(`${other.window} ${other.subject} ${digest}`, other.order);
  }
  return { met: names.size, wrong, places };
}
