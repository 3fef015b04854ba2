/** Who stands behind a case and what it waits for: agent, phone, account, days; what is dialled or typed elsewhere can be copied. */
import { useState } from 'react';
import { groupBankAccount } from '#shared/domain/bank-account.ts';
import { daysBetween, type PlainDate } from '#shared/domain/plain-date.ts';
import { clocksOf } from '#shared/policy/deadline-board.ts';
import { stageLine } from '#shared/wording/returns.ts';
import { deadlineLabels } from '#shared/wording/deadlines.ts';
import type { CaseRecord, CaseSummary } from '../../store/cases/case-store.ts';
import { Button } from '../../ui/Button.tsx';
import { copyText } from '../../ui/clipboard.ts';
import { keyName, type KeyAction } from '../../ui/key-table.ts';
import { hasOpenPersons } from './queues.ts';

const ACCOUNTS = { corporate: '对公账户', contribution: '缴费账户' } as const;

function distance(day: PlainDate, today: PlainDate): string {
  const days = daysBetween(today, day);
  if (days === 0) return '今天';
  return days < 0 ? `逾期 ${-days} 天` : `剩 ${days} 天`;
}

/** The days that count for where the case stands now, the nearest first. */
function Clocks({ summary, today }: { readonly summary: CaseSummary; readonly today: PlainDate }) {
  const clocks = clocksOf({ ...summary, someOpen: hasOpenPersons(summary) }).toSorted(([, one], [, other]) =>
    (one ?? '') < (other ?? '') ? -1 : 1,
  );
  return clocks.map(([rule, day]) => (
    <span key={rule} className="number">
      {deadlineLabels[rule]}期限 {day === null ? '日历未更新' : `${day}（${distance(day, today)}）`}
    </span>
  ));
}

interface CopyProps {
  readonly word: string;
  readonly shortcut: KeyAction;
  readonly text: string;
  readonly onCopied: (said: string) => void;
}

function Copy({ word, shortcut, text, onCopied }: CopyProps) {
  return (
    <Button
      look="quiet"
      shortcut={shortcut}
      unavailable={text === ''}
      onClick={() =>
        void copyText(text).then((done) =>
          onCopied(done ? `已复制${word} ${text}` : `系统不让复制：选中后按 ${keyName('copy')}`),
        )
      }
    >
      复制{word}
    </Button>
  );
}

export interface CaseFactsProps {
  readonly record: CaseRecord;
  readonly today: PlainDate;
  /** As-of day of the last file of the province that was read for any case; `null` before the first. */
  readonly lastFile: PlainDate | null;
}

export function CaseFacts({ record, today, lastFile }: CaseFactsProps) {
  const { summary, application } = record;
  const { agent, account, name } = application.employer;
  const stages = stageLine(summary, lastFile);
  const [said, setSaid] = useState('');
  return (
    <div className="case-page__facts">
      <span className="number">收件 {summary.receivedOn}</span>
      <Clocks summary={summary} today={today} />
      {stages === '' ? null : <span className="number">省系统环节：{stages}</span>}
      <span>
        经办人 {agent.name === '' ? '—' : agent.name} <span className="number">{agent.mobile}</span>
      </span>
      <span>
        {ACCOUNTS[account.kind]} {account.name} · {account.bank}{' '}
        <span className="number">{groupBankAccount(account.number)}</span>
      </span>
      {application.rosterSplit === undefined ? null : <span>{application.rosterSplit}</span>}
      <span className="row">
        <Copy word="办件号" shortcut="copyNumber" text={summary.number} onCopied={setSaid} />
        <Copy word="单位" shortcut="copyFirm" text={name.trim()} onCopied={setSaid} />
        <Copy word="电话" shortcut="copyPhone" text={agent.mobile.trim()} onCopied={setSaid} />
        <span className="soft small" role="status">
          {said}
        </span>
      </span>
    </div>
  );
}
