package org.axletree.web.console.people;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;
import org.axletree.hub.registry.Caller;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.listing.Page;
import org.axletree.hub.registry.listing.PageRequest;
import org.axletree.hub.registry.user.User;
import org.axletree.hub.registry.user.UserPatch;
import org.axletree.hub.registry.user.UserService;
import org.axletree.web.console.Done;
import org.axletree.web.console.Problems;

/** The people who may use the console. */
@Named
@RequestScoped
public class PeoplePage {
    private static final String FORM = "people";

    @Inject
    private UserService users;

    private Page<User> shown;

    /** To be called after a change. */
    void forget() {
        shown = null;
    }

    private Page<User> shown() {
        if (shown == null) {
            shown = users.list(new PageRequest(1, PageRequest.MAX_PAGE_SIZE, ""));
        }
        return shown;
    }

    public List<User> getList() {
        return shown().items();
    }

    /** There are more than are shown. */
    public boolean isMore() {
        return shown().totalCount() > shown().items().size();
    }

    public String projects(User person) {
        return String.join(", ", person.projectIds());
    }

    public boolean me(User person) {
        return person.id().equals(Caller.current().id());
    }

    public void enable(String userId) {
        tried("done.person.enabled", () -> users.update(userId, enabled(true)));
    }

    public void disable(String userId) {
        tried("done.person.disabled", () -> users.update(userId, enabled(false)));
    }

    public void delete(String userId) {
        tried("done.person.deleted", () -> users.delete(userId));
    }

    private static UserPatch enabled(boolean enabled) {
        return new UserPatch(Optional.empty(), Optional.empty(), Optional.of(enabled));
    }

    private void tried(String done, Runnable change) {
        try {
            change.run();
            Done.here(done);
            forget();
        } catch (ProblemException refused) {
            Problems.show(refused, FORM);
        }
    }
}
