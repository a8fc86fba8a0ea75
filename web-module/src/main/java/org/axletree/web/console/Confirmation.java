package org.axletree.web.console;

import jakarta.faces.component.behavior.ClientBehaviorContext;
import java.util.Optional;
import org.primefaces.behavior.confirm.ConfirmBehavior;
import org.primefaces.component.api.Confirmable;

/**
 * A question before something is done, which names what it is done to, in a script within the page. PrimeFaces leaves a name like
 * {@code <!--<script>} as it is, behind which no browser finds the end of that script: a device could be called so to keep
 * people from disabling it. Takes PrimeFaces' place by {@code faces-config.xml}.
 */
public class Confirmation extends ConfirmBehavior {

    @Override
    public String getScript(ClientBehaviorContext context) {
        Optional<String> script = Optional.ofNullable(super.getScript(context));
        // A button has been given it, and adds to it what it does itself.
        if (context.getComponent() instanceof Confirmable button && button.getConfirmationScript() != null) {
            button.setConfirmationScript(inPage(button.getConfirmationScript()));
        }
        return script.map(Confirmation::inPage).orElse(null);
    }

    /** There is no such sign but in the texts. */
    private static String inPage(String script) {
        return script.replace("<", "\\x3C");
    }
}
