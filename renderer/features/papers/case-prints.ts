/** The prints of one case: what can be printed now, what was printed, and the actions that record it. */
import type { Result } from '#shared/contract/failure.ts';
import { success } from '#shared/contract/failure.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import type { CaseAction, DecisionRecord } from '#shared/casework/action.ts';
import { standingActions } from '#shared/casework/case-state.ts';
import { paperSetOf } from '#shared/casework/papers-by-outcome.ts';
import type { CaseStatus } from '#shared/casework/status.ts';
import { casePapersOf, type CasePaper } from '#shared/papers/case-paper.ts';
import { letterDigest } from '#shared/papers/digest.ts';
import type { Letter } from '#shared/domain/letter.ts';
import { buildPaper, papersFor, type PaperChoiceId } from '#shared/papers/papers-of-case.ts';
import type { PolicyPack } from '#shared/policy/pack.ts';
import type { CaseRecord } from '../../store/cases/case-store.ts';
import type { CounterStore } from '../../store/counter-store.ts';

export type PrintState = 'sent' | 'printed' | 'failed';

/** One print as recorded. */
export interface CasePrint {
  readonly printId: string;
  readonly letter: Letter;
  readonly digest: string;
  /** Ledger number of the entry that it was made from. */
  readonly of: number;
  readonly copy: number;
  readonly state: PrintState;
  /** The paper would read otherwise now: 内容已变，请重打. */
  readonly outdated: boolean;
  readonly ledgerNumber: number;
  readonly on: PlainDate;
  readonly officerName: string;
  /** Text of its QR, where it was signed. */
  readonly proof: string | undefined;
}

/** A paper that fits the case, and its last print. */
export interface PaperOffer {
  readonly choice: PaperChoiceId;
  /** Of a supplementary decision: told apart from the case's own paper of the same name. */
  readonly supplement: boolean;
  readonly letter: Letter;
  readonly digest: string;
  /** Ledger number of the entry that it is made from. */
  readonly of: number;
  readonly last: CasePrint | null;
  /** Which print the next one is: from 2 on it is marked 补打. */
  readonly nextCopy: number;
  /** Text of the QR of the stored print that this is once more. */
  readonly proof: string | undefined;
  /** Handed over with its decision (casework/papers-by-outcome.ts). */
  readonly inSet: boolean;
}

const CLOSED: readonly CaseStatus[] = ['voided', 'withdrawn'];

/** All prints of the case, oldest first; `outdated` and `state` as the case's line has them. */
export function printsOf(record: CaseRecord): readonly CasePrint[] {
  const summaries = new Map(record.summary.prints.map((print) => [print.printId, print]));
  return record.actions.flatMap(({ action, sequence }) => {
    if (action.kind !== 'printSent') return [];
    const summary = summaries.get(action.printId);
    if (summary === undefined) return [];
    const { printId, letter, digest, copy, on, officer, proof } = action;
    const { state, outdated, of } = summary;
    return [
      {
        printId,
        letter,
        digest,
        of,
        copy,
        state,
        outdated,
        ledgerNumber: sequence,
        on,
        officerName: officer.name,
        proof,
      },
    ];
  });
}

const samePaper = (print: CasePrint, letter: Letter): boolean =>
  print.letter.paper === letter.paper && print.letter.page === letter.page;

/** A print that went with this decision: made from it, or from an earlier one that a print may still stand for. */
function isOf(print: CasePrint, built: Letter, { kind, of }: CasePaper): boolean {
  if (!samePaper(print, built)) return false;
  return kind === 'supplemented' ? print.of === of : print.of <= of;
}

function offersOf(paper: CasePaper, prints: readonly CasePrint[]): readonly PaperOffer[] {
  return papersFor(paper).map((choice) => {
    const built = buildPaper(choice, paper);
    const mine = prints.filter((print) => isOf(print, built, paper));
    const snapshot = mine.findLast((print) => print.of === paper.of && !print.outdated);
    const letter = snapshot?.letter ?? built;
    const digest = snapshot?.digest ?? letterDigest(built);
    const copies = mine.filter((print) => print.digest === digest && print.state !== 'failed').length;
    const supplement = paper.kind === 'supplemented';
    const inSet = choice !== 'narrowReceipt' && paperSetOf(paper).includes(built.paper);
    const last = mine.at(-1) ?? null;
    return {
      choice,
      supplement,
      letter,
      digest,
      of: paper.of,
      last,
      nextCopy: copies + 1,
      inSet,
      proof: snapshot?.proof,
    };
  });
}

