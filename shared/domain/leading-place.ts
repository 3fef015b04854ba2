/** Where the place ends with which a firm's name begins: 湛江市赤坎区海晟食品 is asked for as 海晟. */
import divisions from '../data/divisions.json';

const LONGEST = 12;
const UNIT = /(?:省|市|地区|区|县|自治[区州县])$/u;

/** Whole names of the table and what people call them: 湛江市, 湛江. One character alone is nobody's name for a place. */
const places: ReadonlySet<string> = new Set(
  Object.values(divisions.names)
    .flatMap((name) => [name, name.replace(UNIT, '')])
    .filter((name) => name.length > 1),
);

/** How many characters at the beginning of `name` are places, several in a row counted together; never the whole name. */
export function leadingPlaceLength(name: string): number {
  let at = 0;
  for (;;) {
    let length = Math.min(LONGEST, name.length - at);
    while (length > 1 && !places.has(name.slice(at, at + length))) length -= 1;
    if (length < 2 || at + length >= name.length) return at;
    at += length;
  }
}
