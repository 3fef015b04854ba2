/**
 * The hub's tables and functions. The office leads every key, so that tables can be split by office. Each migration is applied once,
 * in order, in one transaction; one that was released is never changed. Everything that a run does happens in one function: one round
 * trip, all or nothing, and never an answer from rows that others might not see yet.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE hub (
    single boolean PRIMARY KEY DEFAULT true CHECK (single),
    hub uuid NOT NULL,
    area text NOT NULL CHECK (area IN ('training', 'office')),
    epoch uuid NOT NULL,
    public_key text NOT NULL,
    made_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE TABLE office (
    office uuid PRIMARY KEY,
    made_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE TABLE invitation (
    invitation text PRIMARY KEY,
    office uuid NOT NULL REFERENCES office,
    proof_key bytea NOT NULL,
    until timestamptz NOT NULL,
    request text,
    answer text
  );
  CREATE TABLE log (
    office uuid NOT NULL REFERENCES office,
    window_id uuid NOT NULL,
    generation integer NOT NULL,
    prefix text NOT NULL,
    public_key text NOT NULL,
    joined_at timestamptz NOT NULL DEFAULT now(),
    retired_at timestamptz,
    held bigint NOT NULL DEFAULT 0,
    head text NOT NULL DEFAULT repeat('0', 64),
    window_head jsonb,
    head_key text,
    shipped_at timestamptz,
    PRIMARY KEY (office, window_id),
    UNIQUE (office, prefix)
  );
  CREATE TABLE unit (
    office uuid NOT NULL,
    window_id uuid NOT NULL,
    sequence bigint NOT NULL,
    hash text,
    line text,
    side text,
    quarantined text,
    PRIMARY KEY (office, window_id, sequence),
    FOREIGN KEY (office, window_id) REFERENCES log
  );
  -- Ciphertext packs no further; a usual line fits into a page.
  ALTER TABLE unit ALTER COLUMN line SET STORAGE EXTERNAL, ALTER COLUMN side SET STORAGE EXTERNAL;
  ALTER TABLE unit SET (toast_tuple_target = 8160);

  -- What a word of the hub rests on, at this moment and for this connection.
  CREATE FUNCTION rests_on() RETURNS text LANGUAGE sql STABLE AS $$
    SELECT CASE
      WHEN current_setting('synchronous_standby_names') <> ''
        AND current_setting('synchronous_commit') IN ('on', 'remote_apply') THEN 'synchronous-standby'
      ELSE 'one-node' END
  $$;

  -- Takes a run. The row of the log is locked first: it waits for whoever writes there, and for what he wrote to be replicated, and
  -- it makes this transaction one that waits at its own commit, also where nothing is new.
  CREATE FUNCTION take_run(
    p_office uuid, p_window uuid, p_generation integer, p_key text, p_head jsonb, p_first bigint, p_previous text,
    p_hashes text[], p_lines text[], p_sides text[], p_quarantined text[]
  ) RETURNS TABLE (
    outcome text, at_sequence bigint, at_hash text, held bigint, head text, generation integer, epoch uuid, rests_on text,
    instant timestamptz, quarantined jsonb, added bigint
  ) LANGUAGE plpgsql AS $$
  DECLARE
    l log%ROWTYPE;
    v_last bigint := p_first + cardinality(p_hashes) - 1;
    v_added bigint := 0;
    d record;
  BEGIN
    SELECT * INTO l FROM log WHERE log.office = p_office AND log.window_id = p_window FOR UPDATE;
    outcome := CASE
      WHEN NOT FOUND THEN 'unknown-window'
      WHEN l.retired_at IS NOT NULL OR p_generation < l.generation THEN 'retired'
      WHEN p_generation > l.generation THEN 'unknown-window'
      WHEN p_key <> l.public_key THEN 'key-changed'
      WHEN p_first > l.held + 1 THEN 'gap'
      ELSE 'taken' END;
    held := l.held; head := l.head; generation := l.generation;
    IF outcome <> 'taken' THEN RETURN NEXT; RETURN; END IF;

    SELECT u.sequence AS sequence, u.hash AS hash INTO d
      FROM unit u JOIN unnest(p_hashes) WITH ORDINALITY AS h(hash, at) ON u.sequence = p_first + h.at - 1
      WHERE u.office = p_office AND u.window_id = p_window AND u.sequence BETWEEN p_first AND v_last AND u.hash <> h.hash
      ORDER BY u.sequence LIMIT 1;
    IF NOT FOUND AND p_previous IS NOT NULL THEN
      SELECT u.sequence AS sequence, u.hash AS hash INTO d FROM unit u
        WHERE u.office = p_office AND u.window_id = p_window AND u.sequence = p_first - 1 AND u.hash <> p_previous;
    END IF;
    IF d.sequence IS NOT NULL THEN
      outcome := 'differs'; at_sequence := d.sequence; at_hash := d.hash;
      RETURN NEXT; RETURN;
    END IF;

    IF p_first <= l.held THEN
      -- A place that was kept free, or a side that came later. Nothing that stands is ever written over.
      UPDATE unit u SET
        line = coalesce(u.line, g.line), side = coalesce(u.side, g.side), quarantined = coalesce(u.quarantined, g.quarantined)
        FROM unnest(p_hashes, p_lines, p_sides, p_quarantined) WITH ORDINALITY AS g(hash, line, side, quarantined, at)
        WHERE u.office = p_office AND u.window_id = p_window AND u.sequence = p_first + g.at - 1 AND u.sequence <= l.held
          AND u.hash = g.hash AND g.line IS NOT NULL
          AND (u.line IS NULL OR (u.side IS NULL AND g.side IS NOT NULL));
    END IF;
    IF v_last > l.held THEN
      INSERT INTO unit (office, window_id, sequence, hash, line, side, quarantined)
        SELECT p_office, p_window, p_first + g.at - 1, g.hash, g.line, g.side, g.quarantined
        FROM unnest(p_hashes, p_lines, p_sides, p_quarantined) WITH ORDINALITY AS g(hash, line, side, quarantined, at)
        WHERE p_first + g.at - 1 > l.held;
      GET DIAGNOSTICS v_added = ROW_COUNT;
      UPDATE log SET held = v_last, head = p_hashes[cardinality(p_hashes)], window_head = p_head, head_key = p_key,
        shipped_at = clock_timestamp()
        WHERE log.office = p_office AND log.window_id = p_window
        RETURNING log.held, log.head INTO held, head;
    END IF;
    SELECT h.epoch INTO epoch FROM hub h;
    rests_on := rests_on(); instant := clock_timestamp(); added := v_added;
    SELECT jsonb_agg(jsonb_build_object('sequence', u.sequence, 'reason', u.quarantined) ORDER BY u.sequence) INTO quarantined
      FROM unit u WHERE u.office = p_office AND u.window_id = p_window AND u.sequence BETWEEN p_first AND v_last
        AND u.quarantined IS NOT NULL;
    RETURN NEXT;
  END $$;

  -- How far a log is; locks as take_run does, so that nothing is told which a standby might not have.
  CREATE FUNCTION log_state(p_office uuid, p_window uuid) RETURNS TABLE (
    generation integer, public_key text, retired boolean, held bigint, head text, window_head jsonb, epoch uuid, rests_on text,
    instant timestamptz
  ) LANGUAGE plpgsql AS $$
  BEGIN
    RETURN QUERY SELECT l.generation, l.public_key, l.retired_at IS NOT NULL, l.held, l.head, l.window_head, h.epoch, rests_on(),
      clock_timestamp()
      FROM log l CROSS JOIN hub h WHERE l.office = p_office AND l.window_id = p_window FOR UPDATE OF l;
  END $$;

  -- Uses an invitation. The same request again has the answer of the first time.
  CREATE FUNCTION join_window(
    p_invitation text, p_request text, p_answer text, p_window uuid, p_generation integer, p_prefix text, p_key text
  ) RETURNS TABLE (outcome text, answer text, generation integer) LANGUAGE plpgsql AS $$
  DECLARE
    i invitation%ROWTYPE;
    l log%ROWTYPE;
  BEGIN
    SELECT * INTO i FROM invitation WHERE invitation.invitation = p_invitation AND until > clock_timestamp() FOR UPDATE;
    IF NOT FOUND OR (i.request IS NOT NULL AND i.request <> p_request) THEN
      outcome := 'code-refused'; RETURN NEXT; RETURN;
    END IF;
    IF i.request IS NOT NULL THEN
      outcome := 'joined'; answer := i.answer; RETURN NEXT; RETURN;
    END IF;
    IF EXISTS (SELECT FROM log WHERE log.office = i.office AND log.prefix = p_prefix AND log.window_id <> p_window) THEN
      outcome := 'prefix-used'; RETURN NEXT; RETURN;
    END IF;
    SELECT * INTO l FROM log WHERE log.office = i.office AND log.window_id = p_window FOR UPDATE;
    IF FOUND AND (l.retired_at IS NOT NULL OR p_generation < l.generation) THEN
      outcome := 'retired'; generation := l.generation; RETURN NEXT; RETURN;
    END IF;
    INSERT INTO log (office, window_id, generation, prefix, public_key) VALUES (i.office, p_window, p_generation, p_prefix, p_key)
      ON CONFLICT (office, window_id) DO UPDATE SET generation = p_generation, prefix = p_prefix, public_key = p_key,
        joined_at = now();
    UPDATE invitation SET request = p_request, answer = p_answer WHERE invitation.invitation = p_invitation;
    outcome := 'joined'; answer := p_answer; RETURN NEXT;
  END $$;
  `,
  `
  -- Every training county begins with the same prefix, and a training that is reset is a new window: made-up numbers may meet there.
  ALTER TABLE log ADD COLUMN practice boolean NOT NULL DEFAULT false;
  UPDATE log SET practice = (SELECT area = 'training' FROM hub);
  ALTER TABLE log DROP CONSTRAINT log_office_prefix_key;
  CREATE UNIQUE INDEX log_prefix ON log (office, prefix) WHERE NOT practice;

  -- Uses an invitation; one prefix a window where numbers count. The same request again has the answer of the first time.
  CREATE OR REPLACE FUNCTION join_window(
    p_invitation text, p_request text, p_answer text, p_window uuid, p_generation integer, p_prefix text, p_key text
  ) RETURNS TABLE (outcome text, answer text, generation integer) LANGUAGE plpgsql AS $$
  DECLARE
    i invitation%ROWTYPE;
    l log%ROWTYPE;
    v_practice boolean := (SELECT hub.area = 'training' FROM hub);
  BEGIN
    SELECT * INTO i FROM invitation WHERE invitation.invitation = p_invitation AND until > clock_timestamp() FOR UPDATE;
    IF NOT FOUND OR (i.request IS NOT NULL AND i.request <> p_request) THEN
      outcome := 'code-refused'; RETURN NEXT; RETURN;
    END IF;
    IF i.request IS NOT NULL THEN
      outcome := 'joined'; answer := i.answer; RETURN NEXT; RETURN;
    END IF;
    IF NOT v_practice AND EXISTS (SELECT FROM log WHERE log.office = i.office AND log.prefix = p_prefix AND log.window_id <> p_window) THEN
      outcome := 'prefix-used'; RETURN NEXT; RETURN;
    END IF;
    SELECT * INTO l FROM log WHERE log.office = i.office AND log.window_id = p_window FOR UPDATE;
    IF FOUND AND (l.retired_at IS NOT NULL OR p_generation < l.generation) THEN
      outcome := 'retired'; generation := l.generation; RETURN NEXT; RETURN;
    END IF;
    INSERT INTO log (office, window_id, generation, prefix, public_key, practice)
      VALUES (i.office, p_window, p_generation, p_prefix, p_key, v_practice)
      ON CONFLICT (office, window_id) DO UPDATE SET generation = p_generation, prefix = p_prefix, public_key = p_key,
        joined_at = now();
    UPDATE invitation SET request = p_request, answer = p_answer WHERE invitation.invitation = p_invitation;
    outcome := 'joined'; answer := p_answer; RETURN NEXT;
  END $$;
  `,
];
