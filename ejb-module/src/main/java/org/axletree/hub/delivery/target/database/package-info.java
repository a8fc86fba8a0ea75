/** Routes to databases: a statement of the owner's for each message, with what it says as bound parameters. */
package org.axletree.hub.delivery.target.database;
