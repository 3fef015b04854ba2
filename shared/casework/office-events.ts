/**
 * What happens at the window beside the cases: who signed in, who joined and left, which settings an administrator
 * changed. Entries of the kind `office`; subject: the officer's id, or `settings`.
 */
import { z } from 'zod';
import { OfficeSettings } from '../domain/office.ts';
import { registryKinds, type RegistryKind } from '../domain/registries.ts';
import { byAdministrator, OfficerRole, type EntryAuthor } from '../domain/officer.ts';
import { PlainDateSchema, type PlainDate } from '../domain/plain-date.ts';
import { ClaimKeyName } from './claims.ts';
import { MOST_ROLLS, SignedRoll } from './roll.ts';
import { NO_RETURN_LAYOUT, ReturnLayout } from './return-layout.ts';

/** Asked of the verification interface in a day while nobody has set another figure: 59号 names none, each place is told its own. */
export const DEFAULT_DAILY_QUOTA = 300;
/** The most that may be set; more is a slip of the hand. */
export const MAX_DAILY_QUOTA = 10_000;
export const DailyQuota = z.number().int().min(1).max(MAX_DAILY_QUOTA);

/** Above this share of bad rows a registry file is refused, while nobody has set another. Ours, no source. */
export const DEFAULT_BAD_ROW_PERCENT = 5;
export const BadRowPercent = z.number().int().min(0).max(50);

/** How long things are kept, and the document that says so. `packDays`: from a copy's as-of date; a kind left out is kept. */
export const RetentionRule = z.object({
  caseYears: z.number().int().min(1).max(100),
  packDays: z.partialRecord(
    z.enum(registryKinds as [RegistryKind, ...RegistryKind[]]),
    z.number().int().min(1).max(36_500),
  ),
  documentNumber: z.string().trim().min(1),
});
export type RetentionRule = z.infer<typeof RetentionRule>;

const officer = { officerId: z.string().min(1), name: z.string().min(1) };

export const OfficeEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('signedIn'),
    /** Wrong passphrases for this officer at this window since the last sign-in that worked. */
    failures: z.number().int().nonnegative(),
    /** Revision of the vault: a change of officers that has no entry of its own shows here. */
    vaultRevision: z.number().int().nonnegative(),
  }),
  z.object({ type: z.literal('locked') }),
  z.object({ type: z.literal('confirmationRefused'), officerId: z.string().min(1), failures: z.number().int() }),
  z.object({ type: z.literal('officerAdded'), ...officer, role: OfficerRole }),
  /** A new passphrase, or a new name or role. */
  z.object({ type: z.literal('officerChanged'), ...officer, role: OfficerRole }),
  z.object({ type: z.literal('officerRetired'), ...officer }),
  z.object({ type: z.literal('recoveryKeyRenewed') }),
  z.object({ type: z.literal('recoveryKeyUsed') }),
  /** An officer's keys got today's form at a sign-in; the passphrase is the same. */
  z.object({ type: z.literal('officerCardMade'), ...officer }),
  z.object({ type: z.literal('dataKeyRotated') }),
  /** Every content key is wrapped by the new data key; the one before opens nothing any more. */
  z.object({ type: z.literal('oldDataKeyDropped') }),
  /** The one signed in said that a strange clock is right. */
  z.object({ type: z.literal('clockBelieved'), now: z.string(), last: z.string() }),
  /** The settings whole: a copy that survives a damaged settings file. */
  z.object({ type: z.literal('officeSaved'), office: OfficeSettings }),
  /** Both settings files were damaged: written anew from the entry with this ledger number. */
  z.object({ type: z.literal('officeRestored'), from: z.number().int().positive() }),
  z.object({ type: z.literal('quotaSet'), dailyQuota: DailyQuota }),
  z.object({ type: z.literal('badRowLimitSet'), percent: BadRowPercent }),
  z.object({ type: z.literal('retentionSet'), rule: RetentionRule }),
  /** Entries are sent to this hub from now on; `office` is what the hub calls the office. */
  z.object({ type: z.literal('hubJoined'), address: z.string().max(200), hub: z.uuid(), office: z.uuid() }),
  /** Nothing is sent any more; what the hub has stays there. */
  z.object({ type: z.literal('hubLeft'), hub: z.uuid() }),
  /** The key that the office's windows compare persons by (shared/crypto/claim-key.ts); the last one holds. */
  z.object({ type: z.literal('claimKeySet'), name: ClaimKeyName, secret: z.string().max(100) }),
  /** A new roll, signed at this window. */
  z.object({ type: z.literal('rollSigned'), roll: SignedRoll }),
  /**
   * Rolls of the office that came by the hub, the last of which the officers in the vault now follow. `anew`: an administrator compared
   * the office key and said that this office's rolls count here, in the place of any before. `matched`: officers of this window who are
   * somebody on the roll, by their ids there.
   */
  z.object({
    type: z.literal('rollsTaken'),
    rolls: z.array(SignedRoll).min(1).max(MOST_ROLLS),
    anew: z.boolean(),
    matched: z.record(z.string(), z.string()),
  }),
  /** A code was made that lets another window join and compare. */
  z.object({ type: z.literal('windowInvited'), until: z.string().max(40) }),
  /** Where the second copy goes: the last name of the place alone; `null` ends the backups. */
  z.object({ type: z.literal('backupPlaceSet'), place: z.string().max(200).nullable() }),
  /** Another program takes this one's place at the next start; `null`: what was prepared is given up. */
  z.object({ type: z.literal('updateSet'), version: z.string().max(60).nullable() }),
  /** What headings and words of returned files mean, beside those that are known; whole, in place of the one before. */
  z.object({ type: z.literal('returnLayoutSet'), layout: ReturnLayout }),
  /** 信息中心 lets an officer into the provincial system (system-authorisation.ts). */
  z
    .object({
      type: z.literal('systemAuthorised'),
      ...officer,
      documentNumber: z.string().trim().min(1).max(200),
      from: PlainDateSchema,
      to: PlainDateSchema,
    })
    .refine(({ from, to }) => from <= to, { message: '起始日晚于截止日' }),
  z.object({ type: z.literal('systemAuthorisationEnded'), ...officer, reason: z.string().trim().min(1).max(500) }),
  /** Where the access log stood (access-log.ts): a later change of an earlier line shows against this. */
  z.object({ type: z.literal('accessLogHead'), count: z.number().int().nonnegative(), head: z.string() }),
  /** Lines of the access log up to this one are past their term and go. */
  z.object({ type: z.literal('accessLogPruned'), through: z.number().int().positive(), head: z.string() }),
]);
export type OfficeEvent = z.infer<typeof OfficeEvent>;

