/** What several rooms need of the JDK's cryptography, said once. Knows nobody. */
package org.axletree.core.crypto;
