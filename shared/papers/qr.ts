/** A QR as SVG: one black path, so that paper, fax and PDF all keep its edges. */
import { encode } from 'uqr';

const QUIET_ZONE = 4;

/** SVG source of `text` with a quiet zone of four modules; `size` is its printed width in mm. */
export function qrSvg(text: string, size: number): string {
  const { data, size: modules } = encode(text, { ecc: 'M', border: QUIET_ZONE });
  const path = data.map((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')).join('')).join('');
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size}mm" height="${size}mm" viewBox="0 0 ${modules} ${modules}" ` +
    `shape-rendering="crispEdges"><path d="${path}" fill="#000"/></svg>`
  );
}

/** The same for `url(...)` in a style sheet. */
export function qrDataUrl(text: string, size: number): string {
  return `data:image/svg+xml,${encodeURIComponent(qrSvg(text, size)).replaceAll("'", '%27')}`;
}
