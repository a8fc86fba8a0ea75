package org.axletree.verification.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axletree.verification.harness.Api;
import org.axletree.verification.harness.AxletreeProcess;
import org.axletree.verification.harness.Ran;
import org.axletree.verification.harness.SharedAxletree;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the Scaleway provider of Terraform asks for, as its published recordings have it (hub, device, network, route): the same
 * requests in the same order get the answers on which it relies. Written down anew, without identifiers and secrets.
 */
@ExtendWith(SharedAxletree.class)
final class TerraformIT {
    /** What a hub begins and ends with in every recording. */
    private static final String HUB =
            """
            POST hubs {"name":"minimal","project_id":"$project","product_plan":"plan_shared","events_topic_prefix":"$SCW/events"}
             = 200 id->hub enabled=true device_count=0 connected_device_count=0 disable_events=false has_custom_ca=false
             = events_topic_prefix=$SCW/events enable_device_auto_provisioning=false product_plan=plan_shared project_id=$project
            GET hubs/$hub
             = 200 status=ready name=minimal
            """;

    private static final String END =
            """
            DELETE hubs/$hub
             = 204
            GET hubs/$hub
             = 404 type=not_found
            """;

    private final Api api;

    TerraformIT(AxletreeProcess hub) {
        this.api = hub.api();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // A hub that is disabled; its plan is told as unknown where it does not change.
                """
                POST hubs/$hub/disable {}
                 = 200 enabled=false
                GET hubs/$hub
                 = 200 status=disabled
                PATCH hubs/$hub {"product_plan":"plan_unknown"}
                 = 200 product_plan=plan_shared enabled=false
                GET hubs?name=minimal&order_by=name_asc
                 = 200 hubs.0.name=minimal
                """,
                // A device, with its certificate, and found by its name as a data source does.
                """
                POST devices {"name":"default-1","hub_id":"$hub","allow_insecure":false,"allow_multiple_connections":false}
                 = 200 device.id->device certificate.crt~BEGIN certificate.key~BEGIN device.hub_id=$hub device.is_connected=false
                 = device.last_activity_at=1970-01-01T00:00:00Z device.has_custom_certificate=false device.description=
                GET devices/$device
                 = 200 status=enabled allow_insecure=false message_filters.publish.policy=reject message_filters.subscribe.policy=reject
                GET devices/$device/certificate
                 = 200 certificate_pem~BEGIN device.id=$device
                GET devices?hub_id=$hub&name=default-1&order_by=name_asc&status=unknown
                 = 200 total_count=1 devices.0.id=$device
                GET devices?name=default-1&order_by=name_asc&status=unknown
                 = 200 devices.0.name=default-1
                DELETE devices/$device
                 = 204
                """,
                // Filters, also with no topics at all; what is not said comes as null.
                """
                POST devices {"name":"default-4","hub_id":"$hub","allow_insecure":false,"allow_multiple_connections":false,"message_filters":{"publish":{"policy":"reject","topics":["1","2","3"]},"subscribe":{"policy":"accept","topics":["4","5","6"]}},"description":null}
                 = 200 device.id->device device.message_filters.publish.topics.2=3 device.message_filters.subscribe.policy=accept
                POST devices {"name":"empty","hub_id":"$hub","allow_insecure":false,"allow_multiple_connections":false,"message_filters":{"publish":{"policy":"reject","topics":null},"subscribe":{"policy":"reject","topics":null}},"description":null}
                 = 200 device.id->empty device.message_filters.publish.topics=[] device.message_filters.subscribe.topics=[]
                GET devices/$device
                 = 200 message_filters.subscribe.topics.0=4
                DELETE devices/$empty
                 = 204
                DELETE devices/$device
                 = 204
                """,
                // A certificate of the owner's.
                """
                POST devices {"name":"default-5","hub_id":"$hub","allow_insecure":true,"allow_multiple_connections":false}
                 = 200 device.id->device device.allow_insecure=true
                PUT devices/$device/certificate {"certificate_pem":$pem}
                 = 200 certificate_pem~BEGIN device.has_custom_certificate=true device.id=$device
                GET devices/$device
                 = 200 has_custom_certificate=true
                DELETE devices/$device
                 = 204
                """,
                // Networks, with and without a prefix.
                """
                POST networks {"name":"default","type":"rest","hub_id":"$hub","topic_prefix":""}
                 = 200 network.id->network network.type=rest network.topic_prefix= network.hub_id=$hub secret~ey
                GET networks/$network
                 = 200 name=default
                DELETE networks/$network
                 = 204
                POST networks {"name":"default","type":"sigfox","hub_id":"$hub","topic_prefix":"foo/bar"}
                 = 200 network.id->network network.type=sigfox network.topic_prefix=foo/bar
                DELETE networks/$network
                 = 204
                """,
                // Routes: a web service, an object store, and a database whose engine is not said.
                """
                POST routes {"name":"default","hub_id":"$hub","topic":"#","rest_config":{"verb":"get","uri":"http://example.com","headers":{"X-terraform-test":"inprogress"}}}
                 = 200 id->route type=rest rest_config.verb=get rest_config.uri=http://example.com rest_config.headers.X-terraform-test=inprogress
                GET routes/$route
                 = 200 topic=# hub_id=$hub
                DELETE routes/$route
                 = 204
                POST routes {"name":"default","hub_id":"$hub","topic":"#","s3_config":{"bucket_region":"fr-par","bucket_name":"tf-tests","object_prefix":"foo","strategy":"per_topic"}}
                 = 200 id->route type=s3 s3_config.bucket_name=tf-tests s3_config.object_prefix=foo s3_config.strategy=per_topic
                DELETE routes/$route
                 = 204
                POST routes {"name":"default","hub_id":"$hub","topic":"#","db_config":{"host":"db.example.com","port":27931,"dbname":"rdb","username":"root","password":"a password","query":"SELECT NOW()","engine":"unknown"}}
                 = 200 id->route type=database db_config.engine=postgresql db_config.port=27931 db_config.query=SELECT_NOW()
                GET routes/$route
                 = 200 db_config.dbname=rdb
                DELETE routes/$route
                 = 204
                """
            })
    void recordedRequests_getTheAnswersThatTheyCountOn(String steps, @TempDir Path directory) throws IOException {
        Map<String, String> known = new HashMap<>();
        known.put("$project", UUID.randomUUID().toString());
        known.put(
                "$pem",
                steps.contains("$pem")
                        ? TextNode.valueOf(certificate(directory)).toString()
                        : "");
        Api.Answer answer = null;
        String request = "";
        for (String line : (HUB + steps + END).lines().toList()) {
            if (line.startsWith(" = ")) {
                for (String expected : line.substring(3).split(" ")) {
                    compare(request, answer, expected, known);
                }
            } else {
                request = filled(line, known);
                String[] parts = request.split(" ", 3);
                answer = api.send(
                        parts[0],
                        parts[1],
                        parts.length == 3
                                ? HttpRequest.BodyPublishers.ofString(parts[2])
                                : HttpRequest.BodyPublishers.noBody());
            }
        }
    }

    /** A status, {@code field=value} (blanks as underscores), {@code field~part}, or {@code field->name} to keep it. */
    private static void compare(String request, Api.Answer answer, String expected, Map<String, String> known) {
        String what = request + " -> " + answer.text();
        if (expected.matches("\\d{3}")) {
            assertThat(answer.status()).as(what).isEqualTo(Integer.parseInt(expected));
            return;
        }
        String[] parts = expected.split("->|~|=", 2);
        JsonNode field = answer.json().at("/" + parts[0].replace('.', '/'));
        assertThat(field.isMissingNode()).as(parts[0] + " in " + what).isFalse();
        String value = field.isValueNode() ? field.asText() : field.toString();
        if (expected.startsWith(parts[0] + "->")) {
            known.put("$" + parts[1], value);
        } else if (expected.startsWith(parts[0] + "~")) {
            assertThat(value).as(what).contains(parts[1]);
        } else {
            assertThat(value.replace(' ', '_')).as(what).isEqualTo(filled(parts[1], known));
        }
    }

    private static String filled(String text, Map<String, String> known) {
        String filled = text;
        for (Map.Entry<String, String> each : known.entrySet()) {
            filled = filled.replace(each.getKey(), each.getValue());
        }
        return filled;
    }

    private static String certificate(Path directory) throws IOException {
        Path file = directory.resolve("own.pem");
        String line =
                "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 9 -subj /CN=own -keyout "
                        + directory.resolve("own.key") + " -out " + file;
        Ran.command(Duration.ofMinutes(1), List.of(line.split(" "))).orThrow();
        return Files.readString(file);
    }
}
