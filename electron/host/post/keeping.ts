/**
 * What goes to the hub before the lines that need it: wrapped content keys, and vault and settings sealed. So whatever is
 * acknowledged comes back from the hub with the recovery key. Nothing here opens anything.
 */
import { createHash } from 'node:crypto';
import type { SealedOffice } from '#shared/contract/sealed-office.ts';
import type { Acknowledgement, LogName } from '#shared/post/heads.ts';
import { keepLimits, keysText, officeText, type KeysLetter, type OfficeLetter } from '#shared/post/keeping.ts';
import { POST_VERSION } from '#shared/post/parts.ts';
import type { OpenArea } from '../areas.ts';
import { readKeys } from '../office-writes.ts';
import type { HubClient } from './hub-client.ts';
import { isOfMarks, officeMarks, type KeptOffices } from './kept-offices.ts';
import type { KeptAtHub, PostRecord } from './post-record.ts';
import { stopOf, type Done } from './stop.ts';

export interface KeepingParts {
  readonly open: Pick<OpenArea, 'journal' | 'contentKeys'>;
  readonly log: LogName;
  readonly hub: string;
  readonly client: Pick<HubClient, 'call'>;
  readonly offices: KeptOffices;
  readonly sign: (text: string) => Promise<string>;
  readonly record: () => PostRecord;
  readonly remember: (change: Partial<PostRecord>) => Promise<void>;
}

export interface Keeping {
  /** Brings the hub up to the folder; `epoch`: the state that its database is in. */
  keep(epoch: string): Promise<Done>;
  /** Up to where lines may go: not beyond an entry that records a vault or settings which nobody has sealed yet. */
  limit(count: number): number;
  /** Everything as letters, for a stick. */
  letters(): Promise<{ readonly keys: readonly KeysLetter[]; readonly offices: readonly OfficeLetter[] }>;
  /** The letters lie on a stick with the lines up to `to`. */
  carried(to: number): Promise<void>;
  /** The hub's word came back by a stick: where it has the lines it has the letters, which it takes first. */
  arrived(given: Pick<Acknowledgement, 'epoch' | 'sequence'>): Promise<void>;
}

/** Wrapped key by subject; `null`: destroyed. */
type Keys = ReadonlyMap<string, string | null>;

async function keysNow(open: KeepingParts['open']): Promise<Keys> {
  const { destroyed } = open.journal.index();
  const gone = [...destroyed].map((subject) => [subject, null] as const);
  return new Map<string, string | null>([...Object.entries(await readKeys(open)), ...gone]);
}

/** The same for the same keys in any order, and changed by each of them alone: so that a new case costs one hash. */
function toggle(digest: Buffer, subject: string, wrapped: string | null): void {
  const own = createHash('sha256')
    .update(JSON.stringify([subject, wrapped]))
    .digest();
  for (let at = 0; at < digest.length; at += 1) digest[at] = (digest[at] ?? 0) ^ (own[at] ?? 0);
}

const revisionsOf = ({ vault, settings, recovery }: SealedOffice): NonNullable<KeptAtHub['office']> => ({
  vault: vault.revision,
  settings: settings.revision,
  recoverable: recovery !== null,
});

