/** The wall clock of this machine. Information on records only; nothing is ordered or decided by it. */
const two = (value: number): string => String(value).padStart(2, '0');

/** ISO 8601 with the machine's offset, e.g. `2022-08-22T09:00:00+08:00`. */
export function localInstant(at: Date = new Date()): string {
  const offset = -at.getTimezoneOffset();
  const zone = `${offset < 0 ? '-' : '+'}${two(Math.floor(Math.abs(offset) / 60))}:${two(Math.abs(offset) % 60)}`;
  const day = `${String(at.getFullYear()).padStart(4, '0')}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day}T${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}${zone}`;
}
