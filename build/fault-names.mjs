/** What campaigns were called before, and what each is now: `packs` was a word for registers, and means the policy packs today. */
const formerNames = { packs: 'registry' };

/** The campaign that is meant by a name, as it is called now; `null` for one that nobody knows. */
export function campaignNamed(asked, known) {
  const name = Object.hasOwn(formerNames, asked) ? formerNames[asked] : asked;
  return known.includes(name) ? name : null;
}

/** What to answer to an unknown name: every name, the former ones beside it. */
export function namesOffered(known) {
  const former = Object.entries(formerNames).map(([before, now]) => `${before} 是 ${now} 的旧名，仍可用`);
  return `${known.join('、')}（${former.join('；')}）`;
}
