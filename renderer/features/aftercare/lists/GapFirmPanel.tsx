/** One firm without an account that two officers have seen: what is known, with where it stands and of which day; the sheet to confirm; the way to record it. */
import { useState } from 'react';
import type { AftercareBook } from '#shared/aftercare/book.ts';
import { mergeSuggestions, type FirmGap, type Suggestion } from '#shared/aftercare/lists/gaps.ts';
import { formatYuan } from '#shared/domain/money.ts';
import { payeeSheet } from '#shared/papers/list-papers.ts';
import { originLabels } from '#shared/wording/aftercare.ts';
import { gapLabels } from '#shared/wording/lists.ts';
import { Button } from '../../../ui/Button.tsx';
import { useKeys } from '../../../ui/keys.ts';
import { PayeeDialog, type FirstPayee } from '../PayeeDialog.tsx';
import { PersonList } from '../PersonList.tsx';
import type { ListWork } from './list-print.ts';
import { ListPaperButton } from './ListPaperButton.tsx';

export interface GapFirmPanelProps {
  readonly work: ListWork;
  readonly book: AftercareBook;
  readonly firm: FirmGap;
  readonly onClose: () => void;
}

/** What the dialog begins with: contact and account each from the first source that has it whole. */
function firstOf({ suggestions }: FirmGap): FirstPayee {
  const { payee, account, contact } = mergeSuggestions(suggestions);
  const from = account ?? contact;
  return {
    ...payee,
    accountKind: account?.accountKind ?? 'corporate',
    origin: from?.origin ?? 'firm',
    ...(from?.obtainedOn === undefined || from.obtainedOn === null ? {} : { obtainedOn: from.obtainedOn }),
  };
}

function Sources({ suggestions }: { readonly suggestions: readonly Suggestion[] }) {
  if (suggestions.length === 0)
    return <p className="soft">名单、以前的办件和补来的表里都没有。可打印确认表请单位填写，或电话核对后登记。</p>;
  return (
    <table className="table" aria-label="已知的收款信息">
      <thead>
        <tr>
          <th scope="col">来源</th>
          <th scope="col">出处</th>
          <th scope="col">取得日期</th>
          <th scope="col">联系人</th>
          <th scope="col">联系电话</th>
          <th scope="col">开户名、开户银行</th>
          <th scope="col">账号</th>
        </tr>
      </thead>
      <tbody>
        {suggestions.map(({ origin, where, obtainedOn, payee }) => (
          <tr key={JSON.stringify([origin, where, payee])}>
            <td>{originLabels[origin]}</td>
            <td className="number">{where}</td>
            <td className="number">{obtainedOn ?? ''}</td>
            <td>{payee.contact}</td>
            <td className="number">{payee.mobile}</td>
            <td>
              {payee.accountName} {payee.bank}
            </td>
            <td className="number">{payee.accountNumber}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function GapFirmPanel({ work, book, firm, onClose }: GapFirmPanelProps) {
  const { store, list, on } = work;
  const [filling, setFilling] = useState(false);
  useKeys({ back: onClose });
  const line = { firmKey: firm.firmKey, employerName: firm.employerName, items: firm.items, amountFen: firm.amountFen };
  const paper = {
    office: store.office,
    training: store.area === 'training',
    list: list.label,
    sequence: list.sequence,
    on,
  };
  return (
    <section className="panel stack" aria-label={`收款信息 ${firm.employerName}`}>
      <h2 className="panel__title">
        {firm.employerName}
        <span className="tag">{gapLabels[firm.gap]}</span>
        <span className="soft small number">
          {firm.unifiedSocialCreditCode || firm.employerNumber}　{firm.items.length} 人 {formatYuan(firm.amountFen)} 元
        </span>
      </h2>
      <div className="row">
        <Button look="primary" shortcut="save" autoFocus onClick={() => setFilling(true)}>
          登记收款信息（两人核对）
        </Button>
        <ListPaperButton
          work={work}
          paper="payeeSheet"
          firmKey={firm.firmKey}
          items={firm.items}
          letter={() => payeeSheet(paper, firm)}
        >
          打印确认表
        </ListPaperButton>
        <span className="grow" />
        <Button keyHint="back" onClick={onClose}>
          返回
        </Button>
      </div>
      <Sources suggestions={firm.suggestions} />
      <PersonList items={firm.items} />
      {filling ? (
        <PayeeDialog
          store={store}
          line={line}
          on={on}
          last={book.payees.get(firm.firmKey)?.at(-1)}
          offered={firstOf(firm)}
          onClose={() => setFilling(false)}
        />
      ) : null}
    </section>
  );
}
