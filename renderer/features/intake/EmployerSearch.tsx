import { useEffect, useState } from 'react';
import type { EmployerHit } from '../../store/registry/registry-store.ts';
import { Combobox } from '../../ui/Combobox.tsx';

export interface EmployerSearchProps {
  readonly id: string;
  readonly findEmployers: (text: string) => Promise<readonly EmployerHit[]>;
  readonly onChoose: (hit: EmployerHit) => void;
}

/** Firms that only the insurance copy knows may have no credit code: their number and name tell them apart. */
const keyOf = (hit: EmployerHit): string => [hit.unifiedSocialCreditCode, hit.employerNumber ?? '', hit.name].join('/');

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
        key: keyOf(hit),
        label: hit.name,
        detail: hit.unifiedSocialCreditCode || `单位编号 ${hit.employerNumber ?? '未知'}`,
      }))}
      onChoose={(key) => {
        const hit = shown.find((one) => keyOf(one) === key);
        if (hit === undefined) return;
        setText('');
        onChoose(hit);
      }}
    />
  );
}
