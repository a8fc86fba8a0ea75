/** All attacks at once, for a bounded time, while a healthy pair of devices and the administrator go on. */
package org.axletree.verification.attack;
