/** Where networks bring their messages: everybody who can send a POST, and call-backs of Sigfox and LoRaWAN. */
package org.axletree.web.network;
