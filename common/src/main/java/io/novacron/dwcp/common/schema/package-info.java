/** The one place where tables are declared. Read Tables first; nothing here touches rows. */
@NullMarked
package io.novacron.dwcp.common.schema;

import org.jspecify.annotations.NullMarked;
