package org.axletree.hub.schema;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PayloadSchemaTest {
    private static final String READING =
            """
            {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "A reading", "type": "object",
             "properties": {"t": {"type": "number", "minimum": -40, "maximum": 125}, "unit": {"enum": ["C", "F"]}},
             "required": ["t"], "additionalProperties": false}""";

    /** What JSON Schema says of a value, keyword by keyword. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':'integer'} | 1.0 | true",
                "{'type':'integer'} | 1.5 | false",
                "{'type':['null','string']} | null | true",
                "{'type':['null','string']} | 1 | false",
                "{'const':{'a':[1,2]}} | {'a':[1.0,2]} | true",
                "{'const':{'a':[1,2]}} | {'a':[2,1]} | false",
                "{'enum':['a',3]} | 3.0 | true",
                "{'enum':['a',3]} | 'b' | false",
                "{'exclusiveMinimum':0,'maximum':5} | 5 | true",
                "{'exclusiveMinimum':0,'maximum':5} | 0 | false",
                "{'multipleOf':0.1} | 0.3 | true",
                "{'multipleOf':0.1} | 0.35 | false",
                "{'minLength':2,'maxLength':2} | '😀😀' | true",
                "{'maxLength':1} | 'ab' | false",
                "{'pattern':'^[a-z]+$'} | 'abc' | true",
                "{'pattern':'^[a-z]+$'} | 'a1' | false",
                "{'required':['a']} | {'b':1} | false",
                "{'required':['a']} | 'no object' | true",
                "{'minProperties':1,'maxProperties':1} | {'a':1} | true",
                "{'maxProperties':1} | {'a':1,'b':2} | false",
                "{'properties':{'a':{'type':'string'}}} | {'a':1} | false",
                "{'patternProperties':{'^x':{'type':'string'}}} | {'xy':1} | false",
                "{'patternProperties':{'^x':{}},'additionalProperties':false} | {'xy':1} | true",
                "{'properties':{'a':true},'additionalProperties':{'type':'null'}} | {'a':1,'b':1} | false",
                "{'propertyNames':{'maxLength':1}} | {'ab':1} | false",
                "{'dependentRequired':{'a':['b']}} | {'a':1} | false",
                "{'dependentSchemas':{'a':{'required':['b']}}} | {'a':1,'b':2} | true",
                "{'items':{'type':'number'}} | [1,2] | true",
                "{'items':{'type':'number'}} | [1,'2'] | false",
                "{'prefixItems':[{'type':'string'}],'items':{'type':'number'}} | ['a',1] | true",
                "{'prefixItems':[{'type':'string'}],'items':false} | ['a',1] | false",
                "{'minItems':1,'maxItems':2} | [] | false",
                "{'uniqueItems':true} | [1,1.0] | false",
                "{'uniqueItems':true} | [1,'1',[1],{'a':1}] | true",
                "{'contains':{'const':1},'minContains':2} | [1,2,1] | true",
                "{'contains':{'const':1},'maxContains':1} | [1,2,1] | false",
                "{'allOf':[{'minimum':1},{'maximum':2}]} | 3 | false",
                "{'anyOf':[{'type':'string'},{'minimum':2}]} | 1 | false",
                "{'oneOf':[{'minimum':1},{'minimum':2}]} | 1 | true",
                "{'oneOf':[{'minimum':1},{'minimum':2}]} | 2 | false",
                "{'not':{'type':'string'}} | 'a' | false",
                "{'if':{'minimum':10},'then':{'multipleOf':10},'else':{'maximum':5}} | 20 | true",
                "{'if':{'minimum':10},'then':{'multipleOf':10},'else':{'maximum':5}} | 7 | false",
                "{'$ref':'#/$defs/n','$defs':{'n':{'type':'number'}}} | 'a' | false",
                "{'properties':{'next':{'$ref':'#'}},'required':['v']} | {'v':1,'next':{'v':2}} | true",
                "{'properties':{'next':{'$ref':'#'}},'required':['v']} | {'v':1,'next':{}} | false"
            })
    void value_isAsTheSchemaSays_orNot(String schema, String value, boolean holds) {
        assertThat(problem(schema.replace('\'', '"'), value.replace('\'', '"')).isEmpty())
                .isEqualTo(holds);
    }

    @Test
    void problem_saysWhere_andNothingOfTheValue() {
        assertThat(problem(READING, "{\"t\": 20.5, \"unit\": \"C\"}")).isEmpty();
        assertThat(problem(READING, "{\"t\": 999}")).contains("/t: expected at most 125");
        assertThat(problem(READING, "{\"t\": 1, \"unit\": \"secret\"}"))
                .contains("/unit: expected one of the values of enum");
        assertThat(problem(READING, "{}")).contains("expected the property t");
        assertThat(problem(READING, "{\"t\": 1, \"x\": 2}")).contains("/x: expected nothing here");
        assertThat(problem(READING, "20.5 C")).contains("is no JSON");
        assertThat(problem(READING, "{\"t\": 1} {}")).contains("is no JSON");
        assertThat(problem(READING, "1e999999999")).contains("is no JSON");
    }

    @Test
    void schema_thatCannotBeLookedAt_isRefused_withThePlace() {
        assertThat(wrong("{'properties':{'a':{'typ':'string'}}}")).startsWith("/properties/a/typ: no such keyword");
        assertThat(wrong("{'type':'text'}")).startsWith("/type: no such type");
        assertThat(wrong("{'pattern':'(?=a)'}")).startsWith("/pattern: ");
        assertThat(wrong("{'$ref':'https://example.com/schema'}")).startsWith("/$ref: leads elsewhere");
        assertThat(wrong("{'$ref':'#/$defs/none'}")).startsWith("/$ref: leads to nothing");
        assertThat(wrong("{'minLength':-1}")).startsWith("/minLength: is no count");
        assertThat(wrong("{'$defs':{'a':{'items':[]}}}")).startsWith("/$defs/a/items: is no schema");
        assertThat(wrong("{'title':'" + "x".repeat(PayloadSchema.LONGEST) + "'}"))
                .contains("expected: at most");
    }

    /** Each level doubles what the one below costs. */
    @Test
    void schema_thatWouldTakeForEver_doesNot() {
        String doubling = IntStream.range(0, 60)
                .mapToObj(i ->
                        "'d%d':{'anyOf':[{'$ref':'#/$defs/d%d'},{'$ref':'#/$defs/d%d'}]}".formatted(i, i + 1, i + 1))
                .collect(Collectors.joining(",", "{'$ref':'#/$defs/d0','$defs':{", ",'d60':false}}"))
                .replace('\'', '"');

        assertThat(problem(doubling, "1"))
                .hasValueSatisfying(said -> assertThat(said).contains("steps"));
        assertThat(problem("{\"allOf\": [{\"$ref\": \"#\"}]}", "1"))
                .hasValueSatisfying(said -> assertThat(said).contains("references"));
    }

    private static Optional<String> problem(String schema, String payload) {
        JsonObject json = object(schema);
        assertThat(PayloadSchema.problemWith(json)).isEmpty();
        return PayloadSchema.of(json).problemOf(payload.getBytes(StandardCharsets.UTF_8));
    }

    private static String wrong(String schema) {
        return PayloadSchema.problemWith(object(schema.replace('\'', '"'))).orElse("");
    }

    private static JsonObject object(String text) {
        return Json.createReader(new StringReader(text)).readObject();
    }
}
