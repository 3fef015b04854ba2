/** 收件, 受理, 一次性告知, 不予受理, 待核: checks the sheet, records one action, gives the draft up only after that. */
import { useRef, useState, type RefObject } from 'react';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { failureText } from '#shared/wording/failures.ts';
import { decidedAction, type DecidedCase } from '#shared/casework/decided-action.ts';
import type { Outcome } from '#shared/policy/verdict.ts';
import type { CaseRecord } from '../../store/cases/case-store.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { localInstant } from '../../store/local-instant.ts';
import type { EmployerFormHandle } from './EmployerForm.tsx';
import type { Intake } from './use-intake.ts';
import type { Verdicts } from './use-verdicts.ts';

export interface Saving {
  readonly busy: boolean;
  readonly problem: string | null;
  /** By outcome; 收件 while nothing can be decided. */
  readonly save: () => Promise<void>;
  readonly notify: () => Promise<void>;
  readonly receive: () => Promise<void>;
}

export interface SavingParts {
  readonly store: CounterStore;
  readonly on: PlainDate;
  readonly intake: Intake;
  readonly verdicts: Verdicts;
  readonly form: RefObject<EmployerFormHandle | null>;
  /** Called before the form is checked, so that its fields can be seen. */
  readonly showForm: () => void;
  /** `forSignature`: the clerk wants 申请表 and 花名册 on paper now. */
  readonly onSaved: (record: CaseRecord, forSignature: boolean) => void;
}

const WAIT = '还在读取本机数据，稍候即可保存';

function decidedOf({ held, calendar, caseFile, decision }: Verdicts): DecidedCase | null {
  return held === null || caseFile === null || decision === null ? null : { held, calendar, caseFile, decision };
}

export function useSaving({ store, on, intake, verdicts, form, showForm, onSaved }: SavingParts): Saving {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  // One id for this sheet: pressing twice, or again after a failure, is one entry in the journal.
  const entryId = useRef<string>(crypto.randomUUID());
  const working = useRef(false);

  const record = async (wanted: 'received' | Outcome, forSignature: boolean) => {
    const { application, basedOn, supplement } = intake;
    const { office, officer } = store;
    const context = { application, office, officer, on, at: localInstant(), decided: decidedOf(verdicts), supplement };
    const action = decidedAction(context, wanted);
    if (action === null) return setProblem(verdicts.obstacle ?? WAIT);
    const result = await store.cases.record({
      entryId: entryId.current,
      caseId: intake.caseId ?? intake.draftId,
      action,
      basedOn,
    });
    if (!result.ok) return setProblem(failureText(result.failure));
    await intake.discard();
    onSaved(result.value, forSignature);
  };
  const complete = async (): Promise<boolean> => {
    if (form.current !== null && !(await form.current.check())) {
      showForm();
      return false;
    }
    const wrong = verdicts.unreadable.length;
    if (wrong > 0)
      setProblem(
        `还有 ${wrong} 人的姓名或证件号需要更正（表中以 ✎ 标出，Ctrl+↓ 逐个到达）；更正后再保存，已填内容都在`,
      );
    else if (!verdicts.settled && verdicts.obstacle === null) setProblem(WAIT);
    return wrong === 0 && (verdicts.settled || verdicts.obstacle !== null);
  };
  const run = async (wanted: 'received' | Outcome, forSignature = false) => {
    if (working.current || intake.application.roster.length === 0) return;
    working.current = true;
    setBusy(true);
    setProblem(null);
    if (await complete()) await record(wanted, forSignature);
    working.current = false;
    setBusy(false);
  };
  // A supplementary decision is saved by its outcome only: the papers were taken in long ago.
  const { supplement } = intake;
  return {
    busy,
    problem,
    save: () => run(verdicts.decision?.outcome ?? 'received'),
    notify: async () => {
      if (verdicts.decision !== null && !supplement) await run('deficient');
    },
    receive: async () => {
      if (!supplement) await run('received', true);
    },
  };
}
