/** What was printed of a case, and which of it would read otherwise now. */
import { printInputs, takenOf, type ApplicationAction } from './print-inputs.ts';

export interface PrintSummary {
  readonly printId: string;
  readonly paper: string;
  readonly copy: number;
  readonly state: 'sent' | 'printed' | 'failed';
  /** Ledger number of the entry that the paper was made from. */
  readonly of: number;
  /** What the paper reads has changed since (内容已变，请重打). */
  readonly outdated: boolean;
  /** The journal's sequence of the print: its ledger number. */
  readonly ledgerNumber: number;
}

/** A print as its own actions tell it. */
export type PrintState = Omit<PrintSummary, 'outdated'>;

export interface DecisionSource {
  readonly sequence: number;
  readonly action: ApplicationAction;
}

/**
 * Whether a paper would read otherwise now: made from the last decision of the whole case, or for a supplementary decision
 * from that, until a correction takes the place of both. A paper of an entry that was taken back is out of date in any case.
 */
function isOutdated({ paper, of }: PrintState, decided: readonly DecisionSource[]): boolean {
  const source = decided.find(({ sequence }) => sequence === of);
  if (source === undefined) return true;
  const whole = decided.filter(({ action }) => action.kind !== 'supplemented');
  const now = whole.at(-1);
  if (source.action.kind === 'supplemented') return now !== undefined && now.sequence > of;
  if (now === undefined || now.sequence === of) return false;
  const upTo = (last: number) => takenOf(whole.filter(({ sequence }) => sequence <= last).map(({ action }) => action));
  return printInputs(paper, source.action, upTo(of)) !== printInputs(paper, now.action, upTo(now.sequence));
}

/** The prints with what became of them; `decided`: the standing decisions with their ledger numbers, oldest first. */
export function printsOf(prints: readonly PrintState[], decided: readonly DecisionSource[]): readonly PrintSummary[] {
  return prints.map((print) => ({ ...print, outdated: isOutdated(print, decided) }));
}
