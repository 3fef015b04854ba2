/** The line under everything: how many of which verdict, the sum, papers, the day, and the keys that end the case. */
import { formatYuan, yuanInWords } from '#shared/domain/money.ts';
import type { InputErrors } from '#shared/casework/input-errors.ts';
import type { PapersPresent, DocumentKind } from '#shared/domain/supporting-document.ts';
import type { Decision, Outcome, Verdict } from '#shared/policy/verdict.ts';
import { verdicts } from '#shared/policy/verdict.ts';
import type { PaperMode } from '#shared/policy/paper-mode.ts';
import { documentLabels, SEEN_ONLY } from '#shared/wording/labels.ts';
import { Button } from '../../ui/Button.tsx';
import { CheckField } from '../../ui/Field.tsx';
import { VerdictMark } from '../../ui/VerdictMark.tsx';
import { keyName, nthItem } from '../../ui/key-table.ts';

/** The label of the main key follows the answer. */
const saveLabel: Readonly<Record<Outcome, string>> = {
  accept: '保存并受理',
  deficient: '保存并一次性告知',
  decline: '保存并不予受理',
  pending: '保存并出具收件凭证',
};

/** The same where only persons are decided whom the acceptance left 待核. */
const supplementLabel = (outcome: Outcome): string => (outcome === 'accept' ? '保存并补充受理' : '保存补充决定');

/** One character each, where there is no room for the names. */
const initials: Readonly<Record<DocumentKind, string>> = {
  applicationForm: '申',
  roster: '册',
  licence: '照',
  diploma: '毕',
  contract: '合',
};

export interface OutcomeBarProps {
  readonly decision: Decision | null;
  /** What the main key records; `null` while nothing is decided. */
  readonly answer: Outcome | null;
  readonly persons: number;
  /** The sheet holds only persons whom an acceptance left 待核. */
  readonly supplement: boolean;
  /** The sheet corrects an accepted case. */
  readonly correction: boolean;
  readonly errors: InputErrors;
  /** Nothing was typed yet. */
  readonly empty: boolean;
  /** Something asked is not answered yet: no verdict is shown. */
  readonly reading: boolean;
  readonly requiredPapers: readonly DocumentKind[];
  /** Whether copies of proof papers are kept on this day. */
  readonly paperMode: PaperMode;
  readonly papers: PapersPresent;
  readonly onTogglePaper: (kind: DocumentKind) => void;
  /** Ticks all of them, or none where all are ticked. */
  readonly onAllPapers: () => void;
  readonly busy: boolean;
  /** The main key was pressed and is answered as soon as the verdicts are settled. */
  readonly waiting: boolean;
  /** Why nothing can be decided, in a sentence; null when something can. */
  readonly obstacle: string | null;
  readonly draftNote: string;
  readonly onSave: () => void;
  readonly onPreview: () => void;
  readonly onReceive: () => void;
  readonly onClose: () => void;
}

const countOf = (decision: Decision, verdict: Verdict): number =>
  decision.entries.filter((entry) => entry.verdict === verdict).length;

function Verdicts({ decision }: { readonly decision: Decision }) {
  return (
    <>
      {verdicts.map((verdict) => (
        <span key={verdict} className="number">
          <VerdictMark verdict={verdict} /> {countOf(decision, verdict)}
        </span>
      ))}
    </>
  );
}

/** The sum is due only with an acceptance; else it is that of whoever would meet the conditions. */
const sumLabel = (answer: Outcome | null): string => (answer === 'accept' ? '合计' : '拟');

function Figures({ decision, answer, persons, errors, obstacle, reading }: OutcomeBarProps) {
  return (
    <div className="outcome-bar__figures" role="status" aria-live="polite">
      <strong className="number">{persons} 人</strong>
      {decision === null ? null : <Verdicts decision={decision} />}
      {errors.entries.length > 0 ? (
        <strong className="outcome-bar__wrong number">待更正 {errors.entries.length}</strong>
      ) : null}
      {decision === null ? (
        <span className="soft">{obstacle ?? (reading ? '判定中…' : '')}</span>
      ) : (
        <strong className="number" title={yuanInWords(decision.totalAmountFen)}>
          {sumLabel(answer)} {formatYuan(decision.totalAmountFen)} 元
        </strong>
      )}
    </div>
  );
}

function Papers({ errors, papers, requiredPapers, paperMode, onTogglePaper, onAllPapers }: OutcomeBarProps) {
  const present = requiredPapers.filter((kind) => papers[kind] === true).length;
  return (
    <div className="outcome-bar__papers" role="group" aria-label="材料">
      {errors.form.length > 0 ? (
        <span className="outcome-bar__wrong number">申请表待填 {errors.form.length} 项</span>
      ) : null}
      <span className="number">
        材料 {present}/{requiredPapers.length}
      </span>
      {paperMode === 'verified-in-system' ? (
        <span className="tag" title="申请表、花名册留存；营业执照、毕业证书、劳动合同核验后退还">
          {SEEN_ONLY}
        </span>
      ) : null}
      {requiredPapers.map((kind, index) => (
        <CheckField
          key={kind}
          label={
            <>
              <span className="outcome-bar__full">{documentLabels[kind]}</span>
              <span className="outcome-bar__short" aria-hidden="true">
                {initials[kind]}
              </span>
            </>
          }
          shortcut={nthItem(index + 1)}
          checked={papers[kind] === true}
          onChange={() => onTogglePaper(kind)}
        />
      ))}
      <kbd className="key" aria-hidden="true">
        {keyName('item1')}–{requiredPapers.length}
      </kbd>
      <Button look="quiet" keyHint="allPapers" onClick={onAllPapers}>
        {present === requiredPapers.length ? '全不选' : '齐全'}
      </Button>
    </div>
  );
}

function mainLabel({ answer, supplement, correction, reading, obstacle }: OutcomeBarProps): string {
  if (reading && obstacle === null) return '保存（判定中…）';
  if (correction) return '保存更正';
  if (answer === null) return '保存并收件';
  return supplement ? supplementLabel(answer) : saveLabel[answer];
}

function Actions(props: OutcomeBarProps) {
  const { decision, busy, draftNote } = props;
  const idle = busy || props.empty;
  return (
    <div className="outcome-bar__actions">
      <span className="small grow" role="status">
        {props.waiting ? (
          <strong>正在核验，核验完即保存（{keyName('back')} 取消）</strong>
        ) : (
          <span className="soft">
            {draftNote}
            {decision === null ? null : (
              <span className="number">
                {draftNote === '' ? '' : ' · '}办结期限 {decision.decisionDue ?? '日历未更新'}
              </span>
            )}
          </span>
        )}
      </span>
      <Button keyHint="back" onClick={props.onClose}>
        暂存
      </Button>
      {props.supplement || props.correction ? null : (
        <Button keyHint="print" unavailable={idle} onClick={props.onReceive}>
          收件
        </Button>
      )}
      <Button keyHint="preview" unavailable={idle || props.reading} onClick={props.onPreview}>
        预览
      </Button>
      <Button look="primary" keyHint="save" unavailable={idle} onClick={props.onSave}>
        {mainLabel(props)}
      </Button>
    </div>
  );
}

/** Two lines: what was found and which papers are there; what was kept, the day, and the keys that end the case. */
export function OutcomeBar(props: OutcomeBarProps) {
  return (
    <footer className="outcome-bar" aria-label="结论与保存">
      <div className="outcome-bar__facts">
        <Figures {...props} />
        <Papers {...props} />
      </div>
      <Actions {...props} />
    </footer>
  );
}
