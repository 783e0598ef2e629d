package io.novacron.dwcp.evaluation.metric;

import java.io.Serializable;

/**
 * One number per scored row whose sum over rows is a part of a metric's state.
 *
 * @param name unique name; metrics that share a term share its column
 * @param sql expression over the columns of {@code scored_rows}; null counts as 0
 */
record Term(String name, String sql) implements Serializable {}
