/** 初审 of a firm's rows: looked up in the copies anew, each person with what was found and of which day; everybody met passes unless somebody says otherwise. */
import { useEffect, useState } from 'react';
import type { AftercareEvent } from '#shared/aftercare/event.ts';
import { notPayableReasons, type NotPayableReason } from '#shared/aftercare/codes.ts';
import { findingsOf, type RowCheck } from '#shared/aftercare/lists/check-rows.ts';
import type { ReviewBasis } from '#shared/aftercare/lists/list-event.ts';
import type { CopyDays } from '#shared/aftercare/lists/list-row.ts';
import type { TakenList } from '#shared/aftercare/lists/lists.ts';
import { maskCitizenId } from '#shared/domain/citizen-id.ts';
import { parsePlainDate, type PlainDate } from '#shared/domain/plain-date.ts';
import { reasonLabels } from '#shared/wording/aftercare.ts';
import { seenWords } from '#shared/wording/evidence.ts';
import { failureText } from '#shared/wording/failures.ts';
import { listQuestionWords } from '#shared/wording/lists.ts';
import { clerkSentence } from '#shared/wording/reasons.ts';
import type { CounterStore } from '../../../store/counter-store.ts';
import { DateField } from '../../../ui/DateField.tsx';
import { SelectField, TextField } from '../../../ui/Field.tsx';
import { FormDialog } from '../../../ui/FormDialog.tsx';
import { VerdictMark } from '../../../ui/VerdictMark.tsx';
import { useRecording } from '../use-aftercare.ts';
import { checkFully, type CheckBasis } from './list-checking.ts';
import type { ListFirm, ListPerson } from './list-lines.ts';

/** Persons of one firm that are reviewed at once; the rest comes when these are done. */
const AT_ONCE = 100;
type ReviewedItem = Extract<AftercareEvent, { readonly step: 'reviewed' }>['items'][number];
type Said = 'passed' | NotPayableReason | '';

const choices = [
  { value: '', label: '请选择' },
  { value: 'passed', label: '通过' },
  ...notPayableReasons.map((code) => ({ value: code, label: `不通过 ${code} ${reasonLabels[code]}` })),
];

interface Found {
  readonly checks: ReadonlyMap<number, RowCheck>;
  readonly copies: CopyDays;
}

function useFound(store: CounterStore, list: TakenList, persons: readonly ListPerson[], basis: CheckBasis) {
  const [found, setFound] = useState<Found | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  useEffect(() => {
    let current = true;
    const word = { listDay: list.head.downloadedOn, listLabel: `免申即享${list.label}` };
    void checkFully(
      store,
      persons.map(({ row }) => row),
      basis,
      word,
    ).then((result) => {
      if (!current) return;
      if (result.ok) setFound({ checks: result.value.found, copies: result.value.copies });
      else setFailure(failureText(result.failure));
    });
    return () => {
      current = false;
    };
  }, [store, list, persons, basis]);
  return { found, failure };
}

function firstWord({ item }: ListPerson, check: RowCheck | undefined): Said {
  if (item.heldBy !== null) return 'N12';
  if (check === undefined) return '';
  return check.verdict === 'met' ? 'passed' : (check.reason ?? '');
}

/** What stands in the way of a person, each with where it was seen and of which day. */
function Findings({
  person,
  check,
  held,
}: {
  readonly person: ListPerson;
  readonly check: RowCheck;
  readonly held: string | null;
}) {
  const open = check.checks.filter(({ verdict }) => verdict !== 'met');
  const { unread } = person.row.said;
  return (
    <ul className="lists__findings small">
      {held === null ? null : <li>此人已由{held}享受或正在办理，不能再通过</li>}
      {check.said.map(({ question }) => (
        <li key={question}>
          {listQuestionWords[question]}
          {question === 'unread' ? `（${(unread ?? []).join('；')}）` : ''}
        </li>
      ))}
      {open.map((one) => (
        <li key={one.check}>
          {clerkSentence(one)}
          <span className="soft">　{seenWords(one)}</span>
        </li>
      ))}
    </ul>
  );
}

const evidenceDay = (check: RowCheck | undefined, listDay: PlainDate): PlainDate => {
  const refusing = check?.checks.find(({ verdict, evidence }) => verdict !== 'met' && evidence.asOf !== null);
  return parsePlainDate(refusing?.evidence.asOf ?? '') ?? listDay;
};

