package io.novacron.dwcp.features.clean;

import org.apache.spark.sql.Column;

/**
 * One reason to refuse a row.
 *
 * @param violated true where the row breaks the rule; null counts as false
 * @param reason one sentence with the value that broke it
 */
record RowRule(String name, Column violated, Column reason) {}
