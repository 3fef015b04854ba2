/** Migration 6: figures of cases as their windows tell them, and the overview that is added up from them (shared/post/figures.ts, overview.ts). */
export const overviewMigration = `
  -- When a letter of the window came last; when it told figures, by its own clock, and up to which entry it had looked.
  ALTER TABLE log ADD COLUMN seen_at timestamptz, ADD COLUMN figures_told text NOT NULL DEFAULT '', ADD COLUMN figures_through bigint;
  CREATE TABLE case_figures (
    office uuid NOT NULL,
    window_id uuid NOT NULL,
    subject text NOT NULL,
    received_on date NOT NULL,
    status text NOT NULL,
    persons integer NOT NULL CHECK (persons >= 0),
    met integer NOT NULL CHECK (met >= 0),
    amount bigint NOT NULL CHECK (amount >= 0),
    -- What runs and when it ends; infinity: it runs, and no calendar told the day.
    decision_due date,
    remedy_due date,
    pending_due date,
    PRIMARY KEY (office, window_id, subject),
    FOREIGN KEY (office, window_id) REFERENCES log
  );
  CREATE INDEX case_figures_day ON case_figures (office, received_on);

  -- Whether a window may write here; locks its log as take_run does, and notes that it was heard of.
  CREATE OR REPLACE FUNCTION may_keep(p_office uuid, p_window uuid, p_generation integer, p_key text)
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
    IF outcome = 'kept' THEN
      UPDATE log SET seen_at = clock_timestamp() WHERE log.office = p_office AND log.window_id = p_window;
    END IF;
    SELECT h.epoch INTO epoch FROM hub h;
    RETURN NEXT;
  END $$;

  -- Takes a letter of figures. An older one than was there changes nothing, and is told so.
  CREATE FUNCTION keep_figures(
    p_office uuid, p_window uuid, p_generation integer, p_key text, p_told text, p_through bigint, p_subjects text[], p_days date[],
    p_statuses text[], p_persons integer[], p_met integer[], p_amounts bigint[], p_decision date[], p_remedy date[], p_pending date[],
    p_dropped text[]
  ) RETURNS TABLE (outcome text, generation integer, epoch uuid, told text, instant timestamptz) LANGUAGE plpgsql AS $$
  BEGIN
    SELECT m.outcome, m.generation, m.epoch INTO outcome, generation, epoch FROM may_keep(p_office, p_window, p_generation, p_key) m;
    instant := clock_timestamp();
    IF outcome <> 'kept' THEN RETURN NEXT; RETURN; END IF;
    UPDATE log SET figures_told = p_told, figures_through = p_through
      WHERE log.office = p_office AND log.window_id = p_window AND log.figures_told <= p_told;
    IF NOT FOUND THEN
      SELECT l.figures_told INTO told FROM log l WHERE l.office = p_office AND l.window_id = p_window;
      RETURN NEXT; RETURN;
    END IF;
    told := p_told;
    INSERT INTO case_figures AS c
      SELECT p_office, p_window, g.* FROM unnest(
        p_subjects, p_days, p_statuses, p_persons, p_met, p_amounts, p_decision, p_remedy, p_pending) AS g
      ON CONFLICT (office, window_id, subject) DO UPDATE SET received_on = EXCLUDED.received_on, status = EXCLUDED.status,
        persons = EXCLUDED.persons, met = EXCLUDED.met, amount = EXCLUDED.amount, decision_due = EXCLUDED.decision_due,
        remedy_due = EXCLUDED.remedy_due, pending_due = EXCLUDED.pending_due;
    DELETE FROM case_figures c WHERE c.office = p_office AND c.window_id = p_window AND c.subject = ANY (p_dropped);
    RETURN NEXT;
  END $$;

  -- What the head of an office sees: sums alone, in one statement, so that all of it is of one moment.
  CREATE FUNCTION office_overview(p_office uuid, p_on date, p_until date, p_from date, p_after uuid, p_windows integer)
  RETURNS TABLE (windows jsonb, days jsonb, persons bigint, twice bigint) LANGUAGE sql STABLE AS $$
    WITH page AS (
      SELECT l.* FROM log l WHERE l.office = p_office AND (p_after IS NULL OR l.window_id > p_after) ORDER BY l.window_id LIMIT p_windows + 1
    ), sums AS (
      SELECT c.window_id, jsonb_agg(jsonb_build_object('status', c.status, 'cases', c.n, 'persons', c.persons, 'met', c.met, 'amountFen', c.amount)
          ORDER BY c.status) AS statuses FROM (
        SELECT f.window_id, f.status, count(*) AS n, sum(f.persons) AS persons, sum(f.met) AS met, least(sum(f.amount), 9007199254740991) AS amount
          FROM case_figures f WHERE f.office = p_office AND f.window_id IN (SELECT page.window_id FROM page) GROUP BY f.window_id, f.status) c
        GROUP BY c.window_id
    ), running AS (
      SELECT f.window_id, d.clock, d.due FROM case_figures f
        CROSS JOIN LATERAL (VALUES ('decision', f.decision_due), ('remedy', f.remedy_due), ('pending', f.pending_due)) AS d(clock, due)
        WHERE f.office = p_office AND f.window_id IN (SELECT page.window_id FROM page) AND d.due IS NOT NULL
    ), clocks AS (
      SELECT r.window_id, jsonb_agg(jsonb_build_object('clock', r.clock, 'missed', r.missed, 'close', r.close, 'undated', r.undated)
          ORDER BY r.clock) AS clocks FROM (
        SELECT window_id, clock, count(*) FILTER (WHERE due < p_on) AS missed,
          count(*) FILTER (WHERE due BETWEEN p_on AND p_until) AS close, count(*) FILTER (WHERE due = 'infinity') AS undated
          FROM running GROUP BY window_id, clock) r
        GROUP BY r.window_id
    ), claimed AS (
      SELECT c.window_id, count(DISTINCT c.digest) AS persons FROM claim c
        WHERE c.office = p_office AND c.state <> 'released' AND c.window_id IN (SELECT page.window_id FROM page) GROUP BY c.window_id
    )
    SELECT
      (SELECT jsonb_agg(jsonb_build_object('window', p.window_id, 'prefix', p.prefix, 'generation', p.generation,
          'retired', p.retired_at IS NOT NULL, 'held', p.held, 'shipped', extract(epoch FROM p.shipped_at),
          'seen', extract(epoch FROM greatest(p.seen_at, p.shipped_at)), 'told', nullif(p.figures_told, ''), 'through', p.figures_through,
          'statuses', coalesce(s.statuses, '[]'), 'clocks', coalesce(k.clocks, '[]'), 'claims', coalesce(c.persons, 0),
          'line', CASE WHEN octet_length(u.line) < 50000 THEN u.line END) ORDER BY p.window_id)
        FROM page p LEFT JOIN sums s USING (window_id) LEFT JOIN clocks k USING (window_id) LEFT JOIN claimed c USING (window_id)
          LEFT JOIN unit u ON u.office = p_office AND u.window_id = p.window_id AND u.sequence = p.held),
      (SELECT jsonb_agg(jsonb_build_object('on', d.received_on, 'status', d.status, 'cases', d.n, 'persons', d.persons, 'met', d.met,
          'amountFen', d.amount) ORDER BY d.received_on, d.status) FROM (
        SELECT f.received_on, f.status, count(*) AS n, sum(f.persons) AS persons, sum(f.met) AS met, least(sum(f.amount), 9007199254740991) AS amount
          FROM case_figures f WHERE p_after IS NULL AND f.office = p_office AND f.received_on BETWEEN p_from AND p_on
          GROUP BY f.received_on, f.status) d),
      e.persons, e.twice
    FROM (
      SELECT count(*) AS persons, count(*) FILTER (WHERE g.windows > 1) AS twice FROM (
        SELECT count(DISTINCT c.window_id) AS windows FROM claim c
          WHERE p_after IS NULL AND c.office = p_office AND c.state <> 'released' GROUP BY c.digest) g) e
  $$;
`;
