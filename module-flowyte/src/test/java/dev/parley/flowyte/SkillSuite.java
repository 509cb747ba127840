package dev.parley.flowyte;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.json.StrictJson;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Skills in the draft. */
abstract class SkillSuite extends FlowyteSuite {

    private static final String END_CALL =
            "{\"name\":\"%s\",\"description\":\"Ends the call\",\"skillType\":\"builtin\",\"executionConfig\":{\"action\":\"end_call\"}}";

    @Test
    void aSkillFromItsCreationToItsEnd() {
        String path = agent("Front desk");
        JsonNode created = data(client.post(path + "/skills", END_CALL.formatted("end")), 201);
        assertThat(created.path("organizationId").asText()).isEqualTo(workspace);
        assertThat(created.path("parametersSchema"))
                .isEqualTo(StrictJson.parse("{\"type\":\"object\",\"properties\":{}}"));
        assertThat(created.path("direction").asText()).isEqualTo("two_way");
        assertThat(created.path("channels").toString()).isEqualTo("[\"voice\",\"chat\"]");
        assertThat(created.path("isEnabled").booleanValue()).isTrue();
        assertThat(created.path("isWrite").isBoolean()
                        && !created.path("isWrite").booleanValue())
                .isTrue();
        String skill = path + "/skills/" + created.path("id").asText();
        assertThat(data(client.get(skill), 200)).isEqualTo(created);
        JsonNode changed = data(client.patch(skill, "{\"requiresConfirmation\":true}"), 200);
        assertThat(changed.path("requiresConfirmation").booleanValue()).isTrue();
        assertThat(changed.path("createdAt")).isEqualTo(created.path("createdAt"));
        assertThat(data(client.patch(skill, changed.toString()), 200)).isEqualTo(changed);
        assertThat(client.get(path + "/skills").expect(200).path("data").path(0))
                .isEqualTo(changed);
        assertThat(data(client.get(path), 200).path("version").intValue()).isEqualTo(4);
        client.delete(skill).expect(200);
        problem(client.get(skill), 404, "skill_not_found");
        problem(client.patch(skill, "{}"), 404, "skill_not_found");
        problem(client.delete(skill), 404, "skill_not_found");
        assertThat(data(client.get(path), 200).path("version").intValue()).isEqualTo(5);
    }

    @Test
    void namesAreUniqueAndTheirNumberIsLimited() {
        String path = agent("Front desk");
        for (int i = 0; i < 100; i++) {
            data(client.post(path + "/skills", END_CALL.formatted("end" + i)), 201);
        }
        problem(client.post(path + "/skills", END_CALL.formatted("one more")), 422, "limit_reached");
        String first = client.get(path + "/skills").expect(200).at("/data/0/id").asText();
        problem(client.patch(path + "/skills/" + first, "{\"name\":\"end7\"}"), 409, "skill_name_taken");
        client.delete(path + "/skills/" + first).expect(200);
        problem(client.post(path + "/skills", END_CALL.formatted("end7")), 409, "skill_name_taken");
        data(client.post(path + "/skills", END_CALL.formatted("end0")), 201);
    }

    @Test
    void everyTypeIsListedAndOneIsReserved() {
        String path = agent("Front desk");
        JsonNode types = data(client.get("/api/v1/skill-types"), 200);
        assertThat(texts(types, "skillType"))
                .containsExactly(
                        "db_query",
                        "http_webhook",
                        "transfer",
                        "sms",
                        "email",
                        "calendar",
                        "google_sheets",
                        "crm",
                        "mcp",
                        "playbook",
                        "knowledge_query",
                        "builtin",
                        "geo",
                        "native_graphql",
                        "native_rest",
                        "native_sql");
        for (JsonNode type : types) {
            String name = type.path("skillType").asText();
            String body = "{\"name\":\"" + name + "\",\"description\":\"x\",\"isEnabled\":false,\"skillType\":\"" + name
                    + "\",\"executionConfig\":{\"other\":{\"kept\":[1]}}}";
            if (type.path("reserved").booleanValue()) {
                problem(client.post(path + "/skills", body), 422, "skill_type_reserved");
            } else {
                JsonNode skill = data(client.post(path + "/skills", body), 201);
                assertThat(skill.at("/executionConfig/other/kept/0").intValue()).isEqualTo(1);
                problem(
                        client.patch(path + "/skills/" + skill.path("id").asText(), "{\"skillType\":\"mcp\"}"),
                        422,
                        "skill_type_reserved");
            }
        }
    }

