/**
 * The README and the guides, carried out word by word; the references, compared with the code.
 */
package org.axletree.verification.guide;
