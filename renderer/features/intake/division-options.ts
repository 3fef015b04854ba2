import divisions from '#shared/data/divisions.json';
import { divisionName } from '#shared/domain/division-names.ts';

/** Divisions to choose from: the office's own first, then its prefecture, then every prefecture of its province. */
export function divisionOptions(officeDivision: string): readonly { value: string; label: string }[] {
  const province = officeDivision.slice(0, 2);
  const prefecture = officeDivision.slice(0, 4);
  const label = (code: string) => `${divisionName(code) ?? '未收录'} ${code}`;
  const codes = Object.keys(divisions.names);
  const counties = codes.filter((code) => code.length === 6 && code.startsWith(prefecture));
  const prefectures = codes.filter((code) => code.length === 4 && code.startsWith(province)).map((code) => `${code}00`);
  const ordered = [officeDivision, ...counties, ...prefectures];
  return [
    { value: '', label: '选择参保地' },
    ...[...new Set(ordered)].map((code) => ({ value: code, label: label(code) })),
  ];
}