export interface FirmReviewProps {
  readonly store: CounterStore;
  readonly list: TakenList;
  readonly firm: ListFirm;
  readonly basis: CheckBasis;
  readonly heldByWords: (itemId: string) => string;
  readonly onClose: () => void;
}

export function FirmReviewDialog({ store, list, firm, basis, heldByWords, onClose }: FirmReviewProps) {
  // What is open stays: rows that come or go meanwhile belong to the next time.
  const [persons] = useState(() => firm.persons.slice(0, AT_ONCE));
  const { found, failure } = useFound(store, list, persons, basis);
  const [said, setSaid] = useState<Readonly<Record<string, Said>>>({});
  const [typedDay, setTypedDay] = useState<string>(basis.date);
  const [note, setNote] = useState('');
  const { busy, problem, setProblem, record } = useRecording(store, basis.date);
  const checkOf = ({ row }: ListPerson): RowCheck | undefined => found?.checks.get(row.line);
  const wordOn = (person: ListPerson): Said => said[person.item.source.itemId] ?? firstWord(person, checkOf(person));
  /** Refused otherwise than the evidence says: the day is the clerk's. */
  const isOwn = (person: ListPerson): boolean => {
    const word = wordOn(person);
    return word !== '' && word !== 'passed' && word !== firstWord(person, checkOf(person));
  };
  const own = persons.some(isOwn);
  const basisOf = (check: RowCheck): ReviewBasis => ({
    policy: basis.held.pack.id,
    checkedOn: basis.date,
    copies: found?.copies ?? {},
    findings: findingsOf(check),
  });
  const submit = async () => {
    if (found === null) return;
    const open = persons.find((person) => wordOn(person) === '');
    if (open !== undefined) return setProblem(`第 ${open.row.line} 行 ${open.row.name} 待核，请选择结论`);
    const day = parsePlainDate(typedDay);
    if (own && (day === null || day > basis.date)) return setProblem('填写依据日期，不晚于业务日期');
    if (persons.some((person) => wordOn(person) === 'N90') && note.trim() === '') return setProblem('“其他”须写明理由');
    const items = persons.flatMap((person): ReviewedItem[] => {
      const [word, check] = [wordOn(person), checkOf(person)];
      const { source } = person.item;
      if (word === '' || check === undefined) return [];
      const common = { source, note: note.trim(), basis: basisOf(check) };
      if (word === 'passed') return [{ conclusion: 'passed', ...common }];
      const held = person.item.heldBy === null ? evidenceDay(check, list.head.downloadedOn) : basis.date;
      const evidenceOn = isOwn(person) ? (day ?? basis.date) : held;
      return [{ conclusion: 'rejected', ...common, reason: word, evidenceOn }];
    });
    if (await record({ step: 'reviewed', items })) onClose();
  };
  return (
    <FormDialog
      title={`初审 ${firm.employerName}`}
      confirm={`登记初审（${persons.length} 人）`}
      busy={busy}
      unavailable={found === null}
      focusConfirm
      problem={problem ?? failure}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      {found === null && failure === null ? <p role="status">正在核对…</p> : null}
      {firm.persons.length > AT_ONCE ? (
        <p className="soft small">
          本单位 {firm.persons.length} 人，先办前 {AT_ONCE} 人。
        </p>
      ) : null}
      {persons.map((person) => {
        const check = checkOf(person);
        const { itemId, name, citizenId } = person.item.source;
        return check === undefined ? null : (
          <div key={itemId} className="lists__person">
            <SelectField
              label={`${name}　${maskCitizenId(citizenId)}　第${person.row.line}行`}
              value={wordOn(person)}
              options={choices}
              onChange={(event) => setSaid({ ...said, [itemId]: event.target.value as Said })}
            />
            <VerdictMark verdict={check.verdict} />
            <Findings
              person={person}
              check={check}
              held={person.item.heldBy === null ? null : heldByWords(person.item.heldBy)}
            />
          </div>
        );
      })}
      {own ? <DateField label="依据日期" value={typedDay} onValueChange={setTypedDay} /> : null}
      <TextField label="说明" optional value={note} onChange={(event) => setNote(event.target.value)} />
    </FormDialog>
  );
}
