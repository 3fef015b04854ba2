/** The ten persons of the sample roster 海晟 as the product's own rules decide them: what an acceptance has to explain on a usual day. */
import { toCaseFile } from '#shared/casework/to-case-file.ts';
import type { Application, RosterEntry } from '#shared/domain/application.ts';
import type { RegistrySet } from '#shared/domain/registries.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { shippedHeldCalendar } from '#shared/policy/held-calendar.ts';
import { decide } from '#shared/policy/decide.ts';
import { ENGINE_VERSION, packById } from '#shared/policy/pack-library.ts';
import type { CasePaper } from '#shared/papers/case-paper.ts';
import { haisheng } from '#shared/training/sample-rosters.ts';
import { trainingCounty } from '#shared/training/training-county.ts';
import { registrySet } from '#tests/shared/training/training-registers.ts';
import { anApplication, anOffice } from './a-case-paper.ts';

const ON = plainDate('2022-08-22');

/** The copies with only the rows of this firm and these persons, as the window gathers them. */
function gathered(all: RegistrySet, application: Application): RegistrySet {
  const ids = new Set(application.roster.map(({ citizenId }) => citizenId));
  const code = application.employer.unifiedSocialCreditCode;
  return Object.fromEntries(
    Object.entries(all).map(([kind, copy]) => [
      kind,
      {
        ...copy,
        rows: (copy?.rows ?? []).filter((row) =>
          'citizenId' in row ? ids.has(row.citizenId) : 'name' in row && row.unifiedSocialCreditCode === code,
        ),
      },
    ]),
  );
}

/** Accepted on 22 August 2022: four persons met, two of each other verdict. */
export async function theSampleCase(change: Partial<CasePaper> = {}): Promise<CasePaper> {
  const county = await trainingCounty();
  const roster = haisheng.persons.map((person, index): RosterEntry => {
    const { name, citizenId, school, diplomaNumber, graduatedOn, contractFrom, contractTo, enrolledOn } = person;
    const typed = { name, citizenId, school, diplomaNumber, graduatedOn, contractFrom, contractTo, enrolledOn };
    return { entryId: `e${index}`, ...typed, attestations: [] };
  });
  const plain = anApplication(roster);
  const application: Application = { ...plain, employer: { ...plain.employer, ...haisheng.firm, attestations: [] } };
  const held = packById('zhanjiang-2022');
  const { caseFile } = toCaseFile({
    application,
    date: ON,
    officeDivision: '440802',
    registries: gathered(registrySet(county), application),
    otherApplications: [],
  });
  if (held === null || caseFile === null) throw new Error('nothing to decide');
  return {
    kind: 'accepted',
    of: 1,
    number: '〔2022〕W03-000127',
    training: false,
    on: ON,
    officerName: '王窗口',
    taken: { on: ON, officerName: '王窗口' },
    office: anOffice,
    application,
    record: {
      policy: held.pack.id,
      packDigest: held.digest,
      calendarDigest: shippedHeldCalendar.digest,
      engine: ENGINE_VERSION,
      caseFile,
      decision: decide(caseFile, held, shippedHeldCalendar.table),
    },
    pack: held.pack,
    remedyBy: null,
    acceptBy: plainDate('2022-08-29'),
    correction: null,
    ...change,
  };
}
