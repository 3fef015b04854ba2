import { useEffect, useState } from 'react';
import type { EmployerHit } from '../../store/registry/registry-store.ts';
import { Combobox } from '../../ui/Combobox.tsx';

export interface EmployerSearchProps {
  readonly id: string;
  readonly findEmployers: (text: string) => Promise<readonly EmployerHit[]>;
  readonly onChoose: (hit: EmployerHit) => void;
  /** No register knows it: the text is the firm's name or code. */
  readonly onTyped: (text: string) => void;
}

/** The choice below the hits. */
const AS_TYPED = 'as-typed';

/** Firms that only the insurance copy knows may have no credit code: their number and name tell them apart. */
const keyOf = (hit: EmployerHit): string => [hit.unifiedSocialCreditCode, hit.employerNumber ?? '', hit.name].join('/');

/** Finds a firm in the business register's copy by credit code, part of its name, or pinyin initials. */
export function EmployerSearch({ id, findEmployers, onChoose, onTyped }: EmployerSearchProps) {
  const [text, setText] = useState('');
  const [found, setFound] = useState<{ readonly of: string; readonly hits: readonly EmployerHit[] } | null>(null);
  useEffect(() => {
    const wanted = text.trim();
    let current = true;
    if (wanted.length < 2) return () => undefined;
    void findEmployers(wanted).then((hits) => {
      if (current) setFound({ of: wanted, hits });
    });
    return () => {
      current = false;
    };
  }, [text, findEmployers]);
  const typed = text.trim();
  const shown = typed.length < 2 ? [] : (found?.hits ?? []);
  // Only once the register has answered for this very text, and never for a few initials.
  const unknown = found?.of === typed && found.hits.length === 0 && (/\p{Script=Han}/u.test(typed) || typed.length > 8);
  return (
    <Combobox
      id={id}
      label="查企业登记"
      hint="信用代码、名称、拼音首字母"
      value={text}
      onType={setText}
      options={[
        ...shown.map((hit) => ({
          key: keyOf(hit),
          label: hit.name,
          detail: hit.unifiedSocialCreditCode || `单位编号 ${hit.employerNumber ?? '未知'}`,
        })),
        ...(unknown ? [{ key: AS_TYPED, label: `登记中没有，照此填写：${typed}` }] : []),
      ]}
      onChoose={(key) => {
        const hit = shown.find((one) => keyOf(one) === key);
        setText('');
        if (hit !== undefined) onChoose(hit);
        else if (key === AS_TYPED) onTyped(typed);
      }}
    />
  );
}