export function createKeeping(parts: KeepingParts): Keeping {
  const { open, log, hub, client, offices, sign } = parts;
  /** What the hub is known to have, since this host started. */
  let sent: {
    readonly epoch: string;
    version: number;
    destroyed: number;
    readonly keys: Map<string, string | null>;
    readonly digest: Buffer;
  } | null = null;

  const kept = (epoch: string): KeptAtHub | null => {
    const { kept: known } = parts.record();
    return known !== null && known.hub === hub && known.epoch === epoch ? known : null;
  };

  const rememberKept = async (epoch: string, change: Partial<KeptAtHub>): Promise<void> => {
    const before = kept(epoch) ?? { hub, epoch, keys: null, office: null };
    await parts.remember({ kept: { ...before, ...change } });
  };

  const keyLetters = async (changed: readonly (readonly [string, string | null])[]): Promise<KeysLetter[]> => {
    const letters: KeysLetter[] = [];
    for (let at = 0; at < changed.length; at += keepLimits.keys) {
      const page = changed.slice(at, at + keepLimits.keys);
      const put = page.flatMap(([subject, wrapped]): [string, string][] =>
        wrapped === null ? [] : [[subject, wrapped]],
      );
      const drop = page.flatMap(([subject, wrapped]) => (wrapped === null ? [subject] : []));
      const unsigned = { ...log, put, drop };
      letters.push({ ...unsigned, version: POST_VERSION, signature: await sign(keysText(unsigned)) });
    }
    return letters;
  };

  const officeLetter = async (office: SealedOffice): Promise<OfficeLetter> => {
    const unsigned = { ...log, vault: office.vault, settings: office.settings, body: JSON.stringify(office) };
    return { ...unsigned, version: POST_VERSION, signature: await sign(officeText(unsigned)) };
  };

  const sendKeys = async (changed: readonly (readonly [string, string | null])[]): Promise<Done> => {
    for (const letter of await keyLetters(changed)) {
      const reply = await client.call('keys', letter);
      if (!reply.ok) return stopOf(reply, 'keys');
    }
    return null;
  };

  /** The first time with this state of the hub: everything is compared, and sent where it is not known to be there. */
  const keepAll = async (epoch: string, version: number, destroyed: number): Promise<Done> => {
    const keys = new Map(await keysNow(open));
    const digest = Buffer.alloc(32);
    for (const [subject, wrapped] of keys) toggle(digest, subject, wrapped);
    const told = digest.toString('hex');
    if (kept(epoch)?.keys !== told) {
      const stop = await sendKeys([...keys]);
      if (stop !== null) return stop;
      await rememberKept(epoch, { keys: told });
    }
    sent = { epoch, version, destroyed, keys, digest };
    return null;
  };

  const keepKeys = async (epoch: string): Promise<Done> => {
    const { version } = open.contentKeys;
    const { destroyed } = open.journal.index();
    if (sent === null || sent.epoch !== epoch) return await keepAll(epoch, version, destroyed.size);
    if (sent.version === version && sent.destroyed === destroyed.size) return null;
    const now = new Map(open.contentKeys.changedSince(sent.version));
    if (sent.destroyed !== destroyed.size) for (const subject of destroyed) now.set(subject, null);
    for (const subject of now.keys()) if (destroyed.has(subject)) now.set(subject, null);
    const changed = [...now].filter(([subject, wrapped]) => sent?.keys.get(subject) !== wrapped);
    const stop = await sendKeys(changed);
    if (stop !== null) return stop;
    for (const [subject, wrapped] of changed) {
      const before = sent.keys.get(subject);
      if (before !== undefined) toggle(sent.digest, subject, before);
      toggle(sent.digest, subject, wrapped);
      sent.keys.set(subject, wrapped);
    }
    [sent.version, sent.destroyed] = [version, destroyed.size];
    if (changed.length > 0) await rememberKept(epoch, { keys: sent.digest.toString('hex') });
    return null;
  };

  const keepOffices = async (epoch: string): Promise<Done> => {
    for (const office of offices.all()) {
      const before = kept(epoch)?.office ?? null;
      const there =
        before !== null && before.vault >= office.vault.revision && before.settings >= office.settings.revision;
      if (there) continue;
      const reply = await client.call('office', await officeLetter(office));
      if (!reply.ok) return stopOf(reply, 'office');
      await rememberKept(epoch, { office: revisionsOf(office) });
    }
    const last = offices.all().at(-1);
    if (last !== undefined) await offices.sent(last);
    return null;
  };

  return {
    keep: async (epoch) => (await keepKeys(epoch)) ?? (await keepOffices(epoch)),
    limit: (count) => {
      const marks = officeMarks(open);
      if (marks === null || offices.all().some((office) => isOfMarks(office, marks))) return count;
      const { stands } = open.journal.index();
      const known = (name: 'vault' | 'settings'): boolean =>
        offices.all().some((office) => office[name].digest === marks[name].digest);
      const unsealed = (['vault', 'settings'] as const).filter((name) => !known(name)).map((name) => stands[name]);
      // Each was sealed, but never the two together: the later change is the one that is missing.
      return Math.min(...(unsealed.length > 0 ? unsealed : [Math.max(stands.vault, stands.settings)])) - 1;
    },
    letters: async () => ({
      keys: await keyLetters([...(await keysNow(open))]),
      offices: await Promise.all(offices.all().map(officeLetter)),
    }),
    carried: async (to) => {
      const last = offices.all().at(-1);
      if (last !== undefined) await parts.remember({ carried: { ...revisionsOf(last), to } });
    },
    arrived: async ({ epoch, sequence }) => {
      const { carried } = parts.record();
      if (carried === null || sequence < carried.to) return;
      const { to: _to, ...office } = carried;
      await rememberKept(epoch, { office });
      await parts.remember({ carried: null });
    },
  };
}
