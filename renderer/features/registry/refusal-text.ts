import {
  columnsMissingText,
  differsText,
  refusalWordings,
  tooManyBadRowsText,
  wrongKindText,
} from '#shared/wording/registry-import.ts';
import type { RegistryKind } from '#shared/domain/registries.ts';
import type { ImportRefusal } from '../../store/registry/registry-store.ts';

/** One clear sentence per refusal. */
export function refusalText(refusal: ImportRefusal, kind: RegistryKind, limit: number): string {
  if (refusal.reason === 'columns-missing') return columnsMissingText(refusal.missing);
  if (refusal.reason === 'wrong-kind') return wrongKindText(kind, refusal.looksLike);
  if (refusal.reason === 'differs') return differsText;
  if (refusal.reason === 'too-many-bad-rows') return tooManyBadRowsText(refusal.rows, refusal.badRows, limit);
  return refusalWordings[refusal.reason]();
}
