package org.axletree.hub.registry.object;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.axletree.core.door.ObjectModel;
import org.axletree.core.door.ObjectModel.Type;
import org.axletree.hub.registry.ProblemException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * A file that describes an object, in OMA's schema for LwM2M 1.0 and 1.1. Documents may not define a type, so that there are no
 * entities to expand and nothing is fetched; and they may not be deep.
 */
final class ObjectFile {
    private static final String NO_DOCTYPE = "http://apache.org/xml/features/disallow-doctype-decl";
    private static final String DEPTH = "jdk.xml.maxElementDepth";
    private static final int DEEPEST = 16;
    private static final int HIGHEST_ID = 65_535;
    private static final int LONGEST_TEXT = 255;
    private static final Pattern VERSION = Pattern.compile("[0-9]{1,3}\\.[0-9]{1,3}");
    private static final Set<String> OPERATIONS = Set.of("", "R", "W", "RW", "E");
    private static final Map<String, Type> TYPES = Map.of(
            "", Type.NONE,
            "String", Type.STRING,
            "Integer", Type.INTEGER,
            "Unsigned Integer", Type.UNSIGNED_INTEGER,
            "Float", Type.FLOAT,
            "Boolean", Type.BOOLEAN,
            "Opaque", Type.OPAQUE,
            "Time", Type.TIME,
            "Objlnk", Type.OBJECT_LINK,
            "Corelnk", Type.CORE_LINK);

    /** Objects by which the hub itself speaks with devices: LwM2M's own, what is binary, and OSCORE. */
    private static final Set<Integer> THE_HUBS = Set.of(0, 1, 2, 3, 4, 5, 6, 7, 19, 21);

    private ObjectFile() {}

    /**
     * Reads one.
     *
     * @throws ProblemException that says what is wrong with it
     */
    static ObjectModel read(String content) {
        Element root = document(content).getDocumentElement();
        if (!root.getTagName().equals("LWM2M")) {
            throw wrong("begins with <" + root.getTagName() + "> (expected: <LWM2M>)");
        }
        List<Element> objects = children(root, "Object");
        if (objects.size() != 1) {
            throw wrong("has " + objects.size() + " objects (expected: one <Object> in <LWM2M>)");
        }
        return object(objects.get(0));
    }

    private static Document document(String content) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature(NO_DOCTYPE, true);
            factory.setAttribute(DEPTH, DEEPEST);
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new Strict());
            String text = content.startsWith("\uFEFF") ? content.substring(1) : content;
            return builder.parse(new InputSource(new StringReader(text)));
        } catch (SAXParseException e) {
            throw wrong("line " + e.getLineNumber() + ": " + e.getMessage()
                    + " (expected: XML without a document type, at most " + DEEPEST + " elements deep)");
        } catch (SAXException | IOException e) {
            throw wrong("cannot be read: " + e.getMessage() + " (expected: XML)");
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("every Java can read XML without document types", e);
        }
    }

    /** Nothing is printed, and nothing passes. */
    private static final class Strict implements ErrorHandler {
        @Override
        public void warning(SAXParseException problem) {
            // What is only odd may be so.
        }

        @Override
        public void error(SAXParseException problem) throws SAXParseException {
            throw problem;
        }

        @Override
        public void fatalError(SAXParseException problem) throws SAXParseException {
            throw problem;
        }
    }

    private static ObjectModel object(Element object) {
        int id = number(text(object, "ObjectID"), "<ObjectID>");
        if (THE_HUBS.contains(id)) {
            throw wrong("<ObjectID> " + id + " (expected: none of 0 to 7, 19 and 21, by which the hub itself speaks)");
        }
        String version = text(object, "ObjectVersion");
        if (!version.isEmpty() && !VERSION.matcher(version).matches()) {
            throw wrong("<ObjectVersion> " + version + " (expected: major and minor, as 1.0)");
        }
        List<ObjectModel.Resource> resources = new ArrayList<>();
        Set<Integer> ids = new HashSet<>();
        for (Element list : children(object, "Resources")) {
            for (Element item : children(list, "Item")) {
                ObjectModel.Resource resource = resource(item);
                if (!ids.add(resource.id())) {
                    throw wrong("resource " + resource.id() + " is there twice (expected: once)");
                }
                resources.add(resource);
            }
        }
        return new ObjectModel(
                id,
                name(object, "object " + id),
                version.isEmpty() ? "1.0" : version,
                choice(object, "MultipleInstances", "Multiple", "Single", "object " + id),
                resources);
    }

    private static ObjectModel.Resource resource(Element item) {
        int id = number(item.getAttribute("ID"), "ID of <Item>");
        String what = "resource " + id;
        String operations = text(item, "Operations");
        if (!OPERATIONS.contains(operations)) {
            throw wrong(what + ": <Operations> " + operations + " (expected: R, W, RW, E or nothing)");
        }
        Type type = Optional.ofNullable(TYPES.get(text(item, "Type")))
                .orElseThrow(
                        () -> wrong(
                                what + ": <Type> " + text(item, "Type")
                                        + " (expected: String, Integer, Unsigned Integer, Float, Boolean, Opaque, Time, Objlnk, Corelnk, or nothing)"));
        if (operations.equals("E") != (type == Type.NONE)) {
            throw wrong(what + ": <Operations> " + operations + " with <Type> " + text(item, "Type")
                    + " (expected: a type, but for E, which has none)");
        }
        return new ObjectModel.Resource(
                id,
                name(item, what),
                operations,
                choice(item, "MultipleInstances", "Multiple", "Single", what),
                choice(item, "Mandatory", "Mandatory", "Optional", what),
                type,
                limited(text(item, "Units"), what + ": <Units>"));
    }

    private static String name(Element of, String what) {
        String name = text(of, "Name");
        if (name.isEmpty()) {
            throw wrong(what + ": no <Name> (expected: one)");
        }
        return limited(name, what + ": <Name>");
    }

    private static String limited(String text, String what) {
        if (text.length() > LONGEST_TEXT) {
            throw wrong(what + ": " + text.length() + " characters (expected: at most " + LONGEST_TEXT + ")");
        }
        return text;
    }

    private static boolean choice(Element of, String tag, String yes, String no, String what) {
        String text = text(of, tag);
        if (!text.equals(yes) && !text.equals(no)) {
            throw wrong(what + ": <" + tag + "> " + text + " (expected: " + yes + " or " + no + ")");
        }
        return text.equals(yes);
    }

    private static int number(String text, String what) {
        if (text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= HIGHEST_ID) {
            return Integer.parseInt(text);
        }
        throw wrong(what + " " + text + " (expected: 0 to " + HIGHEST_ID + ")");
    }

    /** Of the first child of that name; empty if there is none. */
    private static String text(Element of, String tag) {
        return children(of, tag).stream()
                .findFirst()
                .map(child -> child.getTextContent().strip())
                .orElse("");
    }

    private static List<Element> children(Element of, String tag) {
        List<Element> children = new ArrayList<>();
        for (Node each = of.getFirstChild(); each != null; each = each.getNextSibling()) {
            if (each instanceof Element child && child.getTagName().equals(tag)) {
                children.add(child);
            }
        }
        return children;
    }

    private static ProblemException wrong(String problem) {
        String shown = problem.length() > 2 * LONGEST_TEXT ? problem.substring(0, 2 * LONGEST_TEXT) + "…" : problem;
        return ProblemException.invalid("content", "format", shown);
    }
}
