/** Failures with an exit code and a remedy. Read SuiteException first. */
@NullMarked
package io.novacron.dwcp.common.error;

import org.jspecify.annotations.NullMarked;
