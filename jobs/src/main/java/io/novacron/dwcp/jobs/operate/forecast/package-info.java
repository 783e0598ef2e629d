/**
 * Forecasts of measured throughput beside published figures and floors. Read ForecastBenchmark
 * first.
 */
@NullMarked
package io.novacron.dwcp.jobs.operate.forecast;

import org.jspecify.annotations.NullMarked;
