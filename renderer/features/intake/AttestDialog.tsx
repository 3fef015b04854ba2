/** F7: an officer vouches for what an original or a live system shows, or takes it back. One record per ticked person and check. */
import { useState } from 'react';
import { basisLabels } from '#shared/wording/evidence.ts';
import { SelectField, TextField } from '../../ui/Field.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { SecondOfficerFields } from '../../ui/SecondOfficerFields.tsx';
import type { AttestMode } from './attest-choices.ts';
import { AttestList } from './AttestList.tsx';
import { useAttesting, type AttestingOptions } from './use-attesting.ts';

export interface AttestDialogProps extends AttestingOptions {
  /** `陈海晴 · 毕业` or `6 人 · 合同` */
  readonly label: string;
  /** 培训: what the made-up officers' passphrase is. */
  readonly passphraseHint?: string | undefined;
  readonly onClose: () => void;
}

type Attesting = ReturnType<typeof useAttesting>;

const MODES: readonly { readonly value: AttestMode; readonly label: string }[] = [
  { value: 'met', label: '✓ 符合' },
  { value: 'unmet', label: '✕ 不符合' },
  { value: 'withdraw', label: '撤回原来的核验' },
];
const TAKE: Readonly<Record<AttestMode, string>> = { met: '记为符合', unmet: '记为不符合', withdraw: '撤回核验' };
const NOTHING: Readonly<Record<AttestMode, string>> = {
  met: '这里没有待核或可补正的项目；重复的行不能核验，只能删去。原件与登记不符的，在“结论”中选“不符合”。',
  unmet: '这里没有可以记为不符合的项目。',
  withdraw: '这里没有核验记录可撤回。',
};

function Words({ attesting }: { readonly attesting: Attesting }) {
  const { mode, chosen, basis } = attesting;
  if (mode === 'withdraw')
    return <p className="soft small">撤回后按登记数据重新判定；已保存的办件中原来的记录仍留在台账。</p>;
  const live = chosen.filter(({ needs }) => needs.liveSystemOnly).length;
  return (
    <>
      <SelectField
        label="依据"
        value={live > 0 && live === chosen.length ? 'live-system' : basis}
        disabled={live > 0 && live === chosen.length}
        onChange={(event) => attesting.setBasis(event.target.value === 'live-system' ? 'live-system' : 'original-seen')}
        options={(['original-seen', 'live-system'] as const).map((value) => ({ value, label: basisLabels[value] }))}
        {...(live > 0 ? { hint: `其中 ${live} 项只能以实时系统为准，按“${basisLabels['live-system']}”记录` } : {})}
      />
      <TextField
        label="说明"
        optional={!attesting.noteNeeded}
        value={attesting.note}
        onChange={(event) => attesting.setNote(event.target.value)}
      />
    </>
  );
}

interface SecondOfficerProps {
  readonly attesting: Attesting;
  readonly of: AttestingOptions['of'];
  readonly hint: string | undefined;
}

function SecondOfficer({ attesting, of, hint }: SecondOfficerProps) {
  return (
    <div className="attest__choices">
      <p className="small">
        复核的是：{of.number === '' ? '新办件' : of.number}，{of.employerName === '' ? '（未填单位）' : of.employerName}
      </p>
      <SecondOfficerFields
        part="复核人员"
        others={attesting.others}
        officerId={attesting.second}
        setOfficerId={attesting.setSecond}
        passphrase={attesting.passphrase}
        setPassphrase={attesting.setPassphrase}
        hint={hint}
      />
    </div>
  );
}

export function AttestDialog({ label, passphraseHint, onClose, ...options }: AttestDialogProps) {
  const attesting = useAttesting(options);
  const { mode, items, ticked, chosen } = attesting;
  const [quick] = useState(ticked.size > 0);
  const officerName = (id: string): string => options.officers.find((one) => one.id === id)?.name ?? id;
  return (
    <FormDialog
      title={`核验：${label}`}
      confirm={`${TAKE[mode]}（${chosen.length} 项）`}
      danger={mode === 'unmet'}
      busy={attesting.busy}
      unavailable={chosen.length === 0}
      focusConfirm={quick || items.length === 0}
      problem={attesting.problem}
      onSubmit={() => void attesting.submit()}
      onClose={onClose}
    >
      {items.length === 0 ? <Notice>{NOTHING[mode]}</Notice> : null}
      <AttestList items={items} ticked={ticked} onTick={attesting.tick} officerName={officerName} focusFirst={!quick} />
      <div className="attest__words">
        <SelectField
          label="结论"
          value={mode}
          onChange={(event) =>
            attesting.choose(MODES.find(({ value }) => value === event.target.value)?.value ?? 'met')
          }
          options={MODES}
        />
        <Words attesting={attesting} />
      </div>
      {attesting.secondNeeded ? <SecondOfficer attesting={attesting} of={options.of} hint={passphraseHint} /> : null}
    </FormDialog>
  );
}
