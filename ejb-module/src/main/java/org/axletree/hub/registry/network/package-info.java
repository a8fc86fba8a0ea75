/** Networks: the ways into a hub beside its devices, each with a secret of its own. */
package org.axletree.hub.registry.network;
