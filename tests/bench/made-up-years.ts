/**
 * Years of work for a training area that the program set up itself: its own cases again and again, each with persons of its own, sealed and
 * chained by the product's code and written behind what is there.
 */
import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { JournalEntry, type EntryKind } from '../../shared/casework/journal.ts';
import { completed, lineText } from '../../shared/casework/journal-line.ts';
import { AnyVault } from '../../shared/contract/vault.ts';
import { entryToOpen } from '../../shared/crypto/entry-opening.ts';
import { fromBase64 } from '../../shared/crypto/bytes.ts';
import { keyLineOf } from '../../electron/host/content-keys.ts';
import { diskLayer } from '../../electron/host/file-layer.ts';
import { writeSmall } from '../../electron/host/json-file.ts';
import type { LedgerMemory } from '../../electron/host/ledger-memory.ts';
import { fastHash } from '../../electron/host/journal-file.ts';
import { compose, endAfter, type LedgerEnd } from '../../renderer/store/cases/compose.ts';
import type { CryptoClient } from '../../renderer/store/crypto/crypto-client.ts';
import { CryptoService } from '../../renderer/store/crypto/crypto-service.ts';
import { TRAINING_PASSPHRASE } from '../../renderer/store/vault-access.ts';
import { aCitizenId } from '../builders/an-export-case.ts';

export interface Years {
  readonly entries: number;
  readonly cases: number;
}

interface ModelEntry {
  readonly entry: JournalEntry;
  readonly text: string;
}

const CLERK = { kind: 'passphrase', officerId: 'training-clerk', passphrase: TRAINING_PASSPHRASE } as const;
const CITIZEN_ID = /(?<!\d)\d{17}[\dX](?!\d)/gu;
const WRITE_LINES = 2000;

/** Every person of a case is another one each time. */
function withOtherPersons(texts: readonly string[], next: () => string): string[] {
  const other = new Map<string, string>();
  const of = (id: string): string => {
    const known = other.get(id) ?? next();
    other.set(id, known);
    return known;
  };
  return texts.map((text) => text.replaceAll(CITIZEN_ID, of));
}

/** The training area's own cases, opened: what they are copied from. */
async function modelsOf(service: CryptoService, folder: string): Promise<{ models: ModelEntry[][]; end: LedgerEnd }> {
  const keys = new Map(
    readFileSync(join(folder, 'content-keys.jsonl'), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as { subjectId: string; wrapped: string | null })
      .map(({ subjectId, wrapped }) => [subjectId, wrapped] as const),
  );
  const lines = readFileSync(join(folder, 'journal.jsonl'), 'utf8').split('\n').filter(Boolean);
  const entries = lines.map((line) => JournalEntry.parse(JSON.parse(line)));
  const models = new Map<string, ModelEntry[]>();
  let end: LedgerEnd = { count: 0, head: '', tally: [], stands: [0, 0, 0], writer: null };
  for (const entry of entries) {
    const { hash, ...rest } = entry;
    end = endAfter(rest, hash, end);
    const { subjectId } = entry.header;
    const contentKey = keys.get(subjectId) ?? null;
    if (contentKey === null || entry.header.key !== 'content') continue;
    const sealed = fromBase64(entry.sealed) ?? new Uint8Array(0);
    const [text = null] = await service.openEntries([entryToOpen(entry, sealed, contentKey)]);
    if (text !== null) models.set(subjectId, [...(models.get(subjectId) ?? []), { entry, text }]);
  }
  return { models: [...models.values()], end };
}

/** Adds whole cases until the ledger has at least so many entries. The program must not be running. */
export async function addYears(dataFolder: string, entries: number): Promise<Years> {
  const folder = join(dataFolder, 'areas', 'training');
  const service = new CryptoService();
  const { value } = JSON.parse(readFileSync(join(folder, 'vault.json'), 'utf8')) as { value: unknown };
  const vault = AnyVault.parse(value);
  if ((await service.unlock(vault, CLERK)) !== 'open') throw new Error('the training vault does not open');
  const { models, end: begun } = await modelsOf(service, folder);
  let [end, cases, persons] = [begun, models.length, 0];
  const [lines, keys]: [string[], string[]] = [[], []];
  const flush = (): void => {
    if (keys.length > 0) appendFileSync(join(folder, 'content-keys.jsonl'), `${keys.splice(0).join('\n')}\n`);
    if (lines.length > 0) appendFileSync(join(folder, 'journal.jsonl'), `${lines.splice(0).join('\n')}\n`);
  };
  for (let at = 0; end.count < entries; at += 1) {
    const model = models[at % models.length];
    if (model === undefined) throw new Error('no case to copy');
    const subjectId = crypto.randomUUID();
    const contentKey = await service.newContentKey(subjectId);
    keys.push(keyLineOf(subjectId, contentKey));
    const texts = withOtherPersons(
      model.map(({ text }) => text),
      () => aCitizenId((persons += 1)),
    );
    for (const [place, { entry }] of model.entries()) {
      const { kind, on, at: instant, officerId } = entry.header;
      const made = {
        entryId: crypto.randomUUID(),
        kind: kind as EntryKind,
        subjectId,
        on,
        at: instant,
        officerId,
        takeNumbers: place === 0 ? (['case'] as const) : [],
        contentKey,
        newKey: false,
        marks: {},
      };
      const append = await compose(service as unknown as CryptoClient, end, made, JSON.parse(texts[place] ?? ''));
      const whole = completed(append, fastHash);
      lines.push(lineText(whole));
      end = endAfter(append, whole.hash, end);
    }
    cases += 1;
    if (lines.length >= WRITE_LINES) flush();
  }
  flush();
  // Nobody was in the middle of any of it.
  const mark = join(folder, 'acknowledged.json');
  const { value: before } = JSON.parse(readFileSync(mark, 'utf8')) as { value: LedgerMemory };
  const now = { ...before, sequence: end.count, acknowledged: end.count, head: end.head, tally: [...end.tally] };
  await writeSmall(diskLayer, mark, now, { sequence: end.count });
  return { entries: end.count, cases };
}
