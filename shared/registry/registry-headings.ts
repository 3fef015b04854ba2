/**
 * What a registry file looks like: per registry the Chinese headings with their aliases, which columns must be there,
 * how a cell is read, and the words and codes that stand for a value. The blank heading row handed out to the office
 * that owns the data is made from the same table, so that what we hand out is what we read.
 * Element codes and their values (AAB019, AAC031, AAE140) are the ministry's.
 */
import type { RegistryKind, RegistryRow } from '../domain/registries.ts';
import {
  boolean,
  date,
  dictionary,
  code,
  money,
  month,
  count,
  text,
  citizenId,
  type RegistryColumn,
} from './registry-columns.ts';

type FieldOf<K extends RegistryKind> = Exclude<keyof RegistryRow<K>, 'line'> & string;

export interface RegistryLayout<K extends RegistryKind = RegistryKind> {
  readonly kind: K;
  /** In the order of the blank heading row. */
  readonly columns: readonly (RegistryColumn & { readonly field: FieldOf<K> })[];
  /** At least one field of each group must have a column. */
  readonly oneOf: readonly (readonly FieldOf<K>[])[];
  /**
   * Fields, side by side in `columns`, that say which employer a row is about. Thousands of rows share one employer, so a
   * copy keeps them once and rows refer to them.
   */
  readonly employerFields?: readonly FieldOf<K>[];
  /** A word in the headings that only this registry uses, and so tells it from one with the same columns. */
  readonly signature?: RegExp;
}

const CODE = {
  heading: '统一社会信用代码',
  aliases: ['信用代码', '社会信用代码', '统一信用代码', '单位统一社会信用代码', 'AAB098', 'AAB998', 'USCC'],
};
const EMPLOYER_NAME = {
  heading: '单位名称',
  aliases: [
    '企业名称',
    '用人单位',
    '用人单位名称',
    '参保单位',
    '参保单位名称',
    '公司名称',
    '用工单位',
    'AAB004',
    'AAB069',
  ],
};
const DIVISION = {
  heading: '行政区划代码',
  aliases: [
    '行政区划',
    '区划代码',
    '参保地',
    '参保地代码',
    '参保地行政区划代码',
    '登记地区划',
    '统筹区',
    'AAB301',
    'AAA027',
  ],
};
const PERSON_NAME = { heading: '姓名', aliases: ['人员姓名', '职工姓名', '参保人姓名', '学生姓名', 'AAC003'] };

const identity = citizenId('公民身份号码', [
  '身份证号',
  '身份证号码',
  '身份证',
  '证件号码',
  '证件号',
  '公民身份证号码',
  '社会保障号码',
  '社会保障号',
  'AAC002',
  'AAC147',
]);
const name = text('name', PERSON_NAME.heading, 60, PERSON_NAME.aliases);
const creditCode = code('unifiedSocialCreditCode', CODE.heading, 18, CODE.aliases);
const employerName = text('employerName', EMPLOYER_NAME.heading, 200, EMPLOYER_NAME.aliases);
const divisionCode = code('divisionCode', DIVISION.heading, 12, DIVISION.aliases);

const YES = {
  true: ['是', '1', 'Y', 'YES', 'TRUE', '√'],
  false: ['否', '0', 'N', 'NO', 'FALSE', '×'],
} as const;

const unitTypes = {
  enterprise: [
    '企业',
    '企业法人',
    '企业单位',
    '公司',
    '有限责任公司',
    '股份有限公司',
    '个人独资企业',
    '合伙企业',
    '10',
  ],
  'individual-business': ['个体工商户', '城镇个体工商户', '个体', '60'],
  cooperative: ['农民专业合作社', '专业合作社', '合作社'],
  'social-organisation': ['社会组织', '社会团体', '民办非企业', '民办非企业单位', '社会服务机构', '基金会', '40', '50'],
  'public-institution': ['事业单位', '全额事业', '差额事业', '自收自支事业', '其他事业', '20', '21', '22', '23'],
  government: ['机关', '机关单位', '国家机关', '30'],
  'law-firm': ['律师事务所', '律师执业机构'],
  other: [
    '其他',
    '其他单位',
    '再就业服务中心',
    '代缴单位',
    '社区服务组织',
    '代理挂靠',
    '建筑工伤单位',
    '70',
    '80',
    '90',
    '91',
    '92',
    '99',
  ],
} as const;

