package org.axletree.hub.delivery.target.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.axletree.hub.delivery.target.database.RouteStatement.Parameter.DEVICE;
import static org.axletree.hub.delivery.target.database.RouteStatement.Parameter.PAYLOAD;
import static org.axletree.hub.delivery.target.database.RouteStatement.Parameter.TIME;
import static org.axletree.hub.delivery.target.database.RouteStatement.Parameter.TOPIC;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouteStatementTest {
    @Test
    void placeholder_outsideQuotes_isAParameter_anyNumberOfTimes() {
        RouteStatement statement = RouteStatement.of(
                "insert into t values ($TOPIC, $PAYLOAD,$DEVICE, $TIME, split_part($TOPIC,'/',2))",
                DatabaseEngine.POSTGRESQL);

        assertThat(statement.sql()).isEqualTo("insert into t values (?, ?,?, ?, split_part(?,'/',2))");
        assertThat(statement.parameters()).containsExactly(TOPIC, PAYLOAD, DEVICE, TIME, TOPIC);
        assertThat(statement.isBatchable()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select '$TOPIC'",
                "select 'it''s $TOPIC'",
                "select E'\\'$TOPIC'",
                "select \"$TOPIC\"",
                "select $$ $TOPIC $$",
                "select $x$ $$ $TOPIC $x$",
                "select 1 -- $TOPIC",
                "select 1 /* $TOPIC /* */ $TOPIC */",
                "select $TOPICS",
                "select a$TOPIC",
                "select $1",
                "select '$.x'",
                "select 'open $TOPIC"
            })
    void everythingElse_ofPostgreSql_isLeftAlone(String query) {
        assertThat(RouteStatement.of(query, DatabaseEngine.POSTGRESQL))
                .isEqualTo(new RouteStatement(query, query, java.util.List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select `$TOPIC`",
                "select '\\'$TOPIC'",
                "select \"it's $TOPIC\"",
                "select 1 # $TOPIC",
                "select 1 /* /* $TOPIC */"
            })
    void everythingElse_ofMySql_isLeftAlone(String query) {
        assertThat(RouteStatement.of(query, DatabaseEngine.MYSQL))
                .isEqualTo(new RouteStatement(query, query, java.util.List.of()));
    }

    @Test
    void pathOfJson_isLeftAlone_besideAParameter() {
        assertThat(RouteStatement.of("CALL f(JSON_EXTRACT($PAYLOAD,'$.x'))", DatabaseEngine.MYSQL))
                .isEqualTo(new RouteStatement(
                        "CALL f(JSON_EXTRACT($PAYLOAD,'$.x'))",
                        "CALL f(JSON_EXTRACT(?,'$.x'))",
                        java.util.List.of(PAYLOAD)));
    }

    @Test
    void commentsEnd_andBackslashesOfPostgreSql_areNone() {
        assertThat(RouteStatement.of("select 1 -- x\n, $TOPIC", DatabaseEngine.POSTGRESQL)
                        .parameters())
                .containsExactly(TOPIC);
        assertThat(RouteStatement.of("select '\\', $TOPIC", DatabaseEngine.POSTGRESQL)
                        .parameters())
                .containsExactly(TOPIC);
        assertThat(RouteStatement.of("select /* x */ $TOPIC", DatabaseEngine.MYSQL)
                        .parameters())
                .containsExactly(TOPIC);
    }

    @Test
    void questionMarkOfPostgreSql_isAnOperator() {
        assertThat(RouteStatement.of("select a ? 'b?' and $TOPIC = ''", DatabaseEngine.POSTGRESQL)
                        .sql())
                .isEqualTo("select a ?? 'b?' and ? = ''");
    }
}
