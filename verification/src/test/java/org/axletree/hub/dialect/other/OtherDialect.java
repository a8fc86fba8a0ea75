package org.axletree.hub.dialect.other;

/** A dialect that another one wrongly imports. */
public class OtherDialect {}
