/** A month of earlier cases: what firms brought between 22 July and 19 August 2022. Decided by the policy, not here. */
import {
  emptyApplication,
  type Application,
  type ApplicationEmployer,
  type RosterEntry,
} from '../domain/application.ts';
import { addDays, plainDate, weekdayOf, type PlainDate } from '../domain/plain-date.ts';
import type { PapersPresent } from '../domain/supporting-document.ts';
import { organisationCodeOf } from '../domain/organisation-code.ts';
import type { Newcomer } from './county-rows.ts';
import { peopleMaker } from './made-up-people.ts';
import type { MadeUpFirm } from './made-up-firms.ts';
import type { Random } from './random.ts';

export interface EarlierCase {
  readonly receivedOn: PlainDate;
  readonly application: Application;
}

const FIRST_DAY = plainDate('2022-07-22');
const LAST_DAY = plainDate('2022-08-19');
const CASES = 40;
const SATURDAY = 6;

const ALL_PAPERS: PapersPresent = { applicationForm: true, roster: true, licence: true, diploma: true, contract: true };

function workingDays(): readonly PlainDate[] {
  const days: PlainDate[] = [];
  for (let day = FIRST_DAY; day <= LAST_DAY; day = addDays(day, 1)) if (weekdayOf(day) < SATURDAY) days.push(day);
  return days;
}

function entry(person: Newcomer, entryId: string): RosterEntry {
  const { name, citizenId, school, diplomaNumber, graduatedOn, contractFrom, contractTo, enrolledOn } = person;
  const facts = { name, citizenId, school, diplomaNumber, graduatedOn, contractFrom, contractTo, enrolledOn };
  return { entryId, ...facts, attestations: [] };
}

function employer(firm: MadeUpFirm, random: Random, person: ReturnType<typeof peopleMaker>): ApplicationEmployer {
  const agent = person(1978, 1996);
  return {
    name: firm.name,
    unifiedSocialCreditCode: firm.unifiedSocialCreditCode,
    organisationCode: organisationCodeOf(firm.unifiedSocialCreditCode),
    employerNumber: firm.employerNumber,
    divisionCode: firm.divisionCode,
    registeredAddress: `湛江市（虚构）路 ${1 + random.int(200)} 号`,
    legalRepresentative: person(1965, 1988).name,
    account: {
      kind: random.chance(0.85) ? 'corporate' : 'contribution',
      name: firm.name,
      bank: '虚构银行湛江赤坎支行',
      number: `4405${String(10_000_000 + random.int(89_999_999))}0000`,
    },
    agent: {
      name: agent.name,
      citizenId: agent.citizenId,
      mobile: `1990000${String(1000 + random.int(8999))}`,
      authorisationSeen: true,
    },
    attestations: [],
  };
}

/** Firms that could have come by `day`, each with the persons it had enrolled before the month began. */
function candidates(newcomers: readonly Newcomer[]): readonly (readonly Newcomer[])[] {
  const byFirm = new Map<string, Newcomer[]>();
  for (const person of newcomers) {
    if (person.enrolledOn >= '2022-07-01') continue;
    byFirm.set(person.firm.name, [...(byFirm.get(person.firm.name) ?? []), person]);
  }
  return [...byFirm.values()];
}

/** One in six lacks a paper. */
function papers(random: Random): PapersPresent {
  if (!random.chance(1 / 6)) return ALL_PAPERS;
  return { ...ALL_PAPERS, [random.pick(['licence', 'diploma', 'contract'] as const)]: false };
}

/** The cases in the order of their days; no firm twice. */
export function earlierCases(newcomers: readonly Newcomer[], random: Random): readonly EarlierCase[] {
  const person = peopleMaker(random, new Set(newcomers.map(({ citizenId }) => citizenId)));
  const days = workingDays();
  const pool = [...candidates(newcomers)];
  return Array.from({ length: CASES }, (_, index) => {
    const receivedOn = days[Math.floor((index * days.length) / CASES)] ?? FIRST_DAY;
    const [persons = []] = pool.splice(random.int(pool.length), 1);
    const brought = persons.slice(0, 1 + random.int(6));
    const number = String(index + 1).padStart(3, '0');
    const [first] = brought;
    if (first === undefined) throw new Error('a firm without newcomers was picked');
    const application: Application = {
      ...emptyApplication(receivedOn),
      employer: employer(first.firm, random, person),
      roster: brought.map((one, place) => entry(one, `training-${number}-${place + 1}`)),
      papers: papers(random),
    };
    return { receivedOn, application };
  });
}
