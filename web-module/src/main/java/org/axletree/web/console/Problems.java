package org.axletree.web.console;

import jakarta.faces.application.FacesMessage;
import jakarta.faces.component.UIComponent;
import jakarta.faces.context.FacesContext;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;

/** Shows what the registry refused: next to the field it is about where there is one, else above the form. */
public final class Problems {

    private Problems() {}

    /** @param form the form's id; its inputs are named like the registry's arguments, or like their last part */
    public static void show(ProblemException refused, String form) {
        FacesContext faces = FacesContext.getCurrentInstance();
        if (refused.problem() instanceof Problem.InvalidArguments invalid) {
            invalid.details().forEach(detail -> show(faces, form, detail));
        } else {
            faces.addMessage(form, error(Sentence.of("", refused.problem().message())));
        }
        faces.validationFailed();
    }

    /** @param field the id of the one field that everything is about, with its form's */
    public static void showAt(ProblemException refused, String field) {
        FacesContext faces = FacesContext.getCurrentInstance();
        if (refused.problem() instanceof Problem.InvalidArguments invalid) {
            invalid.details()
                    .forEach(detail ->
                            faces.addMessage(field, error(Sentence.of(detail.argumentName(), detail.helpMessage()))));
        } else {
            faces.addMessage(field, error(Sentence.of("", refused.problem().message())));
        }
        faces.validationFailed();
    }

    private static void show(FacesContext faces, String form, Problem.ArgumentProblem detail) {
        String argument = detail.argumentName();
        Optional<String> field = Stream.of(
                        argument.replace('.', '_'), argument.substring(argument.lastIndexOf('.') + 1))
                .map(id -> form + ":" + id)
                .filter(id -> isThere(faces.getViewRoot().findComponent(id)))
                .findFirst();
        String text = Sentence.of(argument, detail.helpMessage());
        faces.addMessage(field.orElse(form), error(field.isPresent() ? text : argument + ": " + text));
    }

    /** What is said of a field that the form does not show now would be said to nobody. */
    private static boolean isThere(UIComponent field) {
        return field != null
                && Stream.iterate(field, each -> each != null, UIComponent::getParent)
                        .allMatch(UIComponent::isRendered);
    }

    /** What is wrong with one argument, for whoever shows it at a place of their own. */
    public static String sentence(Problem.ArgumentProblem detail) {
        return Sentence.of(detail.argumentName(), detail.helpMessage());
    }

    /** What was refused, in sentences, for whoever shows it at a place of their own. */
    public static String sentences(ProblemException refused) {
        return refused.problem() instanceof Problem.InvalidArguments invalid
                ? invalid.details().stream().map(Problems::sentence).collect(Collectors.joining(" "))
                : sentence(refused.problem().message());
    }

    /** What is wrong, as it is said to programs, in a sentence. */
    public static String sentence(String problem) {
        return Sentence.of("", problem);
    }

    private static FacesMessage error(String text) {
        return new FacesMessage(FacesMessage.SEVERITY_ERROR, text, null);
    }
}
