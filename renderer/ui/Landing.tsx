import type { ReactNode } from 'react';

/** A part of a page that somebody may have come for: then it takes the focus on arrival (`use-landing.ts`), and Tab goes on inside it. */
export function Landing({ here, children }: { readonly here: boolean; readonly children: ReactNode }) {
  return (
    <div className="landing" {...(here ? { tabIndex: -1, 'data-landing': '' } : {})}>
      {children}
    </div>
  );
}
