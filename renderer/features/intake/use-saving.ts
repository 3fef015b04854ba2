/**
 * 收件, 受理, 一次性告知, 不予受理, 待核: records one action, gives the draft up only after that. 收件 is always possible; input
 * errors hinder 受理 only, and are asked about before they go into a notice.
 */
import { useRef, useState } from 'react';
import { isBlankEntry, type Application } from '#shared/domain/application.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { failureText } from '#shared/wording/failures.ts';
import { decidedAction, type ActionContext } from '#shared/casework/decided-action.ts';
import { answerOf, countInputErrors, type InputErrors } from '#shared/casework/input-errors.ts';
import type { Outcome } from '#shared/policy/verdict.ts';
import { outcomeLabels } from '#shared/wording/verdicts.ts';
import type { CaseRecord } from '../../store/cases/case-store.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { localInstant } from '../../store/local-instant.ts';
import type { CorrectedCase } from './use-correction.ts';
import type { Intake } from './use-intake.ts';
import { useKeptPress } from './use-kept-press.ts';
import type { Verdicts } from './use-verdicts.ts';
import { keyName } from '../../ui/key-table.ts';

export interface Saving {
  readonly busy: boolean;
  readonly problem: string | null;
  /** Nothing was typed: there is nothing to take in. */
  readonly empty: boolean;
  /** What the main key records; `null` while nothing is decided: 收件 where nothing can be. */
  readonly answer: Outcome | null;
  /** By {@link answer}. With input errors it asks first; while the sheet is being read it waits, see `useKeptPress`. */
  readonly save: () => Promise<void>;
  /** {@link save} was pressed and waits for the verdicts. */
  readonly waiting: boolean;
  /** Takes a waiting press back: the clerk does something else. */
  readonly forget: () => void;
  readonly receive: () => Promise<void>;
  /** The input errors are about to go on paper: the question that stands, and its answers. */
  readonly asking: boolean;
  readonly confirm: () => Promise<void>;
  readonly dismiss: () => void;
  /** A correction is about to be recorded: what it changes stands to be read, and the reason to be given. */
  readonly correcting: boolean;
  readonly correct: (reason: string) => Promise<void>;
  readonly stopCorrecting: () => void;
}

export interface SavingParts {
  readonly store: CounterStore;
  readonly on: PlainDate;
  readonly intake: Intake;
  readonly verdicts: Verdicts;
  readonly errors: InputErrors;
  /** The accepted case that the sheet corrects; `null` for any other sheet. */
  readonly corrected: CorrectedCase | null;
  /** `forSignature`: the clerk wants 申请表 and 花名册 on paper now. */
  readonly onSaved: (record: CaseRecord, forSignature: boolean) => void;
}

const WAIT = '还在读取本机数据，稍候即可保存';
const NO_REASON = '收件日期早于开始录入的日期：先在“收件日期”旁写明补录原因，再保存';
const SUPPLEMENT_NOT_CLEAN = `补充决定前先更正表中和申请表中标出的内容（${keyName('nextProblem')} 逐处到达，${keyName('employer')} 打开申请表）`;
const CORRECTION_NOT_CLEAN = `更正前先改好表中和申请表中标出的内容（${keyName('nextProblem')} 逐处到达，${keyName('employer')} 打开申请表）`;
const otherAnswer = (answer: Outcome): string =>
  `核验完毕，结论是“${outcomeLabels[answer]}”，还没有保存。请核对后再按 ${keyName('save')}`;
const NOTHING_TYPED = '还没有填写单位，也没有花名册，没有可以收件的内容';

/** What is recorded: without the rows into which nothing was typed. */
const recorded = (application: Application): Application => ({
  ...application,
  roster: application.roster.filter((entry) => !isBlankEntry(entry)),
});

const isEmpty = ({ roster, employer }: Application): boolean =>
  roster.every(isBlankEntry) &&
  `${employer.name}${employer.unifiedSocialCreditCode}${employer.agent.name}`.trim() === '';

/** The action's context; the decision counts only while it is one of the rows that are on the sheet now. */
export function actionContext(
  { store, on, intake, verdicts }: Pick<SavingParts, 'store' | 'on' | 'intake' | 'verdicts'>,
  correction?: string,
): ActionContext {
  const { held, calendar, caseFile, decision, settled } = verdicts;
  const known = held !== null && caseFile !== null && decision !== null && settled;
  const { office, officer } = store;
  return {
    application: recorded(intake.application),
    office,
    officer,
    on,
    at: localInstant(),
    decided: known ? { held, calendar, caseFile, decision } : null,
    supplement: intake.supplement,
    correction,
    rules: held === null ? undefined : { held, calendar },
  };
}

