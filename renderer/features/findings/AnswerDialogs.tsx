/** Answers of rows: one by hand, all as the records suggest, and the review by another officer. */
import { useState } from 'react';
import type { InquiryList, ListedRow } from '#shared/aftercare/inquiry/book.ts';
import { codesOf, type RowCode } from '#shared/aftercare/inquiry/codes.ts';
import { checkStatement, type Meeting, type RowAnswer } from '#shared/aftercare/inquiry/event.ts';
import type { AftercareEvent } from '#shared/aftercare/event.ts';
import type { Suggestion } from '#shared/aftercare/inquiry/suggest.ts';
import { maskCitizenId } from '#shared/domain/citizen-id.ts';
import { plainYuan } from '#shared/domain/money.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { amountOf } from '#shared/returns/return-file.ts';
import { rowCodeLabels } from '#shared/wording/inquiry.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { FieldsDialog, type FieldSpec, type Values } from '../aftercare/index.ts';
import { answerOf } from './answer-words.ts';

export interface RowsDialogProps {
  readonly store: CounterStore;
  readonly list: InquiryList;
  readonly on: PlainDate;
  readonly onClose: () => void;
}

const meetingFields = (on: PlainDate): readonly FieldSpec[] => [
  { name: 'heldOn', label: '会议日期', first: on, kind: 'day' },
  { name: 'departments', label: '参会科室', first: '' },
  { name: 'present', label: '参会人', first: '' },
  { name: 'meeting', label: '会议结论', first: '' },
];
const meetingOf = ({ text, day }: Values): Meeting => ({
  heldOn: day('heldOn'),
  departments: text('departments'),
  present: text('present'),
  conclusion: text('meeting'),
});

const event = (rows: readonly RowAnswer[], meeting: Meeting | null): AftercareEvent => ({
  step: 'inquiry',
  act: { act: 'answered', rows: [...rows], meeting },
});

/** 核查 of one row. */
export function AnswerDialog({
  store,
  list,
  on,
  onClose,
  row,
  suggestion,
}: RowsDialogProps & { readonly row: ListedRow; readonly suggestion: Suggestion | undefined }) {
  const { kind } = list.begun.act;
  const { line, name, citizenId, employerName, other } = row.row;
  const before = row.answered?.answer ?? (suggestion === undefined ? null : answerOf(line, suggestion));
  const isDuplicate = kind === 'duplicate';
  const fields: readonly FieldSpec[] = [
    {
      name: 'code',
      label: '核查结果',
      first: before?.code ?? '',
      kind: {
        options: [
          { value: '', label: '请选择' },
          ...codesOf(kind).map((code) => ({ value: code, label: `${code} ${rowCodeLabels[code]}` })),
        ],
      },
    },
    { name: 'note', label: '说明（逐条说明理由）', first: before?.note ?? '' },
    { name: 'evidence', label: '证据', first: before?.evidence ?? '' },
    { name: 'evidenceOn', label: '依据日期', first: before?.evidenceOn ?? on, kind: 'day' },
    ...(isDuplicate
      ? meetingFields(on)
      : ([
          { name: 'paidOn', label: '发放日期（已发放的）', first: before?.paidOn ?? '', kind: 'day', optional: true },
          {
            name: 'amount',
            label: '发放金额（已发放的，元）',
            first: before === null || before.amountFen === null ? '' : plainYuan(before.amountFen),
            optional: true,
          },
        ] as const)),
  ];
  return (
    <FieldsDialog
      {...{ store, on, fields, onClose }}
      subjectId={list.listId}
      title={`第 ${line} 行　${name}`}
      confirm="登记核查结果"
      eventOf={(values) => {
        const { text, day } = values;
        if (text('code') === '') return '选择核查结果';
        const wasPaid = text('code') === 'Y1' || text('code') === 'Y4';
        const answer: RowAnswer = {
          line,
          code: text('code') as RowCode,
          note: text('note'),
          evidence: text('evidence'),
          evidenceOn: day('evidenceOn'),
          paidOn: wasPaid && text('paidOn') !== '' ? day('paidOn') : null,
          amountFen: wasPaid && text('amount') !== '' ? amountOf(text('amount')) : null,
        };
        return event([answer], isDuplicate ? meetingOf(values) : null);
      }}
    >
      <p>
        {employerName}　{name}　<span className="number">{maskCitizenId(citizenId)}</span>
        {other === null ? null : (
          <>
            <br />
            对方：{other.province} {other.firm} {other.paidOn ?? ''}{' '}
            {other.amountFen === null ? '' : `${plainYuan(other.amountFen)} 元`}
          </>
        )}
      </p>
    </FieldsDialog>
  );
}

