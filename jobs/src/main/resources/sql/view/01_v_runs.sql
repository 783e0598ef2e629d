-- Every run with its newest attempt, the steps that any attempt finished, and their time.
-- Inputs: runs, run_steps.
-- Output: one row a run. Grain: run_id.
-- Units: seconds s, summed over the steps, each as long as it took when it last finished.
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
last_time AS (
  SELECT
    run_id,
    step,
    max_by(seconds, attempt) AS seconds
  FROM run_steps
  GROUP BY run_id, step
),
took AS (
  SELECT
    run_id,
    sum(seconds) AS seconds,
    count(*) AS finished_steps
  FROM last_time
  GROUP BY run_id
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
WHERE newest.place = 1
