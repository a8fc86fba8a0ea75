/**
 * What the hub hands out beside the API: its authority and the lists of revoked certificates to everybody, the metrics and
 * the API's description to whoever has a token.
 */
package org.axletree.web.publication;
