/**
 * One entry's way: sealed → journal → working copy → acknowledged. After the journal has it, nothing here undoes it;
 * what fails later stays unsettled and is shown as such until somebody settles it or the same entry is sent again.
 */
import type {
  AssignedNumber,
  EntryKind,
  JournalAppend,
  JournalEntry,
  Marks,
  NumberSeries,
} from '#shared/casework/journal.ts';
import { completed } from '#shared/casework/journal-line.ts';
import type { Appended, JournalState, Trouble, WritingWindow } from '#shared/contract/channels.ts';
import { failed, success, type Result } from '#shared/contract/failure.ts';
import { hashText } from '#shared/crypto/hash-text.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import type { ContentKeyRow, SummaryPageRow } from '../database.ts';
import { onStore } from '../store-failure.ts';
import { clockDoubt } from './clock-doubt.ts';
import { compose, endAfter, type LedgerEnd } from './compose.ts';
import { toRow } from './entries.ts';
import { catchUp } from './journal-sync.ts';
import { writeLedger, type LedgerMeta } from './ledger-meta.ts';
import { refold } from './refold.ts';
import type { EntryContent, StoreParts } from './store-parts.ts';

export interface EntryRequest {
  readonly entryId: string;
  readonly kind: EntryKind;
  readonly subjectId: string;
  readonly on: PlainDate;
  readonly content: EntryContent;
  readonly takeNumbers: NumberSeries[];
  /** Whether it is sealed with its subject's own key: a case, or an entry that must be able to go by itself. */
  readonly ofCase: boolean;
  /** Nothing of the subject is in the copy: whoever asks has just looked. */
  readonly absent?: boolean;
  /** What the host must know of it without opening it. */
  readonly marks?: Marks;
  /** Who writes from this entry on, where that changes. */
  readonly writer?: WritingWindow;
  /** Sends it together with the file that it records; alone where absent. */
  readonly send?: (entry: JournalAppend) => Promise<Result<Appended>>;
}

export interface AppendedEntry {
  readonly sequence: number;
  readonly numbers: readonly AssignedNumber[];
  readonly hash: string;
}

/** What else is written in the entry's transaction, made once its numbers are known. */
export type Accompany = (appended: AppendedEntry) => Promise<readonly SummaryPageRow[]>;

export class Appender {
  private readonly parts: StoreParts;
  private state: LedgerMeta;
  /** Where the journal ends, as far as this window knows: the next entry is made for that place. */
  private end: LedgerEnd;
  private lastAt: string;
  private readonly stopped: readonly Trouble[];
  /** Sealed entries of this session that may have reached the journal: sent again, they must be the same bytes. */
  private readonly begun = new Map<string, JournalAppend>();

  /** `stopped`: why nothing is written, as far as it was known when the store was opened. */
  constructor(parts: StoreParts, state: LedgerMeta, journal: JournalState, stopped: readonly Trouble[]) {
    this.parts = parts;
    this.state = state;
    this.end = journal;
    this.lastAt = journal.lastAt;
    this.stopped = stopped;
  }

  get ledger(): LedgerMeta {
    return this.state;
  }

  /** Appends one entry and returns when both copies have it and the host knows. Call one after the other only. */
  async append(request: EntryRequest, accompany: Accompany): Promise<Result<AppendedEntry>> {
    const { area, host } = this.parts;
    // Damage that only the keys can tell, or that keeps an office of an older program from being taken over.
    const unanswered =
      this.stopped.some(({ kind }) => kind === 'lines-damaged') && request.marks?.accepts === undefined;
    if (unanswered || (this.end.writer === null && request.writer === undefined))
      return failed('writing-stopped', { trouble: this.stopped[0]?.kind ?? 'lines-damaged' });
    const looked = request.absent === true || this.begun.has(request.entryId);
    const stands = looked ? null : await onStore(() => this.standing(request));
    if (stands !== null && (!stands.ok || stands.value !== null)) return stands as Result<AppendedEntry>;
    const doubt = clockDoubt(this.parts, this.lastAt, request.on);
    if (doubt !== null && !this.begun.has(request.entryId)) return doubt;
    const entry = this.begun.get(request.entryId) ?? (await this.sealed(request));
    this.begun.set(request.entryId, entry);
    const answer = await (request.send ?? ((made) => host.call('journal.append', { area, entry: made })))(entry);
    if (!answer.ok) return this.refused(answer, request.entryId);
    const whole = completed(entry, hashText);
    const { header, hash } = whole;
    if (answer.value.sequence !== header.sequence || answer.value.hash !== hash)
      return failed('bad-response', { channel: 'journal.append' });
    this.end = endAfter(entry, hash, this.end);
    this.lastAt = header.at;
    const kept = await onStore(() => this.keep(whole, entry.contentKey, accompany));
    const done = kept.ok ? await host.call('journal.acknowledge', { area, sequence: this.state.count }) : kept;
    if (!done.ok) {
      await this.unsettle(header.sequence);
      return done;
    }
    this.begun.delete(request.entryId);
    return success({ sequence: header.sequence, numbers: header.numbers, hash });
  }

  /** An entry that the copy has already was sent again: it stands as it is, and counts as confirmed from now on. */
  private async standing({ entryId, subjectId }: EntryRequest): Promise<Result<AppendedEntry | null>> {
    const rows = this.parts.db.actions.where('subjectId').equals(subjectId);
    const row = await rows.filter((one) => one.entryId === entryId).first();
    if (row === undefined) return success(null);
    const { sequence, numbers, hash } = row;
    if (this.state.unsettled.includes(sequence)) {
      const settled = await this.settle(sequence);
      if (!settled.ok) return settled;
    }
    return success({ sequence, numbers, hash });
  }

