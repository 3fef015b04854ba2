/** A sentence whose days and months stay whole at the end of a line: the browser breaks `2022-08-19` after a hyphen. */
import { Fragment } from 'react';

const DAYS = /(\d{4}-\d{2}(?:-\d{2})?)/u;

export function Sentence({ text }: { readonly text: string }) {
  return text.split(DAYS).map((part, index) =>
    index % 2 === 1 ? (
      <span key={index} className="unbroken">
        {part}
      </span>
    ) : (
      <Fragment key={index}>{part}</Fragment>
    ),
  );
}