const unitStates = {
  active: ['存续', '在业', '开业', '在营', '正常', '存续在营开业在册', '在册', '1'],
  revoked: ['吊销', '吊销未注销', '已吊销', '2'],
  cancelled: ['注销', '已注销', '撤销', '3'],
} as const;

const contributionStates = {
  '1': ['参保缴费', '正常参保', '正常缴费', '正常', '在保', '缴费', '1'],
  '2': ['暂停缴费', '暂停缴费中断', '暂停参保', '暂停', '中断', '中断缴费', '2'],
  '3': ['终止缴费', '终止参保', '终止', '停保', '减员', '减员停保', '3'],
} as const;

const insurances = {
  '210': ['失业保险', '失业', '210'],
  '410': ['工伤保险', '工伤', '410'],
  '110': [
    '职工基本养老保险',
    '城镇职工基本养老保险',
    '企业职工基本养老保险',
    '基本养老保险',
    '职工养老',
    '职工养老保险',
    '养老保险',
    '养老',
    '110',
  ],
} as const;

const studyCategories = {
  regular: ['普通', '普通高等教育', '普通全日制', '普通高校', '全日制普通高校', '统招'],
  adult: ['成人', '成人教育', '成人高等教育', '函授', '业余', '夜大'],
  'self-taught': ['自考', '自学考试', '高等教育自学考试'],
  online: ['网络', '网络教育', '远程教育', '开放教育'],
} as const;

const educationLevels = {
  '01': ['博士', '博士研究生', '01'],
  '02': ['硕士', '硕士研究生', '02'],
  '04': ['第二学士学位', '双学位', '04'],
  '05': ['本科', '大学本科', '学士', '05'],
  '06': ['专科', '大学专科', '大专', '高职', '高职高专', '高职专科', '06'],
} as const;

const subsidyColumns = [identity, creditCode, employerName, divisionCode] as const;

