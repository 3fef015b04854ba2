/** @file Runs in the crypto worker: signing rolls with the office key, and sealing them for the office's other windows. */
import type { SignedRoll } from '#shared/casework/roll.ts';
import { readRoll, type Roll, type SentRoll } from '#shared/contract/roll.ts';
import { openFromWindow, packForWindows, sealForWindows, unpackFromWindow } from '#shared/crypto/claim-key.ts';
import { ITERATIONS } from '#shared/crypto/data-key.ts';
import { hashText } from '#shared/crypto/hash-text.ts';
import {
  makeOfficeKey,
  officeSigner,
  signRoll,
  verifiedRoll,
  type NextRoll,
  type OfficeKey,
} from '#shared/crypto/roll.ts';
import { ClaimKeys } from './claim-keys.ts';

export class RollKeys extends ClaimKeys {
  /** A new office key, sealed under what is printed of it. */
  makeOfficeKey(iterations = ITERATIONS): Promise<{ readonly printed: string; readonly officeKey: OfficeKey }> {
    return makeOfficeKey(iterations);
  }

  /** The next roll; `null` when what was typed is not the office key. */
  async signRoll(typed: string, next: NextRoll): Promise<SignedRoll | null> {
    const sign = await officeSigner(typed, next.officeKey.sealed);
    return sign === null ? null : signRoll(next, sign);
  }

  /** The roll, if it is rightly signed. */
  readRoll(signed: SignedRoll): Promise<Roll | null> {
    return verifiedRoll(signed);
  }

  /** As it is sent; `null` while no claim key is in use, or where it is no roll. */
  async sealRoll({ open, private: hidden, signature }: SignedRoll): Promise<SentRoll | null> {
    const roll = readRoll({ open, private: hidden, signature }, hashText);
    const sealed = this.secret === null || roll === null ? null : await sealForWindows(this.secret, roll.hash, hidden);
    return sealed === null ? null : { open, sealed, signature };
  }

  /** A text for the office's windows; `null` while no claim key is in use. `about`: what it belongs to. */
  async sealDispatch(about: string, text: string): Promise<string | null> {
    return this.secret === null ? null : packForWindows(this.secret, about, text);
  }

  /** What another window sealed; `null` where it does not open. */
  async openDispatch(about: string, sealed: string): Promise<string | null> {
    return this.secret === null ? null : unpackFromWindow(this.secret, about, sealed);
  }

  /** As it was signed; `null` where it does not open, or is not rightly signed. */
  async openRoll({ open, sealed, signature }: SentRoll): Promise<SignedRoll | null> {
    const hidden = this.secret === null ? null : await openFromWindow(this.secret, hashText(open), sealed);
    if (hidden === null) return null;
    const signed = { open, private: hidden, signature };
    return (await verifiedRoll(signed)) === null ? null : signed;
  }
}
