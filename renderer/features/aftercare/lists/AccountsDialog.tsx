/** A table that another office filled in: which of our firms it speaks of, shown first; what it says is offered with source and day, never taken over by itself. */
import { useEffect, useState } from 'react';
import type { AftercareBook } from '#shared/aftercare/book.ts';
import type { FirmGap } from '#shared/aftercare/lists/gaps.ts';
import { OfferOrigin, PART_ROWS, type FirmOffer } from '#shared/aftercare/lists/list-event.ts';
import { normaliseCode, normaliseEmployerName } from '#shared/domain/normalise.ts';
import { parsePlainDate } from '#shared/domain/plain-date.ts';
import type { AccountRow } from '#shared/lists/list-file.ts';
import { stepId } from '#shared/verification/verification-events.ts';
import { failureText } from '#shared/wording/failures.ts';
import { offerOriginLabels } from '#shared/wording/lists.ts';
import { readAccountsOf } from '../../../store/answer-reading.ts';
import type { AccountTableReading } from '../../../store/list-table.ts';
import { DateField } from '../../../ui/DateField.tsx';
import { SelectField } from '../../../ui/Field.tsx';
import { FormDialog } from '../../../ui/FormDialog.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { refreshAftercare } from '../use-aftercare.ts';
import type { ListWork } from './list-print.ts';
import { readMapping } from './list-work.ts';
import { ProblemTable } from './ProblemTable.tsx';

export interface AccountsDialogProps {
  readonly work: ListWork;
  readonly book: AftercareBook;
  readonly gaps: readonly FirmGap[];
  readonly file: File;
  readonly onClose: () => void;
}

/** Whose a row is: by code, else by number, else by name; several are nobody's. */
function gapFor(row: AccountRow, gaps: readonly FirmGap[]): FirmGap | null {
  const name = normaliseEmployerName(row.employerName);
  const keys: readonly ((gap: FirmGap) => boolean)[] = [
    (gap) => row.unifiedSocialCreditCode !== '' && gap.unifiedSocialCreditCode === row.unifiedSocialCreditCode,
    (gap) => row.employerNumber !== '' && normaliseCode(gap.employerNumber) === row.employerNumber,
    (gap) => row.unifiedSocialCreditCode === '' && normaliseEmployerName(gap.employerName) === name,
  ];
  for (const fits of keys) {
    const found = gaps.filter(fits);
    if (found.length > 0) return found.length === 1 ? (found[0] ?? null) : null;
  }
  return null;
}

type Read = { readonly failure: string } | Extract<AccountTableReading, { readonly ok: true }>;

async function readFile({ work, file }: AccountsDialogProps): Promise<Read> {
  const read = await readAccountsOf(file, await readMapping(work.store));
  if (!read.ok) return { failure: failureText(read.failure) };
  const reading = read.value;
  if (reading.ok) return reading;
  return {
    failure:
      reading.reason === 'no-table'
        ? reading.sentence
        : `缺少列：${reading.missing.join('、')}。请用本页导出的表填写后读入。`,
  };
}

export function AccountsDialog(props: AccountsDialogProps) {
  const { work, book, gaps, file, onClose } = props;
  const { store, on } = work;
  const [read, setRead] = useState<Read | null>(null);
  const [origin, setOrigin] = useState<OfferOrigin>('insuranceAgency');
  const [typedDay, setTypedDay] = useState<string>(on);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  // The file is read once; what the book says may change under the open dialog, and the desk judges each entry again.
  useEffect(() => {
    let current = true;
    void readFile(props).then((found) => {
      if (current) setRead(found);
    });
    return () => {
      current = false;
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [file]);
  const reading = read !== null && 'ok' in read ? read : null;
  const known = reading !== null && book.lists.offerFiles.has(reading.digest);
  const matched = (reading?.rows ?? []).map((row) => ({ row, gap: gapFor(row, gaps) }));
  const offers = matched.flatMap(({ row, gap }): FirmOffer[] =>
    gap === null ? [] : [{ ...row.payee, firmKey: gap.firmKey, employerName: gap.employerName }],
  );
  const strange = matched.filter(({ gap }) => gap === null);
  const record = async () => {
    const obtainedOn = parsePlainDate(typedDay);
    if (reading === null || known || offers.length === 0) return;
    if (obtainedOn === null || obtainedOn > on) return setProblem('填写取得日期，不晚于业务日期');
    setBusy(true);
    const requests = [];
    for (let at = 0; at < offers.length; at += PART_ROWS) {
      const part = offers.slice(at, at + PART_ROWS);
      const common = { digest: reading.digest, fileName: file.name.slice(0, 200), origin, obtainedOn };
      requests.push({
        entryId: stepId('offers', reading.digest, origin, String(at)),
        subjectId: work.list.head.listId,
        on,
        event: { step: 'offersTaken' as const, ...common, offers: part },
      });
    }
    const recorded = await store.aftercare.recordAll(requests);
    await refreshAftercare(store);
    setBusy(false);
    if (recorded.ok) onClose();
    else setProblem(failureText(recorded.failure));
  };
  return (
    <FormDialog
      title={`读入补来的账户 ${file.name}`}
      confirm={`登记 ${known ? 0 : offers.length} 户，待两人核对`}
      busy={busy}
      unavailable={known || offers.length === 0}
      problem={problem}
      onSubmit={() => void record()}
      onClose={onClose}
    >
      {read === null ? <p role="status">正在读取…</p> : null}
      {read !== null && 'failure' in read ? (
        <Notice tone="bad" live="alert">
          文件没有读入，没有登记任何内容：{read.failure}
        </Notice>
      ) : null}
      {known ? <Notice tone="info">这份文件以前已经登记过，没有改动任何内容。</Notice> : null}
      {reading === null ? null : (
        <>
          <p>
            对上 {offers.length} 户。{reading.blank > 0 ? `${reading.blank} 户没有填，继续等待。` : ''}
            登记后作为来源列出，每户仍须两人核对才生效。
          </p>
          <SelectField
            label="哪里给的"
            value={origin}
            data-autofocus=""
            options={OfferOrigin.options.map((value) => ({ value, label: offerOriginLabels[value] }))}
            onChange={(event) => setOrigin(event.target.value as OfferOrigin)}
          />
          <DateField label="取得日期" value={typedDay} onValueChange={setTypedDay} />
          {strange.length === 0 ? null : (
            <Notice tone="warn">
              {strange.length} 行不是本名单里缺收款信息的单位，或对得上几户，没有采用：
              {strange
                .slice(0, 10)
                .map(({ row }) => `第 ${row.line} 行 ${row.employerName}`)
                .join('，')}
              {strange.length > 10 ? ' 等' : ''}
            </Notice>
          )}
          {reading.problems.length === 0 ? null : <ProblemTable problems={reading.problems} />}
        </>
      )}
    </FormDialog>
  );
}
