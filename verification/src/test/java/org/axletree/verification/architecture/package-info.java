/**
 * Who may use whom: the rules of the house, checked over the classes of every module.
 */
package org.axletree.verification.architecture;
