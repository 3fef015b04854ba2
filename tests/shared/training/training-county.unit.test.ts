/** The training county: the registers import whole, and the policy says of every sample person what is written beside it. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RegistrySet } from '#shared/domain/registries.ts';
import { parseCitizenId } from '#shared/domain/citizen-id.ts';
import { parseCreditCode } from '#shared/domain/unified-social-credit-code.ts';
import { registryLayouts } from '#shared/registry/registry-headings.ts';
import { readRoster } from '#shared/files/read-roster.ts';
import type { ImportedEntry } from '#shared/files/roster-reading.ts';
import { evaluate } from '#shared/policy/evaluate.ts';
import type { Decision } from '#shared/policy/verdict.ts';
import { messyMistakes, messyRows } from '#shared/training/sample-files.ts';
import { haisheng, nanqiao, sampleRosters, yunfan, type SampleRoster } from '#shared/training/sample-rosters.ts';
import { trainingCounty, type TrainingCounty } from '#shared/training/training-county.ts';
import { readRegister, registrySet } from './training-registers.ts';

/** Milliseconds: for machines that do much else beside. */
const SLOW_MACHINE = 60_000;

const PAPERS = { applicationForm: true, roster: true, licence: true, diploma: true, contract: true };

let county: TrainingCounty;
let registries: RegistrySet;
beforeAll(async () => {
  county = await trainingCounty();
  registries = registrySet(county);
}, SLOW_MACHINE);

/** The copies with only the rows of these persons and this firm, as the window gathers them. */
function gathered(citizenIds: ReadonlySet<string>, code: string): RegistrySet {
  return Object.fromEntries(
    Object.entries(registries).map(([kind, copy]) => [
      kind,
      {
        ...copy,
        rows: (copy?.rows ?? []).filter((row) =>
          'citizenId' in row ? citizenIds.has(row.citizenId) : 'name' in row && row.unifiedSocialCreditCode === code,
        ),
      },
    ]),
  );
}

function decide(firm: SampleRoster['firm'], roster: readonly Record<string, unknown>[]): Decision {
  const ids = new Set(roster.map((entry) => String(entry['citizenId'])));
  const answer = evaluate({
    date: county.businessDate,
    policy: 'zhanjiang-2022',
    office: { divisionCode: county.office.divisionCode },
    employer: firm,
    roster,
    papers: PAPERS,
    registries: gathered(ids, firm.unifiedSocialCreditCode),
  });
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  return answer.decision;
}

const forPolicy = (entry: ImportedEntry): Record<string, unknown> => ({
  ...entry,
  contractTo: /^\d/u.test(entry.contractTo) ? entry.contractTo : '',
});
const notMet = (decision: Decision): string[][] =>
  decision.entries.map((entry) =>
    entry.checks.filter((check) => check.verdict !== 'met').map((check) => `${check.check} ${check.reason}`),
  );

describe('registers', { timeout: SLOW_MACHINE }, () => {
  it("carry the importer's headings and import without a single problem", () => {
    for (const registry of county.registries) {
      const { headings, problems } = readRegister(registry);
      expect(headings).toEqual(registryLayouts[registry.kind].columns.map(({ heading }) => heading));
      expect(problems).toEqual([]);
    }
  });

  it('have the size of a county', () => {
    const sizes = Object.fromEntries(Object.entries(registries).map(([kind, copy]) => [kind, copy?.rows.length ?? 0]));
    expect(sizes['business']).toBeGreaterThanOrEqual(300);
    expect(sizes['business']).toBeLessThanOrEqual(600);
    expect(sizes['insurance']).toBeGreaterThan(19_500);
    expect(sizes['graduates']).toBeGreaterThan(7_500);
    for (const kind of ['graduateAnswers', 'contracts', 'hiringSubsidy', 'paid'])
      expect(sizes[kind]).toBeGreaterThan(300);
  });

  it('name only numbers and codes with right check characters', () => {
    for (const { citizenId } of [...(registries.insurance?.rows ?? []), ...(registries.graduates?.rows ?? [])]) {
      expect(parseCitizenId(citizenId).ok).toBe(true);
    }
    for (const { unifiedSocialCreditCode } of registries.business?.rows ?? []) {
      expect(parseCreditCode(unifiedSocialCreditCode).ok).toBe(true);
    }
  });

  it('are the same from the same seed', async () => {
    const again = await trainingCounty();
    const prints = ({ registries: files }: TrainingCounty): string[] =>
      files.map(({ bytes }) => bytesToHex(sha256(bytes)));
    expect(prints(again)).toEqual(prints(county));
    expect(again.history).toEqual(county.history);
    const other = await trainingCounty(7);
    expect(prints(other)[1]).not.toBe(prints(county)[1]);
  });
});

