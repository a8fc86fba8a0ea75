/**
 * What a device says of itself when it registers (LwM2M section 6.2): the query, the list of its objects, the record that is kept.
 */
package org.axletree.coap.registration;
