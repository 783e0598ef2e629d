package io.novacron.dwcp.features.window;

import java.io.Serializable;

/**
 * A numeric column of the events.
 *
 * @param column its name; NaN and infinite values count as missing
 * @param unit its unit, as in the data dictionary
 */
public record Metric(String column, String unit) implements Serializable {}
