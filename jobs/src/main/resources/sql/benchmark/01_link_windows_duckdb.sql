-- The link windows of the compression selector as DuckDB computes them; measured, never used.
-- Inputs: views links (node_id, peer_id, ingested_at, throughput_mbps Mbit/s, rtt_ms, packet_loss
--   ratio, queue_depth packets) and queries (node_id, peer_id, ts, transfer).
-- Output: one row per query, columns named as by LinkWindows, without its EWMA and CHANGE_AGE.
-- Grain: a window at T covers arrivals in (T - length, T]; times in microseconds.
-- A join over hours and one aggregation: with few queries among many rows it takes a fraction of
-- the time of window functions over both.
WITH events AS (
  SELECT
    node_id,
    peer_id,
    epoch_us(ingested_at) AS micros,
    epoch_us(ingested_at) // 3600000000 AS hour,
    (epoch_us(ingested_at) - 1767225600000000) / 1000000.0 AS seconds,
    throughput_mbps AS thr,
    rtt_ms AS rtt,
    packet_loss AS loss,
    queue_depth AS queue
  FROM links
),
asked AS (
  SELECT
    node_id,
    peer_id,
    transfer,
    epoch_us(ts) AS t,
    epoch_us(ts) // 3600000000 - back AS hour
  FROM queries
  CROSS JOIN (VALUES (0), (1), (2)) AS hours (back)
)
SELECT
  transfer,
  avg(thr) FILTER (micros > t - 60000000) AS link_throughput_mbps_mean_1m,
  count(thr) FILTER (micros > t - 60000000) / sum(1 / thr) FILTER (micros > t - 60000000) AS link_throughput_mbps_harmonic_1m,
  stddev_samp(thr) FILTER (micros > t - 60000000) AS link_throughput_mbps_std_1m,
  min(thr) FILTER (micros > t - 60000000) AS link_throughput_mbps_min_1m,
  max(thr) FILTER (micros > t - 60000000) AS link_throughput_mbps_max_1m,
  avg(thr) FILTER (micros > t - 60000000) / avg(thr) FILTER (micros > t - 3600000000) AS link_throughput_mbps_ratio_1m,
  avg(thr) FILTER (micros > t - 300000000) AS link_throughput_mbps_mean_5m,
  count(thr) FILTER (micros > t - 300000000) / sum(1 / thr) FILTER (micros > t - 300000000) AS link_throughput_mbps_harmonic_5m,
  stddev_samp(thr) FILTER (micros > t - 300000000) AS link_throughput_mbps_std_5m,
  min(thr) FILTER (micros > t - 300000000) AS link_throughput_mbps_min_5m,
  max(thr) FILTER (micros > t - 300000000) AS link_throughput_mbps_max_5m,
  avg(thr) FILTER (micros > t - 300000000) / avg(thr) FILTER (micros > t - 3600000000) AS link_throughput_mbps_ratio_5m,
  avg(thr) FILTER (micros > t - 900000000) AS link_throughput_mbps_mean_15m,
  count(thr) FILTER (micros > t - 900000000) / sum(1 / thr) FILTER (micros > t - 900000000) AS link_throughput_mbps_harmonic_15m,
  stddev_samp(thr) FILTER (micros > t - 900000000) AS link_throughput_mbps_std_15m,
  min(thr) FILTER (micros > t - 900000000) AS link_throughput_mbps_min_15m,
  max(thr) FILTER (micros > t - 900000000) AS link_throughput_mbps_max_15m,
  avg(thr) FILTER (micros > t - 900000000) / avg(thr) FILTER (micros > t - 3600000000) AS link_throughput_mbps_ratio_15m,
  avg(thr) FILTER (micros > t - 3600000000) AS link_throughput_mbps_mean_1h,
  count(thr) FILTER (micros > t - 3600000000) / sum(1 / thr) FILTER (micros > t - 3600000000) AS link_throughput_mbps_harmonic_1h,
  stddev_samp(thr) FILTER (micros > t - 3600000000) AS link_throughput_mbps_std_1h,
  min(thr) FILTER (micros > t - 3600000000) AS link_throughput_mbps_min_1h,
  max(thr) FILTER (micros > t - 3600000000) AS link_throughput_mbps_max_1h,
  arg_max(thr, micros) FILTER (micros > t - 3600000000) AS link_throughput_mbps_last_1h,
  (any_value(t) - max(CASE WHEN thr IS NOT NULL THEN micros END) FILTER (micros > t - 3600000000)) / 1000000.0 AS link_throughput_mbps_age_1h,
  CAST(count(thr) FILTER (micros > t - 3600000000) AS DOUBLE) AS link_throughput_mbps_count_1h,
  quantile_disc(thr, 0.5) FILTER (micros > t - 3600000000) AS link_throughput_mbps_median_1h,
  regr_slope(thr, seconds) FILTER (micros > t - 300000000) AS link_throughput_mbps_slope_5m,
  regr_slope(thr, seconds) FILTER (micros > t - 900000000) AS link_throughput_mbps_slope_15m,
  regr_slope(thr, seconds) FILTER (micros > t - 3600000000) AS link_throughput_mbps_slope_1h,
  avg(thr) FILTER (micros <= t - 3600000000) AS link_throughput_mbps_mean_15m_lag1h,
  stddev_samp(thr) FILTER (micros <= t - 3600000000) AS link_throughput_mbps_std_15m_lag1h,
  avg(rtt) FILTER (micros > t - 300000000) AS link_rtt_ms_mean_5m,
  max(rtt) FILTER (micros > t - 300000000) AS link_rtt_ms_max_5m,
  avg(rtt) FILTER (micros > t - 3600000000) AS link_rtt_ms_mean_1h,
  max(rtt) FILTER (micros > t - 3600000000) AS link_rtt_ms_max_1h,
  avg(loss) FILTER (micros > t - 300000000) AS link_packet_loss_mean_5m,
  max(loss) FILTER (micros > t - 300000000) AS link_packet_loss_max_5m,
  avg(loss) FILTER (micros > t - 3600000000) AS link_packet_loss_mean_1h,
  max(loss) FILTER (micros > t - 3600000000) AS link_packet_loss_max_1h,
  avg(queue) FILTER (micros > t - 300000000) AS link_queue_depth_mean_5m,
  max(queue) FILTER (micros > t - 300000000) AS link_queue_depth_max_5m,
  avg(queue) FILTER (micros > t - 3600000000) AS link_queue_depth_mean_1h,
  max(queue) FILTER (micros > t - 3600000000) AS link_queue_depth_max_1h,
  arg_max(rtt, micros) FILTER (micros > t - 3600000000) AS link_rtt_ms_last_1h,
  stddev_samp(rtt) FILTER (micros > t - 3600000000) AS link_rtt_ms_std_1h,
  arg_max(loss, micros) FILTER (micros > t - 3600000000) AS link_packet_loss_last_1h,
  stddev_samp(loss) FILTER (micros > t - 3600000000) AS link_packet_loss_std_1h,
  arg_max(queue, micros) FILTER (micros > t - 3600000000) AS link_queue_depth_last_1h,
  stddev_samp(queue) FILTER (micros > t - 3600000000) AS link_queue_depth_std_1h,
  regr_slope(rtt, seconds) FILTER (micros > t - 900000000) AS link_rtt_ms_slope_15m,
  regr_slope(queue, seconds) FILTER (micros > t - 900000000) AS link_queue_depth_slope_15m
FROM asked
LEFT JOIN events
  ON events.node_id = asked.node_id
  AND events.peer_id = asked.peer_id
  AND events.hour = asked.hour
  AND events.micros <= asked.t
  AND events.micros > asked.t - 4500000000
GROUP BY transfer
