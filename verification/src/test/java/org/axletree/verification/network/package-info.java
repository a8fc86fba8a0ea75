/** Networks from outside: whoever has a secret publishes by HTTP, and devices and routes get it. */
package org.axletree.verification.network;
