/** 毕业: a graduate of the programme year, or of another group that the pack names; in Zhanjiang's 2022 packs also full-time. */
import type { RegistryRow } from '../../domain/registries.ts';
import { isFresh } from '../terms.ts';
import { within } from '../pack.ts';
import type { ReasonCode } from '../verdict.ts';
import {
  met,
  remediable,
  unknown,
  unmet,
  windowDetail,
  type CaseContext,
  type Finding,
  type PersonCheck,
  type PersonContext,
} from './check.ts';
import { memberOfOtherGroup } from './other-groups.ts';

type GraduateRow = RegistryRow<'graduates'>;
type AnswerRow = RegistryRow<'graduateAnswers'>;

/** Regular diploma and graduation in the window; where a field is missing that decides it, which. */
function fits(row: GraduateRow, { parameters }: CaseContext): boolean | ReasonCode {
  if (row.category && row.category !== 'regular') return false;
  if (row.graduatedOn && !within(parameters.graduationWindow, row.graduatedOn)) return false;
  if (!row.category) return 'category-missing';
  return row.graduatedOn ? true : 'graduated-on-missing';
}

const latestFirst = (one: GraduateRow, other: GraduateRow): number =>
  (one.graduatedOn ?? '') < (other.graduatedOn ?? '') ? 1 : -1;

interface Diplomas {
  readonly rows: readonly GraduateRow[];
  readonly fitting: GraduateRow | null;
  readonly unclear: { readonly row: GraduateRow; readonly reason: ReasonCode } | null;
}

/** The person's diplomas, the latest first, and the one that fits. */
function diplomasOf(person: PersonContext): Diplomas {
  const rows = [...person.index.rows('graduates', person.citizenId)].sort(latestFirst);
  const states = rows.map((row) => ({ row, fit: fits(row, person) }));
  const open = states.find(({ fit }) => typeof fit === 'string');
  return {
    rows,
    fitting: states.find(({ fit }) => fit === true)?.row ?? null,
    unclear: open === undefined || typeof open.fit !== 'string' ? null : { row: open.row, reason: open.fit },
  };
}

interface Answers {
  /** The latest answer that counts; `null` when two of that day differ. */
  readonly counting: AnswerRow | null;
  /** A 否 inside the window that is too old to count. */
  readonly staleNo: AnswerRow | null;
}

function answersOf({ index, citizenId, parameters, terms }: PersonContext): Answers {
  const inside = index
    .rows('graduateAnswers', citizenId)
    .filter(({ answeredOn }) => within({ from: parameters.graduationWindow.from, to: terms.date }, answeredOn));
  const counts = (row: AnswerRow): boolean => row.answer === '是' || isFresh(row.answeredOn, terms);
  const counting = inside.filter(counts);
  const latest = counting.reduce((day, { answeredOn }) => (answeredOn > day ? answeredOn : day), '');
  const ofThatDay = counting.filter(({ answeredOn }) => answeredOn === latest);
  const agreed = new Set(ofThatDay.map(({ answer }) => answer)).size === 1;
  return { counting: agreed ? (ofThatDay[0] ?? null) : null, staleNo: inside.find((row) => !counts(row)) ?? null };
}

/** 41号 一: 毕业时间为2022年1—12月且取得普通高等学校毕业证书 (dates and further groups from the pack). */
export const programmeGraduate: PersonCheck = (person) => {
  const { rows, fitting, unclear } = diplomasOf(person);
  const { counting, staleNo } = answersOf(person);
  const row = fitting ?? rows[0];
  const answerDetail =
    counting === null ? {} : { detail: { answer: counting.answer, answeredOn: counting.answeredOn } };
  if (row !== undefined && contradict(counting, fitting, unclear)) {
    return unknown('sources-disagree', 'graduates', { row, conflict: counting, ...answerDetail });
  }
  if (fitting?.graduatedOn && fitting.graduatedOn > person.terms.date) {
    return remediable('not-yet-graduated', 'graduates', { row: fitting, detail: { graduatedOn: fitting.graduatedOn } });
  }
  if (fitting !== null) return met('graduates', { row: fitting, ...answerDetail });
  if (counting?.answer === '是') return met('graduateAnswers', { row: counting });
  if (person.parameters.furtherGroups.length > 0) return memberOfOtherGroup(person);
  return notAGraduate(person, rows[0], unclear, counting, staleNo);
};

function contradict(counting: AnswerRow | null, fitting: GraduateRow | null, unclear: Diplomas['unclear']): boolean {
  if (counting === null) return false;
  return counting.answer === '否' ? fitting !== null : fitting === null && unclear === null;
}

function notAGraduate(
  person: PersonContext,
  latest: GraduateRow | undefined,
  unclear: Diplomas['unclear'],
  counting: AnswerRow | null,
  staleNo: AnswerRow | null,
): Finding {
  if (unclear !== null) return unknown(unclear.reason, 'graduates', { row: unclear.row });
  if (counting !== null)
    return unmet('service-says-no', 'graduateAnswers', { row: counting, detail: { answeredOn: counting.answeredOn } });
  if (latest === undefined) {
    if (staleNo === null) return unknown('not-found', 'graduates');
    return unknown('answer-stale', 'graduateAnswers', { row: staleNo, detail: { answeredOn: staleNo.answeredOn } });
  }
  if (latest.category !== 'regular')
    return unmet('not-regular-higher-education', 'graduates', { row: latest, detail: { category: latest.category } });
  return unmet('graduated-outside-window', 'graduates', {
    row: latest,
    detail: { graduatedOn: latest.graduatedOn, ...windowDetail(person.parameters.graduationWindow) },
  });
}

/** 附件 二（三）3: 全日制高校毕业生. Stands on graduates only: a person of another group has nothing to show. */
export const fullTime: PersonCheck = (person) => {
  const { fitting } = diplomasOf(person);
  if (fitting === null) {
    const other = person.parameters.furtherGroups.length > 0 ? memberOfOtherGroup(person) : null;
    return other?.verdict === 'met'
      ? { ...other, detail: { ...other.detail, appliesToGraduatesOnly: true } }
      : unknown('not-found', 'graduates');
  }
  if (fitting.fullTime === true) return met('graduates', { row: fitting });
  if (fitting.fullTime === false) return unmet('not-full-time', 'graduates', { row: fitting });
  return unknown('full-time-missing', 'graduates', { row: fitting });
};
