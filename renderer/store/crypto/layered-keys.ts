/** The keys of cases for texts in entries of no case (shared/casework/veiled.ts). */
import type { Keyring } from '#shared/crypto/data-key.ts';
import { EntryKeys } from '#shared/crypto/entry-opening.ts';
import { marksOf, openLayers, sealLayers, type LayeredText, type MarkedPerson } from '#shared/crypto/layered-texts.ts';
import { RollKeys } from './roll-keys.ts';

export abstract class LayeredKeys extends RollKeys {
  protected readonly entryKeys = new EntryKeys();

  /** Throws (a bug) while locked. */
  protected abstract unlocked(): Keyring;

  /** Seals texts under the keys of several cases at once; base64. */
  sealLayered(texts: readonly LayeredText[]): Promise<string[]> {
    const ring = this.unlocked();
    return Promise.all(texts.map((text) => sealLayers(ring, this.entryKeys, text)));
  }

  /** Opens what {@link sealLayered} sealed; `null` where one of the keys is gone. */
  openLayered(texts: readonly LayeredText[]): Promise<(string | null)[]> {
    const ring = this.unlocked();
    return Promise.all(texts.map((text) => openLayers(ring, this.entryKeys, text)));
  }

  /** What stands for somebody once the case's key is gone; nobody can compute it without that key. `null` where that does not open. */
  marksOf(persons: readonly MarkedPerson[]): Promise<(string | null)[]> {
    return marksOf(this.unlocked(), persons);
  }
}
