/** Sentences of a case's papers that are put together from a check: basis with its level, evidence with scope and day. */
import { divisionName } from '../domain/division-names.ts';
import { formatDayForPaper, parsePlainDate } from '../domain/plain-date.ts';
import type { CheckResult, CheckSource } from '../policy/verdict.ts';
import type { LetterBlock } from '../domain/letter.ts';
import { unitTypeByCode } from '../wording/evidence.ts';
import { registryTitles } from '../wording/registries.ts';
import { levelTags } from '../wording/sources.ts';

/** Document, clause, and whose condition it is where the ministry asks for less. */
export interface Basis {
  readonly text: string;
  /** `市级`; `null` for what the ministry itself asks. */
  readonly stricter: string | null;
}

/** The basis of a check; the office's own care says that it is no condition. */
export function basisOf(source: CheckSource, stricter = false): Basis {
  if (source.level === 'own') return { text: `窗口核对事项：${source.clause}`, stricter: null };
  return {
    text: `${source.document} ${source.clause}`,
    stricter: stricter ? (levelTags[source.level] ?? '地方') : null,
  };
}

/** The bases of one paper, numbered as they are first cited, so that a clause is printed once however often it counts. */
export interface BasisList {
  /** `1、2`, under it whose stricter condition it is; empty for no basis. */
  readonly cite: (bases: readonly Basis[]) => string;
  /** All that was cited so far, for the end of the paper. */
  readonly list: () => LetterBlock;
}

export function basisList(): BasisList {
  const known: Basis[] = [];
  const numberOf = (basis: Basis): number => {
    const at = known.findIndex(({ text, stricter }) => text === basis.text && stricter === basis.stricter);
    return at < 0 ? known.push(basis) : at + 1;
  };
  return {
    cite: (bases) => {
      const marks = [...new Set(bases.flatMap(({ stricter }) => stricter ?? []))];
      const numbers = [...new Set(bases.map(numberOf))].sort((one, other) => one - other);
      return numbers.length === 0 ? '' : [numbers.join('、'), ...marks].join('\n');
    },
    list: () => ({
      type: 'note',
      text: known
        .map(({ text, stricter }, index) => {
          const mark = stricter === null ? '' : `（${stricter}条件，部级文件未作此要求）`;
          return `${index + 1}. ${text}${mark}`;
        })
        .join('　'),
    }),
  };
}

/** What a verdict rests on, with the scope and the day of the data: `湛江市参保缴费数据，截至2022年8月20日`; empty without a register. */
export function evidenceWords(result: CheckResult): string {
  const { registry, asOf, grade, scope } = result.evidence;
  if (grade === 'B') return '经窗口核对原件或业务系统';
  if (unitTypeByCode(result) !== null) return '按统一社会信用代码首两位';
  if (registry === null || asOf === null) return '';
  const place = (scope === undefined ? null : divisionName(scope)) ?? '本窗口所用';
  const day = parsePlainDate(asOf);
  return `${place}${registryTitles[registry]}，截至${day === null ? asOf : formatDayForPaper(day)}`;
}
