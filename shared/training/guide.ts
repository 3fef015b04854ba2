/** The sheet that stands for the originals: who brings what, the right numbers, and what each person should show. */
import { verdictMarks } from '../wording/verdicts.ts';
import { messyMistakes } from './sample-files.ts';
import { haisheng, sampleRosters, type SampleRoster } from './sample-rosters.ts';

function rosterText({ firm, persons }: SampleRoster): string {
  const lines = persons.map(
    (person, index) => `  ${index + 1}. ${person.name}  ${person.citizenId}  ${verdictMarks[person.verdict].word}`,
  );
  return [`${firm.name}  ${firm.unifiedSocialCreditCode}  单位编号 ${firm.employerNumber}`, ...lines, ''].join('\r\n');
}

/** Plain text, UTF-8 with mark so that Notepad and WPS show it. */
export function trainingGuide(): Uint8Array<ArrayBuffer> {
  const [, , , mistyped, quantity, unseen] = haisheng.persons;
  const text = [
    '培训说明（单位、人员均为虚构）',
    '业务日期 2022-08-22，受理地 赤坎区。下列号码相当于申请人带来的居民身份证原件。',
    '',
    ...sampleRosters.map(rosterText),
    '海晟花名册.xls 中要改的两处：',
    `  ${messyMistakes.mistyped} ${mistyped?.name ?? ''}：改为 ${mistyped?.citizenId ?? ''}`,
    `  ${messyMistakes.quantity} ${quantity?.name ?? ''}：改为 ${quantity?.citizenId ?? ''}`,
    `${unseen?.name ?? ''}的毕业证书不在毕业生数据中：看过毕业证书原件后，在“毕业”一格登记原件核验，即为符合。`,
    '',
  ].join('\r\n');
  return new TextEncoder().encode(`\uFEFF${text}`);
}
