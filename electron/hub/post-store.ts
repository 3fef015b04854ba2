/** What the hub does with its database: takes runs, answers about logs, invites and lets join. All judgements of keys are made here. */
import { parsedJson } from '#shared/domain/parsed-json.ts';
import { randomBytes, randomUUID } from 'node:crypto';
import { fastHash } from '#electron/host/journal-file.ts';
import { joinProof, joinSecrets, makeJoinCode, readJoinCode } from '#shared/crypto/join-code.ts';
import { keyedDigestFits, verifierOf } from '#shared/crypto/signing.ts';
import {
  acknowledgementText,
  headText,
  logRequestText,
  RunHead,
  type Acknowledgement,
  type LogName,
  type LogRequest,
  type LogState,
  type RestsOn,
} from '#shared/post/heads.ts';
import {
  INVITATION_MINUTES,
  JoinRequest,
  joinProofText,
  joinReplyText,
  type JoinAnswer,
  type JoinLetter,
  type JoinReply,
} from '#shared/post/joining.ts';
import { POST_VERSION } from '#shared/post/parts.ts';
import { readRun, type PlacedUnit, type Run, type RunTaken } from '#shared/post/run.ts';
import { lineTrouble, Quarantined, readSide, sideText, type QuarantineReason } from '#shared/post/unit.ts';
import type { Database } from './database.ts';
import type { HubIdentity } from './hub-key.ts';
import { claimStore, type ClaimStore } from './claim-store.ts';
import { rollCards, type RollCards } from './roll-cards.ts';
import { rollStore, type RollStore } from './roll-store.ts';
import { dispatchStore, type DispatchStore } from './dispatch-store.ts';
import { documentStore, type DocumentStore } from './document-store.ts';
import { figureStore, type FigureStore } from './figure-store.ts';
import { fetchStore, type FetchStore } from './fetch-store.ts';
import { keepStore, type KeepStore } from './keep-store.ts';
import { findLog } from './read-log.ts';
import { windowKeys, type Verifier } from './window-keys.ts';
import { answered, refused, type Answered } from './answered.ts';

export interface PostStore
  extends KeepStore, FetchStore, ClaimStore, RollStore, FigureStore, DispatchStore, DocumentStore {
  takeRun(run: Run): Promise<Answered<RunTaken & { readonly added: number }>>;
  logState(request: LogRequest): Promise<Answered<LogState>>;
  /** The hub's word about a window that did not ask, for a stick; `null` for one that has not joined or was retired. */
  acknowledgementFor(window: string): Promise<Acknowledgement | null>;
  join(letter: JoinLetter): Promise<Answered<JoinReply>>;
  /** A new code; `office`: the one that it is for, made when there is none yet. `null` where several offices leave it open. */
  invite(office: string | null): Promise<{ readonly code: string; readonly office: string } | null>;
  /** A code that fetches the log of one window, and joins as that window alone. */
  inviteBack(
    prefix: string,
    office: string | null,
  ): Promise<{ readonly code: string; readonly office: string } | 'no-window' | 'several'>;
  epoch(): Promise<string>;
  /** A database that was put back to an older state: windows learn of it by the new epoch. */
  restored(): Promise<string>;
}

interface TakenRow {
  readonly outcome: 'taken' | 'unknown-window' | 'retired' | 'key-changed' | 'gap' | 'differs';
  readonly at_sequence: string | null;
  readonly at_hash: string | null;
  readonly held: string | null;
  readonly head: string | null;
  readonly generation: number | null;
  readonly epoch: string | null;
  readonly rests_on: RestsOn | null;
  readonly instant: Date | null;
  readonly quarantined: unknown;
  readonly added: string | null;
}

interface StateRow {
  readonly generation: number;
  readonly public_key: string;
  readonly retired: boolean;
  readonly held: string;
  readonly head: string;
  readonly window_head: unknown;
  readonly epoch: string;
  readonly rests_on: RestsOn;
  readonly instant: Date;
}

/** Every training county begins with the same prefix: at the hub the second window of an office is called W03-2, and so on. */
const TOLD_APART = `UPDATE log SET prefix = (
    SELECT n.name FROM (SELECT $3::text AS name, 1 AS at UNION ALL SELECT $3::text || '-' || i, i FROM generate_series(2, 999) i) n
      WHERE NOT EXISTS (SELECT FROM log o WHERE o.office = $1 AND o.window_id <> $2 AND o.prefix = n.name) ORDER BY n.at LIMIT 1)
  WHERE office = $1 AND window_id = $2`;

const tools = { hashText: fastHash, byteLength: (text: string): number => Buffer.byteLength(text) };