/**
 * The papers that fit the case, the right one first: those of the newest supplementary decision, then of earlier ones,
 * then of the case as a whole. A paper that was printed since its decision is offered as its stored snapshot, so that a
 * reprint has the same text and pages; a failed print does not count as a copy.
 */
export function paperOffers(
  record: CaseRecord,
  training: boolean,
  packOf: (record: DecisionRecord) => PolicyPack | null,
): readonly PaperOffer[] {
  if (CLOSED.includes(record.summary.status)) return [];
  const known = { number: record.summary.number, training };
  const [whole, ...rest] = casePapersOf(standingActions(record.actions), known, packOf);
  if (whole === undefined) return [];
  const prints = printsOf(record);
  return [...rest.toReversed(), whole].flatMap((paper) => offersOf(paper, prints));
}

const isDone = ({ last }: PaperOffer): boolean => last !== null && !last.outdated && last.state !== 'failed';

/**
 * What one key prints: of the newest decision the papers that go with it and have not come out, and any paper that was
 * printed and reads otherwise now. Where nothing is left of that, the whole set once more.
 */
export function printSetOf(offers: readonly PaperOffer[]): readonly PaperOffer[] {
  const newest = offers.filter(({ of, inSet }) => inSet && of === offers[0]?.of);
  const wanted = new Set(newest.filter((offer) => !isDone(offer)));
  for (const offer of offers) if (offer.last?.outdated === true) wanted.add(offer);
  return wanted.size > 0 ? [...wanted] : newest;
}

/** What is needed to print a paper. */
export type Printable = Pick<PaperOffer, 'letter' | 'digest' | 'of' | 'nextCopy' | 'proof'>;

/** An earlier print as something that can be printed again as it was. */
export function reprintOffer(prints: readonly CasePrint[], print: CasePrint): Printable {
  const { letter, digest, of, proof } = print;
  const copies = prints.filter((other) => other.digest === digest && other.state !== 'failed').length;
  return { letter, digest, of, proof, nextCopy: copies + 1 };
}

const base = (store: CounterStore, on: PlainDate): Pick<CaseAction, 'at' | 'on' | 'officer'> => ({
  at: new Date().toISOString(),
  on,
  officer: { id: store.officer.id, name: store.officer.name },
});

/** A paper on its way to the printer: its print's id, and the text of its QR. */
export interface SentPaper {
  readonly printId: string;
  readonly proof: string | undefined;
}

/** What the QR of this paper says: once more what the first print said, or newly signed. */
async function proofOf(
  store: CounterStore,
  caseId: string,
  on: PlainDate,
  { letter, digest, proof }: Printable,
): Promise<string | undefined> {
  if (proof !== undefined || letter.number === '') return proof;
  const summary = store.cases.list().find((one) => one.caseId === caseId);
  if (summary === undefined) return undefined;
  const { persons, totalAmountFen: amountFen } = summary;
  const facts = { number: letter.number, paper: letter.paper, on, persons: persons.length, amountFen, digest };
  return (await store.proofs.sign(facts)) ?? undefined;
}

/** Records 已发送. Returns the print's id once it is on the disk; only then may anything be printed. */
export async function recordSent(
  store: CounterStore,
  caseId: string,
  on: PlainDate,
  printable: Printable,
): Promise<Result<SentPaper>> {
  const { letter, digest, of, nextCopy: copy } = printable;
  const printId = crypto.randomUUID();
  const proof = await proofOf(store, caseId, on, printable);
  const action: CaseAction = {
    kind: 'printSent',
    ...base(store, on),
    printId,
    letter,
    digest,
    of,
    copy,
    ...(proof === undefined ? {} : { proof }),
  };
  const result = await store.cases.record({ entryId: crypto.randomUUID(), caseId, action });
  return result.ok ? success({ printId, proof }) : result;
}

/** Records what the clerk says of a print. */
export async function recordOutcome(
  store: CounterStore,
  caseId: string,
  on: PlainDate,
  printId: string,
  state: 'printed' | 'failed',
): Promise<Result<null>> {
  const action: CaseAction = { kind: 'printConfirmed', ...base(store, on), printId, state };
  const result = await store.cases.record({ entryId: crypto.randomUUID(), caseId, action });
  return result.ok ? success(null) : result;
}
