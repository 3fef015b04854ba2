/**
 * A line as it lies in a sealed page: a tuple instead of an object, since the field names of 100,000 lines would be most of
 * what is decrypted and parsed at sign-in. The order of the fields is the format: raise FOLD_VERSION when it changes.
 */
import type { CaseSummary, PrintSummary } from '#shared/casework/case-state.ts';

/** A line with the pinyin initials of its names. */
export interface IndexedCase {
  readonly summary: CaseSummary;
  readonly initials: string;
}

type PrintRecord = readonly [string, string, number, PrintSummary['state'], 0 | 1, number];

export type LineRecord = readonly [
  caseId: string,
  number: string,
  status: CaseSummary['status'],
  outcome: CaseSummary['outcome'],
  employerName: string,
  unifiedSocialCreditCode: string,
  /** Name, number, name, number … */
  persons: readonly string[],
  metPersons: number,
  totalAmountFen: number,
  receivedOn: CaseSummary['receivedOn'],
  decidedOn: CaseSummary['decidedOn'],
  decisionDue: CaseSummary['decisionDue'],
  remedyBy: CaseSummary['remedyBy'],
  acceptBy: CaseSummary['acceptBy'],
  prints: readonly PrintRecord[],
  batchNumber: string | null,
  firstSequence: number,
  lastSequence: number,
  initials: string,
];

export function toLineRecord({ summary, initials }: IndexedCase): LineRecord {
  const s = summary;
  return [
    s.caseId,
    s.number,
    s.status,
    s.outcome,
    s.employerName,
    s.unifiedSocialCreditCode,
    s.persons.flatMap(({ name, citizenId }) => [name, citizenId]),
    s.metPersons,
    s.totalAmountFen,
    s.receivedOn,
    s.decidedOn,
    s.decisionDue,
    s.remedyBy,
    s.acceptBy,
    s.prints.map((p): PrintRecord => [p.printId, p.paper, p.copy, p.state, p.outdated ? 1 : 0, p.ledgerNumber]),
    s.batchNumber,
    s.firstSequence,
    s.lastSequence,
    initials,
  ];
}

function personsOf(flat: readonly string[]): CaseSummary['persons'] {
  const persons: { name: string; citizenId: string }[] = [];
  for (let at = 0; at + 1 < flat.length; at += 2) persons.push({ name: flat[at] ?? '', citizenId: flat[at + 1] ?? '' });
  return persons;
}

function printOf([printId, paper, copy, state, outdated, ledgerNumber]: PrintRecord): PrintSummary {
  return { printId, paper, copy, state, outdated: outdated === 1, ledgerNumber };
}

export function fromLineRecord(record: LineRecord): IndexedCase {
  const summary: CaseSummary = {
    caseId: record[0],
    number: record[1],
    status: record[2],
    outcome: record[3],
    employerName: record[4],
    unifiedSocialCreditCode: record[5],
    persons: personsOf(record[6]),
    metPersons: record[7],
    totalAmountFen: record[8],
    receivedOn: record[9],
    decidedOn: record[10],
    decisionDue: record[11],
    remedyBy: record[12],
    acceptBy: record[13],
    prints: record[14].map(printOf),
    batchNumber: record[15],
    firstSequence: record[16],
    lastSequence: record[17],
  };
  return { summary, initials: record[18] };
}
