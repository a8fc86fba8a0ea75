/** How results are written: tables for people; JSON, YAML, CSV and templates for programs. */
package org.axletree.cli.output;
