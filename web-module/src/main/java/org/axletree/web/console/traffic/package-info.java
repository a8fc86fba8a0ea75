/**
 * What went through a hub or a device, as charts.
 */
package org.axletree.web.console.traffic;
