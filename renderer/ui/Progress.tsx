import { useId } from 'react';

/** Long work in figures. `value` and `max` in the same unit; `text` says them in words. */
export function Progress({
  label,
  value,
  max,
  text,
}: {
  readonly label: string;
  readonly value: number;
  readonly max: number;
  readonly text: string;
}) {
  const id = useId();
  return (
    <div className="progress">
      <label htmlFor={id}>{label}</label>
      <progress
        className="progress__bar"
        id={id}
        value={max > 0 ? Math.min(value, max) : 0}
        max={max > 0 ? max : 1}
        aria-valuetext={text}
      />
      <span className="soft small" aria-hidden="true">
        {text}
      </span>
    </div>
  );
}
