/** Where the start stands. */
import type { Area, HostDescription, LostArea } from '#shared/contract/channels.ts';
import type { AnyVault } from '#shared/contract/vault.ts';
import type { Failure } from '#shared/contract/failure.ts';
import type { OfficeSettings } from '#shared/domain/office.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import type { PreparedArea } from '../../store/vault-access.ts';
import type { TrainingReady } from './training-setup.ts';

/** What sign-in shows of an office before anybody has signed in. */
export interface OfficeDoor {
  readonly vault: AnyVault;
  /** `null`: both files of it are damaged, and signing in restores it from the ledger. */
  readonly office: OfficeSettings | null;
}

export type Stage =
  | { readonly at: 'reading' }
  | { readonly at: 'doors' }
  | { readonly at: 'training-setup' }
  | { readonly at: 'training-ready'; readonly ready: TrainingReady }
  | { readonly at: 'office-setup' }
  | { readonly at: 'recovery-key'; readonly prepared: PreparedArea; readonly officeName: string }
  /** This machine remembers a ledger of the office, and nothing of it lies in the folder. */
  | { readonly at: 'office-lost'; readonly lost: LostArea }
  | { readonly at: 'restore' }
  | { readonly at: 'sign-in'; readonly door: OfficeDoor; readonly lastOfficerId: string | null }
  | { readonly at: 'recover'; readonly door: OfficeDoor }
  /** `insist`: asks the other window to lock and opens here. */
  | { readonly at: 'elsewhere'; readonly insist: () => Promise<void> }
  | { readonly at: 'told'; readonly store: CounterStore }
  /** Something stops the writing: an administrator answers, or everybody only reads. */
  | { readonly at: 'troubled'; readonly store: CounterStore }
  | { readonly at: 'unconfirmed'; readonly store: CounterStore }
  /** Signed in with a passphrase that somebody else set. */
  | { readonly at: 'own-passphrase'; readonly store: CounterStore }
  | { readonly at: 'open'; readonly store: CounterStore }
  | { readonly at: 'failed'; readonly failure: Failure; readonly area: Area | null };

/** The store that is open at this stage, `null` where none is. */
export function storeOf(stage: Stage): CounterStore | null {
  if (stage.at === 'training-ready') return stage.ready.store;
  return 'store' in stage ? stage.store : null;
}

/** Whether the office is in use and may be entered here. */
export function officeInUse(description: HostDescription): boolean {
  return description.areas.includes('office') && !description.trainingOnly;
}
