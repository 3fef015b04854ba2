/**
 * Money is integer fen. The amount in capitals follows 中国人民银行《支付结算办法》附件一
 * 《正确填写票据和结算凭证的基本规定》; where it allows two forms, the one it prints first is used.
 */
const DIGITS = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];
const PLACES = ['', '拾', '佰', '仟'];
const SECTIONS = ['', '万', '亿', '万亿'];

const assertFen = (fen: number): void => {
  if (!Number.isSafeInteger(fen) || fen < 0) throw new Error(`not an amount in fen: ${fen}`);
};

/** `150000` fen → `1,500.00`. Throws (a bug) for a negative or broken amount. */
export function formatYuan(fen: number): string {
  assertFen(fen);
  const yuan = String(Math.floor(fen / 100)).replace(/\B(?=(\d{3})+$)/gu, ',');
  return `${yuan}.${String(fen % 100).padStart(2, '0')}`;
}

/** `150000` fen → `1500.00`, as files and forms for machines want it. */
export function plainYuan(fen: number): string {
  return formatYuan(fen).replaceAll(',', '');
}

/** Four digits in capitals; zeros between figures become one 零, zeros at the end nothing. */
function sectionInCapitals(value: number): string {
  let text = '';
  let pendingZero = false;
  for (let place = 3; place >= 0; place -= 1) {
    const digit = Math.floor(value / 10 ** place) % 10;
    if (digit === 0) pendingZero = text !== '';
    else {
      text += `${pendingZero ? '零' : ''}${DIGITS[digit]}${PLACES[place]}`;
      pendingZero = false;
    }
  }
  return text;
}

function yuanInCapitals(yuan: number): string {
  let text = '';
  let skipped = false;
  for (let section = 3; section >= 0; section -= 1) {
    const value = Math.floor(yuan / 10_000 ** section) % 10_000;
    if (value === 0) {
      skipped = text !== '';
      continue;
    }
    const gap = text !== '' && (skipped || value < 1000) ? '零' : '';
    text += `${gap}${sectionInCapitals(value)}${SECTIONS[section]}`;
    skipped = false;
  }
  return text;
}

/** `1200000` fen → `壹万贰仟元整`. Throws (a bug) for a negative or broken amount. */
export function yuanInWords(fen: number): string {
  assertFen(fen);
  const yuan = Math.floor(fen / 100);
  const jiao = Math.floor(fen / 10) % 10;
  const rest = fen % 10;
  const whole = yuan === 0 ? '' : `${yuanInCapitals(yuan)}元`;
  if (jiao === 0 && rest === 0) return `${whole || '零元'}整`;
  const gap = yuan > 0 && (jiao === 0 || yuan % 10 === 0) ? '零' : '';
  const tenths = jiao === 0 ? '' : `${DIGITS[jiao]}角`;
  return `${whole}${gap}${tenths}${rest === 0 ? '整' : `${DIGITS[rest]}分`}`;
}

/** A sum typed in yuan (`1,000`, `1000.50`) as integer fen; `null` when it is none, or has more than two places. */
export function parseYuan(text: string): number | null {
  const match = /^(\d{1,9})(?:\.(\d{1,2}))?$/u.exec(text.normalize('NFKC').replaceAll(/[,\s元]/gu, ''));
  return match === null ? null : Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
}
