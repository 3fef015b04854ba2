/**
 * The case file: everything a decision reads, in one value (README.md).
 * The window builds it from the form and the registry copies; `counter -- evaluate` reads it from a file.
 */
import { z } from 'zod';
import { Attestation } from '../domain/application.ts';
import { PlainDateSchema } from '../domain/plain-date.ts';
import { RegistrySet } from '../domain/registries.ts';
import { PapersPresent } from '../domain/supporting-document.ts';

const text = z.string();
const blankToAbsent = (value: unknown): unknown => (value === null || value === '' ? undefined : value);
const optionalText = z.preprocess(blankToAbsent, text.optional());
const optionalDay = z.preprocess(blankToAbsent, PlainDateSchema.optional());

export const CaseFileEmployer = z.object({
  name: text,
  unifiedSocialCreditCode: optionalText,
  employerNumber: optionalText,
  divisionCode: optionalText,
  account: z.preprocess(
    blankToAbsent,
    z.object({ name: optionalText, bank: optionalText, number: optionalText, kind: optionalText }).optional(),
  ),
  attestations: z.array(Attestation).optional(),
});
export type CaseFileEmployer = z.infer<typeof CaseFileEmployer>;

export const CaseFileEntry = z.object({
  name: text,
  citizenId: text,
  school: optionalText,
  diplomaNumber: optionalText,
  graduatedOn: optionalDay,
  contractFrom: optionalDay,
  contractTo: optionalDay,
  enrolledOn: optionalDay,
  attestations: z.array(Attestation).optional(),
});
export type CaseFileEntry = z.infer<typeof CaseFileEntry>;

export const OtherApplication = z.object({
  id: z.string(),
  receivedOn: optionalDay,
  citizenIds: z.array(z.string()),
});
export type OtherApplication = z.infer<typeof OtherApplication>;

export const CaseFile = z.object({
  date: PlainDateSchema,
  receivedOn: optionalDay,
  policy: optionalText,
  office: z.object({ divisionCode: z.string() }),
  employer: CaseFileEmployer,
  roster: z.array(CaseFileEntry),
  papers: PapersPresent,
  registries: RegistrySet,
  otherApplications: z.array(OtherApplication).optional(),
});
export type CaseFile = z.infer<typeof CaseFile>;
