import type { ReactNode } from 'react';

export interface NoticeProps {
  readonly tone?: 'plain' | 'good' | 'bad' | 'warn' | 'info';
  /** `status` is read out politely, `alert` at once. */
  readonly live?: 'status' | 'alert';
  readonly children: ReactNode;
}

/** A sentence that stays on the page: what happened, what is safe, what to do. */
export function Notice({ tone = 'plain', live, children }: NoticeProps) {
  return (
    <div className={tone === 'plain' ? 'notice' : `notice notice--${tone}`} role={live}>
      {children}
    </div>
  );
}
