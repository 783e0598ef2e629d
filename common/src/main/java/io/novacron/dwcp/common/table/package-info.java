/** The only reader and writer of tables. Read TableStore first. */
@NullMarked
package io.novacron.dwcp.common.table;

import org.jspecify.annotations.NullMarked;
