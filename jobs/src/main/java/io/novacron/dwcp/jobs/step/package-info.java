/** The steps of a night and their order. Read Night first. */
@NullMarked
package io.novacron.dwcp.jobs.step;

import org.jspecify.annotations.NullMarked;
