/**
 * Huawei IoTDA's dialect: how its devices log in, which topics they use and what is said there
 * ({@code docs/reference/dialects/huawei.md}).
 */
package org.axletree.hub.dialect.huawei;