export const registryLayouts: { readonly [K in RegistryKind]: RegistryLayout<K> } = {
  business: {
    kind: 'business',
    columns: [
      { ...creditCode, required: true },
      {
        ...text('name', '企业名称', 200, [
          '单位名称',
          '市场主体名称',
          '名称',
          '公司名称',
          '主体名称',
          'AAB004',
          'AAB069',
        ]),
        required: true,
      },
      dictionary('unitType', '单位类型', unitTypes, ['市场主体类型', '主体类型', '企业类型', 'AAB019']),
      dictionary('status', '登记状态', unitStates, ['经营状态', '企业状态', '状态', '存续状态']),
      { ...divisionCode, aliases: [...divisionCode.aliases, '登记机关行政区划', '住所行政区划'] },
    ],
    oneOf: [],
  },
  insurance: {
    kind: 'insurance',
    columns: [
      identity,
      name,
      code('employerNumber', '单位编号', 30, ['单位社保号', '社保登记号', '单位社保编号', '单位代码', 'AAB001']),
      creditCode,
      employerName,
      divisionCode,
      {
        ...dictionary('insurance', '险种', insurances, ['险种类型', '险种代码', '险种名称', '参保险种', 'AAE140']),
        required: true,
      },
      {
        ...date('enrolledOn', '参保日期', ['参保时间', '个人参保日期', '本次参保日期', 'AAC030']),
        columnRequired: true,
      },
      date('jobStartedOn', '本次参加工作时间', [
        '本次参加工作日期',
        '参加工作日期',
        '参加工作时间',
        '入职日期',
        'AAC007',
      ]),
      {
        ...dictionary('status', '缴费状态', contributionStates, ['个人缴费状态', '参保状态', '人员参保状态', 'AAC031']),
        columnRequired: true,
      },
      count('monthsContributed', '实际缴费月数', 1200, ['缴费月数', '累计缴费月数', 'AJC032']),
      month('paidThrough', '最后缴费月份', ['缴至月份', '缴至年月', '最近缴费月份', '缴费截止月份', '最大缴费年月']),
      boolean('deferred', '是否缓缴', YES, ['缓缴', '缓缴标志', '缓缴标识']),
    ],
    oneOf: [['employerNumber', 'unifiedSocialCreditCode']],
    employerFields: ['employerNumber', 'unifiedSocialCreditCode', 'employerName', 'divisionCode'],
  },
  graduates: {
    kind: 'graduates',
    columns: [
      identity,
      name,
      text('school', '毕业院校', 120, ['学校名称', '院校名称', '毕业学校', '学校', '院校']),
      code('diplomaNumber', '毕业证书编号', 40, ['证书编号', '毕业证编号', '毕业证书号', '毕业证号', '学历证书编号']),
      { ...date('graduatedOn', '毕业日期', ['毕业时间', '毕结业日期', '毕业年月日']), columnRequired: true },
      dictionary('category', '办学类型', studyCategories, ['学历类别', '教育类型', '培养类别', '教育类别']),
      dictionary('level', '学历层次', educationLevels, ['层次', '学历', '培养层次']),
      boolean(
        'fullTime',
        '是否全日制',
        { true: [...YES.true, '全日制', '普通全日制'], false: [...YES.false, '非全日制'] },
        ['全日制', '学习形式'],
      ),
    ],
    oneOf: [],
  },
  graduateAnswers: {
    kind: 'graduateAnswers',
    columns: [
      identity,
      {
        ...dictionary('answer', '核验结果', { 是: YES.true, 否: YES.false }, [
          '是否毕业年度高校毕业生',
          '核验接口返回',
          '返回结果',
          '比对结果',
        ]),
        required: true,
      },
      { ...date('answeredOn', '核验日期', ['返回日期', '核验时间', '比对日期', '比对时间']), required: true },
    ],
    oneOf: [],
    signature: /核验|比对/u,
  },
  contracts: {
    kind: 'contracts',
    columns: [
      identity,
      creditCode,
      employerName,
      {
        ...date('from', '合同开始日期', [
          '合同起始日期',
          '劳动合同开始日期',
          '劳动合同起始日期',
          '合同起始时间',
          '合同生效日期',
        ]),
        columnRequired: true,
      },
      {
        ...date('to', '合同终止日期', [
          '合同结束日期',
          '劳动合同结束日期',
          '劳动合同终止日期',
          '合同截止日期',
          '合同到期日期',
          '终止日期',
        ]),
        openEnded: true,
      },
    ],
    oneOf: [['unifiedSocialCreditCode', 'employerName']],
    employerFields: ['unifiedSocialCreditCode', 'employerName'],
    signature: /合同/u,
  },
  hiringSubsidy: {
    kind: 'hiringSubsidy',
    columns: [
      ...subsidyColumns,
      date('paidOn', '吸纳就业补贴发放日期', ['发放日期', '发放时间', '补贴发放日期', '拨付日期', 'AAE166']),
    ],
    oneOf: [],
    employerFields: ['unifiedSocialCreditCode', 'employerName', 'divisionCode'],
    signature: /吸纳/u,
  },
  paid: {
    kind: 'paid',
    columns: [
      ...subsidyColumns,
      date('paidOn', '扩岗补助发放日期', ['发放日期', '发放时间', '补助发放日期', '拨付日期', 'AAE166']),
      money('amountFen', '扩岗补助金额', ['补助金额', '发放金额', '金额', '实发金额', 'AAE019']),
    ],
    oneOf: [],
    employerFields: ['unifiedSocialCreditCode', 'employerName', 'divisionCode'],
    signature: /扩岗/u,
  },
  unemployed: {
    kind: 'unemployed',
    columns: [
      identity,
      name,
      {
        ...date('registeredOn', '失业登记日期', ['登记日期', '登记时间', '失业登记时间', 'AJC093']),
        columnRequired: true,
      },
      date('endedOn', '失业注销日期', ['注销日期', '失业登记注销日期', '退出失业登记日期', '结束日期']),
      divisionCode,
    ],
    oneOf: [],
    signature: /失业登记/u,
  },
};

/** The empty heading row to hand to the office that owns the data: CSV, UTF-8 with BOM so that Excel and WPS read it. */
export function blankHeadingRow(kind: RegistryKind): string {
  return `\ufeff${registryLayouts[kind].columns.map(({ heading }) => heading).join(',')}\r\n`;
}
