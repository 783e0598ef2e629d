-- Every gate that failed, in every night.
-- Inputs: gate_results.
-- Output: one row a gate that failed. Grain: model, run_id, gate, metric, dataset, slice.
-- Units: bound, observed and missed_by as the metric. missed_by is null without an observed value.
SELECT
  model,
  ds,
  run_id,
  gate,
  severity,
  metric,
  dataset,
  slice,
  observed,
  direction,
  bound,
  CASE WHEN direction IN ('at-least', 'above') THEN bound - observed ELSE observed - bound END AS missed_by,
  n,
  reason
FROM gate_results
WHERE NOT passed