/** What only an administrator may record; the rest happens to everybody. */
const administrators: ReadonlySet<OfficeEvent['type']> = new Set<OfficeEvent['type']>([
  'officerAdded',
  'officerRetired',
  'recoveryKeyRenewed',
  'dataKeyRotated',
  'oldDataKeyDropped',
  'officeSaved',
  'quotaSet',
  'badRowLimitSet',
  'retentionSet',
  'hubJoined',
  'hubLeft',
  'rollSigned',
  'windowInvited',
  'backupPlaceSet',
  'updateSet',
  'returnLayoutSet',
  'systemAuthorised',
  'systemAuthorisationEnded',
]);

/** Whether an entry of this kind takes an administrator. */
export const isAdministrators = ({ type }: Pick<OfficeEvent, 'type'>): boolean => administrators.has(type);

/** The settings that stand in the ledger. */
export interface OfficeRules {
  readonly dailyQuota: number;
  readonly badRowPercent: number;
  /** `null` while no term was set: nothing is ever due. */
  readonly retention: RetentionRule | null;
  readonly returnLayout: ReturnLayout;
}

export const usualRules: OfficeRules = {
  dailyQuota: DEFAULT_DAILY_QUOTA,
  badRowPercent: DEFAULT_BAD_ROW_PERCENT,
  retention: null,
  returnLayout: NO_RETURN_LAYOUT,
};

/** The rules as the entries leave them, oldest first. A setting that is no administrator's word changes nothing. */
export function foldOfficeRules(
  events: readonly { readonly content: unknown; readonly by?: EntryAuthor | null }[],
): OfficeRules {
  return events.reduce<OfficeRules>((rules, entry) => {
    const event = OfficeEvent.safeParse(entry.content);
    if (!event.success || !byAdministrator(entry)) return rules;
    if (event.data.type === 'returnLayoutSet') return { ...rules, returnLayout: event.data.layout };
    if (event.data.type === 'retentionSet') return { ...rules, retention: event.data.rule };
    if (event.data.type === 'quotaSet') return { ...rules, dailyQuota: event.data.dailyQuota };
    return event.data.type === 'badRowLimitSet' ? { ...rules, badRowPercent: event.data.percent } : rules;
  }, usualRules);
}

/** The office's settings as an administrator last recorded them. */
export interface SavedOffice {
  /** Ledger number of the entry, its day and who made it. */
  readonly sequence: number;
  readonly on: PlainDate;
  readonly by: string;
  readonly office: OfficeSettings;
}

/** The last settings that an administrator recorded, entries oldest first; `null` where there are none. */
export function savedOffice(
  events: readonly {
    readonly sequence: number;
    readonly on: PlainDate;
    readonly content: unknown;
    readonly by: EntryAuthor | null;
  }[],
): SavedOffice | null {
  for (const entry of events.toReversed()) {
    const event = OfficeEvent.safeParse(entry.content);
    if (!event.success || event.data.type !== 'officeSaved' || !byAdministrator(entry)) continue;
    return { sequence: entry.sequence, on: entry.on, by: entry.by?.name ?? '', office: event.data.office };
  }
  return null;
}

/** The rolls that an entry recorded; `null` where it recorded none. */
export function rollsIn(content: unknown): { readonly rolls: readonly SignedRoll[]; readonly anew: boolean } | null {
  const event = OfficeEvent.safeParse(content).data;
  if (event?.type === 'rollSigned') return { rolls: [event.roll], anew: false };
  return event?.type === 'rollsTaken' ? { rolls: event.rolls, anew: event.anew } : null;
}

/** The claim key that holds, entries oldest first; `null` while there is none. */
export function claimKeyIn(events: readonly { readonly content: unknown }[]): { name: string; secret: string } | null {
  for (const { content } of events.toReversed()) {
    const event = OfficeEvent.safeParse(content);
    if (event.success && event.data.type === 'claimKeySet') return event.data;
  }
  return null;
}
