/** Names of checks. */
import { checkNames } from '../policy/check-names.ts';
import type { CheckId } from '../policy/verdict.ts';

export const checkLabels: Readonly<Record<CheckId, string>> = checkNames;
