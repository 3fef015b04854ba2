/**
 * The post on a stick: files in one folder, any number of windows. A window writes runs, the hub answers beside them. Names carry
 * ids and sequences alone. A file that is cut short is no gzip or no JSON: it is told and passed over, never taken by halves.
 */
import { z } from 'zod';
import { Acknowledgement, type LogName } from './heads.ts';
import { Version } from './parts.ts';

/** Where both look on a stick. */
export const STICK_FOLDER = 'counter-post';

/** A run as one file: the gzip of its JSON. Sorted by name, the runs of a log are in their order. */
export const runFileName = ({ window, generation }: LogName, first: number): string =>
  `${window}-${String(generation).padStart(6, '0')}-${String(first).padStart(16, '0')}.post-run`;

export const RUN_FILE = /^(?<window>[0-9a-f-]{36})-\d{6}-\d{16}\.post-run$/u;

/** Letters that go before a window's runs (`keeping.ts`), numbered in their order. */
export const letterFileName = (kind: 'keys' | 'office', window: string, number: number): string =>
  `${window}-${String(number).padStart(4, '0')}.post-${kind}`;

export const LETTER_FILE = /^(?<window>[0-9a-f-]{36})-\d{4}\.post-(?<kind>keys|office)$/u;

/** A window's claims, whole, for the hub and for any other window of the office that the stick comes to; pages of what the hub answers. */
export const claimsFileName = (window: string, number: number): string =>
  `${window}-${String(number).padStart(4, '0')}.post-claims`;
export const claimsPageFileName = (window: string, number: number): string =>
  `${window}-${String(number).padStart(4, '0')}.post-claimed`;
export const CLAIMS_FILE = /^(?<window>[0-9a-f-]{36})-\d{4}\.post-(?<kind>claims|claimed)$/u;

/** Figures of a window's cases, whole, and what the hub says of them. No window reads another's. */
export const figuresFileName = (window: string, number: number): string =>
  `${window}-${String(number).padStart(4, '0')}.post-figures`;
export const figuresTakenFileName = (window: string): string => `${window}-0001.post-figured`;
export const FIGURES_FILE = /^(?<window>[0-9a-f-]{36})-\d{4}\.post-(?<kind>figures|figured)$/u;

/** What the hub gives back: one file a window. Proves itself by its signature, wherever the stick was meanwhile. */
export const acknowledgementFileName = (window: string): string => `${window}.post-acknowledgement`;

export const AcknowledgementFile = z.strictObject({ version: Version, acknowledgement: Acknowledgement });
