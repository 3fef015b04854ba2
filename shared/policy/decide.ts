/**
 * The decision on one case file under one pack: all checks, for every person, never stopping at the first failure.
 * The window and the command line call the same function. Registry rows are indexed once, so that a roster of a
 * thousand costs a thousand look-ups.
 */
import type { Attestation } from '../domain/application.ts';
import { parsePlainDate, type PlainDate } from '../domain/plain-date.ts';
import type { DocumentKind } from '../domain/supporting-document.ts';
import type { WorkingCalendar } from '../domain/working-days.ts';
import { attested } from './attestations.ts';
import type { CaseFile, CaseFileEntry, OtherApplication } from './case-file.ts';
import type { CaseContext, Finding, PersonContext } from './checks/check.ts';
import { checkTable } from './checks/index.ts';
import { decisionDue } from './deadlines.ts';
import { insuranceFacts } from './insurance-rows.ts';
import { outcomeOf, worstOf } from './outcome.ts';
import { isConfirmed, parametersOf, sourceOfCheck, within, type HeldPack, type PolicyPack } from './pack.ts';
import { codeKey, employerKeys, RegistryIndex } from './registry-index.ts';
import { termsOf } from './terms.ts';
import {
  attestationWithoutEffect,
  calendarNotUpdated,
  dateOutsidePolicy,
  employerWarnings,
  personWarnings,
  policyNotConfirmed,
} from './warnings.ts';
import type {
  CheckId,
  CheckResult,
  CheckSource,
  Decision,
  EntryDecision,
  PolicyWarning,
  SourceLevel,
} from './verdict.ts';

/** Levels that may not add conditions to the ministry's (41号 五): where they do, the verdict says so. */
const STRICTER: ReadonlySet<SourceLevel> = new Set<SourceLevel>(['city', 'province']);

function contextOf(caseFile: CaseFile, pack: PolicyPack): CaseContext {
  const { parameters } = pack;
  const values = Object.fromEntries(parametersOf(pack).map(([name, { value }]) => [name, value]));
  return {
    parameters: values as CaseContext['parameters'],
    terms: termsOf(caseFile.date, receivedOnOf(caseFile), parameters.staleAfterDays.value),
    officeDivision: caseFile.office.divisionCode,
    employer: caseFile.employer,
    employerKeys: employerKeys(caseFile.employer),
    index: new RegistryIndex(caseFile.registries),
    otherApplications: claimsByPerson(caseFile.otherApplications ?? []),
  };
}

const receivedOnOf = ({ date, receivedOn }: CaseFile): PlainDate => parsePlainDate(receivedOn ?? '') ?? date;

function claimsByPerson(applications: readonly OtherApplication[]): ReadonlyMap<string, readonly OtherApplication[]> {
  const claims = new Map<string, OtherApplication[]>();
  for (const application of applications) {
    for (const key of new Set(application.citizenIds.map(codeKey)))
      claims.set(key, [...(claims.get(key) ?? []), application]);
  }
  return claims;
}

function personsOf(context: CaseContext, roster: readonly CaseFileEntry[]): readonly PersonContext[] {
  const seen = new Set<string>();
  return roster.map((entry) => {
    const citizenId = codeKey(entry.citizenId);
    const isDuplicate = seen.has(citizenId);
    seen.add(citizenId);
    const insurance = insuranceFacts(context.index.rows('insurance', citizenId), context.employerKeys);
    return { ...context, entry, citizenId, isDuplicate, insurance };
  });
}

function resultOf(check: CheckId, found: Finding, source: CheckSource, context: CaseContext): CheckResult {
  const { verdict, reason, registry, row, conflict, detail } = found;
  const refuses = verdict === 'unmet' || verdict === 'remediable';
  const scope = registry === null ? undefined : context.index.registries[registry]?.scope;
  return {
    check,
    verdict,
    reason,
    source,
    ...(refuses && STRICTER.has(source.level) ? { stricterThanMinistry: true } : {}),
    evidence: {
      registry,
      asOf: registry === null ? null : context.index.asOf(registry),
      ...(scope === undefined ? {} : { scope }),
      ...(row === undefined ? {} : { row, grade: 'A' as const }),
      ...(conflict === undefined ? {} : { conflict }),
    },
    ...(detail === undefined ? {} : { detail }),
  };
}

/** A check that an attested `unmet` made stricter, or a `met` no longer is. */
function marked(result: CheckResult): CheckResult {
  const { stricterThanMinistry: _, ...rest } = result;
  const refuses = result.verdict === 'unmet' || result.verdict === 'remediable';
  return refuses && STRICTER.has(result.source.level) ? { ...rest, stricterThanMinistry: true } : rest;
}

