/** SQL files with named arguments. */
@NullMarked
package io.novacron.dwcp.common.sql;

import org.jspecify.annotations.NullMarked;
