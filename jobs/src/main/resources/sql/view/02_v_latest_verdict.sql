-- What became of each model in the newest night that published or refused it.
-- Inputs: model_events, model_versions, model_aliases, v_runs.
-- Output: one row a model. Grain: model.
-- A night that repeats an older one counts by its date, not by when it ran.
WITH judged AS (
  SELECT
    e.model,
    e.run_id,
    e.ds,
    e.event,
    e.version,
    e.detail,
    row_number() OVER (
      PARTITION BY e.model
      ORDER BY e.ds DESC, r.started_at DESC NULLS LAST, e.run_id, e.version DESC, e.event
    ) AS place
  FROM model_events AS e
  LEFT JOIN v_runs AS r
    ON r.run_id = e.run_id
  WHERE e.event IN ('published', 'refused')
),
champion AS (
  SELECT
    model,
    max_by(version, sequence) AS version
  FROM model_aliases
  WHERE alias = 'champion'
  GROUP BY model
)
SELECT
  judged.model,
  judged.ds,
  judged.run_id,
  judged.event,
  judged.version,
  v.verdict,
  v.infra_verdict,
  champion.version AS champion_version,
  judged.detail
FROM judged
LEFT JOIN model_versions AS v
  ON v.model = judged.model
  AND v.version = judged.version
LEFT JOIN champion
  ON champion.model = judged.model
WHERE judged.place = 1
