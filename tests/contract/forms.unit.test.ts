/**
 * The forms of what lies in ledgers and files or goes between programs, word by word: what an older program wrote is read by this
 * one, so none of them changes unseen. Whoever changes one on purpose writes the list anew (vitest -u) and reads the difference.
 */
import { expect, it } from 'vitest';
import { z } from 'zod';
import * as areas from '#electron/host/areas.ts';
import * as backupManifest from '#electron/host/backup-manifest.ts';
import * as folderLock from '#electron/host/folder-lock.ts';
import * as ledgerMemory from '#electron/host/ledger-memory.ts';
import * as ledgerWatch from '#electron/host/ledger-watch.ts';
import * as postKeptOffices from '#electron/host/post/kept-offices.ts';
import * as postPostRecord from '#electron/host/post/post-record.ts';
import * as processIdentity from '#electron/host/process-identity.ts';
import * as programFolder from '#electron/host/program-folder.ts';
import * as settingsFile from '#electron/host/settings-file.ts';
import * as updateManifest from '#electron/host/update-manifest.ts';
import * as aftercareCodes from '#shared/aftercare/codes.ts';
import * as aftercareEvent from '#shared/aftercare/event.ts';
import * as aftercareInquiryCodes from '#shared/aftercare/inquiry/codes.ts';
import * as aftercareInquiryEvent from '#shared/aftercare/inquiry/event.ts';
import * as aftercareListsListEvent from '#shared/aftercare/lists/list-event.ts';
import * as aftercareListsListRow from '#shared/aftercare/lists/list-row.ts';
import * as aftercareRecoveryEvent from '#shared/aftercare/recovery/event.ts';
import * as aftercareReportingEvents from '#shared/aftercare/reporting/events.ts';
import * as aftercareReportingReportLine from '#shared/aftercare/reporting/report-line.ts';
import * as aftercareReportingUploadWatch from '#shared/aftercare/reporting/upload-watch.ts';
import * as aftercareSource from '#shared/aftercare/source.ts';
import * as caseworkAccessLog from '#shared/casework/access-log.ts';
import * as caseworkClaimEvents from '#shared/casework/claim-events.ts';
import * as caseworkClaims from '#shared/casework/claims.ts';
import * as caseworkDispatches from '#shared/casework/dispatches.ts';
import * as caseworkFigures from '#shared/casework/figures.ts';
import * as caseworkJournal from '#shared/casework/journal.ts';
import * as caseworkProvinceAnswer from '#shared/casework/province-answer.ts';
import * as caseworkReturnLayout from '#shared/casework/return-layout.ts';
import * as caseworkDocuments from '#shared/casework/documents.ts';
import * as caseworkReviewDispatches from '#shared/casework/review-dispatches.ts';
import * as caseworkRoll from '#shared/casework/roll.ts';
import * as caseworkWindowEvents from '#shared/casework/window-events.ts';
import * as contractBackup from '#shared/contract/backup.ts';
import * as contractRoll from '#shared/contract/roll.ts';
import * as contractSealedOffice from '#shared/contract/sealed-office.ts';
import * as contractUpdate from '#shared/contract/update.ts';
import * as contractVault from '#shared/contract/vault.ts';
import * as domainApplication from '#shared/domain/application.ts';
import * as domainBarChart from '#shared/domain/bar-chart.ts';
import * as domainConfirmation from '#shared/domain/confirmation.ts';
import * as domainLetter from '#shared/domain/letter.ts';
import * as domainOffice from '#shared/domain/office.ts';
import * as domainOfficer from '#shared/domain/officer.ts';
import * as domainRegistries from '#shared/domain/registries.ts';
import * as domainSupportingDocument from '#shared/domain/supporting-document.ts';
import * as domainWorkingDays from '#shared/domain/working-days.ts';
import * as exchangeBatchEvents from '#shared/batches/batch-events.ts';
import * as exchangeInspection from '#shared/batches/inspection.ts';
import * as exchangeLayoutsLayout from '#shared/layouts/layout.ts';
import * as exchangeListColumns from '#shared/lists/list-columns.ts';
import * as exchangeManifest from '#shared/batches/manifest.ts';
import * as exchangeProvincialRecord from '#shared/layouts/provincial-record.ts';
import * as caseworkAnswerDispatches from '#shared/casework/answer-dispatches.ts';
import * as batchesHallDispatches from '#shared/batches/hall-dispatches.ts';
import * as exchangeRegistryEvents from '#shared/registry/registry-events.ts';
import * as exchangeRetention from '#shared/batches/retention.ts';
import * as exchangeRosterAnswers from '#shared/rosters/roster-answers.ts';
import * as exchangeVerificationEvents from '#shared/verification/verification-events.ts';
import * as papersKeptPaper from '#shared/papers/kept-paper.ts';
import * as policyCaseFile from '#shared/policy/case-file.ts';
import * as policyOfficeClocks from '#shared/policy/office-clocks.ts';
import * as policyPack from '#shared/policy/pack.ts';
import * as policyPolicyEvents from '#shared/policy/policy-events.ts';
import * as postCertificate from '#shared/post/certificate.ts';
import * as postClaims from '#shared/post/claims.ts';
import * as postDispatches from '#shared/post/dispatches.ts';
import * as postDocuments from '#shared/post/documents.ts';
import * as postFetching from '#shared/post/fetching.ts';
import * as postFigures from '#shared/post/figures.ts';
import * as postHeads from '#shared/post/heads.ts';
import * as postInviting from '#shared/post/inviting.ts';
import * as postJoining from '#shared/post/joining.ts';
import * as postKeeping from '#shared/post/keeping.ts';
import * as postOverview from '#shared/post/overview.ts';
import * as postParts from '#shared/post/parts.ts';
import * as postProblem from '#shared/post/problem.ts';
import * as postRolls from '#shared/post/rolls.ts';
import * as postRun from '#shared/post/run.ts';
import * as postStick from '#shared/post/stick.ts';
import * as postUnit from '#shared/post/unit.ts';

