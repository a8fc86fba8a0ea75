/** What routes drain into their targets: next to a bare loop of the same client library, and to a target that does nothing. */
package org.axletree.verification.bench.target;
