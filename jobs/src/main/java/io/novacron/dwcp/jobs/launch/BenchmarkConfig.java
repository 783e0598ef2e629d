package io.novacron.dwcp.jobs.launch;

import io.novacron.dwcp.jobs.operate.forecast.ForecastConfig;
import io.novacron.dwcp.jobs.operate.outlier.OutlierConfig;

/** What the subcommand {@code benchmark} measures on, by suite. */
record BenchmarkConfig(OutlierConfig reliability, ForecastConfig bandwidth) {}
