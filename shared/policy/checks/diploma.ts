/** 毕业: a graduate of the programme year, or of another group that the pack names; in Zhanjiang's 2022 packs also full-time. */
import type { RegistryRow } from '../../domain/registries.ts';
import { isFresh } from '../terms.ts';
import { within } from '../pack.ts';
import {
  met,
  remediable,
  unknown,
  unmet,
  windowDetail,
  type Detail,
  type Finding,
  type PersonCheck,
  type PersonContext,
} from './check.ts';
import { diplomasOf, type Diplomas, type GraduateRow } from './diplomas.ts';
import { memberOfOtherGroup } from './other-groups.ts';

type AnswerRow = RegistryRow<'graduateAnswers'>;

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
  const asGraduate = graduateOfTheYear(person);
  if (asGraduate.verdict === 'met' || person.parameters.furtherGroups.length === 0) return asGraduate;
  const other = memberOfOtherGroup(person);
  return other.verdict === 'met' || asGraduate.verdict === 'unmet' || isOpen(asGraduate) ? other : asGraduate;
};

/** Neither shown nor contradicted nor to come: whether another group holds is then the question. */
const isOpen = ({ verdict, reason }: Finding): boolean => verdict === 'unknown' && reason !== 'sources-disagree';

const diplomasOfTheYear = (person: PersonContext): Diplomas =>
  diplomasOf(person, (day) => within(person.parameters.graduationWindow, day));

/** The graduates of the window alone, whatever else the pack pays for. */
export function graduateOfTheYear(person: PersonContext): Finding {
  const diplomas = diplomasOfTheYear(person);
  const { rows, held, fitting } = diplomas;
  const { counting, staleNo } = answersOf(person);
  const row = fitting ?? rows[0];
  const answerDetail =
    counting === null ? {} : { detail: { answer: counting.answer, answeredOn: counting.answeredOn } };
  if (row !== undefined && contradict(counting, diplomas)) {
    return unknown('sources-disagree', 'graduates', { row, conflict: counting, ...answerDetail });
  }
  if (fitting !== null && held.length === 0) return notYet(fitting);
  if (fitting !== null) return met('graduates', { row: fitting, ...answerDetail });
  if (counting?.answer === '是') return met('graduateAnswers', { row: counting });
  return notAGraduate(person, diplomas, counting, staleNo);
}

const notYet = (row: GraduateRow): Finding =>
  remediable('not-yet-graduated', 'graduates', { row, detail: { graduatedOn: row.graduatedOn } });

function contradict(counting: AnswerRow | null, { fitting, unclear }: Diplomas): boolean {
  if (counting === null) return false;
  return counting.answer === '否' ? fitting !== null : fitting === null && unclear.length === 0;
}

function notAGraduate(
  person: PersonContext,
  { rows: [latest], unclear: [unclear] }: Diplomas,
  counting: AnswerRow | null,
  staleNo: AnswerRow | null,
): Finding {
  if (unclear !== undefined) return unknown(unclear.reason, 'graduates', { row: unclear.row });
  if (counting !== null)
    return unmet('service-says-no', 'graduateAnswers', { row: counting, detail: { answeredOn: counting.answeredOn } });
  if (latest === undefined) {
    if (staleNo === null) return unknown('not-found', 'graduates');
    return unknown('answer-stale', 'graduateAnswers', { row: staleNo, detail: { answeredOn: staleNo.answeredOn } });
  }
  return doesNotFit(latest, windowDetail(person.parameters.graduationWindow));
}

/** What the latest diploma says where none fits. `window`: the days that it would have had to lie in, for the paper. */
export function doesNotFit(latest: GraduateRow, window: Detail): Finding {
  if (!latest.category) return unknown('category-missing', 'graduates', { row: latest });
  if (latest.category !== 'regular')
    return unmet('not-regular-higher-education', 'graduates', { row: latest, detail: { category: latest.category } });
  return unmet('graduated-outside-window', 'graduates', {
    row: latest,
    detail: { graduatedOn: latest.graduatedOn, ...window },
  });
}

/** 附件 二（三）3: 全日制高校毕业生. Stands on graduates only: a person of another group has nothing to show. */
export const fullTime: PersonCheck = (person) => {
  const byDiploma = fullTimeByDiploma(diplomasOfTheYear(person));
  if (byDiploma.verdict === 'met' || person.parameters.furtherGroups.length === 0) return byDiploma;
  const other = memberOfOtherGroup(person);
  return other.verdict === 'met' ? { ...other, detail: { ...other.detail, appliesToGraduatesOnly: true } } : byDiploma;
};

/** One full-time diploma is enough; nothing is refused while another row could still be it. */
function fullTimeByDiploma({ held, toCome, fitting, unclear }: Diplomas): Finding {
  if (fitting === null) return unknown('not-found', 'graduates');
  const candidates = held.length > 0 ? held : toCome;
  const shown = candidates.find(({ fullTime }) => fullTime === true);
  if (shown !== undefined) return met('graduates', { row: shown });
  const isSilent = ({ fullTime }: GraduateRow): boolean => typeof fullTime !== 'boolean';
  const silent = candidates.find(isSilent);
  if (silent !== undefined) return unknown('full-time-missing', 'graduates', { row: silent });
  const open = unclear.find(({ row }) => row.fullTime !== false);
  if (open !== undefined)
    return unknown(isSilent(open.row) ? 'full-time-missing' : open.reason, 'graduates', { row: open.row });
  const later = toCome.find(({ fullTime }) => fullTime !== false);
  if (later !== undefined)
    return isSilent(later) ? unknown('full-time-missing', 'graduates', { row: later }) : notYet(later);
  return unmet('not-full-time', 'graduates', { row: fitting });
}
