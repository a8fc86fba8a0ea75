/** A kind of route that is only there to prove that a kind is one package. */
package org.axletree.hub.delivery.target.toy;
