/**
 * What is measured and how: the processor time and memory of a process, latencies, and the readings of one run.
 */
package org.axletree.verification.bench.measure;
