/** One import from the chosen file to the outcome. Nothing modal: the page goes on meanwhile. */
import { useSyncExternalStore } from 'react';
import type { RegistryKind } from '#shared/domain/registries.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { failureText } from '#shared/wording/failures.ts';
import type { DocumentContents } from '#shared/casework/document-dispatches.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import type {
  FileInspection,
  ImportProgress,
  ImportRefusal,
  RegistryCopy,
} from '../../store/registry/registry-store.ts';
import { readOfficeRules } from '../../store/office-rules.ts';
import { refusalText } from './refusal-text.ts';

export type Mapping = Readonly<Record<string, string>>;

export interface ChosenFile {
  readonly file: File;
  readonly inspection: FileInspection;
  /** What another window says that it is, which sent it. */
  readonly said: SaidOfFile | null;
}

export type SaidOfFile = Extract<DocumentContents, { readonly kind: 'registry' }>;

export type ImportState =
  | { readonly step: 'idle' }
  | { readonly step: 'inspecting'; readonly fileName: string }
  | { readonly step: 'chosen'; readonly chosen: ChosenFile }
  | {
      readonly step: 'running';
      readonly kind: RegistryKind;
      readonly chosen: ChosenFile;
      readonly progress: ImportProgress | null;
    }
  | {
      readonly step: 'done';
      readonly copy: RegistryCopy;
      readonly imported: ChosenFile;
      readonly mapping: Mapping | null;
    }
  | {
      readonly step: 'refused';
      readonly chosen: ChosenFile;
      readonly order: ImportOrder;
      readonly refusal: ImportRefusal;
      readonly text: string;
    }
  | { readonly step: 'failed'; readonly chosen: ChosenFile | null; readonly text: string };

export interface ImportOrder {
  readonly kind: RegistryKind;
  readonly asOf: PlainDate;
  readonly scope: string;
  readonly source: string;
  readonly replaceAnyway: boolean;
  readonly mapping: Mapping | null;
}

export const mappingPreference = (kind: RegistryKind): string => `registry.mapping.${kind}`;

export interface ImportControl {
  readonly state: ImportState;
  /** `said`: what another window said of it; `onDone`: told once it serves. */
  readonly choose: (file: File, said?: SaidOfFile, onDone?: () => void) => void;
  readonly start: (order: ImportOrder) => void;
  /** Imports what was refused because it differs: the administrator of this id has seen the differences. */
  readonly approve: (officerId: string) => void;
  readonly cancel: () => void;
  readonly reset: () => void;
}

/** The import of one open store. It outlives the page: a clerk may go on with cases meanwhile and come back to it. */
class ImportSession {
  state: ImportState = { step: 'idle' };
  readonly #store: CounterStore;
  readonly #listeners = new Set<() => void>();
  #abort: AbortController | null = null;
  #onDone: (() => void) | null = null;

  constructor(store: CounterStore) {
    this.#store = store;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly set = (state: ImportState): void => {
    this.state = state;
    for (const listener of this.#listeners) listener();
  };

  readonly cancel = (): void => this.#abort?.abort();

  async choose(file: File, said: SaidOfFile | null, onDone: (() => void) | null): Promise<void> {
    this.#onDone = onDone;
    this.set({ step: 'inspecting', fileName: file.name });
    const inspected = await this.#store.registry.inspect(file);
    if (inspected.ok) this.set({ step: 'chosen', chosen: { file, inspection: inspected.value, said } });
    else this.set({ step: 'failed', chosen: null, text: failureText(inspected.failure) });
  }

  async start(order: ImportOrder, businessDate: PlainDate, approvedBy?: string): Promise<void> {
    if (!('chosen' in this.state) || this.state.chosen === null) return;
    const { chosen } = this.state;
    const { mapping, ...rest } = order;
    const controller = new AbortController();
    this.#abort = controller;
    this.set({ step: 'running', kind: order.kind, chosen, progress: null });
    const rules = await readOfficeRules(this.#store);
    if (!rules.ok) return this.set({ step: 'failed', chosen, text: failureText(rules.failure) });
    const badRowLimit = rules.value.badRowPercent / 100;
    const result = await this.#store.registry.importCopy(
      {
        ...rest,
        file: chosen.file,
        importedOn: businessDate,
        importedBy: this.#store.officer.name,
        badRowLimit,
        ...(mapping === null ? {} : { mapping }),
        ...(approvedBy === undefined ? {} : { approvedBy }),
      },
      (progress) => {
        if (this.state.step === 'running') this.set({ ...this.state, progress });
      },
      controller.signal,
    );
    if (!result.ok) {
      const cancelled = result.failure.code === 'cancelled';
      this.set(cancelled ? { step: 'chosen', chosen } : { step: 'failed', chosen, text: failureText(result.failure) });
    } else if (result.value.ok) {
      if (mapping !== null) await this.#store.writePreference(mappingPreference(order.kind), mapping);
      this.set({ step: 'done', copy: result.value.copy, imported: chosen, mapping });
      this.#onDone?.();
    } else {
      const { refusal } = result.value;
      this.set({ step: 'refused', chosen, order, refusal, text: refusalText(refusal, order.kind, badRowLimit) });
    }
  }
}

const sessions = new WeakMap<CounterStore, ImportSession>();

function sessionOf(store: CounterStore): ImportSession {
  const session = sessions.get(store) ?? new ImportSession(store);
  sessions.set(store, session);
  return session;
}

export function useImport(store: CounterStore, businessDate: PlainDate): ImportControl {
  const session = sessionOf(store);
  const state = useSyncExternalStore(session.subscribe, () => session.state);
  return {
    state,
    choose: (file, said, onDone) => void session.choose(file, said ?? null, onDone ?? null),
    start: (order) => void session.start(order, businessDate),
    approve: (officerId) => {
      if (session.state.step === 'refused') void session.start(session.state.order, businessDate, officerId);
    },
    cancel: session.cancel,
    reset: () => session.set({ step: 'idle' }),
  };
}
