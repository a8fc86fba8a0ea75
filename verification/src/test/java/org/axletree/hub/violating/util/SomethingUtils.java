package org.axletree.hub.violating.util;

/** Breaks the naming rules of classes and packages. */
class SomethingUtils {}
