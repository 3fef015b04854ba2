/** What 正式启用 asks for: the office, an administrator, at least one clerk. */
import { z } from 'zod';
import { OfficeSettings } from '#shared/domain/office.ts';
import { cleanOfficerName, isSameOfficerName } from '#shared/domain/officer-name.ts';
import { passphraseProblem } from '#shared/domain/passphrase.ts';
import { passphraseProblemWords } from '#shared/wording/passphrases.ts';

const NewOfficerForm = z
  .object({
    name: z.string().transform(cleanOfficerName).pipe(z.string().min(2, '填写姓名').max(30, '姓名不超过 30 字')),
    passphrase: z.string(),
    repeated: z.string(),
  })
  .superRefine(({ name, passphrase, repeated }, context) => {
    const problem = passphraseProblem(passphrase, { names: [name], officeName: '' });
    if (problem !== null)
      context.addIssue({ code: 'custom', path: ['passphrase'], message: passphraseProblemWords[problem] });
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
    const officers = [administrator, ...clerks];
    const names = officers.map(({ name }) => name);
    officers.forEach(({ name, passphrase }, at) => {
      const leaning = { names: [name, ...names.filter((_, other) => other !== at)], officeName: office.officeName };
      const problem = passphraseProblem(passphrase, leaning);
      const path = at === 0 ? ['administrator', 'passphrase'] : ['clerks', at - 1, 'passphrase'];
      if (problem !== null) context.addIssue({ code: 'custom', path, message: passphraseProblemWords[problem] });
    });
    clerks.forEach(({ name }, at) => {
      if (names.findIndex((other) => isSameOfficerName(other, name)) !== at + 1) {
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
