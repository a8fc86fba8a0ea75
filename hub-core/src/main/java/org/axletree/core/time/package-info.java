/** Time that passes, whatever becomes of the system's clock. */
package org.axletree.core.time;
