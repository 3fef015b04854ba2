/**
 * What has left in batches about the persons of one case, and which rows a correction sends after it. A person whose row
 * would read the same is not sent again; one who is no longer accepted is sent once more, as taken out.
 */
import type { Application } from '../domain/application.ts';
import { normaliseCode } from '../domain/normalise.ts';
import type { Decision } from '../policy/verdict.ts';
import type { ApplicationAction } from './print-inputs.ts';
import { isReturned, type ProvinceRow } from './province-answer.ts';

/** A decision that accepts persons, with its ledger number. */
export interface Answer {
  readonly sequence: number;
  readonly action: Extract<ApplicationAction, { readonly kind: 'accepted' | 'supplemented' | 'corrected' }>;
}

/** A batch that took rounds of the case with it. */
export interface Departure {
  /** Ledger number of the export. */
  readonly sequence: number;
  readonly batchNumber: string;
  readonly rounds: readonly number[];
}

/** What the province said of rows that it had. */
export interface ProvinceWord {
  readonly sequence: number;
  readonly answered: readonly Pick<ProvinceRow, 'citizenId' | 'outcome'>[];
}

/** What went and what came back, oldest first. */
export type Traffic = Departure | ProvinceWord;

export const departuresIn = (traffic: readonly Traffic[]): readonly Departure[] =>
  traffic.filter((one): one is Departure => 'rounds' in one);

export interface SentRow {
  /** Of the first batch in which the person left. */
  readonly batchNumber: string;
  /** It came back: the next correction sends it again, also where it reads the same. */
  readonly returned: boolean;
  /** The answer whose row was sent last. */
  readonly of: Answer;
  readonly content: string;
}

/** By citizen ID. */
export type SentRows = ReadonlyMap<string, SentRow>;

export interface CorrectionRows {
  /** Whose row reads otherwise now, and who joins: each with the first batch that it corrects. */
  readonly changed: ReadonlyMap<string, { readonly firstBatch: string; readonly joins: boolean }>;
  /** Who left in a batch and is accepted no more. */
  readonly removed: ReadonlyMap<string, SentRow>;
}

const sorted = (value: object): unknown => Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));

/** The rows that a decision gives, as far as the window typed or decided them; none of one that accepts nobody. */
function rowsOf(application: Application, { outcome, entries }: Decision): ReadonlyMap<string, string> {
  if (outcome !== 'accept') return new Map();
  const { employer, roster, receivedOn } = application;
  const firm = [
    sorted({ ...employer, attestations: null, account: sorted(employer.account), agent: sorted(employer.agent) }),
    receivedOn,
  ];
  const typed = new Map(roster.map((entry) => [normaliseCode(entry.citizenId), entry]));
  return new Map(
    entries.flatMap(({ citizenId, verdict, amountFen }): [string, string][] => {
      const id = normaliseCode(citizenId);
      const entry = typed.get(id);
      if (verdict !== 'met') return [];
      const own = entry === undefined ? null : sorted({ ...entry, entryId: null, row: null, attestations: null });
      return [[id, JSON.stringify([firm, own, amountFen])]];
    }),
  );
}

/** What a correction sends, beside what has left before it. */
export function correctionRows(sent: SentRows, first: string, { action }: Answer): CorrectionRows {
  const now = rowsOf(action.application, action.record.decision);
  const changed = new Map<string, { firstBatch: string; joins: boolean }>();
  for (const [id, content] of now) {
    const before = sent.get(id);
    if (before?.content !== content || before.returned)
      changed.set(id, { firstBatch: before?.batchNumber ?? first, joins: before === undefined });
  }
  return { changed, removed: new Map([...sent].filter(([id]) => !now.has(id))) };
}

/** What the province has of the case after this traffic. */
export function sentRows(answers: readonly Answer[], traffic: readonly Traffic[]): SentRows {
  const sent = new Map<string, SentRow>();
  for (const one of traffic)
    if ('rounds' in one) depart(sent, answers, one, traffic);
    else
      for (const { citizenId, outcome } of one.answered) {
        const row = sent.get(citizenId);
        if (row !== undefined) sent.set(citizenId, { ...row, returned: isReturned(outcome) });
      }
  return sent;
}

/** The rows that a correction sends: what it was measured against is what had left, and come back, when it was made. */
function rowsOfCorrection(of: Answer, answers: readonly Answer[], traffic: readonly Traffic[]): CorrectionRows {
  const before = traffic.filter(({ sequence }) => sequence < of.sequence);
  return correctionRows(sentRows(answers, before), departuresIn(traffic)[0]?.batchNumber ?? '', of);
}

function depart(
  sent: Map<string, SentRow>,
  answers: readonly Answer[],
  { batchNumber, rounds }: Departure,
  traffic: readonly Traffic[],
): void {
  for (const of of answers.filter(({ sequence }) => rounds.includes(sequence))) {
    const rows = rowsOf(of.action.application, of.action.record.decision);
    const corrected = of.action.kind === 'corrected' ? rowsOfCorrection(of, answers, traffic) : null;
    for (const id of corrected?.removed.keys() ?? []) sent.delete(id);
    for (const [id, content] of rows) {
      const before = sent.get(id);
      // A row that came back after the correction was made is not in it: it waits for another.
      const returned = corrected !== null && !corrected.changed.has(id) && (before?.returned ?? false);
      sent.set(id, { batchNumber: before?.batchNumber ?? batchNumber, of, content, returned });
    }
  }
}
