/** Over the sheet: that its roster was divided and who went where, or that it has to be. */
import { mixedSheet } from '#shared/wording/roster-split.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import type { Split } from './use-split.ts';

export interface SplitNoticeProps {
  readonly split: Split;
  /** What stands with the draft since it was divided. */
  readonly told: string | undefined;
  /** How many packs the persons on the sheet fall under; 0 where one decides them all. */
  readonly packs: number;
}

export function SplitNotice({ split, told, packs }: SplitNoticeProps) {
  const { others, problem, divide } = split;
  if (problem !== null)
    return (
      <Notice tone="bad" live="alert">
        {problem}
      </Notice>
    );
  if (packs > 0)
    return (
      <Notice tone="warn" live="status">
        {mixedSheet(packs)}。{' '}
        {divide === undefined ? (
          '本件已有号码：请在表中删去另一政策包的人，另行受理。'
        ) : (
          <Button onClick={() => void divide()}>分成 {packs} 件</Button>
        )}
      </Notice>
    );
  if (told === undefined) return null;
  return (
    <Notice tone="info" live="status">
      {told}{' '}
      {others.map((draftId) => (
        <a key={draftId} href={`#/intake/${draftId}`}>
          打开另一件
        </a>
      ))}
    </Notice>
  );
}
