/**
 * Wrapped keys and officers. Lies beside the journal; useless without a passphrase or the recovery key. A person holds a card
 * (a key pair whose private half is sealed by what the person knows), and the data key is sealed to each card: so it can be
 * changed without anybody's passphrase, and other windows can know a person by the same card.
 */
import { z } from 'zod';
import { OfficerRole } from '../domain/officer.ts';

export const KeyDerivation = z.object({
  name: z.literal('PBKDF2-SHA256'),
  iterations: z.number().int().min(1),
  salt: z.string(),
});
export type KeyDerivation = z.infer<typeof KeyDerivation>;

/** A data key wrapped by something a person knows or holds. Base64. */
export const WrappedKey = z.object({ derivation: KeyDerivation, wrapped: z.string() });
export type WrappedKey = z.infer<typeof WrappedKey>;

const KeyHalves = { publicKey: z.string(), sealedPrivate: z.string() };

/**
 * A key that opens (P-256): public half in raw form, private half (PKCS 8) sealed; and of an officer a key that signs, sealed by the
 * same secret. Base64. Formats before 3 have none that signs.
 */
export const KeyCard = z.object({
  derivation: KeyDerivation,
  ...KeyHalves,
  signing: z.object(KeyHalves).optional(),
});
export type KeyCard = z.infer<typeof KeyCard>;

/** Who may open: by the card, or as format 1 had it until the next sign-in. Neither: nothing opens. */
export const Holding = z.object({
  card: KeyCard.nullable(),
  /** The data key sealed to the card. Base64. */
  sealedKey: z.string().nullable(),
  key: WrappedKey.nullable(),
});
export type Holding = z.infer<typeof Holding>;

export const VaultOfficer = z.object({
  id: z.string(),
  name: z.string(),
  role: OfficerRole,
  active: z.boolean(),
  ...Holding.shape,
});
export type VaultOfficer = z.infer<typeof VaultOfficer>;

/** A key wrapped by the data key, with its number. Base64. */
export const NumberedKey = z.object({ number: z.number().int().nonnegative(), wrapped: z.string() });
export type NumberedKey = z.infer<typeof NumberedKey>;

/** The format that this program writes. */
export const VAULT_FORMAT = 3;

export const Vault = z.object({
  format: z.union([z.literal(2), z.literal(VAULT_FORMAT)]),
  /** Stays for the life of the office's keys: tells the vault of another folder. */
  vaultId: z.uuid(),
  revision: z.number().int().positive(),
  officers: z.array(VaultOfficer).min(1),
  recovery: Holding.nullable(),
  /** Number of the data key that the cards open. */
  dataKey: z.number().int().positive(),
  /** Data keys before it, while content keys wrapped by them are being wrapped anew. */
  olderKeys: z.array(NumberedKey),
  /** Keys of entries of no case; the highest seals new ones. 0: what a vault of format 1 derived from its data key. */
  ledgerKeys: z.array(NumberedKey).min(1),
});
export type Vault = z.infer<typeof Vault>;

/** As programs before 2026-12 wrote it. `key` null: an officer who left. */
export const OldVault = z.strictObject({
  revision: z.number().int().nonnegative(),
  officers: z
    .array(
      z.object({
        id: z.string(),
        name: z.string(),
        role: OfficerRole,
        key: WrappedKey.nullable(),
        active: z.boolean(),
      }),
    )
    .min(1),
  recovery: WrappedKey.nullable(),
});
export type OldVault = z.infer<typeof OldVault>;

export const AnyVault = z.union([Vault, OldVault]);
export type AnyVault = z.infer<typeof AnyVault>;

export const isOldVault = (vault: AnyVault): vault is OldVault => !('format' in vault);
