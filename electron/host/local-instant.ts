/** The wall clock of this machine as text. Nothing is ordered or decided by it. */
const two = (value: number): string => String(value).padStart(2, '0');

/** ISO 8601 with the machine's offset, e.g. `2022-08-22T09:00:00+08:00`. */
export function localInstant(date: Date): string {
  const offset = -date.getTimezoneOffset();
  const zone = `${offset < 0 ? '-' : '+'}${two(Math.floor(Math.abs(offset) / 60))}:${two(Math.abs(offset) % 60)}`;
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}${zone}`;
}
