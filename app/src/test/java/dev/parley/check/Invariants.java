package dev.parley.check;

import dev.parley.check.Findings.Promise;
import dev.parley.core.database.Sql;
import dev.parley.core.json.StrictJson;
import dev.parley.core.revision.Branch;
import dev.parley.core.revision.Branches;
import dev.parley.core.revision.StoreInspector;
import dev.parley.core.spi.DocumentKey;
import dev.parley.core.testing.TestDatabases;
import io.micronaut.context.ApplicationContext;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** What must hold of the data at any moment, whoever is at work. Looks from outside, with connections of its own. */
public final class Invariants {

    /** Queries that find nothing as long as the invariant holds. */
    private static final Map<String, String> RULES = new LinkedHashMap<>();

    static {
        RULES.put("a branch's sequence has no gaps and is that of its last change in the audit", """
                select b.id, b.public_id, b.fork_seq, b.seq, count(a.seq), max(a.seq)
                from core_branch b left join core_audit a on a.branch_id = b.id group by b.id
                having count(distinct a.seq) <> b.seq - b.fork_seq or count(a.seq) <> b.seq - b.fork_seq
                  or coalesce(max(a.seq), b.fork_seq) <> b.seq""");
        RULES.put("no document is newer than its branch", """
                select e.branch_id, e.kind, e.id, e.seq, b.seq
                from core_entry e join core_branch b on b.id = e.branch_id where e.seq > b.seq""");
        RULES.put("what superseded a version is there itself", """
                select p.branch_id, p.kind, p.id, p.seq, p.to_seq from core_entry_past p
                where not exists(select 1 from core_entry e
                    where e.branch_id = p.branch_id and e.kind = p.kind and e.id = p.id and e.seq = p.to_seq)
                  and not exists(select 1 from core_entry_past n
                    where n.branch_id = p.branch_id and n.kind = p.kind and n.id = p.id and n.seq = p.to_seq)""");
        RULES.put("two versions of a document have different sequences", """
                select branch_id, kind, id, seq, count(*) from core_entry_past
                group by branch_id, kind, id, seq having count(*) > 1""");
        RULES.put("the numbers of an agent's deployments have no gaps", """
                select space_id, count(*), max(number) from core_deployment group by space_id
                having count(*) <> max(number)""");
        RULES.put("a request changes nothing twice", """
                select request_id, branch_id, action, target, count(*) from core_audit
                group by request_id, branch_id, action, target having count(*) > 1""");
        RULES.put("an Idempotency-Key is stored with an answer", """
                select idempotency_key from core_idempotency where status = 0""");
        RULES.put("a number that an agent has is bound, and to that agent", """
                select t.number from telephony_phone_number t
                join telephony_connector c on c.id = t.connector_id
                left join core_phone_number n
                  on n.number = t.number and n.state = 1 and n.workspace_id = c.workspace_id and n.agent_id = c.agent_id
                where n.number is null""");
        RULES.put("a number that is bound belongs to an agent", """
                select n.number from core_phone_number n left join telephony_phone_number t on t.number = n.number
                where n.state = 1 and t.number is null""");
    }

    private static final int MAX_DEPLOYMENTS = 1000;

    private final String url;

    /**
     * @param url the JDBC URL of a PostgreSQL database; user and password are postgres
     */
    public Invariants(String url) {
        this.url = url;
    }

    /** Looks at one moment of the data, also while callers are at work. */
    public void check(Findings findings) {
        try (Connection connection = connect()) {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            for (Map.Entry<String, String> rule : RULES.entrySet()) {
                try (Statement statement = connection.createStatement();
                        ResultSet row = statement.executeQuery(rule.getValue() + " limit 5")) {
                    while (row.next()) {
                        findings.add(Promise.THE_REST_HOLDS, "Not so: " + rule.getKey() + ": " + text(row));
                    }
                }
            }
            connection.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(ResultSet row) throws SQLException {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            text.append(i == 1 ? "" : ", ")
                    .append(row.getMetaData().getColumnLabel(i))
                    .append(' ')
                    .append(row.getString(i));
        }
        return text.toString();
    }

    /** How many changes the audit has by request id. */
    public Map<String, Integer> audited() {
        Map<String, Integer> audited = new HashMap<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select request_id, count(*) from core_audit group by request_id")) {
            while (row.next()) {
                audited.put(row.getString(1), row.getInt(2));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return audited;
    }

    /**
     * Reads what every branch holds, and what a choice of deployments does: the versions that were kept up change by change are those of
     * the content, also of what was published long ago, and no two topics or variants of a branch have one name.
     */
    public void checkContents(Findings findings, long seed) {
        Map<String, Object> properties = new HashMap<>(TestDatabases.properties(url, "postgres", "postgres"));
        try (ApplicationContext context = ApplicationContext.run(properties)) {
            StoreInspector inspector = new StoreInspector(context);
            Sql sql = context.getBean(Sql.class);
            Branches branches = context.getBean(Branches.class);
            List<Long> ids = sql.list("select id from core_branch where state = 0", row -> row.getLong(1));
            Map<Long, Branch> found = new HashMap<>();
            for (int i = 0; i < ids.size(); i += 100) {
                found.putAll(branches.find(ids.subList(i, Math.min(ids.size(), i + 100))));
            }
            for (Branch branch : found.values()) {
                Map<DocumentKey, String> content = inspector.content(branch, branch.sequence());
                if (!StoreInspector.version(content).equals(inspector.storedVersion(branch))) {
                    findings.add(
                            Promise.THE_REST_HOLDS, "The version of branch " + branch.id() + " is not its content's");
                }
                long names =
                        content.keySet().stream().filter(Invariants::isNamed).count();
                long different = content.entrySet().stream()
                        .filter(document -> isNamed(document.getKey()))
                        .map(document -> document.getKey().kind() + " "
                                + StrictJson.parse(document.getValue()).path("name"))
                        .distinct()
                        .count();
                if (names != different) {
                    findings.add(Promise.THE_REST_HOLDS, "Names are doubled on branch " + branch.id());
                }
            }
            List<Published> published = new ArrayList<>(sql.list(
                    "select id, branch_id, seq, encode(substring(version from 1 for 16), 'hex') version from core_deployment",
                    row -> new Published(
                            row.getString("id"),
                            row.getLong("branch_id"),
                            row.getLong("seq"),
                            row.getString("version"))));
            Collections.shuffle(published, new Random(seed));
            for (Published deployment : published.subList(0, Math.min(published.size(), MAX_DEPLOYMENTS))) {
                Branch branch = found.get(deployment.branchId());
                if (branch != null
                        && !StoreInspector.version(inspector.content(branch, deployment.sequence()))
                                .equals(deployment.version())) {
                    findings.add(
                            Promise.THE_REST_HOLDS, "Deployment " + deployment.id() + " does not hold what it did");
                }
            }
        }
    }

    private record Published(String id, long branchId, long sequence, String version) {}

    private static boolean isNamed(DocumentKey key) {
        return key.kind().equals("topic") || key.kind().equals("variant");
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url, "postgres", "postgres");
    }
}
