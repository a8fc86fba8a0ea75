/**
 * The dialect of devices that were built for Azure IoT Hub: who they say they are, their topics, and what these mean
 * (docs/reference/dialects/azure.md).
 */
package org.axletree.hub.dialect.azure;
