/**
 * The dialects that devices speak: one package for each cloud, and nothing of a cloud's topics elsewhere. A new dialect is a
 * package with an implementation of {@link org.axletree.hub.dialect.Dialect}.
 */
package org.axletree.hub.dialect;
