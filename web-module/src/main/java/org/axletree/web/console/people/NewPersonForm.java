package org.axletree.web.console.people;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Optional;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.Role;
import org.axletree.hub.registry.user.CreatedUser;
import org.axletree.hub.registry.user.NewUser;
import org.axletree.hub.registry.user.UserService;
import org.axletree.web.console.Done;
import org.axletree.web.console.Problems;
import org.axletree.web.console.Typed;

/** The dialog that lets a person in, or gives a person another password, and then shows that, once. */
@Named
@ViewScoped
public class NewPersonForm implements Serializable {
    private static final long serialVersionUID = 1L;

    @Inject
    private UserService users;

    private String name = "";
    private Role role = Role.READ_ONLY;
    private String projects = "";

    /** Lives as long as the dialog, in memory only: a password must not be written with a session. */
    private transient CreatedUser created;

    public void create() {
        try {
            created = users.create(new NewUser(name, role, Optional.of(ProjectList.of(projects))));
            Done.here("done.created", "what", name);
        } catch (ProblemException refused) {
            Problems.show(refused, "newPerson");
        }
    }

    public void reset(String userId) {
        try {
            created = users.resetPassword(userId);
            Done.here("done.password.reset", "what", getCreatedName());
        } catch (ProblemException refused) {
            Problems.show(refused, "people");
        }
    }

    /** An empty form; what was shown is gone for good. */
    public void begin() {
        created = null;
        name = "";
        role = Role.READ_ONLY;
        projects = "";
    }

    public boolean isDone() {
        return created != null;
    }

    public String getCreatedName() {
        return created == null ? "" : created.user().name();
    }

    public String getPassword() {
        return created == null ? "" : created.password();
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = Typed.stripped(name);
    }

    public Role getRole() {
        return role;
    }

    public void setRole(Role role) {
        this.role = role;
    }

    public String getProjects() {
        return projects;
    }

    public void setProjects(String projects) {
        this.projects = Typed.stripped(projects);
    }
}
