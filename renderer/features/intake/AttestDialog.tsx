/** F7: an officer vouches for what an original or a live system shows. One record per person and check; Enter takes the usual answer. */
import { useMemo, useState } from 'react';
import type { Attestation } from '#shared/domain/application.ts';
import type { Officer } from '#shared/domain/officer.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { attestationNeeds } from '#shared/policy/attestations.ts';
import type { CheckId, CheckResult } from '#shared/policy/verdict.ts';
import { checkNames } from '#shared/policy/check-names.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { CheckField, SelectField, TextField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';

export interface AttestTarget {
  /** `陈海晴 · 毕业` or `6 人 · 合同` */
  readonly label: string;
  /** What the decision says now, one list per person (or one for the firm). */
  readonly results: readonly (readonly CheckResult[])[];
}

export interface AttestDialogProps {
  readonly target: AttestTarget;
  readonly officer: Officer;
  readonly officers: readonly Officer[];
  readonly on: PlainDate;
  readonly confirmOfficer: (officerId: string, passphrase: string) => Promise<Officer | null>;
  /** 培训: what the made-up officers' passphrase is. */
  readonly passphraseHint?: string | undefined;
  readonly onAttest: (attestations: readonly Attestation[]) => void;
  readonly onClose: () => void;
}

interface OpenCheck {
  readonly check: CheckId;
  readonly persons: number;
}

/** Checks that an officer may vouch for: not yet met, and not a second row of the same person. */
const canAttest = (result: CheckResult): boolean => result.verdict !== 'met' && attestationNeeds(result).possible;

function openChecks(target: AttestTarget): OpenCheck[] {
  const counts = new Map<CheckId, number>();
  for (const result of target.results.flat())
    if (canAttest(result)) counts.set(result.check, (counts.get(result.check) ?? 0) + 1);
  return [...counts].map(([check, persons]) => ({ check, persons }));
}

type Basis = Attestation['basis'];

const BASIS_LABEL = { 'original-seen': '看过原件', 'live-system': '在实时系统查过' } as const;

export function AttestDialog({
  target,
  officer,
  officers,
  on,
  confirmOfficer,
  passphraseHint,
  onAttest,
  onClose,
}: AttestDialogProps) {
  const open = useMemo(() => openChecks(target), [target]);
  const [chosen, setChosen] = useState<ReadonlySet<CheckId>>(() => new Set(open.map((one) => one.check)));
  const [verdict, setVerdict] = useState<'met' | 'unmet'>('met');
  const [basis, setBasis] = useState<Basis>('original-seen');
  const [note, setNote] = useState('');
  const [second, setSecond] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const checks = [...chosen];
  const affected = target.results.flat().filter((result) => chosen.has(result.check) && canAttest(result));
  const needs = affected.map(attestationNeeds);
  const bases: readonly Basis[] = needs.some((need) => need.liveSystemOnly)
    ? ['live-system']
    : ['original-seen', 'live-system'];
  const usedBasis = bases.includes(basis) ? basis : 'live-system';
  // Vouching against a register takes two; saying that something is not met takes one, except where money was paid.
  const secondNeeded = needs.some((need) => need.anotherOfficer && (verdict === 'met' || need.note));
  const noteNeeded = needs.some((need) => need.note);
  const others = officers.filter((one) => one.id !== officer.id);

  const submit = async () => {
    if (checks.length === 0) return setProblem('至少勾选一项');
    if (noteNeeded && note.trim() === '') return setProblem('写明在实时系统中查到的情况');
    if (secondNeeded && others.length === 0) return setProblem('本机没有另一名经办人员，请管理员先在“设置”中添加');
    let confirmedBy: string | undefined;
    if (secondNeeded) {
      setBusy(true);
      const confirmed = await confirmOfficer(second || (others[0]?.id ?? ''), passphrase);
      setBusy(false);
      if (confirmed === null) return setProblem('口令不符，请由复核人员本人重新输入；填写的内容都在');
      confirmedBy = confirmed.id;
    }
    const trimmed = note.trim();
    onAttest(
      checks.map((check) => ({
        check,
        verdict,
        basis: usedBasis,
        by: officer.id,
        on,
        ...(trimmed === '' ? {} : { note: trimmed }),
        ...(confirmedBy === undefined ? {} : { confirmedBy }),
      })),
    );
  };

  return (
    <Dialog
      title={`核验：${target.label}`}
      onClose={onClose}
      actions={
        <>
          <Button keyHint="Esc" onClick={onClose}>
            取消
          </Button>
          <Button
            look="primary"
            keyHint="Enter"
            data-autofocus=""
            unavailable={busy || open.length === 0}
            onClick={() => void submit()}
          >
            {verdict === 'met' ? '记为符合（原件核验）' : '记为不符合'}
          </Button>
        </>
      }
    >
      <form
        className="stack"
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {open.length === 0 ? <Notice>这里没有需要核验的项目：都已符合，或重复的行只能删去。</Notice> : null}
        <fieldset>
          <legend className="field__label">核验的项目</legend>
          {open.map(({ check, persons }) => (
            <CheckField
              key={check}
              label={`${checkNames[check]}${persons > 1 ? `（${persons} 人）` : ''}`}
              checked={chosen.has(check)}
              onChange={() =>
                setChosen(
                  (before) =>
                    new Set(before.has(check) ? [...before].filter((one) => one !== check) : [...before, check]),
                )
              }
            />
          ))}
        </fieldset>
        <div className="attest__choices">
          <SelectField
            label="结论"
            value={verdict}
            onChange={(event) => setVerdict(event.target.value === 'unmet' ? 'unmet' : 'met')}
            options={[
              { value: 'met', label: '✓ 符合' },
              { value: 'unmet', label: '✕ 不符合' },
            ]}
          />
          <SelectField
            label="依据"
            value={usedBasis}
            onChange={(event) => setBasis(event.target.value === 'live-system' ? 'live-system' : 'original-seen')}
            options={bases.map((value) => ({ value, label: BASIS_LABEL[value] }))}
            {...(bases.length === 1 ? { hint: '参保和享受情况只能以实时系统为准' } : {})}
          />
        </div>
        <TextField label="说明" optional={!noteNeeded} value={note} onChange={(event) => setNote(event.target.value)} />
        {secondNeeded ? (
          <div className="attest__choices">
            <SelectField
              label="复核人员（本人输入口令）"
              value={second}
              onChange={(event) => setSecond(event.target.value)}
              options={others.map((one) => ({ value: one.id, label: one.name }))}
            />
            <TextField
              label="复核人员口令"
              type="password"
              hint={passphraseHint}
              value={passphrase}
              onChange={(event) => setPassphrase(event.target.value)}
            />
          </div>
        ) : null}
        {problem === null ? null : (
          <Notice tone="bad" live="alert">
            {problem}
          </Notice>
        )}
        <button type="submit" hidden aria-hidden="true" tabIndex={-1} />
      </form>
    </Dialog>
  );
}
