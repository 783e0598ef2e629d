-- Each metric of each candidate over all rows, with champion, floors and ceilings beside it.
-- Inputs: eval_metrics, model_versions.
-- Output: one row a metric. Grain: model, run_id, dataset, metric.
-- Units: as the metric. floors and ceilings map a scorer's name, without its prefix, to its value.
-- version is null for a candidate that was never judged.
WITH whole AS (
  SELECT
    model,
    run_id,
    ds,
    dataset,
    metric,
    version,
    scorer,
    value,
    ci_low,
    ci_high,
    n
  FROM eval_metrics
  WHERE slice = 'all'
),
numbers AS (
  SELECT
    model,
    run_id,
    ds,
    dataset,
    metric,
    max(CASE WHEN scorer = 'candidate' THEN version END) AS digest,
    max(CASE WHEN scorer = 'candidate' THEN value END) AS candidate,
    max(CASE WHEN scorer = 'candidate' THEN ci_low END) AS ci_low,
    max(CASE WHEN scorer = 'candidate' THEN ci_high END) AS ci_high,
    max(CASE WHEN scorer = 'candidate' THEN n END) AS n,
    max(CASE WHEN scorer = 'champion' THEN value END) AS champion,
    array_sort(collect_list(struct(substring(scorer, 7), value))
      FILTER (WHERE scorer LIKE 'floor:%')) AS floors,
    array_sort(collect_list(struct(substring(scorer, 9), value))
      FILTER (WHERE scorer LIKE 'ceiling:%')) AS ceilings
  FROM whole
  GROUP BY model, run_id, ds, dataset, metric
)
SELECT
  numbers.model,
  numbers.ds,
  numbers.run_id,
  v.version,
  numbers.digest,
  numbers.dataset,
  numbers.metric,
  numbers.candidate,
  numbers.ci_low,
  numbers.ci_high,
  numbers.n,
  numbers.champion,
  map_from_entries(numbers.floors) AS floors,
  map_from_entries(numbers.ceilings) AS ceilings
FROM numbers
LEFT JOIN model_versions AS v
  ON v.model = numbers.model
  AND v.digest = numbers.digest
