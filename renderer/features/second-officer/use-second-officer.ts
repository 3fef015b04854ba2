import { useState } from 'react';
import type { Confirmation } from '#shared/domain/confirmation.ts';
import type { Officer } from '#shared/domain/officer.ts';
import { OWNER_FIRST } from '#shared/wording/passphrases.ts';
import type { CounterStore } from '../../store/counter-store.ts';

export type Confirmed =
  | { readonly ok: true; readonly proof: { readonly confirmation: Confirmation } }
  | { readonly ok: false; readonly problem: string };

export interface SecondOfficer {
  readonly training: boolean;
  readonly others: readonly Officer[];
  readonly officerId: string;
  readonly setOfficerId: (officerId: string) => void;
  readonly passphrase: string;
  readonly setPassphrase: (passphrase: string) => void;
  readonly busy: boolean;
  /** The chosen officer's word for one statement, or why there is none. `of`: who is asked, where not everybody may be. */
  readonly confirm: (statement: readonly [string], of?: string) => Promise<Confirmed>;
}

const refused = (problem: string): Confirmed => ({ ok: false, problem });

/** A second officer who enters the own passphrase in a dialog of the one signed in. */
export function useSecondOfficer(store: CounterStore): SecondOfficer {
  const others = store.officers.filter(({ id }) => id !== store.officer.id);
  const [chosen, setOfficerId] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [busy, setBusy] = useState(false);
  const officerId = chosen === '' ? (others[0]?.id ?? '') : chosen;
  const confirm = async (statement: readonly [string], of = officerId): Promise<Confirmed> => {
    if (others.length === 0) return refused('本机没有另一名人员，请管理员先在“设置”中添加');
    if (passphrase === '') return refused('请另一名人员本人输入口令');
    setBusy(true);
    const officer = await store.confirmOfficer(of, passphrase);
    const [confirmation] = (await officer?.vouch(statement)) ?? [];
    setBusy(false);
    setPassphrase('');
    if (confirmation !== undefined) return { ok: true, proof: { confirmation } };
    const awaiting = officer === null && (await store.desk.awaitsOwner(of));
    return refused(awaiting ? OWNER_FIRST : '口令不符，没有办理。请由该人员本人重新输入；填写的内容都在');
  };
  return {
    training: store.area === 'training',
    others,
    officerId,
    setOfficerId,
    passphrase,
    setPassphrase,
    busy,
    confirm,
  };
}
