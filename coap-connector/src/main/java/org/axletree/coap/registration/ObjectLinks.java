package org.axletree.coap.registration;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.californium.core.coap.MediaTypeRegistry;

/**
 * The list of objects in a registration (RFC 6690, LwM2M section 6.2.1).
 *
 * @param root what stands before every path, as {@code lwm2m}; empty if nothing does
 * @param paths as {@code 3/0}, without the root
 */
public record ObjectLinks(String root, List<String> paths) {
    /** There was no list. */
    public static final ObjectLinks NONE = new ObjectLinks("", List.of());

    private static final int MOST = 500;
    private static final int LONGEST = 8 * 1024;
    private static final Pattern LINK = Pattern.compile(
            "\\s*<([^<>\\x00-\\x20]*)>((?:\\s*;\\s*[!#$&+.^_`|~A-Za-z0-9*-]+(?:=(?:\"[^\"]*\"|[^\\s\",;]*))?)*)\\s*");
    private static final Pattern OBJECT_PATH = Pattern.compile("[0-9]{1,5}(?:/[0-9]{1,5})?");
    private static final Pattern IS_ROOT = Pattern.compile("rt=\"?oma\\.lwm2m\"?(?:;|$)");

    public ObjectLinks {
        paths = List.copyOf(paths);
    }

    /**
     * Reads the body of a registration. A body of another kind, as Huawei's sample sends, is none of ours.
     *
     * @param contentFormat of CoAP; {@link MediaTypeRegistry#UNDEFINED} if there is none
     * @throws BadRequestException if it is to be such a list and is not
     */
    public static Optional<ObjectLinks> of(byte[] body, int contentFormat) throws BadRequestException {
        if (body.length == 0) {
            return Optional.empty();
        }
        if (contentFormat != MediaTypeRegistry.APPLICATION_LINK_FORMAT
                && contentFormat != MediaTypeRegistry.UNDEFINED
                && contentFormat != MediaTypeRegistry.TEXT_PLAIN) {
            return Optional.empty();
        }
        if (body.length > LONGEST) {
            throw new BadRequestException(
                    "list of objects: " + body.length + " bytes (expected: at most " + LONGEST + ")");
        }
        return Optional.of(of(text(body)));
    }

    private static String text(byte[] body) throws BadRequestException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new BadRequestException("list of objects: not text (expected: links as </3/0>)");
        }
    }

    private static ObjectLinks of(String text) throws BadRequestException {
        List<String> targets = new ArrayList<>();
        String root = "";
        for (int at = 0; at <= text.length(); ) {
            Matcher link = LINK.matcher(text).region(at, text.length());
            if (!link.lookingAt()
                    || link.end() < text.length() && text.charAt(link.end()) != ','
                    || targets.size() == MOST) {
                throw new BadRequestException("list of objects: not readable at character " + at
                        + " (expected: at most " + MOST + " links as </3/0>)");
            }
            String target = stripped(link.group(1));
            if (IS_ROOT.matcher(link.group(2).replace(" ", "")).find()) {
                root = target;
            }
            targets.add(target);
            at = link.end() + 1;
        }
        return new ObjectLinks(root, objects(targets, root));
    }

    private static List<String> objects(List<String> targets, String root) {
        String prefix = root.isEmpty() ? "" : root + "/";
        return targets.stream()
                .filter(target -> target.startsWith(prefix))
                .map(target -> target.substring(prefix.length()))
                .filter(target -> OBJECT_PATH.matcher(target).matches())
                .distinct()
                .toList();
    }

    private static String stripped(String target) {
        int begin = target.startsWith("/") ? 1 : 0;
        int end = target.length() > begin && target.endsWith("/") ? target.length() - 1 : target.length();
        return target.substring(begin, end);
    }
}
