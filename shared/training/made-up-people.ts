/**
 * Made-up persons of the training county. Their numbers have the right form and check character, with sequence codes
 * from 900 on, which are hardly ever given out; names are put together by chance.
 */
import { citizenIdCheckCharacter } from '../domain/citizen-id.ts';
import { dayIn, type Random } from './random.ts';

export interface MadeUpPerson {
  readonly name: string;
  readonly citizenId: string;
}

const HOMES = [
  '440802',
  '440803',
  '440804',
  '440811',
  '440823',
  '440825',
  '440881',
  '440882',
  '440883',
  '440902',
  '450502',
];
const SURNAMES = Array.from(
  '陈陈陈林林黄黄吴李李梁梁张王郑何苏蔡庞许周杨谢符柯揭莫卜冼邓罗彭曾戴赖温钟丘余翁麦劳窦全詹骆龙程邹陆叶冯韦潘孔',
);
const GIVEN = Array.from(
  '海晴志远嘉敏晓彤思琪文博若琳子轩雨桐浩然欣怡俊杰梓涵一鸣诗雅家豪静宜永康可欣伟明秀英建华丽娟国强春燕振宇佩珊景行书瑶承恩泽楷乐怀安知夏云舟清扬',
);
const RARE_GIVEN = ['㐂', '𠮷', '䶮', '昇垚', '𫖯', '璟雯'];
const WITH_DOTS = ['阿依努尔·麦麦提', '买买提·吐尔逊', '古丽娜·艾山', '扎西·顿珠', '艾力·库尔班', '热依拉·阿不都'];

/** A number from its first 17 places. */
export const withCheck = (first17: string): string => `${first17}${citizenIdCheckCharacter(first17)}`;

function nameOf(random: Random): string {
  if (random.chance(0.004)) return random.pick(WITH_DOTS);
  const surname = random.pick(SURNAMES);
  if (random.chance(0.004)) return surname + random.pick(RARE_GIVEN);
  return surname + random.pick(GIVEN) + (random.chance(0.8) ? random.pick(GIVEN) : '');
}

/** Gives out persons, no number twice and none of `taken`. */
export function peopleMaker(
  random: Random,
  taken: ReadonlySet<string>,
): (bornFrom: number, bornTo: number) => MadeUpPerson {
  const given = new Set(taken);
  return (bornFrom, bornTo) => {
    const name = nameOf(random);
    for (;;) {
      const born = dayIn(random, bornFrom + random.int(bornTo - bornFrom + 1), 1, 12).replaceAll('-', '');
      const citizenId = withCheck(`${random.pick(HOMES)}${born}${900 + random.int(100)}`);
      if (given.has(citizenId)) continue;
      given.add(citizenId);
      return { name, citizenId };
    }
  };
}
