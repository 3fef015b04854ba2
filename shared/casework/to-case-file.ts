/**
 * From the form and the grid to the value that a decision reads. Rows whose number or name is an input error are left
 * out and named, so that the others are decided at once; nothing is corrected behind the clerk's back.
 */
import { parseCitizenId } from '../domain/citizen-id.ts';
import { normaliseCode } from '../domain/normalise.ts';
import { parsePlainDate, type PlainDate } from '../domain/plain-date.ts';
import { parseCreditCode } from '../domain/unified-social-credit-code.ts';
import type { Application, ApplicationEmployer, RosterEntry } from '../domain/application.ts';
import type { RegistrySet } from '../domain/registries.ts';
import type { CaseFile, CaseFileEmployer, CaseFileEntry, OtherApplication } from '../policy/case-file.ts';

export interface CaseFileRequest {
  readonly application: Application;
  /** Day of acceptance: the business date. */
  readonly date: PlainDate;
  readonly officeDivision: string;
  readonly registries: RegistrySet;
  readonly otherApplications: readonly OtherApplication[];
  readonly policy?: string;
}

export interface CaseFileResult {
  /** `null` while nothing can be decided: no firm code, or no readable person. */
  readonly caseFile: CaseFile | null;
  /** Entry ids in the order of `caseFile.roster`. */
  readonly entryIds: readonly string[];
  /** Entries left out because of an input error. */
  readonly unreadable: readonly string[];
}

/** An absent key instead of an empty text: the case file knows only facts. */
const given = <K extends string>(key: K, value: string | null): { readonly [P in K]?: string } =>
  (value === null || value === '' ? {} : { [key]: value }) as { readonly [P in K]?: string };

const givenDay = <K extends string>(key: K, value: string): { readonly [P in K]?: PlainDate } => {
  const day = parsePlainDate(value.trim());
  return (day === null ? {} : { [key]: day }) as { readonly [P in K]?: PlainDate };
};

/** The firm's credit code when its check character is right, else `null`. */
export function readableCreditCode(employer: ApplicationEmployer): string | null {
  const parsed = parseCreditCode(employer.unifiedSocialCreditCode);
  return parsed.ok ? parsed.code : null;
}

function employerOf(employer: ApplicationEmployer): CaseFileEmployer {
  return {
    name: employer.name,
    ...given('unifiedSocialCreditCode', readableCreditCode(employer)),
    ...given('employerNumber', normaliseCode(employer.employerNumber)),
    ...given('divisionCode', employer.divisionCode),
    account: {
      ...given('name', employer.account.name),
      ...given('bank', employer.account.bank),
      ...given('number', employer.account.number),
      kind: employer.account.kind,
    },
    attestations: employer.attestations,
  };
}

function entryOf(entry: RosterEntry, citizenId: string): CaseFileEntry {
  return {
    name: entry.name,
    citizenId,
    ...given('school', entry.school),
    ...given('diplomaNumber', entry.diplomaNumber),
    ...givenDay('graduatedOn', entry.graduatedOn),
    ...givenDay('contractFrom', entry.contractFrom),
    ...givenDay('contractTo', entry.contractTo),
    ...givenDay('enrolledOn', entry.enrolledOn),
    attestations: entry.attestations,
  };
}

/** Builds the case file of an application; see {@link CaseFileResult} for what is left out. */
export function toCaseFile(request: CaseFileRequest): CaseFileResult {
  const { application } = request;
  const entries: CaseFileEntry[] = [];
  const entryIds: string[] = [];
  const unreadable: string[] = [];
  for (const entry of application.roster) {
    const id = parseCitizenId(entry.citizenId);
    if (id.ok && entry.name.trim() !== '') {
      entries.push(entryOf(entry, id.value.id));
      entryIds.push(entry.entryId);
    } else unreadable.push(entry.entryId);
  }
  const employer = employerOf(application.employer);
  const identified = employer.unifiedSocialCreditCode !== undefined || employer.employerNumber !== undefined;
  const caseFile: CaseFile | null =
    entries.length === 0 || !identified
      ? null
      : {
          date: request.date,
          receivedOn: application.receivedOn,
          ...(request.policy === undefined ? {} : { policy: request.policy }),
          office: { divisionCode: request.officeDivision },
          employer,
          roster: entries,
          papers: application.papers,
          registries: request.registries,
          otherApplications: [...request.otherApplications],
        };
  return { caseFile, entryIds, unreadable };
}
