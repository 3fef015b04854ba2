/** Documents of an office, sealed and in parts (shared/post/documents.ts). What they say, the hub cannot read. */
import { createHash } from 'node:crypto';
import { documentLimits } from '#shared/casework/documents.ts';
import {
  documentsLetterText,
  documentsPageText,
  documentText,
  partLetterText,
  partWishText,
  type DocumentRow,
  type DocumentsLetter,
  type DocumentsPage,
  type PartAnswer,
  type PartLetter,
  type PartTaken,
  type PartWish,
} from '#shared/post/documents.ts';
import { POST_VERSION } from '#shared/post/parts.ts';
import { answered, refused, type Answered } from './answered.ts';
import type { Database } from './database.ts';
import type { HubIdentity } from './hub-key.ts';
import { refusedLetter, type LetterOutcome } from './letter-outcome.ts';
import type { WindowKeys } from './window-keys.ts';

/** Of all offices together. */
export interface DocumentFigures {
  readonly documents: number;
  readonly bytes: number;
  /** Not whole yet. */
  readonly coming: number;
}

export interface DocumentStore {
  /** All of a letter, or nothing; then the documents of the office. */
  keepDocuments(letter: DocumentsLetter): Promise<Answered<DocumentsPage>>;
  keepPart(letter: PartLetter): Promise<Answered<PartTaken>>;
  partOf(wish: PartWish): Promise<Answered<PartAnswer>>;
  /** Removes what all windows have had for long enough; answers with how many that were. */
  removeDocuments(): Promise<number>;
  documentFigures(): Promise<DocumentFigures>;
}

interface StoredDocument {
  readonly digest: string;
  readonly window_id: string;
  readonly size: string;
  readonly count: number;
  readonly held: number;
  readonly removed: boolean;
}

const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');
const NOT_HERE: PartAnswer = { of: null, missing: [], content: null };

export function documentStore(database: Database, hub: HubIdentity, { signedBy, forget }: WindowKeys): DocumentStore {
  const documentsOf = async (office: string): Promise<DocumentRow[]> => {
    const rows = await database.rows<StoredDocument>(
      `SELECT digest, window_id, size, cardinality(parts) AS count, held, removed_at IS NOT NULL AS removed FROM document
        WHERE office = $1 ORDER BY removed_at DESC NULLS FIRST, touched_at DESC LIMIT $2`,
      [office, 2 * documentLimits.documents],
    );
    return rows.map(({ digest, window_id: window, size, count, held, removed }) => ({
      digest,
      window,
      size: Number(size),
      count,
      held,
      removed,
    }));
  };

  const keepDocuments: DocumentStore['keepDocuments'] = async (letter) => {
    const signed = await signedBy(letter, documentsLetterText(letter), letter.signature);
    if (!signed.ok) return signed;
    const { office, area, window, generation, put, drop, have, nonce } = letter;
    const [row] = await database.rows<LetterOutcome & { readonly instant: Date }>(
      'SELECT * FROM keep_documents($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)',
      [
        office,
        window,
        generation,
        signed.value.publicKey,
        put === null ? null : sha256(documentText(put)),
        put?.size ?? null,
        put?.parts ?? null,
        documentLimits.documents,
        drop,
        have,
      ],
    );
    if (row?.outcome === 'too-many') return refused({ code: 'too-large', sequence: null });
    const problem = refusedLetter(letter, row, forget);
    if (problem !== null || row === undefined) return problem ?? refused({ code: 'unknown-window' });
    const rows = await documentsOf(office);
    const unsigned = { office, area, window, generation, hub: hub.hub, nonce, rows, at: row.instant.toISOString() };
    return answered({ version: POST_VERSION, ...unsigned, signature: await hub.sign(documentsPageText(unsigned)) });
  };

  const keepPart: DocumentStore['keepPart'] = async (letter) => {
    const signed = await signedBy(letter, partLetterText(letter), letter.signature);
    if (!signed.ok) return signed;
    const { office, window, generation, digest, part } = letter;
    const content = Buffer.from(letter.content, 'base64');
    if (content.length > documentLimits.partBytes) return refused({ code: 'too-large', sequence: null });
    const [row] = await database.rows<LetterOutcome & PartTaken>(
      'SELECT * FROM keep_part($1, $2, $3, $4, $5, $6, $7, $8)',
      [office, window, generation, signed.value.publicKey, digest, part, sha256(content), content],
    );
    const problem = refusedLetter(letter, row, forget);
    if (problem !== null || row === undefined) return problem ?? refused({ code: 'unknown-window' });
    return answered({ state: row.state, held: row.held });
  };

  /** What a document is made of, and which places are not held. */
  const madeOf = async (office: string, digest: string): Promise<PartAnswer> => {
    const [row] = await database.rows<{ size: string; parts: string[]; missing: number[] }>(
      `SELECT d.size, d.parts, ARRAY(SELECT g - 1 FROM generate_series(1, cardinality(d.parts)) g
          WHERE NOT EXISTS (SELECT FROM document_part p WHERE p.office = d.office AND p.digest = d.digest AND p.part = g - 1)
          ORDER BY g) AS missing
        FROM document d WHERE d.office = $1 AND d.digest = $2 AND d.removed_at IS NULL`,
      [office, digest],
    );
    if (row === undefined) return NOT_HERE;
    return { of: { size: Number(row.size), parts: row.parts }, missing: row.missing, content: null };
  };

  const partOf: DocumentStore['partOf'] = async (wish) => {
    const signed = await signedBy(wish, partWishText(wish), wish.signature);
    if (!signed.ok) return signed;
    const { office, window, generation, digest, part } = wish;
    // Whoever was retired is handed nothing; to be read only, the row of the log is not locked for that.
    const [log] = await database.rows<{ generation: number; retired: boolean }>(
      'SELECT generation, retired_at IS NOT NULL AS retired FROM log WHERE office = $1 AND window_id = $2',
      [office, window],
    );
    if (log === undefined || log.generation < generation) return refused({ code: 'unknown-window' });
    if (log.retired || log.generation > generation) return refused({ code: 'retired', generation: log.generation });
    if (part === null) return answered(await madeOf(office, digest));
    const [found] = await database.rows<{ content: Buffer }>(
      'SELECT content FROM document_part WHERE office = $1 AND digest = $2 AND part = $3',
      [office, digest, part],
    );
    return answered(found === undefined ? NOT_HERE : { ...NOT_HERE, content: found.content.toString('base64') });
  };

  return {
    keepDocuments,
    keepPart,
    partOf,
    removeDocuments: async () => {
      const [row] = await database.rows<{ removed: number }>('SELECT remove_documents($1) AS removed', [
        documentLimits.keptDays,
      ]);
      return row?.removed ?? 0;
    },
    documentFigures: async () => {
      const [row] = await database.rows<{ documents: number; bytes: string; coming: number }>(
        `SELECT count(*)::integer AS documents, coalesce(sum(size), 0) AS bytes,
          count(*) FILTER (WHERE held < cardinality(parts))::integer AS coming FROM document WHERE removed_at IS NULL`,
      );
      return { documents: row?.documents ?? 0, bytes: Number(row?.bytes ?? 0), coming: row?.coming ?? 0 };
    },
  };
}
