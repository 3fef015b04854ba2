/**
 * The hub's tables and functions. The office leads every key, so that tables can be split by office. Each migration is applied once,
 * in order, in one transaction; one that was released is never changed. Everything that a run does happens in one function: one round
 * trip, all or nothing, and never an answer from rows that others might not see yet.
 */
import { claimsMigration } from './schema-claims.ts';
import { rollsMigration } from './schema-rolls.ts';
import { dispatchesMigration, ownDispatchesMigration } from './schema-dispatches.ts';
import { documentsMigration } from './schema-documents.ts';
import { overviewMigration } from './schema-overview.ts';

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
  `
  -- Wrapped content keys. A destroyed one is remembered for good, and its bytes are gone after thirty days.
  CREATE TABLE content_key (
    office uuid NOT NULL,
    window_id uuid NOT NULL,
    subject text NOT NULL,
    wrapped text,
    number integer NOT NULL DEFAULT 0,
    dropped_at timestamptz,
    PRIMARY KEY (office, window_id, subject),
    FOREIGN KEY (office, window_id) REFERENCES log
  );
  -- Vault and settings, sealed: some of the last, since lines may end before the entry that records the newest.
  CREATE TABLE sealed_office (
    office uuid NOT NULL,
    window_id uuid NOT NULL,
    vault_revision bigint NOT NULL,
    vault_digest text NOT NULL,
    settings_revision bigint NOT NULL,
    settings_digest text NOT NULL,
    body text NOT NULL,
    kept_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (office, window_id, vault_digest, settings_digest),
    FOREIGN KEY (office, window_id) REFERENCES log
  );
  ALTER TABLE sealed_office ALTER COLUMN body SET STORAGE EXTERNAL;

  -- Whether a window may write here; locks its log as take_run does.
  CREATE FUNCTION may_keep(p_office uuid, p_window uuid, p_generation integer, p_key text)
  RETURNS TABLE (outcome text, generation integer, epoch uuid) LANGUAGE plpgsql AS $$
  DECLARE
    l log%ROWTYPE;
  BEGIN
    SELECT * INTO l FROM log WHERE log.office = p_office AND log.window_id = p_window FOR UPDATE;
    outcome := CASE
      WHEN NOT FOUND THEN 'unknown-window'
      WHEN l.retired_at IS NOT NULL OR p_generation < l.generation THEN 'retired'
      WHEN p_generation > l.generation THEN 'unknown-window'
      WHEN p_key <> l.public_key THEN 'key-changed'
      ELSE 'kept' END;
    generation := l.generation;
    SELECT h.epoch INTO epoch FROM hub h;
    RETURN NEXT;
  END $$;

  CREATE FUNCTION keep_keys(
    p_office uuid, p_window uuid, p_generation integer, p_key text, p_subjects text[], p_wrapped text[], p_numbers integer[],
    p_dropped text[]
  ) RETURNS TABLE (outcome text, generation integer, epoch uuid) LANGUAGE plpgsql AS $$
  BEGIN
    SELECT * INTO outcome, generation, epoch FROM may_keep(p_office, p_window, p_generation, p_key);
    IF outcome = 'kept' THEN
      INSERT INTO content_key AS c (office, window_id, subject, wrapped, number)
        SELECT p_office, p_window, g.subject, g.wrapped, g.number
        FROM unnest(p_subjects, p_wrapped, p_numbers) AS g(subject, wrapped, number)
        ON CONFLICT (office, window_id, subject) DO UPDATE SET wrapped = EXCLUDED.wrapped, number = EXCLUDED.number
          WHERE c.dropped_at IS NULL AND EXCLUDED.number >= c.number AND EXCLUDED.wrapped <> c.wrapped;
      INSERT INTO content_key AS c (office, window_id, subject, dropped_at)
        SELECT p_office, p_window, g.subject, clock_timestamp() FROM unnest(p_dropped) AS g(subject)
        ON CONFLICT (office, window_id, subject) DO UPDATE SET dropped_at = clock_timestamp() WHERE c.dropped_at IS NULL;
      UPDATE content_key c SET wrapped = NULL
        WHERE c.office = p_office AND c.window_id = p_window AND c.wrapped IS NOT NULL
          AND c.dropped_at < clock_timestamp() - interval '30 days';
    END IF;
    RETURN NEXT;
  END $$;

  CREATE FUNCTION keep_office(
    p_office uuid, p_window uuid, p_generation integer, p_key text, p_vault bigint, p_vault_digest text, p_settings bigint,
    p_settings_digest text, p_body text
  ) RETURNS TABLE (outcome text, generation integer, epoch uuid) LANGUAGE plpgsql AS $$
  BEGIN
    SELECT * INTO outcome, generation, epoch FROM may_keep(p_office, p_window, p_generation, p_key);
    IF outcome = 'kept' THEN
      INSERT INTO sealed_office (office, window_id, vault_revision, vault_digest, settings_revision, settings_digest, body)
        VALUES (p_office, p_window, p_vault, p_vault_digest, p_settings, p_settings_digest, p_body)
        ON CONFLICT (office, window_id, vault_digest, settings_digest) DO NOTHING;
      DELETE FROM sealed_office s WHERE s.office = p_office AND s.window_id = p_window AND (s.vault_digest, s.settings_digest) IN (
        SELECT o.vault_digest, o.settings_digest FROM sealed_office o WHERE o.office = p_office AND o.window_id = p_window
          ORDER BY o.vault_revision + o.settings_revision DESC, o.kept_at DESC OFFSET 20);
    END IF;
    RETURN NEXT;
  END $$;

  -- A code that was printed for restoring one window: it fetches that window's log, and joins as that window alone.
  ALTER TABLE invitation ADD COLUMN restores uuid;
  CREATE OR REPLACE FUNCTION join_window(
    p_invitation text, p_request text, p_answer text, p_window uuid, p_generation integer, p_prefix text, p_key text
  ) RETURNS TABLE (outcome text, answer text, generation integer) LANGUAGE plpgsql AS $$
  DECLARE
    i invitation%ROWTYPE;
    l log%ROWTYPE;
    v_practice boolean := (SELECT hub.area = 'training' FROM hub);
  BEGIN
    SELECT * INTO i FROM invitation WHERE invitation.invitation = p_invitation AND until > clock_timestamp() FOR UPDATE;
    IF NOT FOUND OR (i.request IS NOT NULL AND i.request <> p_request) OR i.restores <> p_window THEN
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

  -- The next lines of a log: so many, and so many bytes, but always one.
  CREATE FUNCTION log_page(p_office uuid, p_window uuid, p_after bigint, p_held bigint, p_lines integer, p_bytes bigint)
  RETURNS TABLE (sequence bigint, line text) LANGUAGE sql STABLE AS $$
    SELECT u.sequence, u.line FROM unit u
      JOIN (SELECT s.sequence, sum(octet_length(coalesce(s.line, ''))) OVER (ORDER BY s.sequence) AS total
        FROM unit s WHERE s.office = p_office AND s.window_id = p_window AND s.sequence > p_after
          AND s.sequence <= least(p_held, p_after + p_lines)) t ON t.sequence = u.sequence
      WHERE u.office = p_office AND u.window_id = p_window AND u.sequence > p_after
        AND u.sequence <= least(p_held, p_after + p_lines) AND (t.total <= p_bytes OR u.sequence = p_after + 1)
      ORDER BY u.sequence
  $$;
  `,
  claimsMigration,
  rollsMigration,
  overviewMigration,
  dispatchesMigration,
  ownDispatchesMigration,
  documentsMigration,
];
