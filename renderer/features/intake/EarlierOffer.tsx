/** Over the 申请表: what the firm's last case holds, offered and never taken silently, and what else of it is under way here. */
import { groupBankAccount } from '#shared/domain/bank-account.ts';
import { Button } from '../../ui/Button.tsx';
import type { EarlierCase } from './use-same-firm.ts';

export interface EarlierOfferProps {
  /** `null` where there is none, and where everything in it stands on the sheet already. */
  readonly earlier: EarlierCase | null;
  /** Empty when nothing. */
  readonly underWay: string;
  readonly onTake: () => void;
}

export function EarlierOffer({ earlier, underWay, onTake }: EarlierOfferProps) {
  if (earlier === null && underWay === '') return null;
  const { account, agent } = earlier?.employer ?? {};
  return (
    <div className="employer-form__offer" role="status">
      {earlier === null || account === undefined || agent === undefined ? null : (
        <>
          <Button keyHint="takeOffer" onClick={onTake}>
            填入上次办件
          </Button>
          <span>
            <span className="number">{earlier.summary.number}</span>（{earlier.summary.receivedOn}）：
            {account.bank} <span className="number">{groupBankAccount(account.number)}</span>，经办人 {agent.name}{' '}
            <span className="number">{agent.mobile}</span>
          </span>
        </>
      )}
      {underWay === '' ? null : <span className="employer-form__under-way">本单位另有：{underWay}</span>}
    </div>
  );
}