    @Test
    void whatATypeIsToldIsChecked() {
        String path = agent("Front desk");
        for (String[] row : new String[][] {
            {
                "email",
                "{\"to\":\"a@b.c, {owner}\",\"subject\":\"Hi {name}\",\"from_name\":\"Us\",\"reply_to\":\"x@y.z\"}",
                ""
            },
            {"email", "{}", "to subject"},
            {"email", "{\"to\":\"nobody\",\"subject\":\"\",\"intro\":5}", "to subject intro"},
            {
                "http_webhook",
                "{\"url\":\"https://example.com/{id}\",\"method\":\"PUT\",\"headers\":{\"a\":\"b\"},\"timeout_ms\":1}",
                ""
            },
            {"email", "{\"to\":\"{user}@example.com\",\"subject\":\"Hi\",\"intro\":\"Two\\nlines\"}", ""},
            {"email", "{\"to\":\"a@b.c\\nBcc: d@e.f\",\"subject\":\"Hi\\r\\nBcc: b@c.d\"}", "to subject"},
            {"email", "{\"to\":\"mail {owner} now\",\"subject\":\"Hi\",\"from_name\":\"A\\nB\"}", "to from_name"},
            {"email", "{\"to\":\"a@b.c,\",\"subject\":\"Hi\",\"reply_to\":\"{email}\\nBcc: d@e.f\"}", "to reply_to"},
            {"http_webhook", "{\"url\":\"https://{tenant}.example.com/?q={q}#x\",\"headers\":{\"X-Key\":\"k\"}}", ""},
            {
                "http_webhook",
                "{\"url\":\"https://example.com/{not a name}\",\"headers\":{\"A\":\"b\\r\\nC: d\"}}",
                "url headers"
            },
            {
                "http_webhook",
                "{\"url\":\"{scheme}://example.com\",\"headers\":{\"A b\":\"c\"},\"timeout_ms\":99999999999999999999}",
                "url headers timeout_ms"
            },
            {"http_webhook", "{\"url\":\"https:///path\",\"timeout_ms\":1.5}", "url timeout_ms"},
            {"http_webhook", "{}", "url"},
            {
                "http_webhook",
                "{\"url\":\"ftp://example.com\",\"method\":\"get\",\"headers\":{\"a\":1},\"timeout_ms\":0}",
                "url method headers timeout_ms"
            },
            {"db_query", "{\"sql_template\":\"select 1\"}", ""},
            {"db_query", "{\"sql_template\":\" \"}", "sql_template"},
            {"transfer", "{\"destination\":\"{branch_number}\"}", ""},
            {"transfer", "{\"destination\":\"the boss\"}", "destination"},
            {"builtin", "{\"action\":\"repeat\"}", ""},
            {"builtin", "{\"action\":\"dance\"}", "action"},
            {"geo", "{\"action\":\"find_nearest_location\"}", ""},
            {"geo", "{\"action\":\"check_service_area\"}", "origin_address radius_miles"},
            {
                "geo",
                "{\"action\":\"check_service_area\",\"origin_address\":\"1 Main St\",\"radius_miles\":0}",
                "radius_miles"
            },
            {"geo", "{\"action\":\"check_service_area\",\"origin_address\":\"1 Main St\",\"radius_miles\":2.5}", ""},
            {"sms", "{\"anything\":\"goes\"}", ""}
        }) {
            String body = "{\"name\":\"s\",\"description\":\"x\",\"skillType\":\"" + row[0] + "\",\"executionConfig\":"
                    + row[1] + "}";
            if (row[2].isEmpty()) {
                String id = data(client.post(path + "/skills", body), 201)
                        .path("id")
                        .asText();
                client.delete(path + "/skills/" + id).expect(200);
            } else {
                List<String> wrong = List.of(row[2].split(" "));
                assertThat(fields(problem(client.post(path + "/skills", body), 400, "validation_error")))
                        .as(body)
                        .containsExactlyInAnyOrderElementsOf(wrong.stream()
                                .map(name -> "executionConfig." + name)
                                .toList());
            }
        }
        JsonNode transfer = data(
                client.post(
                        path + "/skills",
                        "{\"name\":\"t\",\"description\":\"x\",\"skillType\":\"transfer\",\"executionConfig\":{\"destination\":\"415 555 0123\"}}"),
                201);
        assertThat(transfer.at("/executionConfig/destination").asText()).isEqualTo("+14155550123");
    }