describe.each([
  ['云帆花名册.xlsx', yunfan],
  ['海晟花名册.xls', haisheng],
  ['南桥花名册.csv', nanqiao],
])('%s', (fileName, sample) => {
  it('reads into its persons; corrected, each shows the verdict written beside it', async () => {
    const file = county.samples.find((candidate) => candidate.fileName === fileName);
    const reading = await readRoster(file?.bytes ?? new Uint8Array());
    if (!reading.ok) throw new Error(reading.error.issues[0]?.message);
    const messy = sample === haisheng;
    expect(reading.issues.map(({ cell, code }) => [cell, code])).toEqual(
      messy
        ? [
            [messyMistakes.mistyped, 'id-wrong-check-digit'],
            [messyMistakes.quantity, 'id-damaged'],
          ]
        : [],
    );
    expect(reading.entries.map(({ row }) => row)).toEqual(
      messy ? messyRows : sample.persons.map((_, index) => index + 2),
    );
    const corrected = reading.entries.map((entry, index) => ({
      ...entry,
      citizenId: sample.persons[index]?.citizenId ?? '',
    }));
    const wrong = reading.entries.filter((entry, index) => entry.citizenId !== sample.persons[index]?.citizenId);
    expect(wrong).toHaveLength(messy ? 2 : 0);
    for (const [index, person] of sample.persons.entries()) {
      const { name, school, diplomaNumber, graduatedOn, contractFrom, enrolledOn } = person;
      expect(corrected[index]).toMatchObject({ name, school, diplomaNumber, graduatedOn, contractFrom, enrolledOn });
      expect(corrected[index]?.contractTo).toBe(person.contractTo || '无固定期限');
    }
    const decision = decide(sample.firm, corrected.map(forPolicy));
    expect(decision.entries.map(({ verdict }) => verdict)).toEqual(sample.persons.map(({ verdict }) => verdict));
    for (const [index, person] of sample.persons.entries()) {
      const found = notMet(decision)[index] ?? [];
      expect(person.reason === '' ? found : found.filter((one) => one === person.reason)).toEqual(
        person.reason === '' ? [] : [person.reason],
      );
    }
    expect(decision.outcome).toBe('accept');
    expect(decision.warnings).toEqual([]);
  });
});

describe('海晟', () => {
  it('has all four verdicts, and one person is met once the diploma was seen', () => {
    const roster = haisheng.persons.map((person) => ({ ...person, attestations: [] as unknown[] }));
    const seen = (check: string): unknown => ({
      check,
      verdict: 'met',
      basis: 'original-seen',
      by: '培训',
      on: '2022-08-22',
    });
    const plain = decide(haisheng.firm, roster);
    expect(new Set(plain.entries.map(({ verdict }) => verdict)).size).toBe(4);
    expect(plain.totalAmountFen).toBe(4 * 150_000);
    const index = roster.findIndex(({ name }) => name === '庞思琪');
    expect(notMet(plain)[index]).toEqual(['programme-graduate not-found', 'full-time not-found']);
    const attested = roster.map((entry, at) =>
      at === index ? { ...entry, attestations: [seen('programme-graduate'), seen('full-time')] } : entry,
    );
    const after = decide(haisheng.firm, attested);
    expect(after.entries[index]?.verdict).toBe('met');
    expect(new Set(after.entries.map(({ verdict }) => verdict)).size).toBe(4);
    expect(after.totalAmountFen).toBe(5 * 150_000);
  });
});

describe('history', { timeout: SLOW_MACHINE }, () => {
  it('holds a month of cases with different outcomes', () => {
    expect(county.history).toHaveLength(40);
    const outcomes = county.history.map(({ application, receivedOn }) => {
      const answer = evaluate({
        ...application,
        date: receivedOn,
        policy: 'zhanjiang-2022',
        office: { divisionCode: county.office.divisionCode },
        registries: gathered(
          new Set(application.roster.map(({ citizenId }) => citizenId)),
          application.employer.unifiedSocialCreditCode,
        ),
      });
      if (!answer.ok) throw new Error(JSON.stringify(answer.error));
      return answer.decision.outcome;
    });
    const counts = Object.fromEntries(
      ['accept', 'deficient', 'pending', 'decline'].map((outcome) => [
        outcome,
        outcomes.filter((one) => one === outcome).length,
      ]),
    );
    expect(counts['accept']).toBeGreaterThanOrEqual(15);
    expect(counts['deficient']).toBeGreaterThanOrEqual(3);
    expect(counts['decline']).toBeGreaterThanOrEqual(2);
    expect(counts['pending']).toBeGreaterThanOrEqual(1);
    expect(county.history.every(({ receivedOn }) => receivedOn >= '2022-07-22' && receivedOn <= '2022-08-19')).toBe(
      true,
    );
  });

  it('leaves the persons of the samples alone', () => {
    const samples = new Set(sampleRosters.flatMap(({ persons }) => persons.map(({ citizenId }) => citizenId)));
    const earlier = county.history.flatMap(({ application }) => application.roster.map(({ citizenId }) => citizenId));
    expect(earlier.filter((id) => samples.has(id))).toEqual([]);
    expect(new Set(earlier).size).toBe(earlier.length);
  });
});
