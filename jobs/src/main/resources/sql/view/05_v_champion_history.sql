-- Which version was champion from which night to which.
-- Inputs: model_aliases.
-- Output: one row a move of the alias champion. Grain: model, sequence.
-- until is the date of the next move, null for the champion of today.
SELECT
  model,
  sequence,
  version,
  digest,
  ds AS since,
  lead(ds) OVER (PARTITION BY model ORDER BY sequence) AS until,
  run_id
FROM model_aliases
WHERE alias = 'champion'
