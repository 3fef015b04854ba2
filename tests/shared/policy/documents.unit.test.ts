/** Of each document that packs cite: whose word it is, and whether anybody here has read it. An applicant may ask. */
import { expect, it } from 'vitest';
import { documents } from '#shared/policy/sources.ts';

const of = (wanted: (document: (typeof documents)[string]) => boolean): string[] =>
  Object.entries(documents).flatMap(([number, document]) => (wanted(document) ? [number] : []));

it('what is only known from others is said to be', () => {
  expect(of(({ seen }) => !seen)).toEqual([
    '人社厅发〔2022〕52号',
    '人社部发〔2023〕37号',
    '人社部发〔2024〕44号',
    '国办发〔2025〕25号',
    '人社部发〔2026〕39号',
    '汕头市一次性扩岗补助办事指南（2022年6月23日）',
    '广东省2023年一次性扩岗补助经办指引（揭阳市就业服务页面所载）',
  ]);
});

it('what is not the ministry’s own is shown with its level', () => {
  expect(of(({ level }) => level === 'city')).toEqual(['湛人社函〔2022〕185号']);
  expect(of(({ level }) => level === 'province')).toEqual([
    '粤人社函〔2022〕252号',
    '汕头市一次性扩岗补助办事指南（2022年6月23日）',
    '广东省2023年一次性扩岗补助经办指引（揭阳市就业服务页面所载）',
  ]);
  expect(of(({ level }) => level === 'extraction')).toEqual(['人社失业司便函〔2022〕59号']);
  expect(of(({ level }) => level === 'own')).toEqual(['行政许可法', '本系统']);
  expect(of(({ level }) => level === 'ministry')).toHaveLength(Object.keys(documents).length - 7);
});

it('the day of issue lies in the year that the document’s number names', () => {
  const years = of(({ issuedOn }) => issuedOn !== null).flatMap((number) => {
    const year = /〔(\d{4})〕/u.exec(number)?.[1];
    return year === undefined ? [] : [[year, documents[number]?.issuedOn?.slice(0, 4)]];
  });
  expect(years.length).toBeGreaterThan(3);
  for (const [named, issued] of years) expect(issued).toBe(named);
});
