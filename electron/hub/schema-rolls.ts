/** The office's rolls, one after the other (shared/post/rolls.ts). Which of two comes first is settled by the office's row. */
export const rollsMigration = `
  CREATE TABLE roll (
    office uuid NOT NULL REFERENCES office,
    number integer NOT NULL CHECK (number > 0),
    hash text NOT NULL,
    office_key text NOT NULL,
    open text NOT NULL,
    sealed text NOT NULL,
    signature text NOT NULL,
    window_id uuid NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (office, number)
  );

  -- Takes a roll that follows the office's last one. The same bytes again are a success.
  CREATE FUNCTION keep_roll(
    p_office uuid, p_window uuid, p_generation integer, p_key text, p_number integer, p_before text, p_hash text, p_office_key text,
    p_open text, p_sealed text, p_signature text
  ) RETURNS TABLE (outcome text, generation integer, epoch uuid) LANGUAGE plpgsql AS $$
  DECLARE
    v_last roll%ROWTYPE;
  BEGIN
    SELECT m.outcome, m.generation, m.epoch INTO outcome, generation, epoch FROM may_keep(p_office, p_window, p_generation, p_key) m;
    IF outcome <> 'kept' OR p_number IS NULL THEN RETURN NEXT; RETURN; END IF;
    PERFORM FROM office WHERE office.office = p_office FOR UPDATE;
    IF EXISTS (SELECT FROM roll WHERE roll.office = p_office AND number = p_number AND hash = p_hash) THEN RETURN NEXT; RETURN; END IF;
    SELECT * INTO v_last FROM roll WHERE roll.office = p_office ORDER BY number DESC LIMIT 1;
    IF p_number <> coalesce(v_last.number, 0) + 1 OR p_before IS DISTINCT FROM v_last.hash
      OR (v_last.office_key IS NOT NULL AND v_last.office_key <> p_office_key)
    THEN
      outcome := 'roll-differs';
    ELSE
      INSERT INTO roll (office, number, hash, office_key, open, sealed, signature, window_id)
        VALUES (p_office, p_number, p_hash, p_office_key, p_open, p_sealed, p_signature, p_window);
    END IF;
    RETURN NEXT;
  END $$;
`;
