import { useEffect, useState } from 'react';
import type { EmployerHit } from '../../store/registry/registry-store.ts';
import { Combobox } from '../../ui/Combobox.tsx';

export interface EmployerSearchProps {
  readonly id: string;
  readonly findEmployers: (text: string) => Promise<readonly EmployerHit[]>;
  readonly onChoose: (hit: EmployerHit) => void;
}

/** Finds a firm in the business register's copy by credit code, part of its name, or pinyin initials. */
export function EmployerSearch({ id, findEmployers, onChoose }: EmployerSearchProps) {
  const [text, setText] = useState('');
  const [hits, setHits] = useState<readonly EmployerHit[]>([]);
  useEffect(() => {
    const wanted = text.trim();
    let current = true;
    if (wanted.length < 2) return () => undefined;
    void findEmployers(wanted).then((found) => {
      if (current) setHits(found);
    });
    return () => {
      current = false;
    };
  }, [text, findEmployers]);
  const shown = text.trim().length < 2 ? [] : hits;
  return (
    <Combobox
      id={id}
      label="查企业登记（信用代码、名称片段、拼音首字母；↓ 选择，Enter 填入）"
      value={text}
      onType={setText}
      options={shown.map((hit) => ({
        key: hit.unifiedSocialCreditCode,
        label: hit.name,
        detail: hit.unifiedSocialCreditCode,
      }))}
      onChoose={(key) => {
        const hit = shown.find((one) => one.unifiedSocialCreditCode === key);
        if (hit === undefined) return;
        setText('');
        onChoose(hit);
      }}
    />
  );
}
