import java.nio.file.Path;
import java.util.Map;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;

/**
 * Runs one Neo4j until standard input closes, so that it cannot outlive the tests that started it.
 *
 * <p>Argument: the data folder, which holds the settings as neo4j.conf. The password of the user neo4j
 * comes by the environment variable NEO4J_PASSWORD; without it, it stays as it is. Prints "ready" once Bolt answers to it.
 */
class Start {
    public static void main(String[] arguments) throws Exception {
        var home = Path.of(arguments[0]);
        var neo4j = new DatabaseManagementServiceBuilder(home)
                .loadPropertiesFromFile(home.resolve("neo4j.conf"))
                .build();
        var password = System.getenv("NEO4J_PASSWORD");
        if (password != null) {
            neo4j.database("system").executeTransactionally(
                    "ALTER USER neo4j SET PASSWORD $password CHANGE NOT REQUIRED", Map.of("password", password));
        }
        System.out.println("ready");
        while (System.in.read() >= 0) {
        }
        neo4j.shutdown();
    }
}
