/**
 * Node reliability: an isolation forest that finds failing nodes and says which metrics gave them
 * away. Growing, scoring over Spark, attribution and the runtime's own file; the plain forest and
 * its export live in {@code jobs.export}. Read {@link
 * io.novacron.dwcp.jobs.model.reliability.ForestFit} first.
 */
@NullMarked
package io.novacron.dwcp.jobs.model.reliability;

import org.jspecify.annotations.NullMarked;
