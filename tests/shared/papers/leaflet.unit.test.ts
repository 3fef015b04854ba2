/** 宣传单: every figure out of the pack, and none that nobody verified. */
import { expect, it } from 'vitest';
import { plainDate } from '#shared/domain/plain-date.ts';
import { Letter } from '#shared/domain/letter.ts';
import { leaflet, leafletFacts, UNVERIFIED } from '#shared/papers/leaflet.ts';
import { holdPack } from '#shared/policy/pack.ts';
import { packById } from '#shared/policy/pack-library.ts';
import { anOffice } from '#tests/builders/a-case-action.ts';

const held = (id: string) => {
  const found = packById(id);
  if (found === null) throw new Error(id);
  return found;
};
const valueOf = (id: string, label: string, pack = held(id)) =>
  leafletFacts(pack, anOffice).find((fact) => fact.label === label)?.value ?? '';

it('says of 2022 what the notices say', () => {
  expect(valueOf('zhanjiang-2022', '补助标准')).toBe('每招用 1 人 1,500.00元（壹仟伍佰元整）');
  expect(valueOf('zhanjiang-2022', '受理期限')).toBe('2022年8月22日至2022年12月31日');
  expect(valueOf('zhanjiang-2022', '参保缴费')).toContain('失业保险，缴费月数 1个月以上');
  expect(valueOf('zhanjiang-2022', '流程时限')).toContain('公示（3个工作日）');
  expect(valueOf('zhanjiang-2022', '政策依据')).toContain('人社厅发〔2022〕41号');
  expect(leafletFacts(held('zhanjiang-2022'), anOffice).some(({ value }) => value.includes(UNVERIFIED))).toBe(false);
});

it('prints 待核定 for a figure that waits for the place, and the figure once an administrator confirmed it', () => {
  const pack = held('guangdong-2026');
  expect(valueOf('guangdong-2026', '补助标准')).toContain(UNVERIFIED);
  const confirmed = holdPack(pack.pack, [
    {
      packId: pack.pack.id,
      digest: pack.digest,
      documentNumber: '湛核〔2026〕1号',
      by: 'o1',
      on: plainDate('2026-07-01'),
    },
  ]);
  expect(valueOf('guangdong-2026', '补助标准', confirmed)).not.toContain(UNVERIFIED);
});

it('is a letter that its schema accepts, outside the ledger, with telephones and day', () => {
  const letter = leaflet({
    office: anOffice,
    training: false,
    held: held('zhanjiang-2022'),
    on: plainDate('2022-09-01'),
  });
  expect(Letter.safeParse(letter).success).toBe(true);
  expect(letter.number).toBe('');
  expect(letter.footer.join('')).toContain('监督电话：0759-0000001');
  expect(JSON.stringify(letter.blocks)).toContain('更新日期：2022年9月1日');
});