  /**
   * Something came in between (`journal-moved`): what the journal has comes into the copy first. Only when the entry is proved
   * not to be among it may it be sealed anew; the caller decides again by what it knows now.
   */
  private async refused(answer: Result<Appended> & { ok: false }, entryId: string): Promise<Result<never>> {
    if (answer.failure.code !== 'journal-moved') return answer;
    const state = await this.parts.host.call('journal.state', { area: this.parts.area });
    if (!state.ok) return state;
    this.end = state.value;
    this.lastAt = state.value.lastAt;
    const caught = await onStore(() => this.upTo(state.value.count));
    if (!caught.ok) return caught;
    this.begun.delete(entryId);
    return answer;
  }

  /** An entry counts as confirmed from now on. */
  async settle(sequence: number): Promise<Result<null>> {
    const { area, host, db } = this.parts;
    const next = { ...this.state, unsettled: this.state.unsettled.filter((other) => other !== sequence) };
    const written = await onStore(async () => {
      await writeLedger(db, next);
      return success(null);
    });
    if (!written.ok) return written;
    this.state = next;
    const acknowledged = await host.call('journal.acknowledge', { area, sequence: next.count });
    return acknowledged.ok ? success(null) : acknowledged;
  }

  /** Nobody was told 已保存: that is noted beside the entry, if the store takes anything at all. */
  private async unsettle(sequence: number): Promise<void> {
    const next = { ...this.state, unsettled: [...new Set([...this.state.unsettled, sequence])] };
    this.state = next;
    await onStore(async () => {
      await writeLedger(this.parts.db, next);
      return success(null);
    });
  }

  /** Entries of no case need nobody's answer: they stop being unsettled once the copy has them. */
  async dismiss(sequences: readonly number[]): Promise<void> {
    if (sequences.length === 0) return;
    const next = { ...this.state, unsettled: this.state.unsettled.filter((other) => !sequences.includes(other)) };
    await writeLedger(this.parts.db, next);
    this.state = next;
  }

  /** After a call without answer: what the journal took of other entries comes into the copy before anything is decided. */
  async clearDoubt(entryId: string): Promise<Result<null>> {
    if (![...this.begun.keys()].some((other) => other !== entryId)) return success(null);
    const state = await this.parts.host.call('journal.state', { area: this.parts.area });
    if (!state.ok) return state;
    const own = this.begun.has(entryId);
    if (!own) {
      this.end = state.value;
      this.lastAt = state.value.lastAt;
    }
    const caught = await this.upTo(own ? this.state.count : state.value.count);
    return caught.ok ? success(null) : caught;
  }

  private async sealed(request: EntryRequest): Promise<JournalAppend> {
    const { crypto, officer, now } = this.parts;
    const { entryId, kind, subjectId, on, takeNumbers, content, marks = {}, writer } = request;
    const stored = request.ofCase ? await this.parts.db.contentKeys.get(subjectId) : undefined;
    const contentKey = request.ofCase ? (stored?.wrapped ?? (await this.newContentKey(subjectId))) : null;
    return compose(
      crypto,
      this.end,
      {
        entryId,
        kind,
        subjectId,
        on,
        at: now(),
        officerId: officer.id,
        takeNumbers,
        marks,
        contentKey,
        newKey: contentKey !== null && stored === undefined,
        ...(writer === undefined ? {} : { writer }),
      },
      content,
    );
  }

  /** A key that is not stored yet: made for an entry that is on its way, or new. */
  private async newContentKey(caseId: string): Promise<string> {
    const started = [...this.begun.values()].find(
      (entry) => entry.header.subjectId === caseId && entry.contentKey !== undefined,
    );
    return started?.contentKey ?? this.parts.crypto.newContentKey(caseId);
  }

  private async keep(whole: JournalEntry, contentKey: string | undefined, accompany: Accompany): Promise<Result<null>> {
    const { db } = this.parts;
    const { header, hash } = whole;
    const before = await this.upTo(header.sequence - 1);
    if (!before.ok) return before;
    if (header.sequence <= before.value.count) return this.settled(before.value, header.sequence);
    if (whole.previous !== before.value.head) return failed('journal-behind-store', { sequence: header.sequence });
    const pages = await accompany({ sequence: header.sequence, numbers: header.numbers, hash });
    const unsettled = before.value.unsettled.filter((sequence) => sequence !== header.sequence);
    const next: LedgerMeta = { ...before.value, count: header.sequence, head: hash, unsettled };
    const key: ContentKeyRow[] = contentKey === undefined ? [] : [{ caseId: header.subjectId, wrapped: contentKey }];
    await db.transaction('rw', db.actions, db.contentKeys, db.summaries, db.meta, async () => {
      await db.actions.put(toRow(whole));
      await db.contentKeys.bulkPut(key);
      await db.summaries.bulkPut([...pages]);
      await writeLedger(db, next);
    });
    this.state = next;
    return success(null);
  }

  /** Entries that reached the journal without reaching this copy come first; those that no window confirmed as unconfirmed ones. */
  private async upTo(sequence: number): Promise<Result<LedgerMeta>> {
    if (this.state.count >= sequence) return success(this.state);
    const state = await this.parts.host.call('journal.state', { area: this.parts.area });
    if (!state.ok) return state;
    const caught = await catchUp(this.parts, this.state, sequence, state.value.acknowledged);
    if (!caught.ok) return caught;
    await refold(this.parts, caught.value.stale);
    this.state = { ...caught.value, stale: [] };
    return success(this.state);
  }

  private async settled(ledger: LedgerMeta, sequence: number): Promise<Result<null>> {
    const next = { ...ledger, unsettled: ledger.unsettled.filter((other) => other !== sequence) };
    await writeLedger(this.parts.db, next);
    this.state = next;
    return success(null);
  }
}
