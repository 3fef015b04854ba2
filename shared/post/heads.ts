/** The two signed heads: the window says how far its journal goes, the hub says how far that is durable. */
import { z } from 'zod';
import { Area } from '../contract/area.ts';
import { Epoch, Generation, Hash, HubInstant, Sequence, Signed, Version } from './parts.ts';

/** Which log: one window of one office, in the life that it has been given. */
export const LogName = z.strictObject({ office: z.uuid(), area: Area, window: z.uuid(), generation: Generation });
export type LogName = z.infer<typeof LogName>;

/** The end of a run, signed by the window: sequence and hash of its last unit. */
export const RunHead = LogName.extend({
  version: Version,
  sequence: Sequence.positive(),
  hash: Hash,
  signature: Signed,
});
export type RunHead = z.infer<typeof RunHead>;

/** What the window signs. */
export const headText = (head: Omit<RunHead, 'signature' | 'version'>): string =>
  `counter-post head 1\n${JSON.stringify([head.office, head.area, head.window, head.generation, head.sequence, head.hash])}`;

/** What durable rests on: this one machine's disk, or a standby's as well. */
export const RestsOn = z.enum(['one-node', 'synchronous-standby']);
export type RestsOn = z.infer<typeof RestsOn>;

/**
 * The hub's word that everything up to `sequence` is durable. A window believes it after it checked the signature with the key that
 * it joined with, the names, and that `hash` is its own hash at `sequence`. Nothing held yet: sequence 0 and sixty-four zeros.
 */
export const Acknowledgement = LogName.extend({
  version: Version,
  hub: z.uuid(),
  sequence: Sequence,
  hash: Hash,
  at: HubInstant,
  epoch: Epoch,
  restsOn: RestsOn,
  signature: Signed,
});
export type Acknowledgement = z.infer<typeof Acknowledgement>;

/** What the hub signs. */
export const acknowledgementText = (given: Omit<Acknowledgement, 'signature' | 'version'>): string =>
  `counter-post acknowledgement 1\n${JSON.stringify([
    given.hub,
    given.office,
    given.area,
    given.window,
    given.generation,
    given.sequence,
    given.hash,
    given.at,
    given.epoch,
    given.restsOn,
  ])}`;

/** A question of a window about its own log; signed, so that nobody else learns how much it works. */
export const LogRequest = LogName.extend({ version: Version, nonce: z.uuid(), signature: Signed });
export type LogRequest = z.infer<typeof LogRequest>;

/** What the window signs. */
export const logRequestText = (asked: Omit<LogRequest, 'signature' | 'version'>): string =>
  `counter-post request 1\n${JSON.stringify([asked.office, asked.area, asked.window, asked.generation, asked.nonce])}`;

/** How far the hub is, and the newest head that the window itself signed for it: proof against an older copy of the window. */
export const LogState = z.strictObject({ acknowledgement: Acknowledgement, head: RunHead.nullable() });
export type LogState = z.infer<typeof LogState>;
