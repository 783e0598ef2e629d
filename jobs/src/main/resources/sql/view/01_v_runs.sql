-- Every run with its newest attempt and the time that its steps took.
-- Inputs: runs, run_steps.
-- Output: one row a run. Grain: run_id.
-- Units: seconds s, summed over the newest attempt's finished steps.
WITH newest AS (
  SELECT
    run_id,
    ds,
    attempt,
    ts,
    status,
    config_digest,
    row_number() OVER (PARTITION BY run_id ORDER BY attempt DESC) AS place
  FROM runs
),
took AS (
  SELECT
    run_id,
    attempt,
    sum(seconds) AS seconds,
    count(*) AS finished_steps
  FROM run_steps
  GROUP BY run_id, attempt
)
SELECT
  newest.run_id,
  newest.ds,
  newest.attempt,
  newest.ts AS started_at,
  newest.status,
  coalesce(took.finished_steps, 0) AS finished_steps,
  took.seconds,
  newest.config_digest
FROM newest
LEFT JOIN took
  ON took.run_id = newest.run_id
  AND took.attempt = newest.attempt
WHERE newest.place = 1
