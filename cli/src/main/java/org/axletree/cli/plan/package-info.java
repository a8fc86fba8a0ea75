/** Configuration as code: what is wanted, read from files, compared with what there is, and brought about. */
package org.axletree.cli.plan;
