/** What all who answer requests want to know of one. */
package org.axletree.web.request;
