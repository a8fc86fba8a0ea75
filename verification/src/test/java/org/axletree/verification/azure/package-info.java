/**
 * Devices and programs that were made for Azure: its SDKs, as they are, and what is wrong in a credential.
 */
package org.axletree.verification.azure;
