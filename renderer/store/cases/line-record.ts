/**
 * A line as it lies in a sealed page: a tuple instead of an object, since the field names of 100,000 lines would be most of
 * what is decrypted and parsed at sign-in. The order of the fields is the format: raise FOLD_VERSION when it changes.
 */
import type { CaseSummary } from '#shared/casework/case-state.ts';
import type { PrintSummary } from '#shared/casework/print-summary.ts';
import type { Round } from '#shared/casework/rounds.ts';

/** A line with the pinyin initials of its names. */
export interface IndexedCase {
  readonly summary: CaseSummary;
  readonly initials: string;
}

type PrintRecord = readonly [string, string, number, PrintSummary['state'], 0 | 1, number, number];
type RoundRecord = readonly [
  number,
  Round['on'],
  number,
  number,
  string | null,
  number,
  string | null,
  Round['paper'],
  Round['review'],
];
type Stage = CaseSummary['stages'][number];
type StageRecord = readonly [string, Stage['standing'], Stage['on'], number];
type Person = CaseSummary['persons'][number];

/** One letter for each person, in their order. */
const letters = { open: 'o', met: 'm', out: 'x' } as const satisfies Record<Person['standing'], string>;
const standings: Readonly<Record<string, Person['standing']>> = { o: 'open', m: 'met', x: 'out' };

/** One letter for each person's word of the province. */
const provinceLetters = {
  unknown: '-',
  accepted: 'a',
  paid: 'p',
  inProcess: 'i',
  refused: 'r',
  failed: 'f',
  again: 'g',
} as const satisfies Record<Person['province'], string>;
const provinces = new Map<string, Person['province']>(
  Object.entries(provinceLetters).map(([word, letter]) => [letter, word as Person['province']]),
);

export type LineRecord = readonly [
  caseId: string,
  number: string,
  status: CaseSummary['status'],
  outcome: CaseSummary['outcome'],
  employerName: string,
  unifiedSocialCreditCode: string,
  /** Name, number, name, number … */
  persons: readonly string[],
  standings: string,
  metPersons: number,
  totalAmountFen: number,
  rounds: readonly RoundRecord[],
  receivedOn: CaseSummary['receivedOn'],
  decidedOn: CaseSummary['decidedOn'],
  decisionDue: CaseSummary['decisionDue'],
  remedyBy: CaseSummary['remedyBy'],
  acceptBy: CaseSummary['acceptBy'],
  prints: readonly PrintRecord[],
  batchNumber: string | null,
  decidedAt: number,
  firstSequence: number,
  lastSequence: number,
  initials: string,
  provinces: string,
  answeredOn: CaseSummary['answeredOn'],
  stages: readonly StageRecord[],
  release: CaseSummary['release'],
  handedBack: CaseSummary['handedBack'],
  batchWindow: string | null,
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
    s.persons.map(({ standing }) => letters[standing]).join(''),
    s.metPersons,
    s.totalAmountFen,
    s.rounds.map(roundRecord),
    s.receivedOn,
    s.decidedOn,
    s.decisionDue,
    s.remedyBy,
    s.acceptBy,
    s.prints.map((p): PrintRecord => [p.printId, p.paper, p.copy, p.state, p.outdated ? 1 : 0, p.ledgerNumber, p.of]),
    s.batchNumber,
    s.decidedAt,
    s.firstSequence,
    s.lastSequence,
    initials,
    s.persons.map(({ province }) => provinceLetters[province]).join(''),
    s.answeredOn,
    s.stages.map(({ stage, standing, on, persons }): StageRecord => [stage, standing, on, persons]),
    s.release,
    s.handedBack,
    s.batchWindow,
  ];
}

function personsOf(flat: readonly string[], marks: string, words: string): CaseSummary['persons'] {
  const persons: Person[] = [];
  for (let at = 0; at + 1 < flat.length; at += 2)
    persons.push({
      name: flat[at] ?? '',
      citizenId: flat[at + 1] ?? '',
      standing: standings[marks[at / 2] ?? ''] ?? 'out',
      province: provinces.get(words[at / 2] ?? '') ?? 'unknown',
    });
  return persons;
}

function printOf([printId, paper, copy, state, outdated, ledgerNumber, of]: PrintRecord): PrintSummary {
  return { printId, paper, copy, state, of, outdated: outdated === 1, ledgerNumber };
}

function roundRecord(round: Round): RoundRecord {
  const { ledgerNumber, on, persons, amountFen, batchNumber, rows, corrects, paper, review } = round;
  return [ledgerNumber, on, persons, amountFen, batchNumber, rows, corrects, paper, review];
}

function roundOf(record: RoundRecord): Round {
  const [ledgerNumber, on, persons, amountFen, batchNumber, rows, corrects, paper, review] = record;
  return { ledgerNumber, on, persons, amountFen, batchNumber, rows, corrects, paper, review };
}

export function fromLineRecord(record: LineRecord): IndexedCase {
  const summary: CaseSummary = {
    caseId: record[0],
    number: record[1],
    status: record[2],
    outcome: record[3],
    employerName: record[4],
    unifiedSocialCreditCode: record[5],
    persons: personsOf(record[6], record[7], record[22]),
    metPersons: record[8],
    totalAmountFen: record[9],
    rounds: record[10].map(roundOf),
    receivedOn: record[11],
    decidedOn: record[12],
    decisionDue: record[13],
    remedyBy: record[14],
    acceptBy: record[15],
    prints: record[16].map(printOf),
    batchNumber: record[17],
    decidedAt: record[18],
    firstSequence: record[19],
    lastSequence: record[20],
    answeredOn: record[23],
    stages: record[24].map(([stage, standing, on, persons]) => ({ stage, standing, on, persons })),
    release: record[25],
    handedBack: record[26],
    batchWindow: record[27],
  };
  return { summary, initials: record[21] };
}
