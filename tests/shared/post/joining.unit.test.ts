/** Signatures, codes and proofs: what is good is taken, and every small change of it is not. */
import { assert, nat, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toBase64 } from '#shared/crypto/bytes.ts';
import { joinProof, joinSecrets, makeJoinCode, readJoinCode } from '#shared/crypto/join-code.ts';
import { keyedDigestFits, makeSigningPair, signerOf, verifierOf } from '#shared/crypto/signing.ts';
import { acknowledgementText, headText, logRequestText } from '#shared/post/heads.ts';
import { joinProofText, joinReplyText } from '#shared/post/joining.ts';
import { PublicKey, Signed } from '#shared/post/parts.ts';
import { problemReach, problemStatus } from '#shared/post/problem.ts';
import { postProblemText } from '#shared/wording/post.ts';

const bytes = (start: number) => Uint8Array.from({ length: 16 }, (_, at) => (start * 7 + at * 31) & 255);

describe('the code', () => {
  it('is read however it was typed', () => {
    const code = makeJoinCode(bytes(3));
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{6}(-[0-9A-HJKMNP-TV-Z]{6}){2}$/u);
    const read = readJoinCode(code);
    expect(read.ok).toBe(true);
    expect(readJoinCode(` ${code.toLowerCase().replaceAll('-', ' ')} `)).toEqual(read);
    expect(readJoinCode(code.replaceAll('0', 'O').replaceAll('1', 'l'))).toEqual(read);
  });

  it('shows every single slip', () => {
    assert(
      property(nat(10_000), nat(15), nat(30), (start, place, by) => {
        const plain = makeJoinCode(bytes(start)).replaceAll('-', '');
        const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
        const other = alphabet.charAt((alphabet.indexOf(plain.charAt(place)) + 1 + by) % 32);
        const slipped = plain.slice(0, place) + other + plain.slice(place + 1);
        expect(readJoinCode(slipped)).toEqual({ ok: false, problem: 'check' });
      }),
    );
  });

  it('names an invitation without telling the code, and proves both sides', async () => {
    const code = readJoinCode(makeJoinCode(bytes(9)));
    const secret = code.ok ? code.secret : '';
    const { invitation, proofKey } = await joinSecrets(secret);
    expect(invitation).toMatch(/^[0-9a-f]{32}$/u);
    const proof = await joinProof(proofKey, joinProofText('{"a":1}'));
    expect(await keyedDigestFits(proofKey, joinProofText('{"a":1}'), proof)).toBe(true);
    expect(await keyedDigestFits(proofKey, joinProofText('{"a":2}'), proof)).toBe(false);
    expect(await keyedDigestFits(proofKey, joinReplyText('{"a":1}', ''), proof)).toBe(false);
    const other = await joinSecrets(`${secret.slice(1)}Z`);
    expect(await keyedDigestFits(other.proofKey, joinProofText('{"a":1}'), proof)).toBe(false);
  });
});

describe('a signature', () => {
  it('holds for its text and its key alone', async () => {
    const [one, two] = [await makeSigningPair(), await makeSigningPair()];
    const signed = await (await signerOf(one.privateKey))!('text');
    expect([Signed.safeParse(signed).success, PublicKey.safeParse(one.publicKey).success]).toEqual([true, true]);
    const verify = (await verifierOf(one.publicKey))!;
    expect(await verify('text', signed)).toBe(true);
    expect(await verify('texts', signed)).toBe(false);
    expect(await verify('text', toBase64(new Uint8Array(64)))).toBe(false);
    expect(await verify('text', 'no Base64!')).toBe(false);
    expect(await (await verifierOf(two.publicKey))!('text', signed)).toBe(false);
  });

  it.each(['', 'AAAA', 'no Base64!', toBase64(new Uint8Array(65))])('has no key in %j', async (key) => {
    expect(await verifierOf(key)).toBeNull();
    expect(await signerOf(key)).toBeNull();
  });

  it('covers every field that is signed', () => {
    const name = { office: 'o', area: 'training' as const, window: 'w', generation: 1 };
    const head = { ...name, sequence: 2, hash: 'h' };
    const given = { ...head, hub: 'u', at: 'i', epoch: 'e', restsOn: 'one-node' as const };
    const changed = <T extends object>(whole: T, textOf: (one: T) => string): string[] =>
      Object.keys(whole).filter((field) => textOf({ ...whole, [field]: 'another' }) === textOf(whole));
    expect(changed(head, headText)).toEqual([]);
    expect(changed(given, acknowledgementText)).toEqual([]);
    expect(changed({ ...name, nonce: 'n' }, logRequestText)).toEqual([]);
  });
});

it('has a status, a reach and a sentence for every problem', () => {
  expect(Object.keys(problemReach)).toEqual(Object.keys(problemStatus));
  for (const sentence of Object.values(postProblemText)) expect(sentence).toMatch(/。$/u);
});
