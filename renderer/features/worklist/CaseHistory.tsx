/** 经过: everything that happened to a case, newest first, with day, clock, officer and ledger number. */
import { useMemo } from 'react';
import { reviewerOf } from '#shared/casework/review.ts';
import type { CaseAction } from '#shared/casework/action.ts';
import { correctionStories, type CorrectionStory } from '#shared/casework/correction-history.ts';
import type { Officer } from '#shared/domain/officer.ts';
import { formatYuan } from '#shared/domain/money.ts';
import { actionLabels } from '#shared/wording/labels.ts';
import { answerWords } from '#shared/wording/returns.ts';
import { reviewWords } from '#shared/wording/review.ts';
import { changeText, verdictChangeText } from '#shared/wording/corrections.ts';
import type { CaseRecord } from '../../store/cases/case-store.ts';

type NameOf = (officerId: string) => string;

/** Whose word it was, where another window of the office said it. */
const windowIn = ({ dispatched }: Pick<Extract<CaseAction, { kind: 'exported' }>, 'dispatched'>): string =>
  dispatched === undefined ? '' : `（${dispatched.prefix} 窗口 ${dispatched.officerName}）`;

function describe(action: CaseAction, nameOf: NameOf): string {
  switch (action.kind) {
    case 'voided': {
      const second = action.confirmation;
      return `${actionLabels.voided}：${action.reason}${second === undefined ? '' : `（${nameOf(second.officerId)} 核对）`}`;
    }
    case 'withdrawn':
    case 'corrected':
      return `${actionLabels[action.kind]}：${action.reason}`;
    case 'reviewed':
      return `${reviewWords(action)}（${nameOf(reviewerOf(action))}）`;
    case 'caseNote':
      return `${actionLabels.caseNote}：${action.text}`;
    case 'provinceAnswered':
      return `${actionLabels.provinceAnswered}：${answerWords(action)}`;
    case 'exported':
      return `${actionLabels.exported} 批次 ${action.batchNumber}${windowIn(action)}`;
    case 'released':
      return `${actionLabels.released}：${action.to.prefix} 窗口`;
    case 'handedBack':
      return `${actionLabels.handedBack}：${action.reason}${windowIn(action)}`;
    case 'printSent':
      return `${actionLabels.printSent}：${action.letter.title}${action.copy > 1 ? `（补打第 ${action.copy - 1} 次）` : ''}`;
    case 'printConfirmed':
      return `${actionLabels.printConfirmed}：${action.state === 'printed' ? '已打印' : '没打出'}`;
    case 'received':
    case 'accepted':
    case 'supplemented':
    case 'deficiencyNotified':
    case 'declined':
    case 'heldPending':
      return actionLabels[action.kind];
  }
}

/** The clock of the machine when it was recorded, as written there; empty where the entry has none. */
const clockOf = ({ at }: CaseAction): string => /T(\d\d:\d\d)/u.exec(at)?.[1] ?? '';

function Story({ changes, verdicts, amountFen }: CorrectionStory) {
  const { before, after } = amountFen;
  return (
    <ul className="case-page__story">
      {changes.map((change) => (
        <li key={changeText(change)}>{changeText(change)}</li>
      ))}
      {verdicts.map((change) => (
        <li key={verdictChangeText(change)}>{verdictChangeText(change)}</li>
      ))}
      {before === after ? null : (
        <li className="number">
          合计：{formatYuan(before)} → {formatYuan(after)} 元
        </li>
      )}
    </ul>
  );
}

export interface CaseHistoryProps {
  readonly record: CaseRecord;
  readonly officers: readonly Officer[];
}

export function CaseHistory({ record, officers }: CaseHistoryProps) {
  const { actions, summary } = record;
  const stories = useMemo(
    () => new Map(correctionStories(summary.caseId, actions).map((story) => [story.sequence, story])),
    [summary.caseId, actions],
  );
  const nameOf: NameOf = (officerId) => officers.find(({ id }) => id === officerId)?.name ?? officerId;
  return (
    <ol className="case-page__history" aria-label="经过" reversed>
      {actions.toReversed().map(({ sequence, action }) => {
        const story = stories.get(sequence);
        return (
          <li key={sequence}>
            <span className="number">
              {action.on} {clockOf(action)}
            </span>{' '}
            {describe(action, nameOf)}
            <span className="soft">
              {' '}
              {action.officer.name} · 台账 {sequence}
            </span>
            {story === undefined ? null : <Story {...story} />}
          </li>
        );
      })}
    </ol>
  );
}
