-- Slices on which a candidate does worse than the champion that it was judged against.
-- Inputs: eval_metrics.
-- Output: one row a slice and metric. Grain: model, run_id, dataset, slice, metric.
-- Units: as the metric. worse_by is positive: regrets grow, shares of right decisions shrink.
-- Only where both have a value. Small slices differ by chance: read n and the intervals first.
WITH pairs AS (
  SELECT
    own.model,
    own.ds,
    own.run_id,
    own.dataset,
    own.slice,
    own.metric,
    own.n,
    own.value AS candidate,
    own.ci_low,
    own.ci_high,
    old.value AS champion,
    CASE
      WHEN own.metric LIKE '%regret' THEN own.value - old.value
      ELSE old.value - own.value
    END AS worse_by
  FROM eval_metrics AS own
  INNER JOIN eval_metrics AS old
    ON old.model = own.model
    AND old.run_id = own.run_id
    AND old.dataset = own.dataset
    AND old.slice = own.slice
    AND old.metric = own.metric
    AND old.scorer = 'champion'
  WHERE own.scorer = 'candidate'
    AND own.metric IN ('mean_regret', 'total_regret', 'accuracy', 'tie_aware_accuracy')
)
SELECT
  model,
  ds,
  run_id,
  dataset,
  slice,
  metric,
  n,
  candidate,
  ci_low,
  ci_high,
  champion,
  worse_by
FROM pairs
WHERE worse_by > 0
