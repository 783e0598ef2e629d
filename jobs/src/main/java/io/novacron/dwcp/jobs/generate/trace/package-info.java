/**
 * Measured link traces: one reader a format, recognised by folder and file name. Read TraceSet
 * first.
 */
@NullMarked
package io.novacron.dwcp.jobs.generate.trace;

import org.jspecify.annotations.NullMarked;
