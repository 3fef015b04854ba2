/**
 * Figures of cases to the hub (shared/casework/figures.ts), which adds them up for the office's overview. Told by the window that owns
 * the cases, after every change, whole cases at a time. Like claims they are a state that follows from the ledger: the same letter again
 * changes nothing, an older one that comes late changes nothing, and whoever lost them says them again. No line waits for them.
 */
import { z } from 'zod';
import { CaseFigures } from '../casework/figures.ts';
import { ClaimSubject } from '../casework/claims.ts';
import { LogName } from './heads.ts';
import { Epoch, HubInstant, Sequence, Signed, Version } from './parts.ts';

/** Cases in one letter. */
export const MOST_FIGURES = 2000;

/** By a window's clock. */
const Told = z.iso.datetime({ precision: 3 });

export const FiguresLetter = z.strictObject({
  ...LogName.shape,
  version: Version,
  put: z.array(CaseFigures).max(MOST_FIGURES),
  /** Destroyed at their term. */
  drop: z.array(ClaimSubject).max(MOST_FIGURES),
  /** Ledger number up to which the window's cases were looked through, once this letter is taken. */
  through: Sequence,
  nonce: z.uuid(),
  /** Later than in every letter of the window before. */
  told: Told,
  signature: Signed,
});
export type FiguresLetter = z.infer<typeof FiguresLetter>;

/** What was put is durable, unless `told` is later than the letter's: then a later letter was there before, and nothing was changed. */
export const FiguresTaken = z.strictObject({
  ...LogName.shape,
  version: Version,
  hub: z.uuid(),
  epoch: Epoch,
  nonce: z.uuid(),
  told: Told,
  at: HubInstant,
  signature: Signed,
});
export type FiguresTaken = z.infer<typeof FiguresTaken>;

/** What the window signs. */
export const figuresText = (letter: Omit<FiguresLetter, 'signature' | 'version'>): string => {
  const { office, area, window, generation, put, drop, through, nonce, told } = letter;
  const cases = put.map(({ subject, on, status, persons, met, amountFen, due }) => [
    subject,
    on,
    status,
    persons,
    met,
    amountFen,
    due,
  ]);
  return `counter-post figures 1\n${JSON.stringify([office, area, window, generation, cases, drop, through, nonce, told])}`;
};

/** What the hub signs. */
export const figuresTakenText = (taken: Omit<FiguresTaken, 'signature' | 'version'>): string => {
  const { hub, office, area, window, generation, epoch, nonce, told, at } = taken;
  return `counter-post figures taken 1\n${JSON.stringify([hub, office, area, window, generation, epoch, nonce, told, at])}`;
};
