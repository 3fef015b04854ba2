/** The state of the F7 dialog: what is ticked in which mode, what that takes, and what comes of it. */
import { useMemo, useState } from 'react';
import type { CaseSpokenOf } from '#shared/casework/confirmations.ts';
import type { Attestation } from '#shared/domain/application.ts';
import type { Officer } from '#shared/domain/officer.ts';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import { OWNER_FIRST } from '#shared/wording/passphrases.ts';
import type { ConfirmedOfficer, ConfirmOfficer } from '../../store/second-officer.ts';
import {
  attestChanges,
  attestItems,
  firstMode,
  tickedBeforehand,
  type AttestChange,
  type AttestMode,
} from './attest-choices.ts';
import type { RosterGroup } from './roster/index.ts';
import type { SelectedSubject } from './use-selected-results.ts';
import { vouched } from './vouched.ts';

export interface AttestingOptions {
  /** The case that the word is given for. */
  readonly of: CaseSpokenOf;
  readonly subjects: readonly SelectedSubject[];
  readonly group: RosterGroup | null;
  readonly officer: Officer;
  readonly officers: readonly Officer[];
  readonly on: PlainDate;
  readonly confirmOfficer: ConfirmOfficer;
  readonly awaitsOwner: (officerId: string) => Promise<boolean>;
  readonly onAttest: (changes: readonly AttestChange[]) => void;
}

const tickedFor = ({ subjects, group }: AttestingOptions, mode: AttestMode): ReadonlySet<string> =>
  tickedBeforehand(attestItems(subjects, mode), mode, group);

function useChoice(options: AttestingOptions) {
  const { subjects } = options;
  const [mode, setMode] = useState(() => firstMode(subjects));
  const [ticked, setTicked] = useState(() => tickedFor(options, mode));
  const items = useMemo(() => attestItems(subjects, mode), [subjects, mode]);
  return {
    mode,
    items,
    ticked,
    chosen: items.filter(({ key }) => ticked.has(key)),
    choose: (next: AttestMode) => {
      setMode(next);
      setTicked(tickedFor(options, next));
    },
    tick: (keys: readonly string[], on: boolean) =>
      setTicked((before) => new Set(on ? [...before, ...keys] : [...before].filter((key) => !keys.includes(key)))),
  };
}

export function useAttesting(options: AttestingOptions) {
  const { officer, officers, on, confirmOfficer, awaitsOwner, onAttest } = options;
  const choice = useChoice(options);
  const { mode, chosen } = choice;
  const [basis, setBasis] = useState<Attestation['basis']>('original-seen');
  const [note, setNote] = useState('');
  const [second, setSecond] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const others = officers.filter(({ id }) => id !== officer.id);
  const secondId = second || (others[0]?.id ?? '');
  const secondNeeded = chosen.some(({ needs }) => needs.anotherOfficer);
  const noteNeeded = chosen.some(({ needs }) => needs.note);

  /** The second officer, `undefined` where none is needed, `null` where the passphrase was wrong. */
  const confirmed = async (): Promise<ConfirmedOfficer | undefined | null> => {
    if (!secondNeeded) return undefined;
    setBusy(true);
    const found = await confirmOfficer(secondId, passphrase);
    setBusy(false);
    return found;
  };
  const submit = async () => {
    if (busy) return;
    if (chosen.length === 0) return setProblem('至少勾选一项（Tab 移动，空格勾选）');
    if (noteNeeded && note.trim() === '') return setProblem('写明在实时系统中查到的情况');
    if (secondNeeded && others.length === 0) return setProblem('本机没有另一名经办人员，请管理员先在“设置”中添加');
    const other = await confirmed();
    if (other === null) {
      const awaiting = await awaitsOwner(secondId);
      return setProblem(awaiting ? OWNER_FIRST : '口令不符，请由复核人员本人重新输入；填写的内容都在');
    }
    const word = { by: officer.id, on, basis, note, confirmedBy: other?.id };
    const changes = attestChanges(chosen, mode, word);
    const sealed = other === undefined ? changes : await vouched(options.of, changes, options.subjects, other);
    if (sealed === null) return setProblem('确认已经用过，请由复核人员本人重新输入口令');
    onAttest(sealed);
  };
  return {
    ...choice,
    basis,
    setBasis,
    note,
    setNote,
    noteNeeded,
    second,
    setSecond,
    secondNeeded,
    passphrase,
    setPassphrase,
    others,
    problem,
    busy,
    submit,
  };
}
