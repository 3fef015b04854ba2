/** What every paper of a case is built from: the last action that carries the application, and where it stands. */
import { parseCitizenId, maskCitizenId } from '../domain/citizen-id.ts';
import { divisionFullName } from '../domain/division-names.ts';
import { normaliseCode } from '../domain/normalise.ts';
import { formatDayForPaper, parsePlainDate, type PlainDate } from '../domain/plain-date.ts';
import type { Application, RosterEntry } from '../domain/application.ts';
import type { OfficeSettings } from '../domain/office.ts';
import type { DecisionRecord } from '../casework/action.ts';
import { applicationChanges } from '../casework/application-changes.ts';
import { lastApplication, type StoredAction } from '../casework/case-state.ts';
import { takenOf, type ApplicationAction, type Taken } from '../casework/print-inputs.ts';
import type { PolicyPack } from '../policy/pack.ts';
import type { EntryDecision } from '../policy/verdict.ts';
import { SETTING, type Letter, type LetterBlock, type PageFormat, type PaperKind } from '../domain/letter.ts';
import { changedFields } from '../wording/corrections.ts';
import { contactLine, paperTitles } from '../wording/letters.ts';

export type PaperActionKind = ApplicationAction['kind'];

export interface CasePaper {
  readonly kind: PaperActionKind;
  /** Ledger number of the entry that it is made from. */
  readonly of: number;
  readonly number: string;
  readonly training: boolean;
  /** Day of the action. */
  readonly on: PlainDate;
  readonly officerName: string;
  /** Who took the papers in, and when: stands on receipts, whoever decided later. */
  readonly taken: Taken;
  readonly office: OfficeSettings;
  readonly application: Application;
  readonly record: DecisionRecord | null;
  /** The pack of the decision, for amounts and the basis of the paper list; `null` when it is not known here. */
  readonly pack: PolicyPack | null;
  readonly remedyBy: PlainDate | null;
  readonly acceptBy: PlainDate | null;
  /** What a correction changed, by field, and why; `null` for any other decision. */
  readonly correction: { readonly fields: string; readonly reason: string } | null;
}

interface Source {
  readonly sequence: number;
  readonly action: ApplicationAction;
}

const sourcesIn = (actions: readonly StoredAction[]): readonly Source[] =>
  actions.flatMap(({ action, sequence }) => ('application' in action ? [{ action, sequence }] : []));

function correctionOf({ action, sequence }: Source, actions: readonly StoredAction[]): CasePaper['correction'] {
  if (action.kind !== 'corrected') return null;
  const before = lastApplication(actions.filter((earlier) => earlier.sequence < sequence));
  const changes = before === null ? [] : applicationChanges(before, action.application);
  return { fields: changedFields(changes), reason: action.reason };
}

/**
 * The case as its papers see it: what was last decided of the whole case, then each supplementary decision after it.
 * `actions` are those that stand; empty when no action carries an application.
 */
export function casePapersOf(
  actions: readonly StoredAction[],
  known: Pick<CasePaper, 'number' | 'training'>,
  packOf: (record: DecisionRecord) => PolicyPack | null,
): readonly CasePaper[] {
  const sources = sourcesIn(actions);
  const wholes = sources.filter(({ action }) => action.kind !== 'supplemented');
  const whole = wholes.at(-1);
  const taken = takenOf(wholes.map(({ action }) => action));
  if (whole === undefined || taken === null) return [];
  const rest = sources.filter(({ action, sequence }) => action.kind === 'supplemented' && sequence > whole.sequence);
  const acceptBy = 'acceptBy' in whole.action ? whole.action.acceptBy : null;
  return [whole, ...rest].map(({ action, sequence }) => ({
    ...known,
    kind: action.kind,
    of: sequence,
    on: action.on,
    officerName: action.officer.name,
    taken,
    office: action.office,
    application: action.application,
    record: action.record,
    pack: action.record === null ? null : packOf(action.record),
    remedyBy: 'remedyBy' in action ? action.remedyBy : null,
    acceptBy,
    correction: correctionOf({ action, sequence }, actions),
  }));
}

/** One row of the roster with what was decided about it. */
export interface PaperPerson {
  /** Place in the roster, from 1. */
  readonly position: number;
  readonly name: string;
  /** For notices: first six and last four places. */
  readonly maskedId: string;
  readonly entry: RosterEntry;
  /** `null` while nothing was decided, and for a row that could not be read. */
  readonly decision: EntryDecision | null;
  /** The row's number or name is an input error, so nothing was decided about it. */
  readonly unreadable: boolean;
}

/** Persons in the order of the roster; decisions belong to the readable rows, in order (casework/to-case-file.ts). */
export function paperPersons({ application, record }: CasePaper): readonly PaperPerson[] {
  let next = 0;
  return application.roster.map((entry, index) => {
    const parsed = parseCitizenId(entry.citizenId);
    const readable = parsed.ok && entry.name.trim() !== '';
    const decision = readable ? (record?.decision.entries[next] ?? null) : null;
    if (readable) next += 1;
    const plainId = normaliseCode(entry.citizenId);
    return {
      position: index + 1,
      name: entry.name.trim() === '' ? `第${index + 1}行（未填姓名）` : entry.name.trim(),
      maskedId: maskCitizenId(parsed.ok ? parsed.value.id : plainId),
      entry,
      decision,
      unreadable: !readable,
    };
  });
}

/** A day on paper, or room to write one where the calendar of its year is not known. */
export function dayOrBlank(day: PlainDate | null): string {
  return day === null ? '____年____月____日' : formatDayForPaper(day);
}

/** A typed day as `2022-06-25`; other text as typed. */
export function typedDay(text: string): string {
  return parsePlainDate(text.trim()) ?? text.trim();
}

/** `广东省湛江市赤坎区人民政府`; 本级人民政府 where the division has no known name. */
export function governmentOf(office: OfficeSettings): string {
  const name = divisionFullName(office.divisionCode);
  return name === null ? '本级人民政府' : `${name}人民政府`;
}

/** On the paper of a correction: what it corrects, and that the earlier papers are void. Nothing on any other. */
export function correctionParagraph({ correction }: CasePaper): LetterBlock[] {
  if (correction === null) return [];
  const { fields, reason } = correction;
  const what = fields === '' ? '重新判定' : fields;
  const text = `本件经更正（更正内容：${what}；原因：${reason}）。此前就本件发出的通知书、告知书作废，请交回本窗口。`;
  return [{ type: 'paragraph', text }];
}

/** What all papers of a case have in common. */
export function caseLetter(
  paper: CasePaper,
  kind: PaperKind,
  rest: Pick<Letter, 'blocks' | 'footer'> & { readonly page?: PageFormat; readonly office?: string },
): Letter {
  return {
    paper: kind,
    template: `${kind}@${SETTING}`,
    page: rest.page ?? 'A4',
    office: rest.office ?? paper.office.officeName,
    title: paperTitles[kind],
    number: paper.number,
    training: paper.training,
    blocks: rest.blocks,
    footer: [...rest.footer, contactLine(paper.office)].filter((line) => line !== ''),
  };
}
