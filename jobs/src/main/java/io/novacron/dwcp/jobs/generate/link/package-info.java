/**
 * How a generated link behaves, by mechanism: capacity regimes, load, cross traffic, a queue and
 * congestion control. No Spark and no tables here: samples are records. Read LinkProcess and
 * PathProcess first.
 */
@NullMarked
package io.novacron.dwcp.jobs.generate.link;

import org.jspecify.annotations.NullMarked;
