import type { ReactNode } from 'react';
import { Notice } from './Notice.tsx';

export interface FileProblem {
  readonly key: string;
  readonly text: ReactNode;
}

export interface RefusedFileProps {
  /** What was not taken in and what stays as it was, up to the colon. */
  readonly lead: string;
  readonly problems: readonly FileProblem[];
}

/** More than a page of them is a wrong file rather than one to put right. */
const SHOWN = 20;

/** A file that was not taken in: the first of its problems, and how many more there are. */
export function RefusedFile({ lead, problems }: RefusedFileProps) {
  return (
    <Notice tone="bad" live="alert">
      {lead}：
      <ul>
        {problems.slice(0, SHOWN).map(({ key, text }) => (
          <li key={key}>{text}</li>
        ))}
      </ul>
      {problems.length > SHOWN ? `另有 ${problems.length - SHOWN} 处。` : null}
    </Notice>
  );
}
