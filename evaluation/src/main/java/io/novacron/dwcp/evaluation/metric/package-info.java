/**
 * Measuring: scored rows in, metrics with intervals out, all metrics over all slices in one pass.
 * Nothing here judges or loads a model. Read Metric first, then Evaluator.
 */
@NullMarked
package io.novacron.dwcp.evaluation.metric;

import org.jspecify.annotations.NullMarked;
