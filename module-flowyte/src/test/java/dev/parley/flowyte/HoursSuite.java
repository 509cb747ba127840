package dev.parley.flowyte;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** Business hours over the wire; {@code hours} tests what they mean. */
abstract class HoursSuite extends FlowyteSuite {

    private static final String STATUS = "/business-hours/status";

    @Test
    void withoutHoursAnAgentIsAlwaysOpen() {
        String path = agent("Front desk");
        assertThat(data(client.get(path + STATUS + "?draft=true"), 200).toString())
                .isEqualTo("{\"open\":true,\"localTime\":null,\"timezone\":null,\"nextOpening\":null,"
                        + "\"nextClosing\":null,\"afterHours\":null}");
    }

    @Test
    void theStatusTellsWhatIsInForce() {
        String path = agent("Front desk");
        data(
                client.patch(
                        path,
                        "{\"handoffConfig\":{\"transferDestination\":\"4155550123\"},"
                                + "\"businessHours\":{\"timezone\":\"America/Denver\","
                                + "\"weekly\":{\"mon\":{\"ranges\":[{\"start\":\"09:00\",\"end\":\"17:00\"}]}},"
                                + "\"afterHours\":{\"message\":\"Back {next_open}.\",\"allowHumanTransfer\":true}}}"),
                200);
        problem(client.get(path + STATUS), 409, "no_published_version");
        JsonNode open = data(client.get(path + STATUS + "?draft=true&at=2026-05-04T09:30:00-06:00"), 200);
        assertThat(open.toString())
                .isEqualTo("{\"open\":true,\"localTime\":\"2026-05-04T09:30:00-06:00\",\"timezone\":\"America/Denver\","
                        + "\"nextOpening\":\"2026-05-11T09:00:00-06:00\",\"nextClosing\":\"2026-05-04T17:00:00-06:00\","
                        + "\"afterHours\":null}");
        data(client.post(path + "/publish"), 200);
        data(client.patch(path, "{\"businessHours\":{}}"), 200);
        JsonNode closed = data(client.get(path + STATUS + "?at=2026-05-04T23:30:00Z"), 200);
        assertThat(closed.toString())
                .isEqualTo(
                        "{\"open\":false,\"localTime\":\"2026-05-04T17:30:00-06:00\",\"timezone\":\"America/Denver\","
                                + "\"nextOpening\":\"2026-05-11T09:00:00-06:00\",\"nextClosing\":\"2026-05-11T17:00:00-06:00\","
                                + "\"afterHours\":{\"message\":\"Back Monday, May 11 at 9:00 AM.\",\"allowHumanTransfer\":true,"
                                + "\"number\":\"+14155550123\",\"emergencyNumber\":null}}");
        assertThat(data(client.get(path + STATUS + "?draft=true&at=2026-05-04T23:30:00Z"), 200)
                        .path("open")
                        .booleanValue())
                .isTrue();
    }

    @Test
    void whatIsWrongIsNamed() {
        String path = agent("Front desk");
        for (String[] wrong : new String[][] {
            {"{\"weekly\":{}}", "businessHours.timezone"},
            {"{\"timezone\":\"Mars/Base\"}", "businessHours.timezone"},
            {
                "{\"timezone\":\"UTC\",\"weekly\":{\"mon\":{\"ranges\":[{\"start\":\"9:00\",\"end\":\"17:00\"}]}}}",
                "businessHours.weekly.mon.ranges.0.start"
            },
            {"{\"timezone\":\"UTC\",\"weekly\":{\"monday\":{}}}", "businessHours.weekly.monday"},
            {
                "{\"timezone\":\"UTC\",\"weekly\":{\"mon\":{\"ranges\":[{\"start\":\"09:00\"}]}}}",
                "businessHours.weekly.mon.ranges.0.end"
            },
            {
                "{\"timezone\":\"UTC\",\"holidays\":[{\"date\":\"2026-12-24\",\"endDate\":\"2026-12-23\"}]}",
                "businessHours.holidays.0.endDate"
            },
            {"{\"afterHours\":{\"number\":\"nobody\"}}", "businessHours.afterHours.number"}
        }) {
            assertThat(fields(problem(
                            client.patch(path, "{\"businessHours\":" + wrong[0] + "}"), 400, "validation_error")))
                    .as(wrong[0])
                    .containsExactly(wrong[1]);
        }
        for (String at :
                new String[] {"yesterday", "2026-05-04T09:00:00", "1969-01-01T00:00:00Z", "+999999-01-01T00:00:00Z"}) {
            assertThat(fields(problem(
                            client.get(path + STATUS + "?draft=true&at=" + at.replace("+", "%2B")),
                            400,
                            "validation_error")))
                    .as(at)
                    .containsExactly("at");
        }
        problem(client.get(path + STATUS + "?draft=perhaps"), 400, "validation_error");
        assertThat(data(client.get(path), 200).path("version").intValue()).isEqualTo(1);
    }
}
