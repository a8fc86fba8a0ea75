/** Huawei's management API, {@code /v5/iot}: devices, certificates, messages, commands, properties and shadows. */
package org.axletree.web.huawei;
