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

/** The label of the main key follows the answer. */
const saveLabel: Readonly<Record<Outcome, string>> = {
  accept: '保存并受理',
  deficient: '保存并一次性告知',
  decline: '保存并不予受理',
  pending: '保存并出具收件凭证',
};

/** The same where only persons are decided whom the acceptance left 待核. */
const supplementLabel = (outcome: Outcome): string => (outcome === 'accept' ? '保存并补充受理' : '保存补充决定');

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
  readonly requiredPapers: readonly DocumentKind[];
  /** Whether copies of proof papers are kept on this day. */
  readonly paperMode: PaperMode;
  readonly papers: PapersPresent;
  readonly onTogglePaper: (kind: DocumentKind) => void;
  readonly busy: boolean;
  /** The main key was pressed and is answered as soon as the verdicts are settled. */
  readonly waiting: boolean;
  /** Why nothing can be decided, in a sentence; null when something can. */
  readonly obstacle: string | null;
  readonly draftNote: string;
  readonly onSave: () => void;
  readonly onNotify: () => void;
  readonly onReceive: () => void;
  readonly onClose: () => void;
}

const countOf = (decision: Decision, verdict: Verdict): number =>
  decision.entries.filter((entry) => entry.verdict === verdict).length;

function Figures({
  decision,
  persons,
  errors,
  obstacle,
}: Pick<OutcomeBarProps, 'decision' | 'persons' | 'errors' | 'obstacle'>) {
  return (
    <div className="outcome-bar__figures" role="status" aria-live="polite">
      <strong className="number">{persons} 人</strong>
      {decision === null
        ? null
        : verdicts.map((verdict) => (
            <span key={verdict} className="number">
              <VerdictMark verdict={verdict} /> {countOf(decision, verdict)}
            </span>
          ))}
      {errors.entries.length > 0 ? (
        <strong className="outcome-bar__wrong number">待更正 {errors.entries.length}</strong>
      ) : null}
      {decision === null ? (
        <span className="soft">{obstacle}</span>
      ) : (
        <>
          <strong className="number">
            合计 {formatYuan(decision.totalAmountFen)} 元
            <span className="soft">（{yuanInWords(decision.totalAmountFen)}）</span>
          </strong>
          <span className="number">办结期限 {decision.decisionDue ?? '日历未更新'}</span>
        </>
      )}
    </div>
  );
}

/** F9 tells the applicant what is to be done: the notice where that is the answer, else what the acceptance says of the others. */
function noticeOf({ answer, decision }: OutcomeBarProps): { readonly label: string; readonly unavailable: boolean } {
  if (answer !== 'accept') return { label: '一次性告知', unavailable: answer !== 'deficient' };
  const others = decision?.entries.some(({ verdict }) => verdict !== 'met') ?? false;
  return { label: '预览其余人员告知', unavailable: !others };
}

function mainLabel({ answer, supplement, correction }: OutcomeBarProps): string {
  if (correction) return '保存更正';
  if (answer === null) return '保存并收件';
  return supplement ? supplementLabel(answer) : saveLabel[answer];
}

export function OutcomeBar(props: OutcomeBarProps) {
  const { errors, papers, requiredPapers, busy, draftNote } = props;
  const present = requiredPapers.filter((kind) => papers[kind] === true).length;
  const told = noticeOf(props);
  return (
    <footer className="outcome-bar" aria-label="结论与保存">
      <Figures {...props} />
      <div className="outcome-bar__papers" role="group" aria-label="材料">
        <span className="number">
          材料 {present}/{requiredPapers.length}
        </span>
        {props.paperMode === 'verified-in-system' ? (
          <span className="tag" title="申请表、花名册留存；营业执照、毕业证书、劳动合同核验后退还">
            {SEEN_ONLY}
          </span>
        ) : null}
        {errors.form.length > 0 ? (
          <span className="outcome-bar__wrong number">申请表待填 {errors.form.length} 项</span>
        ) : null}
        {requiredPapers.map((kind, index) => (
          <CheckField
            key={kind}
            label={documentLabels[kind]}
            keyHint={`Alt+${index + 1}`}
            checked={papers[kind] === true}
            onChange={() => props.onTogglePaper(kind)}
          />
        ))}
      </div>
      <div className="outcome-bar__actions">
        <span className="small grow" role="status">
          {props.waiting ? (
            <strong>正在核验，核验完即保存（Esc 取消）</strong>
          ) : (
            <span className="soft">{draftNote}</span>
          )}
        </span>
        <Button keyHint="Esc" onClick={props.onClose}>
          暂存
        </Button>
        {props.supplement || props.correction ? null : (
          <>
            <Button keyHint="F10" unavailable={busy || props.empty} onClick={props.onReceive}>
              收件并打印表册
            </Button>
            <Button keyHint="F9" unavailable={busy || props.empty || told.unavailable} onClick={props.onNotify}>
              {told.label}
            </Button>
          </>
        )}
        <Button look="primary" keyHint="Ctrl+Enter" unavailable={busy || props.empty} onClick={props.onSave}>
          {mainLabel(props)}
        </Button>
      </div>
    </footer>
  );
}
