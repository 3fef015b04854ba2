/** Made-up firms and other units of the training county, every code with its right check characters. */
import { organisationCodeCheckCharacter } from '../domain/organisation-code.ts';
import { creditCodeCheckCharacter } from '../domain/unified-social-credit-code.ts';
import type { Random } from './random.ts';

export interface MadeUpFirm {
  readonly name: string;
  readonly unifiedSocialCreditCode: string;
  readonly employerNumber: string;
  readonly divisionCode: string;
  /** As the register writes it; empty where the register says nothing. */
  readonly unitType: string;
  readonly status: string;
}

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const DIVISIONS = [...Array<string>(16).fill('440802'), '440803', '440804', '440811', '440823'];
const BRANDS =
  '云帆 南桥 海岚 港湾 红榕 金沙 湖光 霞海 椰风 潮声 百姓 锦程 启明 蓝岸 恒顺 佳禾 中澳 信达 天鸿 丰泽 源盛 华茂 安澜 博雅 晨曦 瑞康 诚毅 新域 凯旋 同心'.split(
    ' ',
  );
const TRADES =
  '食品 水产 商贸 信息技术 餐饮管理 物流 建筑工程 物业服务 教育咨询 医药 家具制造 电子商务 汽车销售 酒店管理 农业科技 广告传媒'.split(
    ' ',
  );

interface Kind {
  readonly prefix: string;
  readonly unitType: string;
  readonly form: string;
  /** Out of a hundred. */
  readonly share: number;
}
const KINDS: readonly Kind[] = [
  { prefix: '91', unitType: '企业', form: '有限公司', share: 84 },
  { prefix: '92', unitType: '个体工商户', form: '经营部', share: 6 },
  { prefix: '93', unitType: '农民专业合作社', form: '农民专业合作社', share: 2 },
  { prefix: '52', unitType: '社会组织', form: '服务中心', share: 3 },
  { prefix: '12', unitType: '事业单位', form: '事务中心', share: 3 },
  { prefix: '31', unitType: '律师事务所', form: '律师事务所', share: 2 },
];

/** A credit code from kind, division and eight characters of the organisation code. */
export function creditCode(prefix: string, divisionCode: string, first8: string): string {
  const first17 = `${prefix}${divisionCode}${first8}${organisationCodeCheckCharacter(first8)}`;
  return `${first17}${creditCodeCheckCharacter(first17) ?? ''}`;
}

function kindFor(random: Random): Kind {
  let left = random.int(100);
  for (const kind of KINDS) {
    left -= kind.share;
    if (left < 0) return kind;
  }
  return random.pick(KINDS);
}

function nameOf(kind: Kind, index: number): string {
  const brand = BRANDS[index % BRANDS.length] ?? '';
  const trade = TRADES[Math.floor(index / BRANDS.length) % TRADES.length] ?? '';
  return `湛江${brand}${kind.prefix === '31' ? '' : trade}${kind.form}`;
}

function statusOf(random: Random): string {
  if (random.chance(0.97)) return '存续';
  return random.chance(0.5) ? '吊销' : '注销';
}

/** `count` units with different names, none of `taken`. */
export function makeFirms(random: Random, count: number, taken: ReadonlySet<string>): readonly MadeUpFirm[] {
  const firms = new Map<string, MadeUpFirm>();
  for (let index = 0; firms.size < count; index += 1) {
    const kind = kindFor(random);
    const name = nameOf(kind, index);
    const divisionCode = random.pick(DIVISIONS);
    const first8 = `MA5${Array.from({ length: 5 }, () => ALPHABET.charAt(random.int(ALPHABET.length))).join('')}`;
    if (taken.has(name) || firms.has(name)) continue;
    firms.set(name, {
      name,
      unifiedSocialCreditCode: creditCode(kind.prefix, divisionCode, first8),
      employerNumber: `${divisionCode.slice(2)}${String(1000 + firms.size)}`,
      divisionCode,
      unitType: random.chance(0.96) ? kind.unitType : '',
      status: statusOf(random),
    });
  }
  return [...firms.values()];
}
