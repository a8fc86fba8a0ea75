/**
 * Who may ask the API, and how much at a time; and how it says no, in its own words.
 */
package org.axletree.web.rest.guard;
