/** The keys that copy number, firm and phone of what stands under the cursor. */
import { useState } from 'react';
import { useKeys } from './keys.ts';

/** What can be copied; what is empty or absent is not known. */
export interface Copied {
  readonly number?: string | undefined;
  readonly firm?: string | undefined;
  readonly phone?: string | undefined;
}

const WORDS: Readonly<Record<keyof Copied, string>> = { number: '办件号', firm: '单位', phone: '电话' };

/** `what`: null where nothing is under the cursor. Returns what was said last. */
export function useCopying(what: (() => Copied) | null): string {
  const [said, setSaid] = useState('');
  const copy = (part: keyof Copied) => {
    if (what === null) return false;
    const text = what()[part] ?? '';
    if (text === '') {
      setSaid(`这一行没有${WORDS[part]}`);
      return true;
    }
    void navigator.clipboard
      .writeText(text)
      .then(() => setSaid(`已复制${WORDS[part]} ${text}`))
      .catch(() => setSaid(`系统没有允许复制。${WORDS[part]}：${text}`));
    return true;
  };
  useKeys({
    copyNumber: () => copy('number'),
    copyFirm: () => copy('firm'),
    copyPhone: () => copy('phone'),
  });
  return said;
}
