-- What the laboratory of protocols claims about measured runs below saturation, and whether it holds.
-- Inputs: sim_benchmark.
-- Output: claim close: one row for runs without faults, one for runs with; claim order: one row a
-- size of cluster and number of crashed replicas of which two protocols or more were measured.
-- Grain: run_id, claim, faulty, replicas.
-- Units: share, ratio of the runs that are within. replicas is null for all sizes together.
-- measured and simulated name protocols from the fastest on, by the median of their runs.
-- close asks for 0.9 of the runs without faults and for every run with; the tolerance of a run is
-- that of its own verdict.
WITH runs AS (
  SELECT
    *
  FROM sim_benchmark
  WHERE NOT saturated
    AND verdict <> 'absent'
),
close AS (
  SELECT
    run_id,
    ds,
    faulty > 0 AS any_faulty,
    max(faulty) AS faulty,
    count(*) AS runs,
    count_if(verdict = 'within') AS within
  FROM runs
  GROUP BY run_id, ds, faulty > 0
),
medians AS (
  SELECT
    run_id,
    ds,
    replicas,
    faulty,
    protocol,
    count(*) AS runs,
    percentile(published_ms, 0.5D) AS published_ms,
    percentile(ours_ms, 0.5D) AS ours_ms
  FROM runs
  GROUP BY run_id, ds, replicas, faulty, protocol
),
orders AS (
  SELECT
    run_id,
    ds,
    replicas,
    faulty,
    sum(runs) AS runs,
    concat_ws(' < ', sort_array(collect_list(struct(published_ms, protocol))).protocol) AS measured,
    concat_ws(' < ', sort_array(collect_list(struct(ours_ms, protocol))).protocol) AS simulated
  FROM medians
  GROUP BY run_id, ds, replicas, faulty
  HAVING count(*) > 1
)
SELECT
  run_id,
  ds,
  'close' AS claim,
  CAST(NULL AS BIGINT) AS replicas,
  faulty,
  runs,
  within / CAST(runs AS DOUBLE) AS share,
  CAST(NULL AS STRING) AS measured,
  CAST(NULL AS STRING) AS simulated,
  within >= CASE WHEN any_faulty THEN 1.0D ELSE 0.9D END * runs AS holds
FROM close
UNION ALL
SELECT
  run_id,
  ds,
  'order' AS claim,
  replicas,
  faulty,
  runs,
  CAST(NULL AS DOUBLE) AS share,
  measured,
  simulated,
  measured = simulated AS holds
FROM orders
