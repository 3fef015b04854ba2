/** What 正式启用 asks for: the office, an administrator, at least one clerk. */
import { z } from 'zod';
import { OfficeSettings } from '#shared/domain/office.ts';
import { passphraseProblem } from '#shared/domain/passphrase.ts';

const NewOfficerForm = z
  .object({
    name: z.string().trim().min(2, '填写姓名').max(30, '姓名不超过 30 字'),
    passphrase: z.string(),
    repeated: z.string(),
  })
  .superRefine(({ name, passphrase, repeated }, context) => {
    const problem = passphraseProblem(passphrase, { name });
    if (problem !== null) context.addIssue({ code: 'custom', path: ['passphrase'], message: problem });
    else if (passphrase !== repeated) {
      context.addIssue({ code: 'custom', path: ['repeated'], message: '两次输入的口令不一样' });
    }
  });

export const OfficeSetupForm = z
  .object({
    office: OfficeSettings,
    administrator: NewOfficerForm,
    clerks: z.array(NewOfficerForm).min(1),
  })
  .superRefine(({ office, administrator, clerks }, context) => {
    const { officeName } = office;
    const withOffice = [
      { path: ['administrator', 'passphrase'], officer: administrator },
      ...clerks.map((officer, at) => ({ path: ['clerks', at, 'passphrase'], officer })),
    ];
    for (const { path, officer } of withOffice) {
      const problem = passphraseProblem(officer.passphrase, { name: officer.name, officeName });
      const alone = passphraseProblem(officer.passphrase, { name: officer.name });
      if (problem !== null && alone === null) context.addIssue({ code: 'custom', path, message: problem });
    }
    const names = [administrator.name, ...clerks.map(({ name }) => name)];
    clerks.forEach(({ name }, at) => {
      if (names.indexOf(name) !== at + 1) {
        context.addIssue({
          code: 'custom',
          path: ['clerks', at, 'name'],
          message: '姓名重复：各人须分开登记，同名请加区分',
        });
      }
    });
  });
export type OfficeSetupForm = z.infer<typeof OfficeSetupForm>;

export const emptyOfficeSetup: OfficeSetupForm = {
  office: {
    officeName: '',
    divisionCode: '',
    address: '',
    phone: '',
    supervisionPhone: '',
    maintenanceContact: '',
    maintenancePhone: '',
    windowNumber: '',
    sealName: '',
    receiptPrefix: '',
  },
  administrator: { name: '', passphrase: '', repeated: '' },
  clerks: [{ name: '', passphrase: '', repeated: '' }],
};