/** Why nothing can be recorded at all: what only the clerk can put right. */
function clerkObstacle({ intake, errors, corrected }: SavingParts): string | null {
  const { application, supplement } = intake;
  if (isEmpty(application)) return NOTHING_TYPED;
  if (corrected !== null && countInputErrors(errors) > 0) return CORRECTION_NOT_CLEAN;
  if (supplement && countInputErrors(errors) > 0) return SUPPLEMENT_NOT_CLEAN;
  return application.lateEntryReason?.trim() === '' ? NO_REASON : null;
}

export function useSaving(parts: SavingParts): Saving {
  const { store, intake, verdicts, errors, corrected, onSaved } = parts;
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  const [correcting, setCorrecting] = useState(false);
  // One id for this sheet: pressing twice, or again after a failure, is one entry in the journal.
  const entryId = useRef<string>(crypto.randomUUID());
  const working = useRef(false);
  const { supplement } = intake;
  // What is added to an accepted case is saved by its outcome only: the papers were taken in long ago.
  const amends = supplement || corrected !== null;
  const { settled, reading, held, obstacle } = verdicts;
  const said = amends ? (verdicts.decision?.outcome ?? null) : answerOf(verdicts.decision, errors);
  const answer = reading ? null : said;

  const record = async (wanted: 'received' | Outcome, forSignature: boolean, reason?: string) => {
    const action = decidedAction(actionContext(parts, reason), wanted);
    if (action === null) return setProblem(obstacle ?? WAIT);
    const start = performance.now();
    const result = await store.cases.record({
      entryId: entryId.current,
      caseId: intake.caseId ?? intake.draftId,
      action,
      basedOn: intake.basedOn,
    });
    // The browser keeps it among its own timings, where the bench of saving reads it.
    performance.measure('save', { start });
    if (!result.ok) return setProblem(failureText(result.failure));
    await intake.discard();
    onSaved(result.value, forSignature);
  };
  const run = async (wanted: 'received' | Outcome, forSignature = false, reason?: string) => {
    if (working.current) return;
    const hindered = clerkObstacle(parts);
    setProblem(hindered);
    if (hindered !== null) return;
    working.current = true;
    setBusy(true);
    await record(wanted, forSignature, reason);
    working.current = false;
    setBusy(false);
  };
  const decide = async (wanted: Outcome) => {
    const hindered = clerkObstacle(parts);
    if (hindered !== null) return setProblem(hindered);
    if (!settled || held === null) return setProblem(obstacle ?? WAIT);
    if (corrected !== null) {
      setProblem(null);
      return setCorrecting(true);
    }
    if (!supplement && wanted === 'deficient' && countInputErrors(errors) > 0) {
      setProblem(null);
      return setAsking(true);
    }
    await run(wanted);
  };
  // Where no decision is possible and nothing is to be corrected, the papers are taken in.
  const saveNow = async () => {
    if (answer !== null && (held !== null || obstacle === null)) return decide(answer);
    if (!amends) return run('received');
    setProblem(clerkObstacle(parts) ?? obstacle ?? WAIT);
  };
  const { waiting, keep, forget } = useKeptPress({
    application: intake.application,
    reading,
    onSettled: () => {
      // 受理 is what everybody waits for. Any other answer nobody has seen yet: it is shown, and asked for again.
      if (answer === 'accept') void saveNow();
      else setProblem(obstacle ?? (answer === null ? WAIT : otherAnswer(answer)));
    },
  });
  const save = async () => {
    if (!reading || clerkObstacle(parts) !== null) return saveNow();
    setProblem(null);
    keep();
  };
  return {
    busy,
    problem,
    waiting,
    forget,
    empty: isEmpty(intake.application),
    answer,
    asking,
    save,
    receive: async () => {
      forget();
      if (!amends) await run('received', true);
    },
    confirm: async () => {
      setAsking(false);
      await run('deficient');
    },
    dismiss: () => setAsking(false),
    correcting,
    correct: async (reason) => {
      if (answer !== null) await run(answer, false, reason);
    },
    stopCorrecting: () => setCorrecting(false),
  };
}
