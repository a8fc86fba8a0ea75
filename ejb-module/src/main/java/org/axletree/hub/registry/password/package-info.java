/** User names and passwords of devices, hashed: who has which, and what it is compared with. */
package org.axletree.hub.registry.password;
