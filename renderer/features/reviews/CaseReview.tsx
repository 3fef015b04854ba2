/** Where the 复核 of a case stands, on its page, and the way to give one. */
import { useEffect, useState } from 'react';
import { heldBack, type RoundReview } from '#shared/casework/review.ts';
import { success } from '#shared/contract/failure.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { normaliseCode } from '#shared/domain/normalise.ts';
import { reviewBecauseWords } from '#shared/wording/review.ts';
import type { CaseRecord } from '../../store/cases/case-store.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import type { AskedAs } from '../../store/dispatches/dispatch-desk.ts';
import { readAgain } from '../../store/read-again.ts';
import { Button } from '../../ui/Button.tsx';
import { Landing } from '../../ui/Landing.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { ReviewDialog } from './ReviewDialog.tsx';
import { chanceHere, nameOf } from './use-review.ts';

interface CaseReviewProps {
  readonly store: CounterStore;
  readonly record: CaseRecord;
  /** Somebody came for it. */
  readonly wanted?: boolean;
  /** `false` where another button of the page is the main one. */
  readonly leads: boolean;
  readonly on: PlainDate;
}

/** Who is meant, and why. */
function Reasons({ record, word }: { readonly record: CaseRecord; readonly word: RoundReview['word'] }) {
  if (word === null) return null;
  const names = new Map(record.application.roster.map(({ citizenId, name }) => [normaliseCode(citizenId), name]));
  return (
    <ul>
      {word.reasons.map(({ citizenId, text }) => (
        <li key={citizenId}>
          {names.get(citizenId) ?? citizenId}：{text}
        </li>
      ))}
      {word.note === '' ? null : <li>{word.note}</li>}
    </ul>
  );
}

const WAY = {
  self: '请看过下面每个人的依据、证据和材料，再登记复核。',
  other: '您参与过这次结论，不能自己复核：请另一名人员看过以后，在这里输入本人口令。',
  'own-work': '您参与过这次结论，不能自己复核：请另一名管理员登录后复核。',
  administrators: '按单位规定由管理员登录后复核。',
} as const;

const ELSEWHERE: Readonly<Record<AskedAs, string>> = {
  'not-sent': '',
  waiting: '其他窗口的人员也可以复核：有网络时自动送出。',
  sent: '已送其他窗口，那里的人员也可以复核。',
};

/** Whether the office's other windows can see the answer too. */
function useAskedAs({ dispatches }: CounterStore, caseId: string, of: number | undefined): AskedAs {
  const [as, setAs] = useState<AskedAs>('not-sent');
  useEffect(
    () =>
      of === undefined
        ? undefined
        : readAgain(
            dispatches,
            async () => success(await dispatches.askedAs(caseId, of)),
            (read) => {
              if (read.ok) setAs(read.value);
            },
          ),
    [dispatches, caseId, of],
  );
  return as;
}

/** Nothing for a case that takes no 复核, or whose answers have left. */
export function CaseReview({ store, record, wanted = false, leads, on }: CaseReviewProps) {
  const [asked, setAsked] = useState(false);
  const [round] = heldBack(record.summary);
  const askedAs = useAskedAs(store, record.summary.caseId, round?.ledgerNumber);
  const review = round?.review ?? null;
  if (round === undefined || review === null) return null;
  const chance = chanceHere(store, review);
  const mayHere = chance === 'self' || chance === 'other';
  const word = review.word;
  return (
    <>
      {review.state === 'returned' ? (
        <Notice tone="bad">
          复核退回（{nameOf(store, word?.officerId ?? '')} {word?.on}
          ）：请按“更正”改好，更正后重新复核；通过以前不导出。
          <Reasons record={record} word={word} />
        </Notice>
      ) : (
        <Landing here={wanted && !mayHere}>
          <Notice tone="warn">
            <div className="row">
              <span>
                待复核：{reviewBecauseWords[review.because]}，通过以前不导出。{WAY[chance]}
                {ELSEWHERE[askedAs]}
              </span>
              {mayHere ? (
                <Button
                  look={leads ? 'primary' : 'normal'}
                  shortcut="save"
                  {...(wanted ? { 'data-landing': '' } : {})}
                  onClick={() => setAsked(true)}
                >
                  登记复核
                </Button>
              ) : null}
            </div>
          </Notice>
        </Landing>
      )}
      {asked ? (
        <ReviewDialog
          store={store}
          record={record}
          round={round}
          review={review}
          byOther={chance === 'other'}
          on={on}
          onClose={() => setAsked(false)}
        />
      ) : null}
    </>
  );
}
