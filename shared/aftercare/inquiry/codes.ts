/** The codes of 核查 (answers to the lists that came down, differences of the monthly check). */
import { z } from 'zod';
import { notPayableReasons } from '../codes.ts';

/** 应发未发 that is payable: paid in this period, still to be completed, failed and to be paid again, paid already. */
export const payableCodes = ['Y1', 'Y2', 'Y3', 'Y4'] as const;
/** 疑似跨省重复. */
export const duplicateCodes = ['K1', 'K2', 'K3', 'K4', 'K5', 'K6', 'K7'] as const;

export const RowCode = z.enum([...payableCodes, ...notPayableReasons, ...duplicateCodes]);
export type RowCode = z.infer<typeof RowCode>;
export const DuplicateCode = z.enum(duplicateCodes);
export type DuplicateCode = z.infer<typeof DuplicateCode>;

export const ListKind = z.enum(['dueButUnpaid', 'duplicate']);
export type ListKind = z.infer<typeof ListKind>;

export const isDuplicateCode = (code: RowCode): code is DuplicateCode => DuplicateCode.safeParse(code).success;
export const codesOf = (kind: ListKind): readonly RowCode[] =>
  kind === 'duplicate' ? duplicateCodes : [...payableCodes, ...notPayableReasons];

/** No last word: reported as what it is, and answered again later. */
const OPEN: ReadonlySet<RowCode> = new Set<RowCode>(['Y2', 'Y3', 'K7']);
export const staysOpen = (code: RowCode): boolean => OPEN.has(code);

/** What is paid here is to be claimed back. */
const RECOVERED: ReadonlySet<RowCode> = new Set<RowCode>(['K4', 'K5']);
export const leadsToRecovery = (code: RowCode): boolean => RECOVERED.has(code);

/** 差异码 of a random check: paid too much, too little, twice, not arrived, account name differs. */
export const DifferenceCode = z.enum(['over', 'under', 'twice', 'notArrived', 'nameDiffers']);
export type DifferenceCode = z.infer<typeof DifferenceCode>;
