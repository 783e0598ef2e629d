/**
 * From raw rows to clean and refused ones: conforming of words and units, named row rules, late
 * rows, duplicates. Nothing here reads or writes storage. Read Cleaner first.
 */
@NullMarked
package io.novacron.dwcp.features.clean;

import org.jspecify.annotations.NullMarked;
