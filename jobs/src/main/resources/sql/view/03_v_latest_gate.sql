-- Every gate of each model's newest night, those that failed and those that passed.
-- Inputs: gate_results, v_runs.
-- Output: one row a gate. Grain: model, gate, metric, dataset, slice.
-- Units: bound and observed as the metric.
WITH nights AS (
  SELECT DISTINCT
    g.model,
    g.run_id,
    g.ds,
    r.started_at
  FROM gate_results AS g
  LEFT JOIN v_runs AS r
    ON r.run_id = g.run_id
),
newest AS (
  SELECT
    model,
    run_id,
    row_number() OVER (
      PARTITION BY model ORDER BY ds DESC, started_at DESC NULLS LAST, run_id
    ) AS place
  FROM nights
)
SELECT
  g.model,
  g.ds,
  g.run_id,
  g.gate,
  g.passed,
  g.severity,
  g.metric,
  g.dataset,
  g.slice,
  g.observed,
  g.direction,
  g.bound,
  g.read_at,
  g.n,
  g.reason
FROM gate_results AS g
INNER JOIN newest
  ON newest.model = g.model
  AND newest.run_id = g.run_id
  AND newest.place = 1
