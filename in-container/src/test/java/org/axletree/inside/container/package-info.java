/** An Arquillian container that deploys an application the way {@code axletree.jar} does. */
package org.axletree.inside.container;
