package org.axletree.web.rest;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.Set;
import org.axletree.hub.registry.jmsuser.CreatedJmsUser;
import org.axletree.hub.registry.jmsuser.JmsUser;
import org.axletree.hub.registry.jmsuser.NewJmsUser;

/** Users of the JMS broker in the API's words. */
final class JmsUserJson {
    static final Set<String> NEW_FIELDS = Set.of("name", "project_id");

    private JmsUserJson() {}

    static NewJmsUser newUser(String region, JsonBody body) {
        NewJmsUser user = new NewJmsUser(region, body.requiredText("name"), body.filledText("project_id"));
        body.done();
        return user;
    }

    static JsonObject of(JmsUser user) {
        return Json.createObjectBuilder()
                .add("id", user.id())
                .add("name", user.name())
                .add("user_name", user.id())
                .add("project_id", user.projectId())
                .add("created_at", ApiTime.of(user.createdAt()))
                .add("region", user.region())
                .build();
    }

    static JsonObject of(CreatedJmsUser created) {
        return Json.createObjectBuilder()
                .add("jms_user", of(created.user()))
                .add("password", created.password())
                .build();
    }
}
