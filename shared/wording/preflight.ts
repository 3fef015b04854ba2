/** The pre-flight's findings and what a batch folder's check found, in words: what is wrong, and what to do. */
import type { PreflightCode } from '../layouts/preflight-codes.ts';
import type { PreflightProblem } from '../layouts/preflight.ts';
import type { VerificationFinding } from '../batches/verify-manifest.ts';

type Sentence = (problem: PreflightProblem) => string;

const units: Readonly<Record<string, string>> = {
  gbkBytes: '字节（汉字按 2 字节计）',
  characters: '个字',
  digits: '位数字',
};

const sentences: Readonly<Record<PreflightCode, Sentence>> = {
  missing: ({ heading }) => `“${heading}”为空，省系统不收空值。请补填。`,
  'missing-advised': ({ heading }) => `“${heading}”为空，可以导出，录入省系统时需另行补填。`,
  'too-long': ({ heading, detail }) =>
    `“${heading}”长 ${detail['length'] ?? '?'} ${units[String(detail['unit'])] ?? ''}，最多 ${detail['limit'] ?? '?'}。请按规定简写。`,
  'not-in-table': ({ heading, detail }) =>
    `“${heading}”的代码不在字典 ${detail['table'] ?? ''} 内。请改为字典内的代码。`,
  'bad-day': ({ heading }) => `“${heading}”不是真实存在的日期。请改为 年-月-日。`,
  'bad-month': ({ heading }) => `“${heading}”不是年月（YYYYMM）。请改正。`,
  'bad-amount': ({ heading }) => `“${heading}”不是金额。请重新核定。`,
  'bad-count': ({ heading }) => `“${heading}”不是整数。请改正。`,
  'bad-citizen-id': ({ heading }) => `“${heading}”的位数或校验码不对。请对照证件原件改正。`,
  'bad-credit-code': ({ heading }) => `“${heading}”的位数或校验码不对。请对照营业执照改正。`,
  'bad-organisation-code': ({ heading }) => `“${heading}”不是 9 位组织机构代码。请改正统一社会信用代码。`,
  'bad-division': ({ heading }) => `“${heading}”不是 6 位行政区划代码。请改正。`,
  'bad-pattern': ({ heading }) => `“${heading}”的写法不符合版式规定。请改正。`,
  'control-character': ({ heading }) => `“${heading}”中有换行、看不见的控制字符或方向标记。请删除后重填。`,
  'formula-start': ({ heading }) => `“${heading}”以 =、+、-、@ 开头，电子表格会当成公式。请改正。`,
  'outside-gbk': ({ heading, detail }) =>
    `“${heading}”有 ${detail['count'] ?? ''} 个生僻字不在 GBK 字库内，只认 GBK 的系统可能显示不出。请导入后核对。`,
  'not-in-gb18030': ({ heading }) =>
    `“${heading}”有国家字库以外的字（自造字或残缺字符），任何系统都认不出。请用规范汉字重填。`,
  'person-twice': ({ detail }) =>
    `与第 ${detail['firstRow'] ?? '?'} 行是同一人。一名毕业生只能由一户企业享受一次，请留下一行。`,
  'employer-inconsistent': ({ heading, detail }) =>
    `同一统一社会信用代码，“${heading}”与第 ${detail['firstRow'] ?? '?'} 行不同。请核对后改为一致。`,
  'sex-differs': () => '性别与公民身份号码第 17 位不符。请对照证件原件改正。',
  'organisation-code-differs': () => '组织机构代码与统一社会信用代码第 9–17 位不符。请改正。',
  'economic-type-missing': () => '企业须填经济类型。请向社保经办机构补齐。',
  'economic-type-not-empty': () => '非企业单位的经济类型须为空。请删除。',
  'contract-ends-before-start': () => '劳动合同终止日期早于起始日期。请对照合同改正。',
  'enrolled-after-accepted': () => '参保日期晚于受理日期。请核对参保数据。',
  'disbursed-before-enrolled': () => '发放日期早于参保日期。请核对。',
  'account-incomplete': ({ heading }) => `填了账号而“${heading}”为空，付款会被退回。请补填。`,
  'amount-not-positive': () => '补助金额为零。请重新核验此人。',
  'claimed-elsewhere': ({ detail }) =>
    `此人同时在本单位 ${detail['number'] ?? '另一窗口的办件'} 申请，一人只能由一户单位享受。请到“同人核对”与对方窗口核实：一方撤回或更正后自动放行，确由本窗口办理的由两人登记。`,
  'correction-without-column': () =>
    '此行更正以前批次中的内容，所选版式没有“更正”栏，会被当成新增。请改用窗口受理版式，或载入带更正栏的版式。',
};

/** The sentence for one finding. */
export function preflightMessage(problem: PreflightProblem): string {
  return sentences[problem.code](problem);
}

/** Where the finding stands: `〔2022〕W03-000127 第 3 人 · 第 14 列 公民身份号码 AAC002`. */
export function preflightPlace(problem: PreflightProblem): string {
  const code = problem.elementCode === '' ? '' : ` ${problem.elementCode}`;
  return `${problem.caseReference} 第 ${problem.position} 人 · 第 ${problem.row} 行 ${problem.column} 列 ${problem.heading}${code}`;
}

/** What `counter -- verify` found, per file. */
export const verificationWords: Readonly<Record<VerificationFinding, string>> = {
  'manifest-altered': '清单已被改动或损坏，不能再作为凭据。请从本机重新导出。',
  'digest-differs-from-paper': '清单摘要与日终交接表上的不一致，这不是当时导出的那一批。',
  'file-altered': '内容与导出时不同。请勿导入，改用原件或重新导出。',
  'file-missing': '文件缺失。请找回原件或重新导出。',
  'file-extra': '导出时没有这个文件。请移走后再校验。',
};
