/** What payloads must be: the part of JSON Schema (2020-12) that says it of one document, with a bound on what looking costs. */
package org.axletree.hub.schema;
