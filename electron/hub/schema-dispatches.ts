/**
 * Migration 8: a window is told which of its own dispatches stand at the hub, without what they say: whoever lost the book knows then what
 * is to be dropped. A program of before passes own rows over.
 */
export const ownDispatchesMigration = `
  CREATE OR REPLACE FUNCTION dispatch_page(p_office uuid, p_window uuid, p_after bigint, p_rows integer, p_characters bigint)
  RETURNS TABLE (change bigint, window_id uuid, prefix text, name text, to_window uuid, content text, changed_at timestamptz)
  LANGUAGE sql STABLE AS $$
    WITH behind AS (
      SELECT d.change, row_number() OVER (ORDER BY d.change) AS place,
          sum(CASE WHEN d.window_id = p_window THEN 0 ELSE coalesce(length(d.content), 0) END) OVER (ORDER BY d.change) AS total
        FROM dispatch d WHERE d.office = p_office AND d.change > p_after
          AND (CASE WHEN d.window_id = p_window THEN d.content IS NOT NULL ELSE d.to_window IS NULL OR d.to_window = p_window END)
        ORDER BY d.change LIMIT p_rows
    )
    SELECT d.change, d.window_id, l.prefix, d.name, d.to_window,
        CASE WHEN d.window_id = p_window THEN 'AAAA' ELSE d.content END, d.changed_at
      FROM behind b JOIN dispatch d ON d.office = p_office AND d.change = b.change
        JOIN log l ON l.office = d.office AND l.window_id = d.window_id
      WHERE b.total <= p_characters OR b.place = 1
      ORDER BY d.change
  $$;
`;

/** Migration 7: dispatches between the windows of an office, in one order of changes (shared/post/dispatches.ts). */
export const dispatchesMigration = `
  -- When a window said its dispatches last, by its own clock; how many changes the office's dispatches have seen.
  ALTER TABLE log ADD COLUMN dispatches_told text NOT NULL DEFAULT '';
  ALTER TABLE office ADD COLUMN dispatches bigint NOT NULL DEFAULT 0;
  CREATE TABLE dispatch (
    office uuid NOT NULL,
    window_id uuid NOT NULL,
    name text NOT NULL,
    -- NULL: for every other window of the office.
    to_window uuid,
    -- Sealed by the windows; NULL once its sender is done with it.
    content text,
    change bigint NOT NULL,
    changed_at timestamptz NOT NULL,
    PRIMARY KEY (office, window_id, name),
    FOREIGN KEY (office, window_id) REFERENCES log
  );
  CREATE UNIQUE INDEX dispatch_change ON dispatch (office, change);

  -- Takes a letter of dispatches, all of it or nothing. The row of the office is locked, as for claims: whoever has seen a change has
  -- seen all before it.
  CREATE FUNCTION keep_dispatches(
    p_office uuid, p_window uuid, p_generation integer, p_key text, p_names text[], p_to uuid[], p_contents text[], p_dropped text[],
    p_told text
  ) RETURNS TABLE (outcome text, generation integer, epoch uuid, instant timestamptz) LANGUAGE plpgsql AS $$
  DECLARE
    o office%ROWTYPE;
    v_changed bigint;
  BEGIN
    SELECT m.outcome, m.generation, m.epoch INTO outcome, generation, epoch FROM may_keep(p_office, p_window, p_generation, p_key) m;
    instant := date_trunc('milliseconds', clock_timestamp());
    IF outcome <> 'kept' THEN RETURN NEXT; RETURN; END IF;
    SELECT * INTO o FROM office WHERE office.office = p_office FOR UPDATE;
    UPDATE log SET dispatches_told = p_told WHERE log.office = p_office AND log.window_id = p_window AND log.dispatches_told <= p_told;
    IF NOT FOUND THEN RETURN NEXT; RETURN; END IF;

    WITH given AS (
      SELECT * FROM unnest(p_names, p_to, p_contents) WITH ORDINALITY AS g(name, to_window, content, at)
    ), moved AS (
      SELECT g.name, g.to_window, g.content, g.at
        FROM given g LEFT JOIN dispatch d ON d.office = p_office AND d.window_id = p_window AND d.name = g.name
        WHERE d.name IS NULL OR (d.to_window, d.content) IS DISTINCT FROM (g.to_window, g.content)
      UNION ALL
      SELECT d.name, d.to_window, NULL, 0
        FROM dispatch d WHERE d.office = p_office AND d.window_id = p_window AND d.name = ANY (p_dropped) AND d.content IS NOT NULL
          AND NOT EXISTS (SELECT FROM given g WHERE g.name = d.name)
    ), placed AS (
      SELECT m.*, o.dispatches + row_number() OVER (ORDER BY m.at, m.name) AS change FROM moved m
    )
    INSERT INTO dispatch AS d (office, window_id, name, to_window, content, change, changed_at)
      SELECT p_office, p_window, p.name, p.to_window, p.content, p.change, instant FROM placed p
      ON CONFLICT (office, window_id, name) DO UPDATE SET to_window = EXCLUDED.to_window, content = EXCLUDED.content,
        change = EXCLUDED.change, changed_at = EXCLUDED.changed_at;
    GET DIAGNOSTICS v_changed = ROW_COUNT;
    IF v_changed > 0 THEN
      UPDATE office SET dispatches = o.dispatches + v_changed WHERE office.office = p_office;
    END IF;
    -- Everybody was told that it is over; a window that was away for longer has nothing of it to give up either.
    DELETE FROM dispatch d WHERE d.office = p_office AND d.window_id = p_window AND d.content IS NULL
      AND d.changed_at < clock_timestamp() - interval '400 days';
    RETURN NEXT;
  END $$;

  -- What changed behind a place for one window: so many, and so many characters, but always one.
  CREATE FUNCTION dispatch_page(p_office uuid, p_window uuid, p_after bigint, p_rows integer, p_characters bigint)
  RETURNS TABLE (change bigint, window_id uuid, prefix text, name text, to_window uuid, content text, changed_at timestamptz)
  LANGUAGE sql STABLE AS $$
    WITH behind AS (
      SELECT d.change, sum(coalesce(length(d.content), 0)) OVER (ORDER BY d.change) AS total, row_number() OVER (ORDER BY d.change) AS place
        FROM dispatch d WHERE d.office = p_office AND d.change > p_after AND d.window_id <> p_window
          AND (d.to_window IS NULL OR d.to_window = p_window)
        ORDER BY d.change LIMIT p_rows
    )
    SELECT d.change, d.window_id, l.prefix, d.name, d.to_window, d.content, d.changed_at
      FROM behind b JOIN dispatch d ON d.office = p_office AND d.change = b.change
        JOIN log l ON l.office = d.office AND l.window_id = d.window_id
      WHERE b.total <= p_characters OR b.place = 1
      ORDER BY d.change
  $$;
`;
