/**
 * The documents that lie beside a judged model: its card, its numbers, its gates, and what it was
 * made of. All are rendered from the numbers and the verdict that the publisher holds, so that no
 * document can say another thing than the verdict. Knows no Spark. Start with {@link
 * io.novacron.dwcp.jobs.card.ModelDocuments}.
 */
@NullMarked
package io.novacron.dwcp.jobs.card;

import org.jspecify.annotations.NullMarked;
