/** Requests to a host, in the words of the counter. Sealed content is any base64. */
import { randomUUID } from 'node:crypto';
import { GENESIS, type JournalAppend, type Marks, type NumberSeries } from '#shared/casework/journal.ts';
import { completed } from '#shared/casework/journal-line.ts';
import { nextNumbers, tallyAfter } from '#shared/casework/ledger-numbers.ts';
import type { Appended, Area, ChannelRequest, WritingWindow } from '#shared/contract/channels.ts';
import type { Result } from '#shared/contract/failure.ts';
import type { Host } from '#shared/contract/host.ts';
import type { Vault } from '#shared/contract/vault.ts';
import type { OfficeSettings } from '#shared/domain/office.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { digestOf } from '#shared/policy/canonical-json.ts';
import { fastHash } from '#electron/host/journal-file.ts';
import { endAfter, type LedgerEnd } from '#renderer/store/cases/compose.ts';

export const anOffice = (change: Partial<OfficeSettings> = {}): OfficeSettings => ({
  officeName: '测试市演示区就业服务中心',
  divisionCode: '440802',
  address: '测试市演示区示例路 1 号',
  phone: '0759-0000000',
  supervisionPhone: '0759-0000001',
  windowNumber: '3',
  sealName: '测试市演示区就业服务中心业务专用章',
  receiptPrefix: 'W03',
  ...change,
});

/** What a test says of an entry; the rest follows from where the ledger ends. */
export interface EntryWish {
  readonly entryId?: string;
  readonly kind?: string;
  readonly subjectId?: string;
  readonly on?: string;
  readonly at?: string;
  readonly officerId?: string;
  readonly takeNumbers?: readonly NumberSeries[];
  readonly sealed?: string;
  readonly key?: 'content' | number;
  readonly contentKey?: string;
  readonly marks?: Marks;
  readonly writer?: WritingWindow;
}

/** Before the first entry. */
export const NOTHING_YET: LedgerEnd = { count: 0, head: GENESIS, tally: [], stands: [0, 0, 0], writer: null };

/** A case's first entry, as long as nothing else is wished for. */
export function anEntry(end: LedgerEnd, wish: EntryWish = {}): JournalAppend {
  const writer = wish.writer ?? end.writer ?? { window: randomUUID(), generation: 1, prefix: 'W03' };
  const on = plainDate(wish.on ?? '2022-08-22');
  const marks = wish.marks ?? {};
  const prefix = marks.binding?.prefix ?? writer.prefix;
  const takeNumbers = wish.takeNumbers ?? ['case'];
  const numbers = nextNumbers(end.tally, takeNumbers, Number(on.slice(0, 4)), prefix);
  const sequence = end.count + 1;
  const here = (mark: unknown, stood: number): number => (mark === undefined ? stood : sequence);
  const { contentKey } = wish;
  return {
    format: 2,
    header: {
      sequence,
      entryId: wish.entryId ?? randomUUID(),
      kind: wish.kind ?? 'case',
      subjectId: wish.subjectId ?? randomUUID(),
      on,
      at: wish.at ?? '2022-08-22T10:00:00+08:00',
      officerId: wish.officerId ?? 'officer-1',
      window: writer.window,
      generation: writer.generation,
      key: wish.key ?? (contentKey === undefined ? 1 : 'content'),
      numbers,
      tally: tallyAfter(end.tally, numbers),
      stands: [
        here(marks.vault, end.stands[0]),
        here(marks.settings, end.stands[1]),
        here(marks.binding, end.stands[2]),
      ],
      marks,
      blobs: [],
    },
    sealed: wish.sealed ?? Buffer.from(randomUUID()).toString('base64'),
    signed: null,
    previous: end.head,
    ...(contentKey === undefined ? {} : { contentKey }),
  };
}

/** Where the ledger ends after an entry. */
export const after = (entry: JournalAppend, end: LedgerEnd): LedgerEnd =>
  endAfter(entry, completed(entry, fastHash).hash, end);

const wrapped = { derivation: { name: 'PBKDF2-SHA256' as const, iterations: 1, salt: 'c2FsdA==' }, wrapped: 'a2V5' };
const VAULT_ID = '00000000-0000-4000-8000-00000000000a';

export const aVault = (revision: number): Vault => ({
  format: 2,
  vaultId: VAULT_ID,
  revision,
  officers: [
    {
      id: 'officer-1',
      name: '测试管理员',
      role: 'administrator',
      active: true,
      card: null,
      sealedKey: null,
      key: wrapped,
    },
  ],
  recovery: { card: null, sealedKey: null, key: wrapped },
  dataKey: 1,
  olderKeys: [],
  ledgerKeys: [{ number: 1, wrapped: 'a2V5' }],
});

export const vaultMark = (vault: Vault): NonNullable<Marks['vault']> => ({
  revision: vault.revision,
  digest: digestOf(vault),
});
export const settingsMark = (revision: number, settings: OfficeSettings): NonNullable<Marks['settings']> => ({
  revision,
  digest: digestOf({ revision, settings }),
});

/** The first entry of an area, and everything that comes with it. */
export function aFounding(
  bound: { readonly machine: string; readonly installation: string },
  settings: OfficeSettings = anOffice(),
): Omit<ChannelRequest<'area.create'>, 'area' | 'first'> & { readonly first: JournalAppend } {
  const vault = aVault(1);
  const { receiptPrefix: prefix } = settings;
  const first = anEntry(NOTHING_YET, {
    kind: 'window',
    takeNumbers: [],
    writer: { window: randomUUID(), generation: 1, prefix },
    marks: { vault: vaultMark(vault), settings: settingsMark(1, settings), binding: { prefix, ...bound } },
  });
  return { vault, settings, first, known: false, ready: true };
}

/** Sets an area up through the host's own door. Throws when that is refused. */
export async function found(host: Host, area: Area, settings: OfficeSettings = anOffice()): Promise<void> {
  const described = await host.call('host.describe', {});
  if (!described.ok) throw new Error(described.failure.code);
  const { machine, installationId: installation } = described.value;
  const made = await host.call('area.create', { area, ...aFounding({ machine, installation }, settings) });
  if (!made.ok) throw new Error(`not founded: ${JSON.stringify(made.failure)}`);
}

/** Where an area's ledger ends, as its host says. */
export async function endOf(host: Host, area: Area): Promise<LedgerEnd> {
  const state = await host.call('journal.state', { area });
  if (!state.ok) throw new Error(state.failure.code);
  return state.value;
}

/** Makes an entry for where the ledger ends now and sends it. */
export async function append(host: Host, area: Area, wish: EntryWish = {}): Promise<Result<Appended>> {
  return await host.call('journal.append', { area, entry: anEntry(await endOf(host, area), wish) });
}