    @Test
    void aDisabledSkillMayBeIncomplete() {
        String path = agent("Front desk");
        String id = data(
                        client.post(
                                path + "/skills",
                                "{\"name\":\"m\",\"description\":\"x\",\"skillType\":\"email\",\"isEnabled\":false}"),
                        201)
                .path("id")
                .asText();
        assertThat(fields(
                        problem(client.patch(path + "/skills/" + id, "{\"isEnabled\":true}"), 400, "validation_error")))
                .containsExactlyInAnyOrder("executionConfig.to", "executionConfig.subject");
    }

    @Test
    void parametersAreAJsonSchemaObject() {
        String path = agent("Front desk");
        ObjectNode body = (ObjectNode) StrictJson.parse(END_CALL.formatted("end"));
        for (String[] row : new String[][] {
            {"{\"order\":{\"type\":\"string\"}}", "[]", "parametersSchema.properties"},
            {"{\"properties\":{\"a\":\"string\"}}", "[]", "parametersSchema.properties.a"},
            {"{\"properties\":{\"a\":{\"minLength\":\"x\"}}}", "[]", "parametersSchema"},
            {"{\"properties\":{\"a\":{}},\"required\":\"a\"}", "[]", "parametersSchema"},
            {"{\"type\":\"string\",\"properties\":{}}", "[]", "parametersSchema.type"},
            {"{\"properties\":{\"a\":{\"type\":\"array\"}}}", "[]", "parametersSchema.properties.a.type"},
            {"{\"properties\":{\"a\":{}},\"required\":[\"b\"]}", "[]", "parametersSchema.required.0"},
            {"{\"properties\":{\"a\":{}}}", "[\"a\",\"c\"]", "requiredParams.1"},
            {
                "{\"properties\":{\"a\":{\"type\":\"string\",\"pattern\":\"((a{100}){100}){100}\"}}}",
                "[]",
                "parametersSchema"
            },
            {"{\"properties\":{\"a\":{\"$ref\":\"https://example.com/x\"}}}", "[]", "parametersSchema"}
        }) {
            body.set("parametersSchema", StrictJson.parse(row[0]));
            body.set("requiredParams", StrictJson.parse(row[1]));
            assertThat(fields(problem(client.post(path + "/skills", body.toString()), 400, "validation_error")))
                    .as(row[0])
                    .containsExactly(row[2]);
        }
        body.set(
                "parametersSchema",
                StrictJson.parse("{\"properties\":{\"a\":{\"type\":\"integer\"}},\"required\":[\"a\"]}"));
        body.set("requiredParams", StrictJson.parse("[\"a\"]"));
        data(client.post(path + "/skills", body.toString()), 201);
    }

    @Test
    void aSkillHasALimitedSize() {
        String path = agent("Front desk");
        String body =
                END_CALL.formatted("end").replace("\"action\"", "\"more\":\"" + "x".repeat(20_000) + "\",\"action\"");
        assertThat(problem(client.post(path + "/skills", body), 413, "document_too_large")
                        .path("detail")
                        .asText())
                .isEqualTo("A skill must not have more than 20,000 characters of JSON");
        data(client.post(path + "/skills", body.replace("x".repeat(1_000), "x".repeat(900))), 201);
    }

    @Test
    void whatIsWrongIsNamed() {
        String path = agent("Front desk");
        assertThat(fields(problem(client.post(path + "/skills", "{}"), 400, "validation_error")))
                .containsExactlyInAnyOrder("name", "description", "skillType");
        for (String[] row : new String[][] {
            {"skillType", "\"telepathy\""},
            {"name", "\" \""},
            {"isEnabled", "null"},
            {"expectedLatencyMs", "-1"},
            {"channels", "\"voice\""},
            {"direction", "\"sideways\""},
            {"surprise", "1"}
        }) {
            ObjectNode body = (ObjectNode) StrictJson.parse(END_CALL.formatted("end"));
            body.set(row[0], StrictJson.parse("[" + row[1] + "]").path(0));
            assertThat(fields(problem(client.post(path + "/skills", body.toString()), 400, "validation_error")))
                    .as(row[0])
                    .containsExactly(row[0]);
        }
        assertThat(data(client.get(path), 200).path("version").intValue()).isEqualTo(1);
    }
}