const countsOf = (answers: readonly RowAnswer[]): readonly (readonly [RowCode, number])[] => {
  const counts = new Map<RowCode, number>();
  for (const { code } of answers) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts].sort(([one], [other]) => (one < other ? -1 : 1));
};

/** Every row that the records answer, at once; those that they do not answer stay. */
export function AnswerAllDialog({
  store,
  list,
  on,
  onClose,
  suggestions,
}: RowsDialogProps & { readonly suggestions: ReadonlyMap<number, Suggestion> }) {
  const [answers] = useState(() => [...suggestions].map(([line, suggestion]) => answerOf(line, suggestion)));
  const isDuplicate = list.begun.act.kind === 'duplicate';
  return (
    <FieldsDialog
      {...{ store, on, onClose }}
      subjectId={list.listId}
      title="按本机记录登记核查结果"
      confirm={`登记 ${answers.length} 行`}
      fields={isDuplicate ? meetingFields(on) : []}
      eventOf={(values) => event(answers, isDuplicate ? meetingOf(values) : null)}
    >
      <p>只登记有依据的行，每行写明依据和日期；没有依据的留下逐条核查。登记后由另一名人员复核。</p>
      <ul>
        {countsOf(answers).map(([code, count]) => (
          <li key={code}>
            {code} {rowCodeLabels[code]}：{count} 行
          </li>
        ))}
      </ul>
    </FieldsDialog>
  );
}

/** 复核 by somebody who answered none of these rows: who is signed in, else another officer by the own passphrase. */
export function CheckDialog({
  store,
  list,
  on,
  onClose,
  rows,
}: RowsDialogProps & { readonly rows: readonly ListedRow[] }) {
  const own = rows.some(({ answered }) => answered?.by.id === store.officer.id);
  const nameOf = (id: string): string => store.officers.find((officer) => officer.id === id)?.name ?? '复核人员';
  const statementOf = (sent: AftercareEvent): string =>
    sent.step === 'inquiry' && sent.act.act === 'checked' ? checkStatement(list.listId, sent.act) : '';
  return (
    <FieldsDialog
      {...{ store, on, onClose }}
      subjectId={list.listId}
      title={`复核 ${rows.length} 行`}
      confirm="登记复核"
      fields={[
        {
          name: 'conclusion',
          label: '复核结论',
          first: 'agreed',
          kind: {
            options: [
              { value: 'agreed', label: '同意' },
              { value: 'returned', label: '退回重新核查' },
            ],
          },
        },
        { name: 'opinion', label: '复核意见', first: '同意' },
      ]}
      eventOf={({ text }, confirmation) => ({
        step: 'inquiry',
        act: {
          act: 'checked',
          lines: rows.map(({ row }) => row.line),
          conclusion: text('conclusion') === 'returned' ? 'returned' : 'agreed',
          opinion: text('opinion'),
          checker: own
            ? {
                kind: 'officer',
                officerId: confirmation.officerId,
                name: nameOf(confirmation.officerId),
                confirmation,
              }
            : { kind: 'recorder' },
        },
      })}
      {...(own ? { second: { part: '复核人员', statementOf } } : {})}
    >
      <ul>
        {countsOf(rows.flatMap(({ answered }) => answered?.answer ?? [])).map(([code, count]) => (
          <li key={code}>
            {code} {rowCodeLabels[code]}：{count} 行
          </li>
        ))}
      </ul>
    </FieldsDialog>
  );
}
