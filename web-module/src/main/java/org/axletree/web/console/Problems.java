package org.axletree.web.console;

import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;

/** Shows what the registry refused: next to the field it is about where there is one, else above the form. */
final class Problems {
    private Problems() {}

    /** @param form the form's id; its inputs are named like the last part of the registry's arguments */
    static void show(ProblemException refused, String form) {
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
        String field = form + ":" + argument.substring(argument.lastIndexOf('.') + 1);
        boolean shown = faces.getViewRoot().findComponent(field) != null;
        faces.addMessage(
                shown ? field : form,
                error(sentence(shown ? detail.helpMessage() : argument + ": " + detail.helpMessage())));
    }

    private static FacesMessage error(String text) {
        return new FacesMessage(FacesMessage.SEVERITY_ERROR, text, null);
    }

    private static String sentence(String text) {
        if (text.startsWith("is ")) {
            return "This " + text;
        }
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
