/**
 * What this machine knows of claims (`post-claims.jsonl` of an area): whom its own cases claim, as the window that was signed in said it,
 * and whom the cases of the office's other windows do, as the hub handed it out. Digests alone. In no backup: all of it follows from the
 * ledger and from the hub, so a file that cannot be read is begun anew. Of two lines on one thing the last holds.
 */
import { join } from 'node:path';
import { z } from 'zod';
import { success, type Result } from '#shared/contract/failure.ts';
import { serialQueue } from '#shared/domain/serial-queue.ts';
import { CaseClaims, ClaimKeyName, ClaimRow } from '#shared/casework/claims.ts';
import { claimLimits, prefixOfNumber } from '#shared/post/claims.ts';
import type { FileLayer } from '../file-layer.ts';
import { openFoldedLines, type Fold } from './folded-lines.ts';

const HubMark = z.object({
  hub: z.uuid(),
  epoch: z.uuid(),
  /** Own cases up to this serial are durable there. */
  sent: z.number().int().nonnegative(),
  upTo: z.number().int().nonnegative(),
  /** The hub's instant of its last word; `null` before the first. */
  at: z.string().nullable(),
  /** Of the letter that it answered. */
  told: z.string().default(''),
});
export type HubMark = z.infer<typeof HubMark>;

/** What lies on a stick for the hub. */
const CarriedClaims = z.object({
  hub: z.uuid(),
  epoch: z.uuid(),
  nonce: z.uuid(),
  serial: z.number().int().nonnegative(),
  told: z.string().default(''),
});
export type CarriedClaims = z.infer<typeof CarriedClaims>;

const Serial = z.number().int().positive();
const Line = z.union([
  /** Whose digests they are, and up to which ledger entry the cases were looked through. */
  z.tuple([z.literal('key'), ClaimKeyName, z.number().int().nonnegative()]),
  z.tuple([z.literal('own'), CaseClaims, Serial]),
  z.tuple([z.literal('gone'), z.string(), Serial]),
  z.tuple([z.literal('row'), ClaimRow]),
  z.tuple([z.literal('hub'), HubMark]),
  z.tuple([z.literal('stick'), CarriedClaims]),
  /** All that another window claims, by a letter of its own of that instant. */
  z.tuple([z.literal('heard'), z.uuid(), z.string(), z.array(CaseClaims)]),
]);
type Line = z.infer<typeof Line>;

export interface ToldClaims {
  readonly key: string;
  readonly through: number;
  readonly cases: readonly CaseClaims[];
  /** Destroyed at their term. */
  readonly dropped: readonly string[];
}

export interface Unsent {
  readonly put: readonly CaseClaims[];
  readonly drop: readonly string[];
  /** Serial of the last of them; what was sent before stays where nothing is unsent. */
  readonly serial: number;
}

/** One person claimed here and at another window. */
export interface Collision {
  readonly subject: string;
  readonly digest: string;
  /** Place of the own claim in the office's order; `null` until the hub has it. */
  readonly order: number | null;
  readonly other: ClaimRow;
}

export interface ClaimBook {
  /** `null` until somebody who was signed in said it. */
  readonly key: string | null;
  readonly through: number;
  /** Rises with every change. */
  readonly version: number;
  /** Takes what the cases say now; of another key than before everything is begun anew. */
  tell(told: ToldClaims): Promise<Result<null>>;
  /** How it stands with this hub; another hub or epoch knows nothing yet. */
  markFor(hub: string, epoch: string): HubMark;
  unsent(mark: HubMark): Unsent;
  /** What the hub answered. */
  took(mark: HubMark, rows: readonly ClaimRow[]): Promise<Result<null>>;
  /** All own cases, and which were destroyed: what a stick carries. */
  all(): Unsent;
  readonly carried: CarriedClaims | null;
  carry(carried: CarriedClaims): Promise<Result<null>>;
  /** Claims of another window in its own words, unless later ones are known. */
  hear(window: string, told: string, cases: readonly CaseClaims[]): Promise<Result<boolean>>;
  /** What is known of the state of the hub that was met last; `null` before the first. */
  readonly mark: HubMark | null;
  /** Live claims of others than `window` on these persons. */
  othersOn(digests: readonly string[], window: string): readonly ClaimRow[];
  collisions(window: string): readonly Collision[];
  /** The instant of the hub's last word, of whichever state of it. */
  readonly asOf: string | null;
  readonly waiting: number;
  close(): Promise<void>;
}

