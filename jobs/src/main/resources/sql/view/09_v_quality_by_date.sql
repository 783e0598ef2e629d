-- The quality of each table's dates, by the newest run that checked them.
-- Inputs: dq_results, v_runs.
-- Output: one row a table and date. Grain: table_name, ds.
-- Units: counts of checks. messages are those of the checks that failed.
WITH checked AS (
  SELECT
    d.table_name,
    d.ds,
    d.run_id,
    d.severity,
    d.passed,
    d.message,
    dense_rank() OVER (
      PARTITION BY d.table_name, d.ds
      ORDER BY r.started_at DESC NULLS LAST, d.run_id
    ) AS place
  FROM dq_results AS d
  LEFT JOIN v_runs AS r
    ON r.run_id = d.run_id
)
SELECT
  table_name,
  ds,
  run_id,
  count(*) AS checks,
  count_if(NOT passed AND severity = 'error') AS errors,
  count_if(NOT passed AND severity = 'warning') AS warnings,
  array_sort(collect_list(message) FILTER (WHERE NOT passed)) AS messages
FROM checked
WHERE place = 1
GROUP BY table_name, ds, run_id
