/**
 * Dispatches (函件): what a window has to say to another window of its office, or to all of them. The content is sealed for the windows;
 * the hub sees from whom and to whom, when, and how much. Like claims they are a state that follows from the ledger: a letter names what
 * stands now and what is done with, the same letter again changes nothing, and whoever lost them says them again.
 */
import { z } from 'zod';
import { dispatchLimits, DispatchName, DispatchRow, SentDispatch } from '../casework/dispatches.ts';
import { LogName } from './heads.ts';
import { Epoch, HubInstant, Sequence, Signed, Version } from './parts.ts';

export const DispatchLetter = z.strictObject({
  ...LogName.shape,
  version: Version,
  put: z.array(SentDispatch).max(dispatchLimits.rows),
  /** Done with: the hub destroys what they said. */
  drop: z.array(DispatchName).max(dispatchLimits.drop),
  /** What the window has up to now. */
  after: Sequence,
  nonce: z.uuid(),
  /** By the window's clock, and later than in every letter of it before: an older letter that comes late changes nothing. */
  told: z.iso.datetime({ precision: 3 }),
  signature: Signed,
});
export type DispatchLetter = z.infer<typeof DispatchLetter>;

/** What was put is durable; what changed behind `after` for this window, in order. */
export const DispatchPage = z.strictObject({
  ...LogName.shape,
  version: Version,
  hub: z.uuid(),
  epoch: Epoch,
  nonce: z.uuid(),
  rows: z.array(DispatchRow).max(dispatchLimits.rows),
  upTo: Sequence,
  more: z.boolean(),
  at: HubInstant,
  signature: Signed,
});
export type DispatchPage = z.infer<typeof DispatchPage>;

/** What the window signs. */
export const dispatchLetterText = (letter: Omit<DispatchLetter, 'signature' | 'version'>): string => {
  const { office, area, window, generation, put, drop, after, nonce, told } = letter;
  const said = put.map(({ name, to, content }) => [name, to, content]);
  return `counter-post dispatches 1\n${JSON.stringify([office, area, window, generation, said, drop, after, nonce, told])}`;
};

/** What the hub signs. */
export const dispatchPageText = (page: Omit<DispatchPage, 'signature' | 'version'>): string => {
  const { office, area, window, generation, hub, epoch, nonce, upTo, more, at } = page;
  const rows = page.rows.map((row) => [row.change, row.window, row.prefix, row.name, row.to, row.content, row.at]);
  const head = [hub, office, area, window, generation, epoch, nonce, upTo, more, at];
  return `counter-post dispatches page 1\n${JSON.stringify([head, rows])}`;
};
