/** Signing the next roll: a new office key is shown once to be printed, then typed from the paper; later ones only typed. */
import { useState } from 'react';
import { failureText } from '#shared/wording/failures.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import type { ExportingChoice, RollDesk, RollState } from '../../store/roll/roll-desk.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { SelectField, TextField } from '../../ui/Field.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { KeyGroups } from '../start/index.ts';

export type NewOfficeKey = Awaited<ReturnType<RollDesk['newOfficeKey']>>;

interface SignDialogProps {
  readonly store: CounterStore;
  /** For the first roll; `null` when the office key is on paper already. */
  readonly made: NewOfficeKey | null;
  readonly state: RollState | null;
  readonly onDone: (sentence: string) => void;
  readonly onClose: () => void;
}

function PrintedKey({
  store,
  printed,
  onNext,
  onClose,
}: Pick<SignDialogProps, 'store' | 'onClose'> & {
  readonly printed: string;
  readonly onNext: () => void;
}) {
  return (
    <Dialog
      title="单位密钥"
      onClose={onClose}
      actions={
        <>
          <Button onClick={() => window.print()}>打印单位密钥</Button>
          <Button look="primary" data-autofocus="" onClick={onNext}>
            已打印两份，下一步
          </Button>
        </>
      }
    >
      <p>
        签发任职名单时输入，谁的口令都打不开它。请打印两份，分开封存（与恢复码不是同一张）。它只显示这一次；关闭而不签发，等于没有做过。
      </p>
      <KeyGroups officeName={store.office.officeName} name="单位密钥" printed={printed} />
    </Dialog>
  );
}

/** Which window may be named: the one named so far, this one, or none. Another one is named where it stands. */
function exportingChoices(state: RollState | null): readonly { value: ExportingChoice; label: string }[] {
  const named = state?.roll?.exporting ?? null;
  const here = { value: 'here', label: '由本窗口导出全单位的批次' } as const;
  if (named === null) return [{ value: 'as-before', label: '不设，各窗口各自导出' }, here];
  const asBefore = { value: 'as-before', label: `由 ${named.prefix} 窗口导出全单位的批次` } as const;
  const each = { value: 'each', label: '不设，各窗口各自导出' } as const;
  return state?.exportsHere === true ? [asBefore, each] : [asBefore, here, each];
}

export function SignDialog({ store, made, state, onDone, onClose }: SignDialogProps) {
  const [exporting, setExporting] = useState<ExportingChoice>('as-before');
  const choices = exportingChoices(state);
  const [shown, setShown] = useState(made !== null);
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async () => {
    setBusy(true);
    setProblem(null);
    const signed = await store.roll.sign(typed, made?.officeKey ?? null, exporting);
    setBusy(false);
    if (signed.ok) onDone(`已签发第 ${signed.value.number} 号任职名单`);
    else setProblem(failureText(signed.failure));
  };
  if (shown && made !== null)
    return <PrintedKey store={store} printed={made.printed} onNext={() => setShown(false)} onClose={onClose} />;
  return (
    <FormDialog
      title="签发任职名单"
      problem={problem}
      busy={busy}
      confirm={busy ? '正在签发' : '签发'}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <p>签发后，名单上的人以各自的密钥签名才算数；不在名单上的人不能办管理员的事。</p>
      <TextField
        label="单位密钥"
        hint="照封存的纸面输入，八组，短横线可以不输"
        autoComplete="off"
        spellCheck={false}
        data-autofocus=""
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <SelectField
        label="合并导出"
        hint="别的窗口把受理的办件交给这个窗口，装入同一批次；要换成别的窗口，请在那个窗口签发"
        value={exporting}
        onChange={(event) =>
          setExporting(choices.find(({ value }) => value === event.target.value)?.value ?? 'as-before')
        }
        options={choices}
      />
    </FormDialog>
  );
}