const isLive = ({ state }: ClaimRow): boolean => state !== 'released';
const nameOf = ({ window, subject, digest }: Pick<ClaimRow, 'window' | 'subject' | 'digest'>): string =>
  `${window} ${subject} ${digest}`;

/** The lines folded. */
class Known implements Fold<Line> {
  key: string | null = null;
  through = 0;
  mark: HubMark | null = null;
  serial = 0;
  readonly own = new Map<string, { readonly claims: CaseClaims | null; readonly serial: number }>();
  carried: CarriedClaims | null = null;
  readonly heard = new Map<string, { readonly told: string; readonly cases: readonly CaseClaims[] }>();
  readonly rows = new Map<string, ClaimRow>();
  /** Names of rows by person. */
  readonly persons = new Map<string, Set<string>>();

  take(line: Line): void {
    switch (line[0]) {
      case 'key':
        if (this.key !== null && this.key !== line[1]) this.forget();
        [, this.key, this.through] = line;
        return;
      case 'own':
        this.serial = line[2];
        this.own.set(line[1].subject, { claims: line[1], serial: line[2] });
        return;
      case 'gone':
        this.serial = line[2];
        this.own.set(line[1], { claims: null, serial: line[2] });
        return;
      case 'row':
        this.takeRow(line[1]);
        return;
      case 'hub': {
        const { hub, epoch } = line[1];
        if (this.mark !== null && (this.mark.hub !== hub || this.mark.epoch !== epoch)) this.forgetRows();
        this.mark = line[1];
        return;
      }
      case 'stick':
        this.carried = line[1];
        return;
      case 'heard':
        this.heard.set(line[1], { told: line[2], cases: line[3] });
        this.hearAll();
    }
  }

  /** Everything that holds, in as few lines as say it. */
  lines(): Line[] {
    const own = [...this.own].toSorted(([, a], [, b]) => a.serial - b.serial);
    return [
      ...(this.key === null ? [] : [['key', this.key, this.through] satisfies Line]),
      ...own.map(([subject, { claims, serial }]): Line =>
        claims === null ? ['gone', subject, serial] : ['own', claims, serial],
      ),
      ...(this.mark === null ? [] : [['hub', this.mark] satisfies Line]),
      ...[...this.rows.values()].filter(({ order }) => order > 0).map((row): Line => ['row', row]),
      ...(this.carried === null ? [] : [['stick', this.carried] satisfies Line]),
      ...[...this.heard].map(([window, { told, cases }]): Line => ['heard', window, told, [...cases]]),
    ];
  }

  /** What the hub has not said itself is as the windows said it; what they do not say any more is gone. */
  private hearAll(): void {
    for (const [name, { order }] of this.rows) if (order === 0) this.rows.delete(name);
    for (const [window, { cases }] of this.heard)
      for (const { subject, number, on, persons } of cases)
        for (const [digest, state] of persons) {
          const row = {
            order: 0,
            change: 0,
            window,
            prefix: prefixOfNumber(number) || '?',
            subject,
            number,
            on,
            digest,
            state,
          };
          if (!this.rows.has(nameOf(row))) this.takeRow(row);
        }
  }

  private takeRow(row: ClaimRow): void {
    const name = nameOf(row);
    // A page off a stick may be older than what came over the network.
    if ((this.rows.get(name)?.change ?? 0) > row.change) return;
    this.rows.set(name, row);
    const named = this.persons.get(row.digest);
    if (named === undefined) this.persons.set(row.digest, new Set([name]));
    else named.add(name);
  }

  /** Digests of another key are of no use. */
  private forget(): void {
    this.own.clear();
    this.through = 0;
    this.mark = null;
    this.carried = null;
    this.heard.clear();
    this.forgetRows();
  }

  private forgetRows(): void {
    this.rows.clear();
    this.persons.clear();
    this.hearAll();
  }
}

