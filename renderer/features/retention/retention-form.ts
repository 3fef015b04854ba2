/** The terms as they are typed: text in, a rule or what is wrong with it out. */
import { RetentionRule } from '#shared/casework/office-events.ts';
import { registryKinds, type RegistryKind } from '#shared/domain/registries.ts';

export interface TermTexts {
  readonly caseYears: string;
  readonly packDays: Readonly<Record<RegistryKind, string>>;
  readonly documentNumber: string;
}

/** The rule in force as text; empty fields where there is none. */
export function termTexts(rule: RetentionRule | null): TermTexts {
  const days = registryKinds.map((kind) => [kind, String(rule?.packDays[kind] ?? '')] as const);
  return {
    caseYears: String(rule?.caseYears ?? ''),
    packDays: Object.fromEntries(days) as Record<RegistryKind, string>,
    documentNumber: rule?.documentNumber ?? '',
  };
}

const wholeNumber = (text: string): number | undefined =>
  /^\d+$/u.test(text.trim()) ? Number(text.trim()) : undefined;

/** The rule that was typed, or a sentence on the first thing that is wrong. */
export function readTerms({ caseYears, packDays, documentNumber }: TermTexts): RetentionRule | string {
  const years = wholeNumber(caseYears);
  if (years === undefined || years < 1 || years > 100) return '办件保存年数请填 1 到 100 的整数';
  if (documentNumber.trim() === '') return '请填写保存期限依据的文号';
  const days: Partial<Record<RegistryKind, number>> = {};
  for (const kind of registryKinds) {
    if (packDays[kind].trim() === '') continue;
    const count = wholeNumber(packDays[kind]);
    if (count === undefined) return '登记数据的保存天数请填整数；不设期限的留空';
    days[kind] = count;
  }
  const rule = RetentionRule.safeParse({ caseYears: years, packDays: days, documentNumber });
  return rule.success ? rule.data : '登记数据的保存天数请填 1 到 36500';
}
