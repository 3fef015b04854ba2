/** @file Runs in the crypto worker: the key that the office's windows compare persons by, and the codes under which it travels. */
import { toBase64, randomBytes } from '#shared/crypto/bytes.ts';
import {
  claimDigester,
  claimKeyOf,
  makeClaimKey,
  openUnderCode,
  sealUnderCode,
  type ClaimKey,
} from '#shared/crypto/claim-key.ts';
import { joinSecrets, makeJoinCode, readJoinCode } from '#shared/crypto/join-code.ts';

export class ClaimKeys {
  protected secret: string | null = null;
  private digest: { readonly name: string; readonly of: (citizenId: string) => Promise<string> } | null = null;

  /** A new claim key, to be recorded; not in use before {@link useClaimKey}. */
  async makeClaimKey(): Promise<ClaimKey> {
    return makeClaimKey();
  }

  /** Digests are made with this key from now on; answers with its name, `null` where it is none. */
  async useClaimKey(secret: string): Promise<string | null> {
    const [key, of] = [await claimKeyOf(secret), await claimDigester(secret)];
    this.digest = key === null || of === null ? null : { name: key.name, of };
    this.secret = this.digest === null ? null : secret;
    return this.digest?.name ?? null;
  }

  /** Citizen IDs as the office's windows tell them to each other; `null` while no claim key is in use. */
  async claimDigests(citizenIds: readonly string[]): Promise<readonly string[] | null> {
    const { digest } = this;
    return digest === null ? null : Promise.all(citizenIds.map((citizenId) => digest.of(citizenId)));
  }

  /** A code to print, what the hub may know of it, and a claim key sealed under it. */
  async sealedCode(key: ClaimKey): Promise<{
    readonly code: string;
    readonly invitation: string;
    readonly proofKey: string;
    readonly sealed: string;
  }> {
    const code = makeJoinCode(randomBytes(16));
    const read = readJoinCode(code);
    if (!read.ok) throw new Error('a code that was made reads as none');
    const { invitation, proofKey } = await joinSecrets(read.secret);
    return { code, invitation, proofKey: toBase64(proofKey), sealed: await sealUnderCode(read.secret, key) };
  }

  /** What {@link sealedCode} sealed; `null` for another code. */
  async openCode(code: string, sealed: string): Promise<ClaimKey | null> {
    const read = readJoinCode(code);
    return read.ok ? openUnderCode(read.secret, sealed) : null;
  }

  protected forgetClaimKey(): void {
    this.digest = null;
    this.secret = null;
  }
}
