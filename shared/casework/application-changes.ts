/** What differs between two applications of one case, field by field: what a correction says that it changed. */
import { rosterColumns, type Application, type RosterColumn, type RosterEntry } from '../domain/application.ts';
import type { EmployerFieldPath } from '../domain/employer-form.ts';
import { normaliseCode } from '../domain/normalise.ts';
import { documentKinds, type DocumentKind } from '../domain/supporting-document.ts';

export type FormField = Exclude<EmployerFieldPath, 'agent.authorisationSeen'> | 'account.kind';

/** Texts as they were typed; empty where there was none. */
interface Texts {
  readonly before: string;
  readonly after: string;
}
interface Who {
  readonly name: string;
  readonly citizenId: string;
}

export type ApplicationChange =
  | ({ readonly kind: 'form'; readonly field: FormField } & Texts)
  | ({ readonly kind: 'receivedOn' } & Texts)
  | { readonly kind: 'authorisation'; readonly seen: boolean }
  | { readonly kind: 'paper'; readonly paper: DocumentKind; readonly there: boolean }
  | ({ readonly kind: 'joins' | 'leaves' } & Who)
  /** A person under the name that was known before. */
  | ({ readonly kind: 'person'; readonly field: RosterColumn } & Who & Texts);

const texts: Readonly<Record<FormField, (employer: Application['employer']) => string>> = {
  name: (employer) => employer.name,
  unifiedSocialCreditCode: (employer) => employer.unifiedSocialCreditCode,
  organisationCode: (employer) => employer.organisationCode,
  employerNumber: (employer) => employer.employerNumber,
  divisionCode: (employer) => employer.divisionCode,
  legalRepresentative: (employer) => employer.legalRepresentative,
  registeredAddress: (employer) => employer.registeredAddress,
  'account.kind': ({ account }) => account.kind,
  'account.name': ({ account }) => account.name,
  'account.bank': ({ account }) => account.bank,
  'account.number': ({ account }) => account.number,
  'agent.name': ({ agent }) => agent.name,
  'agent.citizenId': ({ agent }) => agent.citizenId,
  'agent.mobile': ({ agent }) => agent.mobile,
};

const formFields = Object.keys(texts) as readonly FormField[];

const who = ({ name, citizenId }: RosterEntry): Who => ({ name: name.trim(), citizenId: normaliseCode(citizenId) });

/** The same person in both: by the row, else by the number. */
function pairs(before: readonly RosterEntry[], after: readonly RosterEntry[]) {
  const rest = new Set(before);
  const take = (same: (entry: RosterEntry) => boolean): RosterEntry | undefined => {
    const found = [...rest].find(same);
    if (found !== undefined) rest.delete(found);
    return found;
  };
  const known = new Map<RosterEntry, RosterEntry>();
  for (const entry of after) {
    const old = take(({ entryId }) => entryId === entry.entryId);
    if (old !== undefined) known.set(entry, old);
  }
  for (const entry of after.filter((one) => !known.has(one))) {
    const old = take(({ citizenId }) => normaliseCode(citizenId) === normaliseCode(entry.citizenId));
    if (old !== undefined) known.set(entry, old);
  }
  return { known, gone: [...rest] };
}

function rosterChanges(before: readonly RosterEntry[], after: readonly RosterEntry[]): ApplicationChange[] {
  const { known, gone } = pairs(before, after);
  const kept = after.flatMap((entry): ApplicationChange[] => {
    const old = known.get(entry);
    if (old === undefined) return [{ kind: 'joins', ...who(entry) }];
    return rosterColumns.flatMap((field): ApplicationChange[] =>
      old[field].trim() === entry[field].trim()
        ? []
        : [{ kind: 'person', field, ...who(old), before: old[field].trim(), after: entry[field].trim() }],
    );
  });
  return [...kept, ...gone.map((entry) => ({ kind: 'leaves' as const, ...who(entry) }))];
}

/** Every difference, the form first, then papers, then persons in the order of the roster. Attestations are no change. */
export function applicationChanges(before: Application, after: Application): readonly ApplicationChange[] {
  const form = formFields.flatMap((field): ApplicationChange[] => {
    const [was, is] = [texts[field](before.employer).trim(), texts[field](after.employer).trim()];
    return was === is ? [] : [{ kind: 'form', field, before: was, after: is }];
  });
  const seen = after.employer.agent.authorisationSeen;
  const authorisation: ApplicationChange[] =
    before.employer.agent.authorisationSeen === seen ? [] : [{ kind: 'authorisation', seen }];
  const day: ApplicationChange[] =
    before.receivedOn === after.receivedOn
      ? []
      : [{ kind: 'receivedOn', before: before.receivedOn, after: after.receivedOn }];
  const papers = documentKinds.flatMap((paper): ApplicationChange[] => {
    const there = after.papers[paper] === true;
    return (before.papers[paper] === true) === there ? [] : [{ kind: 'paper', paper, there }];
  });
  return [...form, ...authorisation, ...day, ...papers, ...rosterChanges(before.roster, after.roster)];
}
