/** HOCON to validated records. No Spark here. Read ConfigReader first. */
@NullMarked
package io.novacron.dwcp.common.config;

import org.jspecify.annotations.NullMarked;
