package org.axletree.cli.fleet;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.axletree.cli.command.Call;
import org.axletree.cli.terminal.Failure;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * {@code credentials.xml} of HiveMQ's file RBAC: users, and what their roles permit. Passwords are PBKDF2 with SHA-512 as
 * {@code salt:iterations:hash}.
 */
final class HiveMqFile implements Source {
    private static final MessageRights.Places PLACES = new MessageRights.Places("${{username}}", "${{clientid}}");

    @Override
    public String name() {
        return "hivemq";
    }

    @Override
    public Stream<Entry> read(String text, Call call) {
        Document document = parsed(text);
        Map<String, MessageRights> roles = new HashMap<>();
        for (Element role : elements(document.getDocumentElement(), "role")) {
            String id = text(role, "id");
            if (!id.isEmpty()) {
                MessageRights rights = new MessageRights();
                elements(role, "permission").forEach(each -> permit(rights, each));
                roles.put(id, rights);
            }
        }
        List<Entry> entries = new ArrayList<>();
        int number = 0;
        for (Element user : elements(document.getDocumentElement(), "user")) {
            entries.add(entry(++number, user, roles));
        }
        return entries.stream();
    }

    private static void permit(MessageRights rights, Element permission) {
        String topic = text(permission, "topic");
        String activity = text(permission, "activity");
        if (!List.of("", "ALL", "PUBLISH", "SUBSCRIBE").contains(activity)) {
            rights.leaveOut(activity + " " + topic, "its activity is not known");
            return;
        }
        if (!activity.equals("SUBSCRIBE")) {
            String limits = limits(permission, "qos", "retain");
            if (limits.isEmpty()) {
                rights.publish(topic, true);
            } else {
                rights.leaveOut("publish to " + topic, limits);
            }
        }
        if (!activity.equals("PUBLISH")) {
            String limits = limits(permission, "qos", "shared-subscription", "shared-group");
            if (limits.isEmpty()) {
                rights.subscribe(topic, true);
            } else {
                rights.leaveOut("subscribe to " + topic, limits);
            }
        }
    }

    /** What a permission asks for beside its topic, as {@code qos ZERO}; empty where it takes everything. */
    private static String limits(Element permission, String... names) {
        List<String> limits = new ArrayList<>();
        for (String name : names) {
            String value = text(permission, name);
            if (!List.of("", "ALL", "#").contains(value)) {
                limits.add(name + " " + value);
            }
        }
        return limits.isEmpty() ? "" : "it is for " + String.join(" and ", limits) + " alone";
    }

    private static Entry entry(int number, Element user, Map<String, MessageRights> roles) {
        String name = text(user, "name");
        String[] password = text(user, "password").split(":");
        if (password.length != 3) {
            return Entry.skipped(number, name, "the password is not hashed (expected: salt:iterations:hash)");
        }
        MessageRights rights = new MessageRights();
        List<String> unknown = new ArrayList<>();
        for (Element role : elements(user, "id")) {
            String id = role.getTextContent().strip();
            if (roles.containsKey(id)) {
                rights.addAll(roles.get(id));
            } else {
                unknown.add("has the role " + id + ", which the file does not describe, and no right by it");
            }
        }
        return Users.entry(
                        number,
                        name,
                        "$7$" + password[1] + "$" + password[0] + "$" + password[2],
                        rights.of(name, PLACES),
                        false)
                .noted(unknown);
    }

    private static Document parsed(String text) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new InputSource(new StringReader(text)));
        } catch (ParserConfigurationException | SAXException | IOException wrong) {
            throw Failure.usage("the file was wrong (expected: credentials.xml of HiveMQ's file RBAC)");
        }
    }

    private static List<Element> elements(Element in, String name) {
        NodeList nodes = in.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    private static String text(Element in, String name) {
        return elements(in, name).stream()
                .findFirst()
                .map(each -> each.getTextContent().strip())
                .orElse("");
    }
}
