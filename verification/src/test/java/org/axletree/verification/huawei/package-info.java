/**
 * Devices that were made for Huawei: its own SDK, as it is.
 */
package org.axletree.verification.huawei;