export function postStore(database: Database, hub: HubIdentity): PostStore {
  const keys = windowKeys(database, hub);
  const { signedBy, forget } = keys;

  const acknowledged = async (
    { office, area, window }: LogName,
    row: { generation: number; held: string; head: string; epoch: string; rests_on: RestsOn; instant: Date },
  ): Promise<Acknowledgement> => {
    const unsigned = {
      office,
      area,
      window,
      generation: row.generation,
      hub: hub.hub,
      sequence: Number(row.held),
      hash: row.head,
      at: row.instant.toISOString(),
      epoch: row.epoch,
      restsOn: row.rests_on,
    };
    return { version: POST_VERSION, ...unsigned, signature: await hub.sign(acknowledgementText(unsigned)) };
  };

  const takeRun: PostStore['takeRun'] = async (run) => {
    const signed = await signedBy(run.head, headText(run.head), run.head.signature);
    if (!signed.ok) return signed;
    const reading = readRun(run, tools);
    if (!reading.ok) {
      if (reading.code === 'too-large') return refused({ code: 'too-large', sequence: reading.sequence });
      return refused({ code: 'broken-chain', sequence: reading.sequence, by: reading.by });
    }
    const { placed } = reading;
    const { office, window, generation } = run.head;
    const judge = { verify: signed.value.verify, cards: rollCards(database), office };
    const troubles = await Promise.all(placed.map((one) => unitTrouble(one, judge)));
    const [row] = await database.rows<TakenRow>(
      'SELECT * FROM take_run($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)',
      [
        office,
        window,
        generation,
        signed.value.publicKey,
        JSON.stringify(run.head),
        placed[0]?.sequence,
        placed[0]?.previous,
        placed.map(({ hash }) => hash),
        placed.map(({ unit }) => ('lost' in unit ? null : unit.line)),
        placed.map(({ unit }) => ('lost' in unit ? null : (unit.side ?? null))),
        troubles,
      ],
    );
    return row === undefined ? refused({ code: 'unknown-window' }) : await answerTo(run.head, row);
  };

  const answerTo = async (name: LogName, row: TakenRow): ReturnType<PostStore['takeRun']> => {
    const { outcome, generation, held, head, epoch, rests_on: restsOn, instant } = row;
    if (outcome === 'key-changed') forget(name);
    if (outcome === 'key-changed') return refused({ code: 'signature' });
    if (outcome === 'unknown-window') return refused({ code: outcome });
    if (outcome === 'retired') return refused({ code: outcome, generation });
    const have = { sequence: Number(held), hash: head ?? '' };
    if (outcome === 'gap') return refused({ code: outcome, have });
    if (outcome === 'differs')
      return refused({ code: outcome, sequence: Number(row.at_sequence), hash: row.at_hash, have });
    if (generation === null || held === null || head === null || epoch === null || restsOn === null || instant === null)
      throw new Error('take_run answered without a state');
    const acknowledgement = await acknowledged(name, { generation, held, head, epoch, rests_on: restsOn, instant });
    return answered({
      acknowledgement,
      quarantined: Quarantined.array().parse(row.quarantined ?? []),
      added: Number(row.added ?? 0),
    });
  };

  const logState: PostStore['logState'] = async (request) => {
    const signed = await signedBy(request, logRequestText(request), request.signature);
    if (!signed.ok) return signed;
    const [row] = await database.rows<StateRow>('SELECT * FROM log_state($1, $2)', [request.office, request.window]);
    if (row === undefined) return refused({ code: 'unknown-window' });
    if (row.retired || request.generation < row.generation)
      return refused({ code: 'retired', generation: row.generation });
    if (request.generation > row.generation) return refused({ code: 'unknown-window' });
    const head = row.window_head === null ? null : RunHead.parse(row.window_head);
    return answered({ acknowledgement: await acknowledged(request, row), head });
  };

  const acknowledgementFor: PostStore['acknowledgementFor'] = async (window) => {
    const [log] = await database.rows<{ office: string }>(
      'SELECT office FROM log WHERE window_id = $1 ORDER BY joined_at DESC LIMIT 1',
      [window],
    );
    if (log === undefined) return null;
    const [row] = await database.rows<StateRow>('SELECT * FROM log_state($1, $2)', [log.office, window]);
    if (row === undefined || row.retired) return null;
    return await acknowledged({ office: log.office, area: hub.area, window, generation: row.generation }, row);
  };

  const join: PostStore['join'] = async (letter) => {
    const [invited] = await database.rows<{ office: string; proof_key: Buffer }>(
      'SELECT office, proof_key FROM invitation WHERE invitation = $1 AND until > clock_timestamp()',
      [letter.invitation],
    );
    if (invited === undefined) return refused({ code: 'code-refused' });
    const proofKey = Uint8Array.from(invited.proof_key);
    if (!(await keyedDigestFits(proofKey, joinProofText(letter.request), letter.proof)))
      return refused({ code: 'code-refused' });
    const request = JoinRequest.safeParse(parsedJson(letter.request));
    if (!request.success || (await verifierOf(request.data.publicKey)) === null)
      return refused({ code: 'malformed', path: 'request' });
    const { area, window, generation, prefix, publicKey, nonce } = request.data;
    if (area !== hub.area) return refused({ code: 'wrong-area' });
    const given: JoinAnswer = {
      version: POST_VERSION,
      hub: hub.hub,
      hubKey: hub.publicKey,
      epoch: await epoch(),
      office: invited.office,
      area,
      window,
      generation,
      at: new Date().toISOString(),
      nonce,
    };
    const [row] = await database.rows<{ outcome: string; answer: string | null; generation: number | null }>(
      'SELECT * FROM join_window($1, $2, $3, $4, $5, $6, $7)',
      [letter.invitation, letter.request, JSON.stringify(given), window, generation, prefix, publicKey],
    );
    forget({ office: invited.office, window });
    if (row?.outcome === 'retired') return refused({ code: 'retired', generation: row.generation });
    if (row?.outcome === 'prefix-used') return refused({ code: 'prefix-used' });
    if (row?.outcome !== 'joined' || row.answer === null) return refused({ code: 'code-refused' });
    if (hub.area === 'training') await database.rows(TOLD_APART, [invited.office, window, prefix]);
    return answered({
      answer: row.answer,
      proof: await joinProof(proofKey, joinReplyText(letter.request, row.answer)),
    });
  };

  const newCode = async (office: string, restores: string | null): Promise<string> => {
    const code = makeJoinCode(randomBytes(16));
    const read = readJoinCode(code);
    if (!read.ok) throw new Error('a code that was made reads as none');
    const { invitation, proofKey } = await joinSecrets(read.secret);
    await database.transaction(async (client) => {
      await client.query('BEGIN');
      await client.query('INSERT INTO office (office) VALUES ($1) ON CONFLICT DO NOTHING', [office]);
      // A code that is over is of no use to anybody, and of some to a thief.
      await client.query('DELETE FROM invitation WHERE until < clock_timestamp()');
      await client.query(
        `INSERT INTO invitation (invitation, office, proof_key, until, restores)
          VALUES ($1, $2, $3, clock_timestamp() + make_interval(mins => $4), $5)`,
        [invitation, office, Buffer.from(proofKey), INVITATION_MINUTES, restores],
      );
      await client.query('COMMIT');
    });
    return code;
  };

  const inviteBack: PostStore['inviteBack'] = async (prefix, wanted) => {
    const log = await findLog(database, { prefix, office: wanted });
    if (typeof log === 'string') return log;
    return { code: await newCode(log.office, log.window_id), office: log.office };
  };

  const invite: PostStore['invite'] = async (wanted) => {
    const offices = await database.rows<{ office: string }>('SELECT office FROM office ORDER BY made_at, office');
    const office =
      wanted ?? (offices.length === 0 ? randomUUID() : offices.length === 1 ? offices[0]?.office : undefined);
    if (office === undefined) return null;
    return { code: await newCode(office, null), office };
  };

  const epoch = async (): Promise<string> =>
    (await database.rows<{ epoch: string }>('SELECT epoch FROM hub'))[0]?.epoch ?? '';

  const restored = async (): Promise<string> => {
    const next = randomUUID();
    await database.rows('UPDATE hub SET epoch = $1', [next]);
    return next;
  };

  return {
    takeRun,
    logState,
    acknowledgementFor,
    join,
    invite,
    inviteBack,
    epoch,
    restored,
    ...keepStore(database, signedBy, forget),
    ...fetchStore(database, hub),
    ...claimStore(database, hub, keys),
    ...rollStore(database, hub, keys),
    ...figureStore(database, hub, keys),
    ...dispatchStore(database, hub, keys),
    ...documentStore(database, hub, keys),
  };
}

/** What is wrong with a unit that stands in its place. */
export async function unitTrouble(
  { unit, hash, link }: PlacedUnit,
  { verify, cards, office }: { readonly verify: Verifier; readonly cards: RollCards; readonly office: string },
): Promise<QuarantineReason | null> {
  if (link === null || 'lost' in unit) return null;
  const ofLine = lineTrouble(link) ?? ((await cards.forged(office, unit.line)) ? 'officer-signature' : null);
  if (ofLine !== null || unit.side === undefined) return ofLine;
  const reading = readSide(unit.side);
  if (reading.state !== 'side') return reading.state === 'bad' ? 'side-form' : null;
  if (reading.side.line !== hash) return 'side-other-line';
  return (await verify(sideText(reading.side), reading.side.signature)) ? null : 'side-signature';
}
