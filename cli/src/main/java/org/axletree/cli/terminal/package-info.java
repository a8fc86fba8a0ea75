/** Where {@code axle} runs: its streams, its environment, and how it ends. */
package org.axletree.cli.terminal;
