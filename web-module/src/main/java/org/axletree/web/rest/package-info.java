/**
 * The management API in the shape of Scaleway's IoT v1: what can be asked, and the words of question and answer.
 */
package org.axletree.web.rest;
