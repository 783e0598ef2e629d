/**
 * HOCON files to validated records: layers, overrides, faults reported together, the resolved
 * settings as text and digest. Knows no Spark and no setting by name. Read ConfigReader first.
 */
@NullMarked
package io.novacron.dwcp.common.config;

import org.jspecify.annotations.NullMarked;
