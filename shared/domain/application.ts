/**
 * One company's walk-in application as the clerk enters it: 申请表 (employer, account, agent), 花名册, papers.
 * Fields hold text as typed or imported, so that a wrong entry can be shown, kept and corrected;
 * the policy reads only what its own schema accepts (see policy/case-file.ts).
 */
import { z } from 'zod';
import { Confirmation } from './confirmation.ts';
import { normaliseCode } from './normalise.ts';
import { PapersPresent } from './supporting-document.ts';
import { PlainDateSchema } from './plain-date.ts';

/** 对公账户, or without one the account the tax authority has for contributions (252号 一). */
export const PayeeAccount = z.object({
  kind: z.enum(['corporate', 'contribution']),
  name: z.string(),
  bank: z.string(),
  number: z.string(),
});
export type PayeeAccount = z.infer<typeof PayeeAccount>;

/** 经办人: who stands at the window for the firm. */
export const Agent = z.object({
  name: z.string(),
  citizenId: z.string(),
  mobile: z.string(),
  /** 授权委托书 (or the firm's introduction) seen at the window. */
  authorisationSeen: z.boolean(),
});
export type Agent = z.infer<typeof Agent>;

/** A blank or `null` in a file is no note and no second officer. */
const spokenText = z.preprocess(
  (value) => (value === null || (typeof value === 'string' && normaliseCode(value) === '') ? undefined : value),
  z.string().optional(),
);

export const AttestationBasis = z.enum(['original-seen', 'live-system']);

/** What an officer vouches for instead of a register row (shared/policy/attestations.ts). */
export const Attestation = z.object({
  check: z.string(),
  verdict: z.enum(['met', 'unmet']),
  basis: AttestationBasis,
  by: z.string().min(1),
  on: PlainDateSchema,
  note: spokenText,
  confirmedBy: spokenText,
  /** Proof that the officer named in `confirmedBy` entered the own passphrase for this very statement. */
  confirmation: Confirmation.optional(),
});
export type Attestation = z.infer<typeof Attestation>;

export const ApplicationEmployer = z.object({
  name: z.string(),
  unifiedSocialCreditCode: z.string(),
  organisationCode: z.string(),
  employerNumber: z.string(),
  divisionCode: z.string(),
  registeredAddress: z.string(),
  legalRepresentative: z.string(),
  account: PayeeAccount,
  agent: Agent,
  attestations: z.array(Attestation),
});
export type ApplicationEmployer = z.infer<typeof ApplicationEmployer>;

/** The columns of the 花名册 that are typed or imported, in the order of the grid and of the blank template. */
export const rosterColumns = [
  'name',
  'citizenId',
  'school',
  'diplomaNumber',
  'graduatedOn',
  'contractFrom',
  'contractTo',
  'enrolledOn',
] as const;
export type RosterColumn = (typeof rosterColumns)[number];

/** One person of the roster. `row` is the row in the company's own file, absent for a typed one. Dates: text as read or typed. */
export const RosterEntry = z.object({
  entryId: z.string().min(1),
  row: z.number().int().positive().optional(),
  name: z.string(),
  citizenId: z.string(),
  school: z.string(),
  diplomaNumber: z.string(),
  graduatedOn: z.string(),
  contractFrom: z.string(),
  contractTo: z.string(),
  enrolledOn: z.string(),
  attestations: z.array(Attestation),
});
export type RosterEntry = z.infer<typeof RosterEntry>;

/** Nothing was typed into the row yet: it is no person and no error. */
export function isBlankEntry(entry: RosterEntry): boolean {
  return rosterColumns.every((column) => entry[column].trim() === '');
}

export const Application = z.object({
  receivedOn: PlainDateSchema,
  /** Why `receivedOn` was set to an earlier day than the sheet was begun on (补录); empty while not yet said, absent where it was not changed. */
  lateEntryReason: z.string().optional(),
  employer: ApplicationEmployer,
  roster: z.array(RosterEntry),
  papers: PapersPresent,
  /** File the roster came from, as the clerk sees it (`海晟花名册.xls`); null when typed. Sealed with the case, never logged. */
  rosterSource: z.string().nullable(),
  /** Why the roster was divided over two cases, and who went where, as the clerk was told. Sealed with the case, never logged. */
  rosterSplit: z.string().optional(),
});
export type Application = z.infer<typeof Application>;

/** An application nobody has typed into yet. */
export function emptyApplication(receivedOn: Application['receivedOn']): Application {
  return {
    receivedOn,
    employer: {
      name: '',
      unifiedSocialCreditCode: '',
      organisationCode: '',
      employerNumber: '',
      divisionCode: '',
      registeredAddress: '',
      legalRepresentative: '',
      account: { kind: 'corporate', name: '', bank: '', number: '' },
      agent: { name: '', citizenId: '', mobile: '', authorisationSeen: false },
      attestations: [],
    },
    roster: [],
    papers: {},
    rosterSource: null,
  };
}
