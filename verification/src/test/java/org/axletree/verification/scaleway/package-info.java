/** The rows of the specification's table that Scaleway's IoT Hub promises, each checked from outside. */
package org.axletree.verification.scaleway;
