/**
 * The suite {@code reliability} of the benchmark: the forest on labelled public data, beside what
 * others reached. What a table's columns mean is configuration; nothing here names a data set. Read
 * {@link io.novacron.dwcp.jobs.operate.outlier.OutlierBenchmark} first.
 */
@NullMarked
package io.novacron.dwcp.jobs.operate.outlier;

import org.jspecify.annotations.NullMarked;