interface Attested {
  readonly checks: readonly CheckResult[];
  readonly warnings: readonly PolicyWarning[];
}

/** Puts the officers' word to the checks; the last word on a check counts. */
function withAttestations(
  checks: readonly CheckResult[],
  attestations: readonly Attestation[],
  subject: string,
): Attested {
  if (attestations.length === 0) return { checks, warnings: [] };
  const last = new Map(attestations.map((attestation) => [attestation.check, attestation]));
  const warnings: PolicyWarning[] = [];
  const after = checks.map((result) => {
    const attestation = last.get(result.check);
    if (attestation === undefined) return result;
    last.delete(result.check);
    const changed = attested(result, attestation);
    if (changed === null) warnings.push(attestationWithoutEffect(result.check, subject));
    return changed === null ? result : marked(changed);
  });
  return {
    checks: after,
    warnings: [...warnings, ...[...last.keys()].map((check) => attestationWithoutEffect(check, subject))],
  };
}

interface DecidedPerson {
  readonly entry: EntryDecision;
  readonly warnings: readonly PolicyWarning[];
}

function decidePerson(person: PersonContext, pack: PolicyPack): DecidedPerson {
  const checks = checkTable.flatMap((row) => {
    const source = row.of === 'person' ? sourceOfCheck(pack, row.id) : null;
    return row.of === 'person' && source !== null ? [resultOf(row.id, row.run(person), source, person)] : [];
  });
  const after = withAttestations(checks, person.entry.attestations ?? [], person.citizenId);
  const verdict = worstOf(after.checks.map((check) => check.verdict));
  const amountFen = verdict === 'met' ? person.parameters.amountFen : 0;
  return {
    entry: { citizenId: person.citizenId, verdict, amountFen, checks: after.checks },
    warnings: [...personWarnings(person), ...after.warnings],
  };
}

function decideEmployer(context: CaseContext, pack: PolicyPack, entries: readonly EntryDecision[]): Attested {
  const insuredHere = entries.flatMap(({ checks }) => checks.filter(({ check }) => check === 'insured-here'));
  const checks = checkTable.flatMap((row) => {
    const source = row.of === 'employer' ? sourceOfCheck(pack, row.id) : null;
    return row.of === 'employer' && source !== null
      ? [resultOf(row.id, row.run({ ...context, insuredHere }), source, context)]
      : [];
  });
  return withAttestations(checks, context.employer.attestations ?? [], 'employer');
}

function packWarnings(caseFile: CaseFile, held: HeldPack): PolicyWarning[] {
  const { title, parameters } = held.pack;
  const { from, to } = parameters.acceptance.value;
  return [
    ...(isConfirmed(held) ? [] : [policyNotConfirmed(title)]),
    ...(within({ from, to }, caseFile.date) ? [] : [dateOutsidePolicy(title, from, to)]),
  ];
}

/** Papers that the pack requires and that do not lie on the counter, in the pack's order. */
export function missingPapersOf(caseFile: CaseFile, pack: PolicyPack): readonly DocumentKind[] {
  return pack.parameters.requiredPapers.value.filter((kind) => caseFile.papers[kind] !== true);
}

/** Decides a case file that the schema has accepted. Pure: same input, same bytes. */
export function decide(caseFile: CaseFile, held: HeldPack, calendar: WorkingCalendar): Decision {
  const { pack } = held;
  const context = contextOf(caseFile, pack);
  const persons = personsOf(context, caseFile.roster);
  const decided = persons.map((person) => decidePerson(person, pack));
  const employer = decideEmployer(
    context,
    pack,
    decided.map(({ entry }) => entry),
  );
  const employerRefused = employer.checks.some(({ verdict }) => verdict === 'unmet');
  const entries = decided.map(({ entry }) => (employerRefused ? { ...entry, amountFen: 0 } : entry));
  const missingPapers = missingPapersOf(caseFile, pack);
  const due = decisionDue(context.terms.receivedOn, pack.parameters, calendar);
  return {
    policy: pack.id,
    date: caseFile.date,
    outcome: outcomeOf(employer.checks, entries, missingPapers),
    totalAmountFen: entries.reduce((sum, { amountFen }) => sum + amountFen, 0),
    decisionDue: due,
    employerChecks: employer.checks,
    entries,
    missingPapers,
    warnings: [
      ...packWarnings(caseFile, held),
      ...(due === null ? [calendarNotUpdated()] : []),
      ...employerWarnings(context, persons),
      ...employer.warnings,
      ...decided.flatMap(({ warnings }) => warnings),
    ],
  };
}
