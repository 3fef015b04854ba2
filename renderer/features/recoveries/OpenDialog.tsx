import { useState } from 'react';
import type { AftercareBook, GrantItem } from '#shared/aftercare/book.ts';
import { notPayableReasons, type NotPayableReason } from '#shared/aftercare/codes.ts';
import { FindingKind } from '#shared/aftercare/recovery/event.ts';
import { maskCitizenId } from '#shared/domain/citizen-id.ts';
import { formatYuan, plainYuan } from '#shared/domain/money.ts';
import { parsePlainDate, type PlainDate } from '#shared/domain/plain-date.ts';
import { amountOf } from '#shared/returns/return-file.ts';
import { reasonLabels } from '#shared/wording/aftercare.ts';
import { findingLabels } from '#shared/wording/recovery.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { DateField } from '../../ui/DateField.tsx';
import { SelectField, TextField } from '../../ui/Field.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { useRecording } from '../aftercare/index.ts';
import { claimedByItem, unclaimed } from './recovery-words.tsx';

export interface OpenDialogProps {
  readonly store: CounterStore;
  readonly book: AftercareBook;
  readonly on: PlainDate;
  readonly onClose: () => void;
}

/** Paid, and not wholly claimed yet. */
interface Claimable {
  readonly item: GrantItem;
  readonly fen: number;
}

const LISTED = 50;
const LEFT_OUT = '';

const reasons = [
  { value: LEFT_OUT, label: '不列入' },
  ...notPayableReasons.map((code) => ({ value: code, label: `${code} ${reasonLabels[code]}` })),
];

function claimables(book: AftercareBook): ReadonlyMap<string, readonly Claimable[]> {
  const claimed = claimedByItem(book.recoveries);
  const firms = new Map<string, Claimable[]>();
  for (const item of book.items) {
    const fen = item.paidFen - (claimed.get(item.source.itemId) ?? 0);
    const { firmKey } = item.source;
    if (fen > 0) firms.set(firmKey, [...(firms.get(firmKey) ?? []), { item, fen }]);
  }
  return firms;
}

/** 登记拟追回: which persons of one firm, how much of each, why, and from where that is known. */
export function OpenDialog({ store, book, on, onClose }: OpenDialogProps) {
  const firms = claimables(book);
  const excess = new Map(unclaimed(book).map(({ item, fen }) => [item.source.itemId, fen]));
  const [wanted, setWanted] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const [finding, setFinding] = useState<FindingKind>(excess.size > 0 ? 'excess' : 'inquiry');
  const [reference, setReference] = useState('');
  const [said, setSaid] = useState<Readonly<Record<string, NotPayableReason | ''>>>({});
  const [amounts, setAmounts] = useState<Readonly<Record<string, string>>>({});
  const [fact, setFact] = useState('');
  const [evidenceOn, setEvidenceOn] = useState<string>(on);
  const { busy, problem, setProblem, record } = useRecording(store, on);
  const nameOf = (list: readonly Claimable[]): string => list[0]?.item.source.employerName ?? '';
  const isExcess = (list: readonly Claimable[]): boolean => list.some(({ item }) => excess.has(item.source.itemId));
  const offered = [...firms]
    .filter(([, list]) => nameOf(list).includes(wanted.trim()))
    .sort(([, one], [, other]) => Number(isExcess(other)) - Number(isExcess(one)));
  const firmKey = offered.some(([key]) => key === chosen) ? (chosen ?? '') : (offered[0]?.[0] ?? '');
  const persons = firms.get(firmKey) ?? [];
  const wordOf = ({ item }: Claimable): NotPayableReason | '' =>
    said[item.source.itemId] ?? (finding === 'excess' && excess.has(item.source.itemId) ? 'N90' : LEFT_OUT);
  const firstAmount = ({ item, fen }: Claimable): string =>
    plainYuan(finding === 'excess' ? (excess.get(item.source.itemId) ?? fen) : fen);
  const submit = async () => {
    const listed = persons.filter((one) => wordOf(one) !== LEFT_OUT);
    const day = parsePlainDate(evidenceOn);
    if (listed.length === 0) return setProblem('至少选一人，写明不应发放的原因');
    if (fact.trim() === '') return setProblem('写明事实');
    if (day === null || day > on) return setProblem('填写依据日期，不晚于业务日期');
    const items = listed.map((one) => ({
      itemId: one.item.source.itemId,
      amountFen: amountOf(amounts[one.item.source.itemId] ?? firstAmount(one)) ?? 0,
      reason: wordOf(one) as NotPayableReason,
      fact: fact.trim(),
      evidenceOn: day,
    }));
    if (items.some(({ amountFen }) => amountFen <= 0)) return setProblem('应退金额填大于零的数字，如 1500.00');
    if (await record({ step: 'recovery', act: { act: 'opened', finding, reference: reference.trim(), items } }))
      onClose();
  };
  return (
    <FormDialog
      title="登记拟追回"
      confirm="登记拟追回"
      busy={busy}
      problem={problem}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      {firms.size === 0 ? <p>没有已发放而未追回的人员。</p> : null}
      <TextField
        label="单位（名称中的字）"
        optional
        hint={offered.length > LISTED ? `${offered.length} 户，只列前 ${LISTED} 户，请再键入几个字` : ''}
        value={wanted}
        data-autofocus=""
        onChange={(event) => setWanted(event.target.value)}
      />
      <SelectField
        label="单位"
        value={firmKey}
        options={offered.slice(0, LISTED).map(([key, list]) => ({
          value: key,
          label: `${nameOf(list)}${isExcess(list) ? '　（多发）' : ''}`,
        }))}
        onChange={(event) => setChosen(event.target.value)}
      />
      <SelectField
        label="来源"
        value={finding}
        options={FindingKind.options.map((value) => ({ value, label: findingLabels[value] }))}
        onChange={(event) => setFinding(event.target.value as FindingKind)}
      />
      <TextField
        label="来源编号"
        optional
        hint="如核查名单和行号、异议编号；不写个人姓名"
        value={reference}
        onChange={(event) => setReference(event.target.value)}
      />
      {persons.map((one) => {
        const { itemId, name, citizenId } = one.item.source;
        return (
          <div key={itemId} className="recoveries__person">
            <SelectField
              label={`${name}　${maskCitizenId(citizenId)}　已发放 ${formatYuan(one.item.paidFen)} 元`}
              value={wordOf(one)}
              options={reasons}
              onChange={(event) => setSaid({ ...said, [itemId]: event.target.value as NotPayableReason | '' })}
            />
            {wordOf(one) === LEFT_OUT ? null : (
              <TextField
                label={`应退（元）　${name}`}
                value={amounts[itemId] ?? firstAmount(one)}
                onChange={(event) => setAmounts({ ...amounts, [itemId]: event.target.value })}
              />
            )}
          </div>
        );
      })}
      <TextField
        label="事实"
        hint="查明的事实和证据，逐人印在通知书上"
        value={fact}
        onChange={(event) => setFact(event.target.value)}
      />
      <DateField label="依据日期" value={evidenceOn} onValueChange={setEvidenceOn} />
    </FormDialog>
  );
}
