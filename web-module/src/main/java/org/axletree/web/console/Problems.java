package org.axletree.web.console;

import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;

/** Shows what the registry refused: next to the field it is about where there is one, else above the form. */
public final class Problems {
    /** A word that begins a sentence; what somebody typed is repeated as it was, before a colon or what is expected. */
    private static final Pattern OUR_WORD = Pattern.compile("[a-z]+ (?!\\()");

    private Problems() {}

    /** @param form the form's id; its inputs are named like the registry's arguments, or like their last part */
    public static void show(ProblemException refused, String form) {
        FacesContext faces = FacesContext.getCurrentInstance();
        if (refused.problem() instanceof Problem.InvalidArguments invalid) {
            invalid.details().forEach(detail -> show(faces, form, detail));
        } else {
            faces.addMessage(form, error(sentence(refused.problem().message())));
        }
        faces.validationFailed();
    }

    private static void show(FacesContext faces, String form, Problem.ArgumentProblem detail) {
        String argument = detail.argumentName();
        Optional<String> field = Stream.of(
                        argument.replace('.', '_'), argument.substring(argument.lastIndexOf('.') + 1))
                .map(id -> form + ":" + id)
                .filter(id -> faces.getViewRoot().findComponent(id) != null)
                .findFirst();
        String text = field.isPresent() ? detail.helpMessage() : argument + ": " + detail.helpMessage();
        faces.addMessage(field.orElse(form), error(sentence(text)));
    }

    private static FacesMessage error(String text) {
        return new FacesMessage(FacesMessage.SEVERITY_ERROR, text, null);
    }

    private static String sentence(String text) {
        if (text.startsWith("is ")) {
            return "This " + text;
        }
        return OUR_WORD.matcher(text).lookingAt() ? Character.toUpperCase(text.charAt(0)) + text.substring(1) : text;
    }
}
