package org.axletree.web.console.people;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.Role;
import org.axletree.hub.registry.token.CreatedToken;
import org.axletree.hub.registry.token.NewToken;
import org.axletree.hub.registry.token.TokenService;
import org.axletree.web.console.Done;
import org.axletree.web.console.Problems;
import org.axletree.web.console.Typed;

/** The dialog that creates a token, and then shows its secret, once. */
@Named
@ViewScoped
public class NewTokenForm implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int NEVER = 0;

    @Inject
    private TokenService tokens;

    private String name = "";
    private Role scope = Role.READ_ONLY;
    private String project = "";
    private int days = NEVER;

    /** Lives as long as the dialog, in memory only: a secret must not be written with a session. */
    private transient CreatedToken created;

    public void create() {
        Optional<Instant> expiry =
                days == NEVER ? Optional.empty() : Optional.of(Instant.now().plus(Duration.ofDays(days)));
        Optional<String> onlyProject = Optional.of(project).filter(id -> !id.isEmpty());
        try {
            created = tokens.create(new NewToken(name, scope, onlyProject, expiry));
            Done.here("done.created", "what", name);
        } catch (ProblemException refused) {
            Problems.show(refused, "newToken");
        }
    }

    /** An empty form; what was shown is gone for good. */
    public void begin() {
        created = null;
        name = "";
        scope = Role.READ_ONLY;
        project = "";
        days = NEVER;
    }

    public boolean isDone() {
        return created != null;
    }

    public String getSecret() {
        return created == null ? "" : created.secret();
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = Typed.stripped(name);
    }

    public Role getScope() {
        return scope;
    }

    public void setScope(Role scope) {
        this.scope = scope;
    }

    public String getProject() {
        return project;
    }

    public void setProject(String project) {
        this.project = Typed.stripped(project);
    }

    public int getDays() {
        return days;
    }

    public void setDays(int days) {
        this.days = Math.max(NEVER, days);
    }
}
