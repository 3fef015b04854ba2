/** Migration 4: claims of all windows of an office in one order, and invitations that a window made (shared/post/claims.ts, inviting.ts). */
export const claimsMigration = `
  -- The name of the office's claim key, and how many changes its claims have seen.
  -- When a window said its claims last, by its own clock: an older letter, off a stick or late on the way, changes nothing.
  ALTER TABLE log ADD COLUMN claims_told text NOT NULL DEFAULT '';
  ALTER TABLE office ADD COLUMN claim_key text, ADD COLUMN claims bigint NOT NULL DEFAULT 0;
  CREATE TABLE claim (
    office uuid NOT NULL,
    window_id uuid NOT NULL,
    subject text NOT NULL,
    digest text NOT NULL,
    number text NOT NULL,
    received_on text NOT NULL,
    state text NOT NULL CHECK (state IN ('open', 'accepted', 'released')),
    raised bigint NOT NULL,
    change bigint NOT NULL,
    dropped_at timestamptz,
    PRIMARY KEY (office, window_id, subject, digest),
    FOREIGN KEY (office, window_id) REFERENCES log
  );
  CREATE UNIQUE INDEX claim_change ON claim (office, change);

  -- Takes a letter of claims. The row of the office is locked: changes are numbered and committed in one order, so that whoever has
  -- seen a change has seen all before it. The first key that is named is the office's.
  CREATE FUNCTION keep_claims(
    p_office uuid, p_window uuid, p_generation integer, p_key text, p_claim_key text, p_cases text[], p_subjects text[],
    p_numbers text[], p_days text[], p_digests text[], p_states text[], p_dropped text[], p_told text
  ) RETURNS TABLE (outcome text, generation integer, epoch uuid, claim_key text, instant timestamptz) LANGUAGE plpgsql AS $$
  DECLARE
    o office%ROWTYPE;
    v_changed bigint;
  BEGIN
    SELECT m.outcome, m.generation, m.epoch INTO outcome, generation, epoch FROM may_keep(p_office, p_window, p_generation, p_key) m;
    instant := clock_timestamp();
    IF outcome <> 'kept' THEN RETURN NEXT; RETURN; END IF;
    SELECT * INTO o FROM office WHERE office.office = p_office FOR UPDATE;
    claim_key := coalesce(o.claim_key, p_claim_key);
    IF p_claim_key IS NULL THEN RETURN NEXT; RETURN; END IF;
    IF claim_key <> p_claim_key THEN outcome := 'key-differs'; RETURN NEXT; RETURN; END IF;
    UPDATE log SET claims_told = p_told WHERE log.office = p_office AND log.window_id = p_window AND log.claims_told <= p_told;
    IF NOT FOUND THEN RETURN NEXT; RETURN; END IF;

    WITH given AS (
      SELECT * FROM unnest(p_subjects, p_numbers, p_days, p_digests, p_states) WITH ORDINALITY AS g(subject, number, received_on, digest, state, at)
    ), moved AS (
      SELECT g.subject, g.number, g.received_on, g.digest, g.state, c.state AS was, c.raised, g.at
        FROM given g LEFT JOIN claim c ON c.office = p_office AND c.window_id = p_window AND c.subject = g.subject AND c.digest = g.digest
        WHERE c.subject IS NULL OR (c.number, c.received_on, c.state) IS DISTINCT FROM (g.number, g.received_on, g.state)
      UNION ALL
      SELECT c.subject, c.number, c.received_on, c.digest, 'released', c.state, c.raised, 0
        FROM claim c WHERE c.office = p_office AND c.window_id = p_window AND c.subject = ANY (p_cases || p_dropped) AND c.state <> 'released'
          AND NOT EXISTS (SELECT FROM given g WHERE g.subject = c.subject AND g.digest = c.digest)
    ), placed AS (
      SELECT m.*, o.claims + row_number() OVER (ORDER BY m.at, m.subject, m.digest) AS change FROM moved m
    )
    INSERT INTO claim AS c (office, window_id, subject, digest, number, received_on, state, raised, change)
      SELECT p_office, p_window, p.subject, p.digest, p.number, p.received_on, p.state,
        CASE WHEN p.was IS NULL OR (p.was = 'released' AND p.state <> 'released') THEN p.change ELSE p.raised END, p.change
      FROM placed p
      ON CONFLICT (office, window_id, subject, digest) DO UPDATE SET number = EXCLUDED.number, received_on = EXCLUDED.received_on,
        state = EXCLUDED.state, raised = EXCLUDED.raised, change = EXCLUDED.change;
    GET DIAGNOSTICS v_changed = ROW_COUNT;
    IF v_changed > 0 OR o.claim_key IS NULL THEN
      UPDATE office SET claims = o.claims + v_changed, claim_key = p_claim_key WHERE office.office = p_office;
    END IF;
    -- Everybody was told that they are released; thirty days later nothing is left of a destroyed case.
    UPDATE claim c SET dropped_at = clock_timestamp()
      WHERE c.office = p_office AND c.window_id = p_window AND c.subject = ANY (p_dropped) AND c.dropped_at IS NULL;
    DELETE FROM claim c WHERE c.office = p_office AND c.window_id = p_window AND c.dropped_at < clock_timestamp() - interval '30 days';
    RETURN NEXT;
  END $$;

  -- What a window left for whoever types its code.
  ALTER TABLE invitation ADD COLUMN sealed text, ADD COLUMN invited_by uuid, ADD COLUMN made_at timestamptz NOT NULL DEFAULT now();

  CREATE FUNCTION invite_window(
    p_office uuid, p_window uuid, p_generation integer, p_key text, p_invitation text, p_proof_key bytea, p_sealed text, p_minutes integer,
    p_most integer
  ) RETURNS TABLE (outcome text, generation integer, epoch uuid, until timestamptz) LANGUAGE plpgsql AS $$
  BEGIN
    SELECT m.outcome, m.generation, m.epoch INTO outcome, generation, epoch FROM may_keep(p_office, p_window, p_generation, p_key) m;
    IF outcome = 'kept' THEN
      DELETE FROM invitation i WHERE i.until < clock_timestamp();
      DELETE FROM invitation i WHERE i.invitation IN (
        SELECT s.invitation FROM invitation s WHERE s.office = p_office AND s.invited_by = p_window ORDER BY s.made_at DESC OFFSET p_most - 1);
      INSERT INTO invitation AS i (invitation, office, proof_key, until, sealed, invited_by)
        VALUES (p_invitation, p_office, p_proof_key, clock_timestamp() + make_interval(mins => p_minutes), p_sealed, p_window)
        ON CONFLICT (invitation) DO NOTHING RETURNING i.until INTO until;
      IF NOT FOUND THEN outcome := 'used'; END IF;
    END IF;
    RETURN NEXT;
  END $$;

  -- The sealed keys under a code that this window joined with, or that nobody has used: then it is used up by this.
  CREATE FUNCTION hand_over(p_office uuid, p_window uuid, p_invitation text)
  RETURNS TABLE (handed boolean, sealed text) LANGUAGE plpgsql AS $$
  DECLARE
    i invitation%ROWTYPE;
  BEGIN
    SELECT * INTO i FROM invitation WHERE invitation.invitation = p_invitation AND office = p_office AND until > clock_timestamp() FOR UPDATE;
    handed := FOUND AND (i.request IS NULL OR i.request::jsonb ->> 'window' = p_window::text);
    IF handed THEN
      sealed := i.sealed;
      UPDATE invitation SET request = jsonb_build_object('window', p_window)::text WHERE invitation.invitation = p_invitation AND request IS NULL;
    END IF;
    RETURN NEXT;
  END $$;
`;
