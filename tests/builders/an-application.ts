/** An application in domain words: made-up firm and persons, everything filled in. */
import { emptyApplication, type Application, type RosterEntry } from '#shared/domain/application.ts';
import { plainDate } from '#shared/domain/plain-date.ts';

/** One person of a roster; numbers are made up, their check digits right. */
export function aRosterEntry(changes: Partial<RosterEntry> = {}): RosterEntry {
  return {
    entryId: 'e1',
    name: '陈海晴',
    citizenId: '440802200003150026',
    school: '广东海洋大学',
    diplomaNumber: '105661202205000001',
    graduatedOn: '2022-06-25',
    contractFrom: '2022-07-01',
    contractTo: '2025-06-30',
    enrolledOn: '2022-07-01',
    attestations: [],
    ...changes,
  };
}

/** 湛江海晟食品有限公司 with the given roster. */
export function anApplication(changes: Partial<Application> = {}): Application {
  const empty = emptyApplication(plainDate('2022-08-22'));
  return {
    ...empty,
    employer: {
      ...empty.employer,
      name: '湛江海晟食品有限公司',
      unifiedSocialCreditCode: '91440802MA5A1B2C39',
      employerNumber: '8020001',
      divisionCode: '440802',
      legalRepresentative: '陈建国',
      account: {
        kind: 'corporate',
        name: '湛江海晟食品有限公司',
        bank: '中国工商银行湛江赤坎支行',
        number: '2015020109024512345',
      },
      agent: { name: '李小燕', citizenId: '440802199001019029', mobile: '13800138000', authorisationSeen: true },
    },
    roster: [aRosterEntry()],
    ...changes,
  };
}
