package org.axletree.web.login;

import java.util.Optional;

/**
 * Who tries to log in, as far as one can tell before the password.
 *
 * @param address the address that the request came from
 * @param browser the browser, if somebody has logged in with it before
 */
public record Visitor(String address, Optional<String> browser) {}
