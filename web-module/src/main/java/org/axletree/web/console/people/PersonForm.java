package org.axletree.web.console.people;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Optional;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.Role;
import org.axletree.hub.registry.user.User;
import org.axletree.hub.registry.user.UserPatch;
import org.axletree.hub.registry.user.UserService;
import org.axletree.web.console.Done;
import org.axletree.web.console.Problems;
import org.axletree.web.console.Typed;

/** The dialog that gives a person another role or other projects. */
@Named
@ViewScoped
public class PersonForm implements Serializable {
    private static final long serialVersionUID = 1L;

    @Inject
    private UserService users;

    @Inject
    private PeoplePage page;

    private String userId = "";
    private String name = "";
    private Role role = Role.READ_ONLY;
    private String projects = "";

    public void begin(String of) {
        try {
            User person = users.get(of);
            userId = person.id();
            name = person.name();
            role = person.role();
            projects = String.join(", ", person.projectIds());
        } catch (ProblemException gone) {
            Problems.show(gone, "people");
        }
    }

    public void save() {
        try {
            users.update(
                    userId, new UserPatch(Optional.of(role), Optional.of(ProjectList.of(projects)), Optional.empty()));
            page.forget();
            Done.here("done.saved", "what", name);
        } catch (ProblemException refused) {
            Problems.show(refused, "changePerson");
        }
    }

    public String getName() {
        return name;
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
