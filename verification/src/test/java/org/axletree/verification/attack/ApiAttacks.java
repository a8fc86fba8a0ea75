package org.axletree.verification.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.axletree.verification.attack.WebAttacks.attack;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.axletree.verification.harness.Api;
import org.axletree.verification.harness.Fleet;
import org.axletree.verification.harness.MqttLine;

/** What a tenant can do by the API, and a stranger who knows the id of a device. */
final class ApiAttacks {
    private static final int MOST_BYTES_OF_AN_ERROR = 20_000;

    private ApiAttacks() {}

    static Attack unknownFields() {
        StringBuilder json = new StringBuilder("{\"name\":\"x\"");
        for (int i = 0; json.length() < 930_000; i++) {
            json.append(",\"f").append(i).append("\":0");
        }
        String body = json.append('}').toString();
        return attack("8.4", "930 KB of unknown fields", hub -> {
            Api.Answer answer = hub.api().post("hubs", body);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text()).hasSizeLessThan(MOST_BYTES_OF_AN_ERROR);
            return "400, a few of them named";
        });
    }

    static Attack longQueries() {
        StringBuilder query = new StringBuilder("hubs?a=1");
        for (int i = 0; query.length() < 14_000; i++) {
            query.append("&q").append(i).append("=1");
        }
        return attack("8.4", "14 KB of unknown arguments", hub -> {
            Api.Answer answer = hub.api().get(query.toString());
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text()).hasSizeLessThan(MOST_BYTES_OF_AN_ERROR);
            return "400, a few of them named";
        });
    }

    static Attack changesAndDeletionsAtOnce() {
        return attack(
                "8.0", "ten changes and deletions of one device, then eight deletions of its hub, at once", hub -> {
                    Fleet fleet = hub.fleet();
                    Fleet.Hub home = fleet.hub();
                    String device = "devices/" + fleet.device(home).id();
                    Api api = hub.api();
                    List<Callable<Api.Answer>> calls = new ArrayList<>();
                    for (int i = 0; i < 10; i++) {
                        String description = "{\"description\":\"" + i + "\"}";
                        calls.add(i % 2 == 0 ? () -> api.patch(device, description) : () -> api.delete(device));
                    }
                    atOnce(calls);
                    calls.clear();
                    for (int i = 0; i < 8; i++) {
                        calls.add(() -> api.delete("hubs/" + home.id() + "?delete_devices=true"));
                    }
                    atOnce(calls);
                    return "done, 404 or 409";
                });
    }

    static Attack eventsOfStrangers() {
        return attack("8.6", "refused logins in the name of a device whose id is known", hub -> {
            Fleet fleet = hub.fleet();
            Fleet.Hub home = fleet.hub();
            Fleet.Device device = fleet.device(home);
            for (int i = 0; i < 20; i++) {
                try (MqttLine stranger = MqttLine.plain(hub)) {
                    assertThat(stranger.connect("stranger-" + i, device.id())).isNotZero();
                }
            }
            hub.api().delete("hubs/" + home.id() + "?delete_devices=true");
            return "refused";
        });
    }

    private static void atOnce(List<Callable<Api.Answer>> calls) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(calls.size());
        try {
            for (Future<Api.Answer> answer : threads.invokeAll(calls)) {
                assertThat(answer.get().status()).as(answer.get().text()).isIn(200, 204, 404, 409, 412);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
