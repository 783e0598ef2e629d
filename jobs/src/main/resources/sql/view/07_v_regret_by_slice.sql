-- Mean regret of each candidate by slice, the champion's and the best floor's beside it.
-- Inputs: eval_metrics.
-- Output: one row a slice. Grain: model, run_id, dataset, dimension, slice_value.
-- Units: ratio, cost above the cheapest choice's. best_floor is the least regret of any floor.
SELECT
  model,
  ds,
  run_id,
  dataset,
  substring_index(slice, '=', 1) AS dimension,
  substring(slice, instr(slice, '=') + 1) AS slice_value,
  max(CASE WHEN scorer = 'candidate' THEN n END) AS n,
  max(CASE WHEN scorer = 'candidate' THEN value END) AS candidate,
  max(CASE WHEN scorer = 'candidate' THEN ci_low END) AS ci_low,
  max(CASE WHEN scorer = 'candidate' THEN ci_high END) AS ci_high,
  max(CASE WHEN scorer = 'champion' THEN value END) AS champion,
  min(CASE WHEN scorer LIKE 'floor:%' THEN value END) AS best_floor
FROM eval_metrics
WHERE metric = 'mean_regret'
  AND slice LIKE '%=%'
GROUP BY model, ds, run_id, dataset, slice
