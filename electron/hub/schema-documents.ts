/** Migration 9: documents of an office in rows of at most 1 MiB (shared/post/documents.ts). */
export const documentsMigration = `
  CREATE TABLE document (
    office uuid NOT NULL,
    digest text NOT NULL,
    window_id uuid NOT NULL,
    size bigint NOT NULL,
    -- SHA-256 of each part, in order.
    parts text[] NOT NULL,
    held integer NOT NULL DEFAULT 0,
    touched_at timestamptz NOT NULL DEFAULT now(),
    -- Every window had it for long enough. The row stays a while, so that nobody sends it again unasked.
    removed_at timestamptz,
    PRIMARY KEY (office, digest),
    FOREIGN KEY (office, window_id) REFERENCES log
  );
  CREATE TABLE document_part (
    office uuid NOT NULL,
    digest text NOT NULL,
    part integer NOT NULL,
    content bytea NOT NULL CHECK (octet_length(content) BETWEEN 1 AND 1048576),
    PRIMARY KEY (office, digest, part),
    FOREIGN KEY (office, digest) REFERENCES document ON DELETE CASCADE
  );
  -- Sealed bytes do not become smaller.
  ALTER TABLE document_part ALTER COLUMN content SET STORAGE EXTERNAL;
  CREATE TABLE document_holder (
    office uuid NOT NULL,
    digest text NOT NULL,
    window_id uuid NOT NULL,
    at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (office, digest, window_id),
    FOREIGN KEY (office, digest) REFERENCES document ON DELETE CASCADE,
    FOREIGN KEY (office, window_id) REFERENCES log
  );

  -- All of a letter or nothing. The row of the office is locked: two windows together put no more than there may be.
  CREATE FUNCTION keep_documents(
    p_office uuid, p_window uuid, p_generation integer, p_key text, p_digest text, p_size bigint, p_parts text[], p_most integer,
    p_dropped text[], p_have text[]
  ) RETURNS TABLE (outcome text, generation integer, epoch uuid, instant timestamptz) LANGUAGE plpgsql AS $$
  BEGIN
    SELECT m.outcome, m.generation, m.epoch INTO outcome, generation, epoch FROM may_keep(p_office, p_window, p_generation, p_key) m;
    instant := date_trunc('milliseconds', clock_timestamp());
    IF outcome <> 'kept' THEN RETURN NEXT; RETURN; END IF;
    DELETE FROM document d WHERE d.office = p_office AND d.window_id = p_window AND d.digest = ANY (p_dropped);
    INSERT INTO document_holder (office, digest, window_id)
      SELECT p_office, d.digest, p_window FROM document d
        WHERE d.office = p_office AND d.digest = ANY (p_have) AND d.held = cardinality(d.parts)
      ON CONFLICT DO NOTHING;
    IF p_digest IS NOT NULL AND NOT EXISTS (SELECT FROM document d WHERE d.office = p_office AND d.digest = p_digest) THEN
      PERFORM FROM office o WHERE o.office = p_office FOR UPDATE;
      IF (SELECT count(*) FROM document d WHERE d.office = p_office AND d.removed_at IS NULL) >= p_most THEN
        outcome := 'too-many'; RETURN NEXT; RETURN;
      END IF;
      INSERT INTO document (office, digest, window_id, size, parts) VALUES (p_office, p_digest, p_window, p_size, p_parts)
        ON CONFLICT DO NOTHING;
    END IF;
    RETURN NEXT;
  END $$;

  -- One part of an own document; the same again changes nothing. p_hash: of the bytes, as the hub counted it.
  CREATE FUNCTION keep_part(
    p_office uuid, p_window uuid, p_generation integer, p_key text, p_digest text, p_part integer, p_hash text, p_content bytea
  ) RETURNS TABLE (outcome text, generation integer, epoch uuid, state text, held integer) LANGUAGE plpgsql AS $$
  DECLARE
    d document%ROWTYPE;
  BEGIN
    SELECT m.outcome, m.generation, m.epoch INTO outcome, generation, epoch FROM may_keep(p_office, p_window, p_generation, p_key) m;
    IF outcome <> 'kept' THEN RETURN NEXT; RETURN; END IF;
    SELECT * INTO d FROM document WHERE document.office = p_office AND document.digest = p_digest AND document.window_id = p_window
      FOR UPDATE;
    held := coalesce(d.held, 0);
    state := CASE
      WHEN d.digest IS NULL OR d.removed_at IS NOT NULL THEN 'unknown'
      WHEN d.parts[p_part + 1] IS DISTINCT FROM p_hash THEN 'other-part'
      ELSE 'held' END;
    IF state = 'held' THEN
      INSERT INTO document_part (office, digest, part, content) VALUES (p_office, p_digest, p_part, p_content) ON CONFLICT DO NOTHING;
      IF FOUND THEN
        UPDATE document SET held = document.held + 1, touched_at = clock_timestamp()
          WHERE document.office = p_office AND document.digest = p_digest RETURNING document.held INTO held;
      END IF;
    END IF;
    RETURN NEXT;
  END $$;

  -- What every window of the office (but those that were retired) has had for so many days, and what never became whole in as many.
  CREATE FUNCTION remove_documents(p_days integer) RETURNS integer LANGUAGE plpgsql AS $$
  DECLARE
    v_before timestamptz := clock_timestamp() - make_interval(days => p_days);
    v_removed integer;
  BEGIN
    DELETE FROM document d WHERE d.removed_at < clock_timestamp() - interval '400 days'
      OR (d.removed_at IS NULL AND d.held < cardinality(d.parts) AND d.touched_at < v_before);
    UPDATE document d SET removed_at = clock_timestamp()
      WHERE d.removed_at IS NULL AND d.held = cardinality(d.parts) AND d.touched_at < v_before
        AND NOT EXISTS (SELECT FROM log l WHERE l.office = d.office AND l.retired_at IS NULL AND l.window_id <> d.window_id
          AND NOT EXISTS (SELECT FROM document_holder h
            WHERE h.office = d.office AND h.digest = d.digest AND h.window_id = l.window_id AND h.at < v_before));
    GET DIAGNOSTICS v_removed = ROW_COUNT;
    DELETE FROM document_part p USING document d
      WHERE d.office = p.office AND d.digest = p.digest AND d.removed_at IS NOT NULL;
    RETURN v_removed;
  END $$;
`;
