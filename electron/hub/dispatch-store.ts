/** Dispatches of an office in one order of changes (shared/post/dispatches.ts). What they say, the hub cannot read. */
import { dispatchLimits, DispatchRow } from '#shared/casework/dispatches.ts';
import {
  dispatchLetterText,
  dispatchPageText,
  type DispatchLetter,
  type DispatchPage,
} from '#shared/post/dispatches.ts';
import { POST_VERSION } from '#shared/post/parts.ts';
import { answered, refused, type Answered } from './answered.ts';
import type { Database } from './database.ts';
import type { HubIdentity } from './hub-key.ts';
import { refusedLetter, type LetterOutcome } from './letter-outcome.ts';
import { refusedAsLate } from './told.ts';
import type { WindowKeys } from './window-keys.ts';

export interface DispatchStore {
  /** All of a letter, or nothing; then what changed for this window behind what it has. */
  keepDispatches(letter: DispatchLetter): Promise<Answered<DispatchPage>>;
}

interface KeptRow extends LetterOutcome {
  readonly instant: Date;
}
interface StoredDispatch {
  readonly change: string;
  readonly window_id: string;
  readonly prefix: string;
  readonly name: string;
  readonly to_window: string | null;
  readonly content: string | null;
  readonly changed_at: Date;
}

const rowOf = ({ change, window_id: window, prefix, name, to_window: to, content, changed_at: at }: StoredDispatch) =>
  DispatchRow.parse({ change: Number(change), window, prefix, name, to, content, at: at.toISOString() });

export function dispatchStore(database: Database, hub: HubIdentity, { signedBy, forget }: WindowKeys): DispatchStore {
  const pageBehind = async (office: string, window: string, after: number): Promise<DispatchRow[]> => {
    const found = await database.rows<StoredDispatch>('SELECT * FROM dispatch_page($1, $2, $3, $4, $5)', [
      office,
      window,
      after,
      dispatchLimits.rows,
      dispatchLimits.characters,
    ]);
    return found.map(rowOf);
  };

  /** Whether anything for this window lies behind a place. */
  const isMore = async (office: string, window: string, after: number): Promise<boolean> =>
    (await database.rows('SELECT 1 FROM dispatch_page($1, $2, $3, 1, 0)', [office, window, after])).length > 0;

  const keepDispatches: DispatchStore['keepDispatches'] = async (letter) => {
    const signed = await signedBy(letter, dispatchLetterText(letter), letter.signature);
    if (!signed.ok) return signed;
    const { office, area, window, generation, put, drop, after, nonce, told } = letter;
    // Of two of one name in one letter the last holds.
    const given = [...new Map(put.map((one) => [one.name, one])).values()];
    const [row] = await database.rows<KeptRow>('SELECT * FROM keep_dispatches($1, $2, $3, $4, $5, $6, $7, $8, $9)', [
      office,
      window,
      generation,
      signed.value.publicKey,
      given.map(({ name }) => name),
      given.map(({ to }) => to),
      given.map(({ content }) => content),
      [...new Set(drop)],
      told,
    ]);
    const problem = refusedLetter(letter, row, forget);
    if (problem !== null || row === undefined) return problem ?? refused({ code: 'unknown-window' });
    const late = await refusedAsLate(database, 'dispatches_told', letter, told);
    if (late !== null) return late;
    const rows = await pageBehind(office, window, after);
    const upTo = rows.at(-1)?.change ?? after;
    const unsigned = {
      office,
      area,
      window,
      generation,
      nonce,
      hub: hub.hub,
      epoch: row.epoch ?? '',
      rows,
      upTo,
      more: rows.length > 0 && (await isMore(office, window, upTo)),
      at: row.instant.toISOString(),
    };
    return answered({ version: POST_VERSION, ...unsigned, signature: await hub.sign(dispatchPageText(unsigned)) });
  };
  return { keepDispatches };
}
