/**
 * The suite {@code speed} of the subcommand {@code benchmark}: how long the engine takes beside
 * other ways to the same result, as ratios with intervals. Nothing here runs in a night. Start with
 * {@link io.novacron.dwcp.jobs.operate.speed.SpeedBenchmark}.
 */
@NullMarked
package io.novacron.dwcp.jobs.operate.speed;

import org.jspecify.annotations.NullMarked;
