import type { OfficerRole } from '#shared/domain/officer.ts';

export const roleLabels: Readonly<Record<OfficerRole, string>> = { administrator: '管理员', windowClerk: '窗口人员' };
