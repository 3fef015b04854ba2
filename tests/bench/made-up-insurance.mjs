/** A made-up insurance file of any size, the same bytes for the same size; IDs have right check digits and belong to nobody. */
import { closeSync, openSync, writeSync } from 'node:fs';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const SURNAMES = '陈李黄张梁林吴王刘何罗郭杨谢许邓冯曾彭蔡';
const GIVEN = '海晴志远嘉敏文轩子涵思琪俊杰晓彤浩然雨欣伟强丽华';
const TRADES = ['食品', '水产', '物流', '建材', '电子科技', '家具制造', '餐饮管理', '商贸'];

export const HEADINGS =
  '公民身份号码,姓名,单位编号,统一社会信用代码,单位名称,行政区划代码,险种,参保日期,本次参加工作时间,缴费状态,实际缴费月数,最后缴费月份,是否缓缴';

/** The `index`th made-up person, up to fifteen million. */
export function citizen(index) {
  const day = 1 + (index % 28);
  const month = 1 + (Math.floor(index / 28) % 12);
  const year = 1960 + (Math.floor(index / 336) % 45);
  const order = Math.floor(index / 15_120) % 1000;
  const body = `440802${year}${String(month).padStart(2, '0')}${String(day).padStart(2, '0')}${String(order).padStart(3, '0')}`;
  let sum = 0;
  for (let at = 0; at < 17; at += 1) sum += WEIGHTS[at] * (body.charCodeAt(at) - 48);
  return body + '10X98765432'[sum % 11];
}

const CODE_CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const CODE_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** The credit code of the `firm`th made-up firm. */
function creditCode(firm) {
  const body = `91440802MA${String(firm).padStart(7, '0')}`;
  const sum = CODE_WEIGHTS.reduce((total, weight, at) => total + weight * CODE_CHARACTERS.indexOf(body[at] ?? '0'), 0);
  return body + CODE_CHARACTERS[(31 - (sum % 31)) % 31];
}

/** A fixed scatter, so that neighbouring lines are of different firms and persons. */
const scatter = (index, size) => (index * 7_919 + 104_729) % size;

function line(index, rows, firms) {
  const firm = scatter(index, firms);
  const months = index % 60;
  const name = SURNAMES[index % SURNAMES.length] + GIVEN[index % 23] + GIVEN[(index * 7) % 23];
  const started = `20${String(10 + (index % 13)).padStart(2, '0')}-${String(1 + (index % 12)).padStart(2, '0')}-01`;
  const employer = `湛江市第${firm}${TRADES[firm % TRADES.length]}有限公司`;
  const code = creditCode(firm);
  return `${citizen(scatter(index, rows))},${name},4408${String(firm).padStart(10, '0')},${code},${employer},44080${2 + (firm % 3)},210,${started},${started},${index % 17 === 0 ? 3 : 1},${months},202207,${index % 50 === 0 ? '是' : '否'}\n`;
}

/** Writes the file; about 140 bytes a row. */
export function writeInsuranceFile(path, rows) {
  const firms = Math.max(1, Math.floor(rows / 25));
  const file = openSync(path, 'w');
  let lines = [`${HEADINGS}\n`];
  for (let index = 0; index < rows; index += 1) {
    lines.push(line(index, rows, firms));
    if (lines.length === 20_000) {
      writeSync(file, lines.join(''));
      lines = [];
    }
  }
  writeSync(file, lines.join(''));
  closeSync(file);
}
