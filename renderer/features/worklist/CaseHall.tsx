import type { CaseSummary } from '../../store/cases/case-store.ts';
import { keyName } from '../../ui/key-table.ts';
import { Notice } from '../../ui/Notice.tsx';

/** Where a case is while another window exports it, and why it came back from there. */
export function CaseHall({ summary: { release, handedBack, status } }: { readonly summary: CaseSummary }) {
  if (release !== null)
    return (
      <Notice tone="info">
        <span className="number">{release.on}</span> 已交 {release.to.prefix}{' '}
        窗口合并导出。导出或退回以前，本窗口不能撤回、更正或另行导出；要改的，请该窗口在“日终”退回。
      </Notice>
    );
  // Withdrawn or voided since, nothing more is to be done about it.
  if (handedBack === null || (status !== 'accepted' && status !== 'partlyExported')) return null;
  return (
    <Notice tone="warn">
      <strong>
        {handedBack.prefix} 窗口没有导出此件，已退回：{handedBack.reason}
      </strong>
      <div className="small">
        <span className="number">{handedBack.on}</span>　请更正后到“日终”（{keyName('openDayClose')}
        ）重新交出；不再申请的按“撤回”。
      </div>
    </Notice>
  );
}