const modules: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'shared/batches/hall-dispatches': batchesHallDispatches,
  'shared/casework/answer-dispatches': caseworkAnswerDispatches,
  'shared/post/claims': postClaims,
  'shared/post/run': postRun,
  'shared/post/dispatches': postDispatches,
  'shared/post/documents': postDocuments,
  'shared/post/certificate': postCertificate,
  'shared/post/inviting': postInviting,
  'shared/post/heads': postHeads,
  'shared/post/fetching': postFetching,
  'shared/post/rolls': postRolls,
  'shared/post/stick': postStick,
  'shared/post/keeping': postKeeping,
  'shared/post/problem': postProblem,
  'shared/post/overview': postOverview,
  'shared/post/figures': postFigures,
  'shared/post/parts': postParts,
  'shared/post/unit': postUnit,
  'shared/post/joining': postJoining,
  'shared/papers/kept-paper': papersKeptPaper,
  'shared/policy/case-file': policyCaseFile,
  'shared/policy/policy-events': policyPolicyEvents,
  'shared/policy/pack': policyPack,
  'shared/policy/office-clocks': policyOfficeClocks,
  'shared/casework/claims': caseworkClaims,
  'shared/casework/window-events': caseworkWindowEvents,
  'shared/casework/claim-events': caseworkClaimEvents,
  'shared/casework/return-layout': caseworkReturnLayout,
  'shared/casework/dispatches': caseworkDispatches,
  'shared/casework/documents': caseworkDocuments,
  'shared/casework/review-dispatches': caseworkReviewDispatches,
  'shared/casework/figures': caseworkFigures,
  'shared/casework/roll': caseworkRoll,
  'shared/casework/province-answer': caseworkProvinceAnswer,
  'shared/casework/access-log': caseworkAccessLog,
  'shared/casework/journal': caseworkJournal,
  'shared/contract/sealed-office': contractSealedOffice,
  'shared/contract/update': contractUpdate,
  'shared/contract/roll': contractRoll,
  'shared/contract/backup': contractBackup,
  'shared/contract/vault': contractVault,
  'shared/batches/retention': exchangeRetention,
  'shared/layouts/layout': exchangeLayoutsLayout,
  'shared/layouts/provincial-record': exchangeProvincialRecord,
  'shared/batches/inspection': exchangeInspection,
  'shared/rosters/roster-answers': exchangeRosterAnswers,
  'shared/batches/manifest': exchangeManifest,
  'shared/registry/registry-events': exchangeRegistryEvents,
  'shared/lists/list-columns': exchangeListColumns,
  'shared/verification/verification-events': exchangeVerificationEvents,
  'shared/batches/batch-events': exchangeBatchEvents,
  'shared/aftercare/reporting/upload-watch': aftercareReportingUploadWatch,
  'shared/aftercare/reporting/events': aftercareReportingEvents,
  'shared/aftercare/reporting/report-line': aftercareReportingReportLine,
  'shared/aftercare/codes': aftercareCodes,
  'shared/aftercare/source': aftercareSource,
  'shared/aftercare/inquiry/codes': aftercareInquiryCodes,
  'shared/aftercare/inquiry/event': aftercareInquiryEvent,
  'shared/aftercare/event': aftercareEvent,
  'shared/aftercare/lists/list-event': aftercareListsListEvent,
  'shared/aftercare/lists/list-row': aftercareListsListRow,
  'shared/aftercare/recovery/event': aftercareRecoveryEvent,
  'shared/domain/working-days': domainWorkingDays,
  'shared/domain/confirmation': domainConfirmation,
  'shared/domain/application': domainApplication,
  'shared/domain/bar-chart': domainBarChart,
  'shared/domain/supporting-document': domainSupportingDocument,
  'shared/domain/registries': domainRegistries,
  'shared/domain/officer': domainOfficer,
  'shared/domain/letter': domainLetter,
  'shared/domain/office': domainOffice,
  'electron/host/settings-file': settingsFile,
  'electron/host/folder-lock': folderLock,
  'electron/host/update-manifest': updateManifest,
  'electron/host/process-identity': processIdentity,
  'electron/host/ledger-memory': ledgerMemory,
  'electron/host/program-folder': programFolder,
  'electron/host/backup-manifest': backupManifest,
  'electron/host/ledger-watch': ledgerWatch,
  'electron/host/areas': areas,
  'electron/host/post/post-record': postPostRecord,
  'electron/host/post/kept-offices': postKeptOffices,
};

/** As JSON schemas, each once and named where it stands in another; what no such schema can say is left open. */
function forms(): readonly string[] {
  const registry = z.registry<{ id: string }>();
  for (const [path, exported] of Object.entries(modules))
    for (const [name, value] of Object.entries(exported))
      // One that another module hands on is known already.
      if (value instanceof z.ZodType && !registry.has(value)) registry.add(value, { id: `${path} ${name}` });
  const { schemas } = z.toJSONSchema(registry, { unrepresentable: 'any', io: 'input', uri: (id) => id });
  return Object.entries(schemas).map(([id, form]) => {
    const text = JSON.stringify(form, (key, value: unknown) => (key === '$schema' || key === '$id' ? undefined : value))
      .replaceAll(/,"(?:minimum|maximum)":-?9007199254740991/gu, '')
      .replaceAll(/"format":"uuid","pattern":"[^"]*"/gu, '"format":"uuid"');
    return `${id}\n  ${text}`;
  });
}

it('no form is another than it was', async () => {
  const all = forms();
  expect(all.length).toBeGreaterThan(100);
  await expect(`${all.toSorted().join('\n')}\n`).toMatchFileSnapshot('../fixtures/forms.txt');
});
