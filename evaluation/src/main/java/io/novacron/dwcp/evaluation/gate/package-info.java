/**
 * Judging: numbers and gates in, a verdict out. Nothing here knows Spark, tables or models, so that
 * the publisher can judge again from stored numbers. Read Judge first.
 */
@NullMarked
package io.novacron.dwcp.evaluation.gate;

import org.jspecify.annotations.NullMarked;
