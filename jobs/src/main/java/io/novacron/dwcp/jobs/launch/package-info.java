/**
 * The command line, the configuration as a whole, the session, the exit code. Read Main first; no
 * other package may print, exit or read the clock.
 */
@NullMarked
package io.novacron.dwcp.jobs.launch;

import org.jspecify.annotations.NullMarked;