/** Rejects with errno errors. */
export async function openClaimBook(layer: FileLayer, folder: string): Promise<ClaimBook> {
  const file = await openFoldedLines(layer, join(folder, 'post-claims.jsonl'), Line, () => new Known());
  const { known } = file;
  const inTurn = serialQueue();
  let version = 1;
  let met: { readonly version: number; readonly window: string; readonly found: readonly Collision[] } | null = null;

  const add = async (fresh: readonly Line[]): Promise<Result<null>> => {
    const done = await file.add(fresh);
    if (done.ok && fresh.length > 0) version += 1;
    return done;
  };

  const tell = async ({ key, through, cases, dropped }: ToldClaims): Promise<Result<null>> => {
    const anew = known.key !== null && known.key !== key;
    let { serial } = known;
    const isKnown = (claims: CaseClaims): boolean =>
      !anew && JSON.stringify(known.own.get(claims.subject)?.claims) === JSON.stringify(claims);
    const fresh: Line[] = [];
    if (known.key !== key || known.through !== through) fresh.push(['key', key, through]);
    for (const claims of cases) if (!isKnown(claims)) fresh.push(['own', claims, (serial += 1)]);
    for (const subject of dropped)
      if (known.own.get(subject)?.claims !== null) fresh.push(['gone', subject, (serial += 1)]);
    return await add(fresh);
  };

  const rowsOn = (digest: string, window: string): ClaimRow[] =>
    [...(known.persons.get(digest) ?? [])]
      .flatMap((name) => known.rows.get(name) ?? [])
      .filter((row) => row.window !== window && isLive(row));

  const collisions = (window: string): Collision[] =>
    [...known.own].flatMap(([subject, { claims }]) =>
      (claims?.persons ?? []).flatMap(([digest]) => {
        const others = rowsOn(digest, window);
        if (others.length === 0) return [];
        const order = known.rows.get(nameOf({ window, subject, digest }));
        return others.map((other): Collision => ({
          subject,
          digest,
          order: order !== undefined && isLive(order) && order.order > 0 ? order.order : null,
          other,
        }));
      }),
    );

  const unsent = (mark: HubMark): Unsent => {
    const waiting = [...known.own].filter(([, { serial }]) => serial > mark.sent);
    const put: CaseClaims[] = [];
    const drop: string[] = [];
    let [serial, persons] = [mark.sent, 0];
    for (const [subject, one] of waiting.toSorted(([, a], [, b]) => a.serial - b.serial)) {
      persons += one.claims?.persons.length ?? 0;
      if (put.length + drop.length >= claimLimits.cases) break;
      if (persons > claimLimits.persons && put.length + drop.length > 0) break;
      if (one.claims === null) drop.push(subject);
      else put.push(one.claims);
      ({ serial } = one);
    }
    return { put, drop, serial };
  };

  return {
    get key() {
      return known.key;
    },
    get through() {
      return known.through;
    },
    get version() {
      return version;
    },
    get asOf() {
      return known.mark?.at ?? null;
    },
    get waiting() {
      const { sent } = known.mark ?? { sent: 0 };
      if (known.serial <= sent) return 0;
      return [...known.own.values()].filter(({ serial }) => serial > sent).length;
    },
    tell: async (told) => await inTurn(() => tell(told)),
    markFor: (hub, epoch) =>
      known.mark?.hub === hub && known.mark.epoch === epoch
        ? known.mark
        : { hub, epoch, sent: 0, upTo: 0, at: null, told: known.mark?.told ?? '' },
    unsent,
    took: async (mark, rows) => await inTurn(() => add([['hub', mark], ...rows.map((row): Line => ['row', row])])),
    all: () => ({
      put: [...known.own.values()].flatMap(({ claims }) => claims ?? []),
      drop: [...known.own].flatMap(([subject, { claims }]) => (claims === null ? [subject] : [])),
      serial: known.serial,
    }),
    get carried() {
      return known.carried;
    },
    carry: async (carried) => await inTurn(() => add([['stick', carried]])),
    hear: async (window, told, cases) =>
      await inTurn(async () => {
        if ((known.heard.get(window)?.told ?? '') >= told) return success(false);
        const added = await add([['heard', window, told, [...cases]]]);
        return added.ok ? success(true) : added;
      }),
    get mark() {
      return known.mark;
    },
    othersOn: (digests, window) => digests.flatMap((digest) => rowsOn(digest, window)),
    collisions: (window) => {
      if (met?.version !== version || met.window !== window) met = { version, window, found: collisions(window) };
      return met.found;
    },
    close: async () => {
      await inTurn(async () => await file.close());
    },
  };
}
