/**
 * How a generated node behaves, by mechanism: load, a queue, resources, what befalls it, and what
 * only looks like it. No Spark and no tables here: samples are values by metric. Read NodeProcess
 * first.
 */
@NullMarked
package io.novacron.dwcp.jobs.generate.node;

import org.jspecify.annotations.NullMarked;
