/**
 * The way to an owner's identity provider and back (OpenID Connect: authorization code with PKCE), and what is believed of its
 * answers.
 */
package org.axletree.web.provider;
