/**
 * What the 申请表 must hold before an application is accepted. Sentences say what to do (GOV.UK error rules); nothing typed is
 * dropped. What is missing here hinders neither 收件 nor 一次性告知: there it stands on the paper.
 */
import { z } from 'zod';
import { parseBankAccount } from './bank-account.ts';
import { parseCitizenId } from './citizen-id.ts';
import { isDivisionCode } from './division.ts';
import { parseOrganisationCode } from './organisation-code.ts';
import { isPhoneNumber } from './phone.ts';
import {
  bankAccountSentences,
  citizenIdSentences,
  creditCodeSentences,
  organisationCodeSentences,
} from './input-sentences.ts';
import { parseCreditCode } from './unified-social-credit-code.ts';
import type { ApplicationEmployer } from './application.ts';

const required = (message: string) => z.string().trim().min(1, message);

const agent = z.object({
  name: required('填写经办人姓名'),
  citizenId: z.string().superRefine((value, context) => {
    const parsed = parseCitizenId(value);
    if (!parsed.ok) context.addIssue({ code: 'custom', message: `经办人${citizenIdSentences[parsed.error]}` });
  }),
  mobile: required('填写经办人联系电话').refine(isPhoneNumber, '经办人电话应为 11 位手机号或带区号的固定电话'),
  authorisationSeen: z.boolean().refine((seen) => seen, '核对单位授权委托书（或介绍信）后勾选'),
});

const account = z.object({
  kind: z.enum(['corporate', 'contribution']),
  name: required('填写开户名，与银行预留名称一致'),
  bank: required('填写开户银行，到支行全称'),
  number: z.string().superRefine((value, context) => {
    const parsed = parseBankAccount(value);
    if (parsed.ok) return;
    context.addIssue({ code: 'custom', message: bankAccountSentences[parsed.error] });
  }),
});

/** The form's schema; its input is an {@link ApplicationEmployer} as typed. */
export const EmployerForm = z
  .object({
    name: required('填写单位名称，与公章一致'),
    unifiedSocialCreditCode: z.string(),
    organisationCode: z.string().superRefine((value, context) => {
      const parsed = parseOrganisationCode(value);
      if (parsed.ok || parsed.error === 'empty') return;
      context.addIssue({ code: 'custom', message: `${organisationCodeSentences[parsed.error]}；不清楚可留空` });
    }),
    employerNumber: z.string(),
    divisionCode: required('选择失业保险参保地').refine(isDivisionCode, '参保地代码应为 6 位行政区划代码'),
    registeredAddress: z.string(),
    legalRepresentative: required('填写法定代表人（负责人）姓名'),
    account,
    agent,
  })
  .superRefine((employer, context) => {
    const parsed = parseCreditCode(employer.unifiedSocialCreditCode);
    if (parsed.ok) return;
    if (parsed.error === 'empty' && employer.employerNumber.trim() !== '') return;
    context.addIssue({ code: 'custom', path: ['unifiedSocialCreditCode'], message: creditCodeSentences[parsed.error] });
  });

export type EmployerFormValues = Omit<ApplicationEmployer, 'attestations'>;

/** Fields in reading order, for the error summary. */
export const employerFieldOrder = [
  'name',
  'unifiedSocialCreditCode',
  'organisationCode',
  'employerNumber',
  'divisionCode',
  'legalRepresentative',
  'registeredAddress',
  'account.name',
  'account.bank',
  'account.number',
  'agent.name',
  'agent.citizenId',
  'agent.mobile',
  'agent.authorisationSeen',
] as const;

export type EmployerFieldPath = (typeof employerFieldOrder)[number];

export interface EmployerFormIssue {
  readonly path: EmployerFieldPath;
  /** What to do. */
  readonly message: string;
}

/** Everything that is missing or wrong on the 申请表, one issue a field, in reading order. */
export function employerFormIssues(employer: EmployerFormValues): readonly EmployerFormIssue[] {
  const parsed = EmployerForm.safeParse(employer);
  if (parsed.success) return [];
  const messages = new Map<string, string>();
  for (const { path, message } of parsed.error.issues)
    if (!messages.has(path.join('.'))) messages.set(path.join('.'), message);
  return employerFieldOrder.flatMap((path): EmployerFormIssue[] => {
    const message = messages.get(path);
    return message === undefined ? [] : [{ path, message }];
  });
}
