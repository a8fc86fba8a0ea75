/**
 * The management API in the shape of Scaleway's IoT v1, and what else a token opens: metrics and the API's description.
 */
package org.axletree.web.rest;
